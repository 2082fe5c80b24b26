#include "handout/jpeg.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace myochart::handout {

namespace {

struct JpegFault {
    jpeg_error_mgr manager{};
    std::jmp_buf leave{};
};

[[noreturn]] void leaveJpeg(j_common_ptr info) {
    std::longjmp(reinterpret_cast<JpegFault*>(info->err)->leave, 1);  // the manager is its first member
}

// libjpeg leaves by longjmp on a fault, so nothing with a destructor may live in here. `line` holds a line of pixels.
bool compress(const render::Image& image, int quality, unsigned char* line, unsigned char** bytes, unsigned long* size) {
    JpegFault fault;
    jpeg_compress_struct info{};
    info.err = jpeg_std_error(&fault.manager);
    fault.manager.error_exit = leaveJpeg;
    if (setjmp(fault.leave) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, bytes, size);
    info.image_width = static_cast<JDIMENSION>(image.width);
    info.image_height = static_cast<JDIMENSION>(image.height);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        const std::uint8_t* from = image.rgba.data() + static_cast<size_t>(info.next_scanline) * static_cast<size_t>(image.width) * 4;
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < 3; ++c) line[x * 3 + c] = from[x * 4 + c];
        JSAMPROW row = line;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

}  // namespace

std::optional<std::string> jpegOf(const render::Image& image, int quality) {
    std::vector<unsigned char> line(static_cast<size_t>(image.width) * 3);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool done = compress(image, quality, line.data(), &bytes, &size);
    std::optional<std::string> file;
    if (done) file.emplace(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);
    return file;
}

}  // namespace myochart::handout
