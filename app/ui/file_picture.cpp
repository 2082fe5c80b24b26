#include "ui/file_picture.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "render/gl/texture.h"
#include "render/image.h"
#include "ui/imgui_vec.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr int kWidestPicturePx = 1200;                     ///< as it is kept
constexpr std::int64_t kMostPicturePixels = 64'000'000;

/// Each pixel the mean of a square, so that the picture is at most kWidestPicturePx wide.
render::Image smaller(const render::Image& image) {
    const int step = (image.width + kWidestPicturePx - 1) / kWidestPicturePx;
    if (step <= 1) return image;
    render::Image made{image.width / step, std::max(1, image.height / step), {}};
    made.rgba.resize(static_cast<size_t>(made.width) * static_cast<size_t>(made.height) * 4);
    for (int y = 0; y < made.height; ++y)
        for (int x = 0; x < made.width; ++x)
            for (int channel = 0; channel < 4; ++channel) {
                int sum = 0, count = 0;
                for (int v = y * step; v < std::min((y + 1) * step, image.height); ++v)
                    for (int u = x * step; u < (x + 1) * step; ++u, ++count) sum += image.rgba[(static_cast<size_t>(v) * static_cast<size_t>(image.width) + static_cast<size_t>(u)) * 4 + static_cast<size_t>(channel)];
                made.rgba[(static_cast<size_t>(y) * static_cast<size_t>(made.width) + static_cast<size_t>(x)) * 4 + static_cast<size_t>(channel)] = static_cast<std::uint8_t>(sum / count);
            }
    return made;
}

Result<render::Image> readSmall(const Path& file) {
    auto image = render::readPng(file);
    if (!image) return image.error();
    if (std::int64_t{image->width} * image->height > kMostPicturePixels) return refused(said("The picture {} is too large.", shown(file.filename())));
    return smaller(*image);
}

}  // namespace

struct FilePicture::Read {
    std::optional<Result<render::Image>> image;  ///< once it is there
};

FilePicture::FilePicture() = default;
FilePicture::~FilePicture() = default;

void FilePicture::read(Ui& ui, const Path& file) {
    file_ = file;
    texture_.reset();
    read_ = std::make_shared<Read>();
    ui.program.jobs.start(
        tr("Reading a picture"),
        [file, read = read_](Progress&) -> std::function<void()> {
            auto image = std::make_shared<Result<render::Image>>(readSmall(file));
            return [read, image] { read->image = std::move(*image); };
        },
        true);
}

void FilePicture::draw(Ui& ui, std::string_view name, const Path& file, float mostHigh) {
    if (file != file_) read(ui, file);
    if (read_ && read_->image && *read_->image && ui.picture && !texture_) {
        const render::Image& image = **read_->image;
        texture_ = std::make_unique<render::gl::Texture>(render::gl::Texture::Format{GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE}, image.width, image.height, render::gl::Texture::Filter::linear);
        texture_->upload(0, 0, image.width, image.height, image.rgba.data());
        read_->image->value().rgba = {};
    }
    if (!texture_) {
        if (read_->image && !*read_->image) {
            paragraph(ui, ui.fonts.note, ui.theme.danger, displayText(read_->image->error().message, 300));
            ui.record.fact(fmt::format("{}.fault", name), read_->image->error().message);
        } else paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(shown(file.filename()), 120));
        if (!read_->image) ui.state.wake(ui.now + 0.1);
        return;
    }
    const auto wide = static_cast<float>(texture_->width()), high = static_cast<float>(texture_->height());
    const float fit = std::min({ImGui::GetContentRegionAvail().x / wide, ui.px(mostHigh) / high, ui.scale});
    const vec2 at = vec(ImGui::GetCursorScreenPos()), size = glm::max(glm::round(vec2(wide, high) * fit), vec2(1));
    ImGui::Image(reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(texture_->name())), im(size));
    ui.record.add(std::string(name), {at, at + size});
}

}  // namespace myochart::ui
