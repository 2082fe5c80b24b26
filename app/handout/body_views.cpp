#include "handout/body_views.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/geometric.hpp>

#include "picture/draw_again.h"
#include "scene/depths.h"
#include "scene/other_part.h"
#include "scene/site_labels.h"

namespace myochart::handout {

namespace {

using scene::StandardView;

constexpr std::array<StandardView, 4> kViewsInOrder = {StandardView::anterior, StandardView::posterior, StandardView::left, StandardView::right};
/// A site that faces neither front nor back by more than the first is looked for from the side, where it has to face by the second.
constexpr float kAlongEdge = 0.3F, kFacesSide = 0.7F;
constexpr int kLayoutHeight = 2000;  ///< pixels that views are laid out with; shares of them are kept
constexpr float kRimShare = 0.03F;   ///< of the body's height, free around it

scene::Viewport viewportOf(const BodyView& view, int height) {
    return {std::max(16, static_cast<int>(std::lround(view.widthPerHeight * static_cast<float>(height)))), height};
}

/// A camera that has the body as large as it can be in a picture of its own shape.
BodyView fittedView(StandardView which, const Box& box) {
    BodyView view;
    view.view = which;
    const vec3 size = box.max - box.min;
    const bool fromSide = which == StandardView::left || which == StandardView::right;
    const float rim = 2 * kRimShare * size.z, wide = (fromSide ? size.y : size.x) + rim;
    view.widthPerHeight = std::clamp(wide / (size.z + rim), 0.1F, 2.0F);
    view.camera = scene::standardView(which, box, viewportOf(view, kLayoutHeight));
    if (const auto at = view.camera.project((box.min + box.max) / 2.0F, viewportOf(view, kLayoutHeight)))
        view.midline = at->x / (view.widthPerHeight * kLayoutHeight);
    return view;
}

/// How far a site faces the eye of each view, 1 straight at it, and whether the body or another part of it stands before it there.
struct Facing {
    std::array<float, 4> towards{};
    std::array<bool, 4> far{};
};

std::vector<Facing> facingsOf(const body::Body& body, const record::Session& session, const anatomy::Catalogue& catalogue, const scene::ViewOptions& options,
                              const std::vector<BodyView>& views) {
    std::vector<Facing> facings(session.markers.size());
    for (size_t v = 0; v < views.size(); ++v) {
        const vec3 eye = views[v].camera.eye();
        scene::Scene seen = scene::buildScene(body, &session, options, &catalogue);
        scene::noteOtherParts(seen, body, nullptr, options, eye);
        for (const scene::MarkerItem& item : seen.markers) {
            const auto at = std::ranges::find(session.markers, item.id, &record::Marker::id);
            if (at == session.markers.end()) continue;
            Facing& facing = facings[static_cast<size_t>(at - session.markers.begin())];
            facing.towards[v] = glm::dot(glm::normalize(item.normal), glm::normalize(eye - item.position));
            facing.far[v] = scene::howSeen(item, views[v].camera, true) == scene::SiteSeen::far;
        }
    }
    return facings;
}

/// Which of the four views a site is shown on.
size_t viewFor(const Facing& facing) {
    const auto worth = [&](size_t v) { return facing.towards[v] - (facing.far[v] ? 2.0F : 0.0F); };
    const size_t best = worth(0) >= worth(1) ? 0 : 1, side = worth(2) >= worth(3) ? 2 : 3;
    return worth(best) < kAlongEdge && worth(side) > kFacesSide ? side : best;
}

picture::Request requestFor(const std::shared_ptr<const body::Body>& body, const BodyView& view, int heightPx) {
    picture::Request request;
    request.body = body;
    request.view = modestView(*body);
    request.camera = view.camera;
    request.size = viewportOf(view, heightPx);
    request.transparent = true;
    return request;
}

void layOnWhite(render::Image& image) {
    for (size_t i = 0; i + 3 < image.rgba.size(); i += 4) {
        const unsigned alpha = image.rgba[i + 3];
        for (size_t c = i; c < i + 3; ++c) image.rgba[c] = static_cast<std::uint8_t>((image.rgba[c] * alpha + 255 * (255 - alpha) + 127) / 255);
        image.rgba[i + 3] = 255;
    }
}

}  // namespace

scene::ViewOptions modestView(const body::Body& body) {
    scene::ViewOptions view = scene::firstView();
    view.labels = false;
    if (!scene::hasSkin(body)) return view;
    view.layers.fill(false);
    view.layers[static_cast<size_t>(anatomy::Layer::skin)] = true;
    return view;
}

std::vector<BodyView> bodyViews(const std::shared_ptr<const body::Body>& body, const record::Session& session, const anatomy::Catalogue& catalogue) {
    const scene::ViewOptions options = modestView(*body);
    const Box box = scene::shownBounds(*body, options);
    std::vector<BodyView> views;
    for (const StandardView which : kViewsInOrder) views.push_back(fittedView(which, box));
    const auto facings = facingsOf(*body, session, catalogue, options, views);
    bool any = false;
    for (size_t i = 0; i < session.markers.size(); ++i) {
        if (session.markers[i].plan.unconfirmed == true) continue;
        BodyView& view = views[viewFor(facings[i])];
        const scene::Viewport viewport = viewportOf(view, kLayoutHeight);
        const auto at = view.camera.project(session.markers[i].anchor.position, viewport);
        if (!at) continue;
        view.sites.push_back({i, *at / vec2(viewport.width, viewport.height)});
        any = true;
    }
    if (!any) return {};
    std::erase_if(views, [](const BodyView& view) { return view.sites.empty() && view.view != StandardView::anterior && view.view != StandardView::posterior; });
    return views;
}

Result<std::optional<std::vector<render::Image>>> drawViews(const std::shared_ptr<const body::Body>& body, const std::vector<BodyView>& views, int heightPx) {
    using Images = std::optional<std::vector<render::Image>>;
    if (views.empty()) return Images(std::vector<render::Image>());
    std::vector<render::Image> images;
    auto first = picture::draw([&]() -> Result<picture::Request> { return requestFor(body, views.front(), heightPx); });
    if (!first) return first.error();
    if (!*first) return Images();
    images.push_back(std::move((*first)->image));
    for (size_t i = 1; i < views.size(); ++i) {
        auto next = picture::drawAgain(**first, requestFor(body, views[i], heightPx));
        if (!next) return next.error();
        if (!*next) return Images();
        images.push_back(std::move(**next));
    }
    for (render::Image& image : images) layOnWhite(image);
    return Images(std::move(images));
}

}  // namespace myochart::handout
