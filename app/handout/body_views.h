#pragma once
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "render/image.h"
#include "record/chart.h"
#include "scene/camera.h"
#include "scene/view_options.h"

namespace myochart::handout {

/// A site on a picture: which of Session::markers, and where, in shares of the picture from its upper left.
struct SiteOnView {
    size_t marker = 0;
    vec2 at{};
};

/// The body from one side, in its skin.
struct BodyView {
    scene::StandardView view = scene::StandardView::anterior;
    scene::Camera camera;
    float widthPerHeight = 0.4F;      ///< of the picture
    float midline = 0.5F;             ///< where the body's middle is, in shares of the width
    std::vector<SiteOnView> sites;    ///< those that are shown on this view; each site is on one
};

/// The skin alone, as it is for whoever is not to see muscles; the whole body where it has no skin.
scene::ViewOptions modestView(const body::Body& body);

/// From in front and from behind, and from a side only where a site would else be seen along the edge of the body or not at all.
/// Every confirmed site is on the view that it faces most. `session`: as it stands on `body` (places::reanchor()). No site: no view.
std::vector<BodyView> bodyViews(const std::shared_ptr<const body::Body>& body, const record::Session& session, const anatomy::Catalogue& catalogue);

/// The views as pictures of that height in pixels, on white and without any mark. Fails with a sentence where the graphics card cannot
/// do it; nothing when some of the body's triangles are damaged.
Result<std::optional<std::vector<render::Image>>> drawViews(const std::shared_ptr<const body::Body>& body, const std::vector<BodyView>& views, int heightPx);

}  // namespace myochart::handout
