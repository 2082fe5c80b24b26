#include "ui/body_picture.h"

#include <algorithm>

#include "scene/other_part.h"
#include "scene/section_view.h"
#include "scene/site_labels.h"
#include "scene/site_marks.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

constexpr double kRestAfter = 0.15;   ///< s without a change until the careful picture
constexpr double kHoverAfter = 0.10;  ///< s the pointer rests before a slow machine lifts what is under it

}  // namespace

void BodyPicture::takeBody(const std::shared_ptr<const body::Body>& body) {
    if (body == body_) return;
    renderer_->setBody(body);
    body_ = body;
    drawn_ = Quality::none;
    labels_.clear();
}

/// Whether more than what is hovered differs from the last time.
bool BodyPicture::noteChange(const Wanted& wanted, double now) {
    const SceneChange change = difference(scene_, wanted.scene);
    const bool content = change == SceneChange::content || rays_ != wanted.rays || !sameCamera(camera_, wanted.camera) || pixelScale_ != wanted.pixelScale ||
                         viewport_.width != wanted.viewport.width || viewport_.height != wanted.viewport.height || showLabels_ != wanted.showLabels;
    if (content || change == SceneChange::hover) changedAt_ = now;
    if (content)
        pending_ = SceneChange::content;
    else if (change == SceneChange::hover && pending_ == SceneChange::none)
        pending_ = SceneChange::hover;
    return content;
}

void BodyPicture::keep(Wanted wanted) {
    scene_ = std::move(wanted.scene);
    rays_ = wanted.rays;
    camera_ = wanted.camera;
    viewport_ = wanted.viewport;
    pixelScale_ = wanted.pixelScale;
    moving_ = wanted.moving;
    showLabels_ = wanted.showLabels;
}

void BodyPicture::update(Wanted wanted, double now) {
    takeBody(wanted.body);
    if (!body_) return;
    noteChange(wanted, now);
    keep(std::move(wanted));
}

void BodyPicture::update(const workspace::Program& program, const scene::Camera& camera, bool slice, bool moving,
                         float pixelScale, double now) {
    takeBody(program.bodies.inPicture());
    if (!body_) return;
    scene::ViewOptions options = slice ? workspace::slicedOptions(program.view) : workspace::bodyOptions(program.view);
    if (program.marks.isBehindCurtain()) options.ghosts = {};
    Wanted wanted{body_, slice ? scene::buildSlice(*body_, program.marks.shownSession(), options, &program.catalogue())
                               : scene::buildScene(*body_, program.marks.shownSession(), options, &program.catalogue()),
                  camera, program.view.viewport, program.bodies.rays(), program.view.options.labels, moving, pixelScale};
    if (const workspace::ShownStep* taught = program.lessons.shown(); taught && !slice) wanted.scene.strokes = taught->needle;
    const bool anew = noteChange(wanted, now);
    noteOtherParts(wanted.scene, program, camera, slice, anew);
    keep(std::move(wanted));
}

/// What stands before the sites changes with the picture alone. Without the index of rays, which is soon there, asking
/// would take as long as drawing.
void BodyPicture::noteOtherParts(scene::Scene& scene, const workspace::Program& program, const scene::Camera& camera, bool slice,
                                 bool anew) const {
    if (slice || !program.bodies.rays() || body_ != program.bodies.current()) return;
    if (anew) return scene::noteOtherParts(scene, *body_, program.bodies.rays(), workspace::bodyOptions(program.view), camera.eye());
    for (size_t i = 0; i < scene.markers.size(); ++i) scene.markers[i].behindOther = scene_.markers[i].behindOther;
}

double BodyPicture::dueAt(double now) const {
    constexpr double kNever = 1e300;
    if (!body_ || viewport_.width < 1 || viewport_.height < 1) return kNever;
    if (drawn_ == Quality::none || pending_ == SceneChange::content || !complete_) return now;
    if (pending_ == SceneChange::hover) return governor_.fullWhileMoving() ? now : changedAt_ + kHoverAfter;
    if (drawn_ == Quality::fast) return moving_ ? now + kRestAfter : changedAt_ + kRestAfter;
    return kNever;
}

render::FrameOptions BodyPicture::options(Quality quality) const {
    render::FrameOptions options;
    options.viewport = viewport_;
    options.samples = quality == Quality::full ? 4 : 0;
    options.ambientOcclusion = quality == Quality::full;
    options.tolerancePx = quality == Quality::full && !moving_ ? 0.5F : render::kTurningTolerancePx;
    options.pixelScale = pixelScale_;
    return options;
}

std::vector<bool> BodyPicture::hiddenMarkers() const {
    std::vector<bool> hidden;
    for (const auto& marker : scene_.markers) hidden.push_back(hasPicture() && renderer_->isHidden(marker.position, marker.normal));
    return hidden;
}

void BodyPicture::placeLabels() {
    const auto sizeOf = [&](const std::string& text) { return renderer_->labelSize(text, pixelScale_); };
    const auto requests = scene::requestLabels(scene_, camera_, viewport_, hiddenMarkers(), sizeOf, pixelScale_);
    labels_ = scene::layOutLabels(requests, viewport_, labels_, scene::kMostLabels, pixelScale_);
}

void BodyPicture::drawOnce(Quality quality) {
    placeLabels();
    const render::FrameStats stats = renderer_->draw(scene_, camera_, labels_, options(quality));
    complete_ = stats.complete;
    triangles_ = stats.triangles;
    drawn_ = moving_ ? Quality::fast : quality;  // at rest comes a finer one
    lastTimed_ = complete_ ? quality : Quality::none;
    ++count_;
}

void BodyPicture::draw(double now) {
    if (!due(now)) return;
    const bool rested = !moving_ && now - changedAt_ >= kRestAfter;
    const bool full = rested || (moving_ ? governor_.fullWhileMoving() : governor_.fullAtOnce());
    pending_ = SceneChange::none;
    const std::vector<bool> before = hiddenMarkers();
    drawOnce(full ? Quality::full : Quality::fast);
    // Which markers tissue hides is known only from the picture itself; the labels follow.
    if (full && !moving_ && !scene_.markers.empty() && hiddenMarkers() != before) drawOnce(Quality::full);
}

void BodyPicture::noteFrame(double ms) {
    if (lastTimed_ == Quality::full) governor_.noteFull(ms);
    lastTimed_ = Quality::none;
}

std::optional<record::MarkerId> BodyPicture::siteDrawnAt(vec2 pixel, float reachPx) const {
    for (const scene::PlacedLabel& label : labels_) {
        const vec2 in = pixel - label.cornerPx;
        const bool inside = label.gathered == 0 && in.x >= 0 && in.y >= 0 && in.x < label.sizePx.x && in.y < label.sizePx.y;
        const auto site = std::ranges::find_if(scene_.markers, [&](const scene::MarkerItem& marker) { return inside && !marker.ghost && marker.id.text == label.key; });
        if (site != scene_.markers.end()) return site->id;
    }
    std::optional<record::MarkerId> nearest;
    for (const scene::MarkerItem& marker : scene_.markers) {
        const auto mark = marker.ghost || marker.opacity <= 0 || isHidden(marker.position, marker.normal) ? std::nullopt : scene::siteMark(marker, camera_, viewport_, pixelScale_, scene_.midlineMm);
        if (!mark || glm::length(mark->headPx - pixel) >= reachPx) continue;
        reachPx = glm::length(mark->headPx - pixel);
        nearest = marker.id;
    }
    return nearest;
}

std::optional<std::uint32_t> BodyPicture::structureAt(const body::Body& body, vec2 pixel) const {
    if (body_.get() != &body || !hasPicture() || pixel.x < 0 || pixel.y < 0) return std::nullopt;
    if (pixel.x >= static_cast<float>(viewport_.width) || pixel.y >= static_cast<float>(viewport_.height))
        return std::nullopt;
    return renderer_->structureAt(pixel);
}

}  // namespace myochart::ui
