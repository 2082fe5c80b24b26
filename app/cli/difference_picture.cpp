#include "cli/difference_picture.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/local_day.h"
#include "scene/build_scene.h"
#include "workspace/patient_visits.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

scene::Ghost labelled(const record::Marker& marker, bool hollow, std::string label) {
    scene::Ghost ghost = scene::ghostOf(marker);
    ghost.hollow = hollow;
    ghost.label = std::move(label);
    return ghost;
}

/// Numbers are of the second visit; of a site that it has not, the first one's with a word.
scene::Ghosts ghostsOf(const record::Session& was, const record::Session& is, const note::VisitDifference& difference, const body::Body& body) {
    std::vector<scene::Ghost> ghosts;
    const auto isHere = [&](const record::Marker& marker) { return marker.anchor.bodyChecksum == body.checksum() && marker.plan.unconfirmed != true; };
    for (const note::SiteDifference& each : difference.sites) {
        const record::Marker *before = each.before ? &was.markers[*each.before] : nullptr, *after = each.after ? &is.markers[*each.after] : nullptr;
        if (before && isHere(*before)) ghosts.push_back(labelled(*before, true, after ? std::string() : fmt::format("{} gone", before->number)));
        if (after && isHere(*after)) ghosts.push_back(labelled(*after, false, fmt::format("{}{}", after->number, before ? "" : " new")));
    }
    return std::make_shared<const std::vector<scene::Ghost>>(std::move(ghosts));
}

std::vector<std::string> legendOf(const record::Session& was, const record::Session& is) {
    const auto when = [](const record::Session& visit) { return dateTimeAt(visit.startedAt, visit.utcOffset); };
    return {fmt::format("Hollow: visit of {}", when(was)), fmt::format("Filled, with its number: visit of {}", when(is))};
}

const std::vector<std::string> kDifferenceStatement = {"Sites as charted, on a model of a body.", "No place or way to needle."};

/// From one side, with room for a legend at the foot.
scene::Camera cameraFrom(scene::StandardView view, Box box, const scene::Viewport& size) {
    constexpr float kFoot = 0.14F;  // of the body's height
    box.add(box.min - vec3(0, 0, kFoot * (box.max.z - box.min.z)));
    return scene::standardView(view, box, size);
}

/// Two pictures of one height, the second to the right of the first.
render::Image beside(const render::Image& left, const render::Image& right) {
    render::Image both{left.width + right.width, left.height, {}};
    constexpr size_t kPixel = 4;
    for (int y = 0; y < left.height; ++y)
        for (const render::Image* each : {&left, &right}) {
            const auto from = each->rgba.begin() + static_cast<std::ptrdiff_t>(static_cast<size_t>(y) * static_cast<size_t>(each->width) * kPixel);
            both.rgba.insert(both.rgba.end(), from, from + static_cast<std::ptrdiff_t>(static_cast<size_t>(each->width) * kPixel));
        }
    return both;
}

}  // namespace

Result<json> drawDifference(Context& context, const RenderOptions& options, const std::pair<record::Session, record::Session>& visits,
                            const note::VisitDifference& difference, const OutputFile& file) {
    auto asked = pictureRequest(context, options, true);
    if (!asked) return asked.error();
    auto placed = workspace::placedOn({visits.first, visits.second}, *asked->body, *asked->catalogue);
    asked->view.ghosts = ghostsOf(placed[0], placed[1], difference, *asked->body);
    asked->labels = true;
    asked->size.width /= 2;
    const Box box = scene::shownBounds(*asked->body, asked->view);
    std::vector<render::Image> panes;
    for (const bool behind : {false, true}) {
        const auto picture = picture::draw([&]() -> Result<picture::Request> {
            picture::Request request = *asked;
            request.camera = cameraFrom(behind ? scene::StandardView::posterior : scene::StandardView::anterior, box, request.size);
            request.legend = behind ? kDifferenceStatement : legendOf(placed[0], placed[1]);
            return request;
        });
        if (!picture) return picture.error();
        if (!*picture) return failed("The stored model is damaged; import it again with `model import`.");
        panes.push_back((*picture)->image);
    }
    const render::Image both = beside(panes[0], panes[1]);
    if (const auto written = render::writePng(both, file); !written) return written.error();
    return json{{"width", both.width}, {"height", both.height}, {"on_body", asked->view.ghosts->size()}};
}

}  // namespace myochart::cli
