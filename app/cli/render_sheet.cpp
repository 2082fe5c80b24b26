#include "cli/render_sheet.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "picture/draw_again.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr size_t kFewestViews = 2, kMostViews = 6;

Result<std::vector<scene::StandardView>> viewsNamed(const std::string& views) {
    std::vector<scene::StandardView> all;
    for (const std::string& each : split(views, ',')) {
        const auto view = scene::standardViewFromName(trim(each));
        if (!view) return environmentFault("--sheet takes anterior, posterior, left, right, superior, inferior with commas between them.");
        all.push_back(*view);
    }
    if (all.size() < kFewestViews || all.size() > kMostViews) return environmentFault(fmt::format("--sheet shows {} to {} views.", kFewestViews, kMostViews));
    return all;
}

/// Puts a picture beside those that are there.
void place(const render::Image& part, size_t which, render::Image& sheet) {
    const auto row = static_cast<size_t>(part.width) * 4;
    for (size_t y = 0; y < static_cast<size_t>(part.height); ++y)
        std::copy_n(part.rgba.begin() + static_cast<std::ptrdiff_t>(y * row), row,
                    sheet.rgba.begin() + static_cast<std::ptrdiff_t>((y * static_cast<size_t>(sheet.width) * 4) + (which * row)));
}

class Sheet {
  public:
    Sheet(Context& context, RenderOptions options, std::vector<scene::StandardView> views) : context_(context), options_(std::move(options)), views_(std::move(views)) {}

    Result<render::Image> drawn(const scene::Viewport& whole) {
        const int width = whole.width / static_cast<int>(views_.size());
        options_.size = fmt::format("{}x{}", width, whole.height);
        const auto size = viewportFrom(options_.size);
        if (!size) return size.error();
        render::Image sheet;
        sheet.width = width * static_cast<int>(views_.size());
        sheet.height = whole.height;
        sheet.rgba.resize(static_cast<size_t>(sheet.width) * static_cast<size_t>(sheet.height) * 4);
        for (size_t i = 0; i < views_.size(); ++i) {
            const auto part = one(views_[i]);
            if (!part) return part.error();
            place(*part, i, sheet);
        }
        return sheet;
    }

  private:
    /// On the body with every triangle looked at: what is drawn again is not looked at anew.
    Result<picture::Request> request(scene::StandardView view) {
        options_.view = scene::name(view);
        auto request = pictureRequest(context_, options_, true);
        if (request && options_.labels) request->legend.insert(request->legend.begin(), options_.view);
        return request;
    }
    Result<render::Image> one(scene::StandardView view) {
        if (!picture_) {
            auto first = picture::draw([&] { return request(view); });
            if (!first) return first.error();
            if (!*first) return failed("The stored model is damaged; import it again with `model import`.");
            picture_ = std::move(**first);
            return std::move(picture_->image);
        }
        const auto next = request(view);
        if (!next) return next.error();
        auto image = picture::drawAgain(*picture_, *next);
        if (!image) return image.error();
        if (!*image) return failed("The stored model is damaged; import it again with `model import`.");
        return std::move(**image);
    }

    Context& context_;
    RenderOptions options_;
    std::vector<scene::StandardView> views_;
    std::optional<picture::Picture> picture_;
};

}  // namespace

Answer renderSheet(Context& context, const RenderOptions& options, const std::string& views) {
    if (const auto png = requirePng(options.output); !png) return png.error();
    if (!options.view.empty() || !options.camera.empty() || options.sectionFace)
        return environmentFault("--sheet says from where the body is looked at; --view, --camera and --section-face do not go with it.");
    auto named = viewsNamed(views);
    if (!named) return named.error();
    const auto whole = viewportFrom(options.size);
    if (!whole) return whole.error();
    const auto file = context.output(options.output);
    if (!file) return file.error();
    const size_t count = named->size();
    auto sheet = Sheet(context, options, std::move(*named)).drawn(*whole);
    if (!sheet) return sheet.error();
    if (const auto written = render::writePng(*sheet, *file, options.transparent); !written) return written.error();
    if (!options.session.empty())
        if (const auto noted = notePicture(*context.opened, options.session, options.output); !noted) return noted.error();
    return json{{"file", options.output}, {"width", sheet->width}, {"height", sheet->height}, {"views", count}};
}

}  // namespace myochart::cli
