#include "render/image.h"

#include <fmt/format.h>
#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <csetjmp>
#include <cstdlib>
#include <new>

namespace myochart::render {
namespace {

constexpr std::uint64_t kMaxPngBytes = 256U << 20U;
constexpr std::uint32_t kMaxSide = 32768;
constexpr std::uint64_t kMaxPixels = 128U << 20U;

// No C++ exception may cross libpng, so running out of memory becomes libpng's own fault.
void appendBytes(png_structp png, png_bytep data, size_t size) {
    auto* out = static_cast<std::vector<std::byte>*>(png_get_io_ptr(png));
    const auto* from = reinterpret_cast<const std::byte*>(data);
    bool full = false;
    try {
        out->insert(out->end(), from, from + size);
    } catch (const std::bad_alloc&) {
        full = true;
    }
    if (full) png_error(png, "out of memory");
}

// libpng leaves by longjmp on a fault, so nothing with a destructor may live in here.
bool encode(png_structp png, png_infop info, const Image& image, bool withAlpha) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), 8,
                 withAlpha ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    // Large flat areas: this is ten times as fast as the default and no larger.
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_set_compression_strategy(png, Z_RLE);
    png_write_info(png, info);
    if (!withAlpha) png_set_filler(png, 0, PNG_FILLER_AFTER);
    const size_t stride = static_cast<size_t>(image.width) * 4;
    for (int y = 0; y < image.height; ++y) png_write_row(png, image.rgba.data() + static_cast<size_t>(y) * stride);
    png_write_end(png, info);
    return true;
}

bool isWhole(const Image& image) {
    return image.width > 0 && image.height > 0 &&
           image.rgba.size() == static_cast<size_t>(image.width) * static_cast<size_t>(image.height) * 4;
}

}  // namespace

Outcome writePng(const Image& image, const OutputFile& file, bool withAlpha) {
    if (!isWhole(image)) return failed(fmt::format("There is no picture to write to {}.", shown(file.path())));
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    std::vector<std::byte> bytes;
    bytes.reserve(image.rgba.size() / 8);
    if (png != nullptr) png_set_write_fn(png, &bytes, appendBytes, nullptr);
    const bool encoded = info != nullptr && encode(png, info, image, withAlpha);
    png_destroy_write_struct(&png, &info);
    if (!encoded) return failed(fmt::format("The picture {} could not be encoded as PNG.", shown(file.path())));
    return file.write(bytes);
}

Outcome writePng(const Image& image, const Path& path, bool withAlpha) {
    const auto file = openOutput(path);
    return file ? writePng(image, *file, withAlpha) : file.error();
}

Result<Image> readPng(const Path& path) {
    auto bytes = readFile(path, kMaxPngBytes);
    if (!bytes) return bytes.error();
    const auto refusal = [&](std::string_view why) {
        return refused(fmt::format("{} is not a picture this program can read ({}).", shown(path), why));
    };
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&png, bytes->data(), bytes->size()) == 0) return refusal(png.message);
    const std::uint64_t pixels = static_cast<std::uint64_t>(png.width) * png.height;
    if (png.width > kMaxSide || png.height > kMaxSide || pixels > kMaxPixels) {
        png_image_free(&png);
        return refusal("it is too large");
    }
    png.format = PNG_FORMAT_RGBA;
    Image image{static_cast<int>(png.width), static_cast<int>(png.height), {}};
    image.rgba.resize(PNG_IMAGE_SIZE(png));
    if (png_image_finish_read(&png, nullptr, image.rgba.data(), 0, nullptr) == 0) return refusal(png.message);
    return image;
}

ImageDifference compare(const Image& a, const Image& b) {
    assert(a.width == b.width && a.height == b.height);
    constexpr int kNoticeable = 8;
    ImageDifference difference;
    size_t differing = 0;
    for (size_t i = 0; i + 3 < a.rgba.size(); i += 4) {
        int worst = 0;
        for (size_t k = 0; k < 4; ++k) worst = std::max(worst, std::abs(int{a.rgba[i + k]} - int{b.rgba[i + k]}));
        differing += worst > kNoticeable ? 1 : 0;
        difference.worst = std::max(difference.worst, worst);
    }
    if (!a.rgba.empty()) difference.differingShare = static_cast<double>(differing) * 4.0 / static_cast<double>(a.rgba.size());
    return difference;
}

}  // namespace myochart::render
