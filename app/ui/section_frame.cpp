#include "ui/section_frame.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scene/section_view.h"
#include "ui/body_picture.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

constexpr size_t kPieces = 28;          ///< of an edge: where tissue hides it, it is faint
constexpr float kHandle = 12;        ///< px, half its size
constexpr float kHandleReach = 18;         ///< px around its middle that mean the handle
constexpr float kFaint = 0.30F;
constexpr float kEdgeOnPxPerMm = 0.05F;  ///< below, the plane is seen straight on

std::optional<vec2> inWindow(const Ui& ui, const PaneView& view, vec3 position) {
    const auto pixel = view.camera.project(position, ui.program.view.viewport);
    if (!pixel) return std::nullopt;
    return view.area.min + *pixel / ui.pixelRatio;
}

/// Inside the view, clear of what floats at its edges.
Rect roomFor(const Ui& ui, const PaneView& view) {
    const float side = ui.px(64), below = ui.px(view.area.max.y + 1 > ui.layout.body.max.y - ui.px(4) ? 84 : 28);
    return {view.area.min + vec2(side, ui.px(48)), view.area.max - vec2(side, below)};
}

}  // namespace

void SectionFrame::lookAtEdges(const PaneView& view, const std::array<vec3, 4>& corners) {
    if (hidden_.size() <= view.index) hidden_.resize(view.index + 1);
    Hidden& known = hidden_[view.index];
    if (known.pieces.empty()) known.pieces.resize(size_t{4} * kPieces);
    if (!view.picture || !view.picture->atRest()) return;
    if (known.picture == view.picture->picturesDrawn() && known.corners == corners) return;
    known.picture = view.picture->picturesDrawn();
    known.corners = corners;
    for (size_t i = 0; i < known.pieces.size(); ++i) {
        const float share = (static_cast<float>(i % kPieces) + 0.5F) / kPieces;
        known.pieces[i] = view.picture->isHidden(glm::mix(corners[i / kPieces], corners[(i / kPieces + 1) % 4], share));
    }
}

void SectionFrame::drawEdge(Ui& ui, const PaneView& view, const std::array<vec3, 4>& corners, size_t edge) const {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImU32 halo = ui.theme.dark ? rgb(0x14181C) : rgb(0xFFFFFF);
    const vec3 from = corners[edge], to = corners[(edge + 1) % 4];
    std::optional<vec2> last = inWindow(ui, view, from);
    for (size_t i = 0; i < kPieces; ++i) {
        const auto next = inWindow(ui, view, glm::mix(from, to, static_cast<float>(i + 1) / kPieces));
        const bool hidden = hidden_[view.index].pieces[edge * kPieces + i];
        if (last && next) {
            if (!hidden) draw.AddLine(im(*last), im(*next), withAlpha(halo, 0.7F), 3.5F * ui.scale);
            draw.AddLine(im(*last), im(*next), withAlpha(ui.theme.accent, hidden ? kFaint : 1), 1.5F * ui.scale);
        }
        last = next;
    }
}

/// At the middle of an edge that can be seen, the rightmost; else, near to the body, wherever the plane crosses the view.
std::optional<SectionFrame::Handle> SectionFrame::handleIn(const Ui& ui, const PaneView& view) const {
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    const auto corners = scene::sectionFrame(section, workspace::sectionSurroundings(ui.program.view));
    const Rect room = roomFor(ui, view);
    std::optional<vec3> place;
    float rightmost = -1e30F;
    for (size_t i = 0; i < 4; ++i) {
        const vec3 middle = glm::mix(corners[i], corners[(i + 1) % 4], 0.5F);
        const auto at = inWindow(ui, view, middle);
        if (!at || !room.contains(*at) || at->x < rightmost) continue;
        rightmost = at->x;
        place = middle;
    }
    for (const vec2 share : {vec2(1, 0.5F), vec2(0.5F, 0), vec2(0, 0.5F), vec2(0.5F, 1)}) {
        if (place) break;
        const vec2 pixel = (glm::mix(room.min, room.max, share) - view.area.min) * ui.pixelRatio;
        const geometry::Ray ray = view.camera.rayThrough(pixel, ui.program.view.viewport);
        const float falling = glm::dot(ray.direction, section.normal);
        const float away = glm::dot(section.origin - ray.origin, section.normal) / falling;
        if (std::abs(falling) > 0.1F && away > 0) place = ray.origin + ray.direction * away;
    }
    if (!place) place = scene::ontoPlane(section, view.camera.target);
    const auto at = inWindow(ui, view, *place), further = inWindow(ui, view, *place + workspace::sectionStep(section));
    if (!at || !further || !view.area.contains(*at)) return std::nullopt;
    const vec2 step = *further - *at;
    const float pxPerMm = glm::length(step);
    if (pxPerMm < kEdgeOnPxPerMm) return Handle{view.index, *at, {0, -1}, view.camera.mmPerPixel(*place, ui.program.view.viewport)};
    return Handle{view.index, *at, step / pxPerMm, 1 / pxPerMm};
}

void SectionFrame::drawHandle(Ui& ui, const Handle& handle, bool lit) const {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float radius = ui.px(kHandle);
    to.AddCircleFilled(im(handle.at + vec2(0, ui.scale)), radius + ui.scale * 2, withAlpha(rgb(0x000000), 0.12F), 32);
    to.AddCircleFilled(im(handle.at), radius, lit ? ui.theme.accent : ui.theme.raised, 32);
    to.AddCircle(im(handle.at), radius, ui.theme.accent, 32, 1.5F * ui.scale);
    const ImU32 ink = lit ? ui.theme.raised : ui.theme.accent;
    const vec2 way = handle.way, aside(-way.y, way.x);
    for (const float sign : {-1.0F, 1.0F}) {
        const vec2 tip = handle.at + way * (sign * ui.px(8)), foot = handle.at + way * (sign * ui.px(3));
        to.AddTriangleFilled(im(tip), im(foot + aside * ui.px(4)), im(foot - aside * ui.px(4)), ink);
    }
}

void SectionFrame::draw(Ui& ui, const std::vector<PaneView>& views) {
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    if (!ui.program.bodies.current() || !section.on || ui.program.view.options.effects.explode > 0) return;
    const auto corners = scene::sectionFrame(section, workspace::sectionSurroundings(ui.program.view));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    for (const PaneView& view : views) {
        if (view.slice) continue;
        to.PushClipRect(im(view.area.min), im(view.area.max), true);
        lookAtEdges(view, corners);
        for (size_t i = 0; i < 4; ++i) drawEdge(ui, view, corners, i);
        if (const auto handle = handleIn(ui, view)) {
            const bool held = held_ && held_->handle.view == view.index;
            drawHandle(ui, *handle, held || (!held_ && hovered_ == view.index));
            ui.record.add(view.named("section.handle"), {handle->at - vec2(ui.px(kHandle)), handle->at + vec2(ui.px(kHandle))});
            if (held || hovered_ == view.index) {
                const std::string word = workspace::sectionPlace(section);
                const vec2 size(textSize(ui.fonts.noteStrong, word).x + ui.px(16), ui.px(24));
                vec2 corner = handle->at + vec2(ui.px(20), -size.y / 2);
                if (corner.x + size.x > view.area.max.x - ui.px(4)) corner.x = handle->at.x - ui.px(20) - size.x;
                to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.95F), ui.px(6));
                to.AddRect(im(corner), im(corner + size), ui.theme.rule, ui.px(6));
                textCentred(to, ui.fonts.noteStrong, {corner, corner + size}, ui.theme.ink, word);
            }
        }
        to.PopClipRect();
    }
}

bool SectionFrame::step(Ui& ui, const std::vector<PaneView>& views, bool free) {
    const bool there = ui.program.bodies.current() && ui.program.view.options.effects.section.on && ui.program.view.options.effects.explode <= 0;
    if (!there) held_.reset();
    hovered_.reset();
    if (!there) return false;
    std::optional<Handle> under;
    for (const PaneView& view : views) {
        if (!free || view.slice || !view.area.contains(ui.input.pos)) continue;
        const auto handle = handleIn(ui, view);
        if (handle && glm::length(handle->at - ui.input.pos) < ui.px(kHandleReach)) under = handle;
    }
    if (under) hovered_ = under->view;
    if (!held_ && under && ui.input.press && ui.input.press->button == 0)
        held_ = Held{*under, ui.input.press->pos, workspace::sectionMm(ui.program.view)};
    if (!held_ && !under) return false;
    const vec2 way = held_ ? held_->handle.way : under->way;
    ImGui::SetMouseCursor(std::abs(way.x) > std::abs(way.y) ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    if (held_) {
        ui.state.sliding = true;
        const float px = glm::dot(ui.input.pos - held_->from, held_->handle.way);
        workspace::setSectionMm(ui.program.view, held_->startMm + px * held_->handle.mmAPixel);
        if (ui.input.release && ui.input.release->button == 0) held_.reset();
    }
    return true;
}

bool SectionFrame::cancel(workspace::Program& program) {
    if (!held_) return false;
    workspace::setSectionMm(program.view, held_->startMm);
    held_.reset();
    return true;
}

}  // namespace myochart::ui
