#include "ui/pain_input.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/body_picture.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/pattern_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kWheelStep = 1.15F;

/// Where the line of sight first meets the skin.
std::optional<vec3> onSkin(const Ui& ui, const PaneView& pane, vec2 pixel) {
    const auto body = ui.program.bodies.current();
    if (!body) return std::nullopt;
    const geometry::Ray ray = pane.camera.rayThrough(pixel, ui.program.view.viewport);
    const geometry::RayIndex* rays = ui.program.bodies.rays();
    for (const geometry::RayHit& hit : rays ? rays->allHits(ray) : body->hitsWithoutIndex(ray))
        if (body->structure(hit.at.part).system == body::System::skin) return hit.at.position;
    return std::nullopt;
}

bool mayPaint(const Ui& ui) {
    const auto& pain = ui.program.pain;
    return pain.isOpen() && pain.brush.on && pain.map() && !(pain.isKept() && ui.program.record.visitIsLocked()) && !ui.program.quiz.result() && ui.program.view.options.effects.explode <= 0 && ui.program.marks.mode() != workspace::Mode::place;
}

}  // namespace

void PainInput::drawInside(Ui& ui, const PaneView& pane) const {
    if (pane.slice) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    float lowest = pane.area.min.y + ui.px(72);
    for (const auto& [place, words] : ui.program.pain.inside()) {
        const auto pixel = pane.camera.project(place, ui.program.view.viewport);
        if (!pixel) continue;
        const vec2 at = pane.area.min + *pixel / ui.pixelRatio;
        if (!pane.area.contains(at)) continue;
        const std::string name = displayText(words, 60);
        const vec2 size(textSize(ui.fonts.noteStrong, name).x + ui.px(16), ui.px(24));
        vec2 corner(at.x + ui.px(70), std::max(lowest, at.y - size.y / 2));
        corner.x = std::min(corner.x, pane.area.max.x - size.x - ui.px(8));
        lowest = corner.y + size.y + ui.px(4);
        to.AddLine(im(at), {corner.x, corner.y + size.y / 2}, withAlpha(rgb(0xFFFFFF), 0.8F), ui.scale * 3);
        to.AddLine(im(at), {corner.x, corner.y + size.y / 2}, rgb(0x8E1B22), std::max(1.0F, ui.scale * 1.4F));
        to.AddCircleFilled(im(at), ui.px(3), rgb(0x8E1B22), 16);
        to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.95F), ui.px(6));
        to.AddRect(im(corner), im(corner + size), rgb(0x8E1B22), ui.px(6));
        textCentred(to, ui.fonts.noteStrong, {corner, corner + size}, ui.theme.ink, name);
        ui.record.add(pane.named("pattern.inside"), {corner, corner + size});
    }
}

void PainInput::draw(Ui& ui, const PaneView& pane) const {
    drawInside(ui, pane);
    if (!ring_ || !pane.area.contains(*ring_)) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect(im(pane.area.min), im(pane.area.max), true);
    const bool erases = ui.program.pain.brush.erases;
    to.AddCircle(im(*ring_), ringPx_, withAlpha(rgb(0xFFFFFF), 0.9F), 48, ui.scale * 3.5F);
    to.AddCircle(im(*ring_), ringPx_, erases ? rgb(0x37474F) : rgb(0x7A1E8C), 48, ui.scale * 1.6F);
    if (erases) to.AddLine({ring_->x - ringPx_ * 0.7F, ring_->y + ringPx_ * 0.7F}, {ring_->x + ringPx_ * 0.7F, ring_->y - ringPx_ * 0.7F}, rgb(0x37474F), ui.scale * 1.6F);
    to.PopClipRect();
}

void PainInput::nameReferrers(Ui& ui, const PaneView& pane, bool free) {
    constexpr size_t kMostNamed = 5;
    const auto& pain = ui.program.pain;
    const bool asked = free && !pane.slice && pain.map() && !ui.program.namesHidden() && (!pain.shown().empty() || (pain.isOpen() && !pain.brush.on)) && pane.area.contains(ui.input.pos) &&
                       ui.program.view.options.effects.explode <= 0 && ui.program.marks.mode() != workspace::Mode::place;
    const auto at = asked ? onSkin(ui, pane, (ui.input.pos - pane.area.min) * ui.pixelRatio) : std::nullopt;
    if (!at) {
        named_.reset();
        ui.state.referrers.clear();
        return;
    }
    if (named_ == at) return;
    named_ = at;
    ui.state.referrers.clear();
    const auto found = pain.referrersAt(*at);
    for (const workspace::Referrer& each : found) {
        if (ui.state.referrers.size() == kMostNamed) break;
        ui.state.referrers.push_back(fmt::format("{}: {}", patternTitle(ui.program, {each.pattern->point->key, each.pattern->side}), each.essential ? tr("essential") : tr("spillover")));
    }
    if (found.size() > kMostNamed) ui.state.referrers.push_back(trf("and {} more", found.size() - kMostNamed));
}

bool PainInput::step(Ui& ui, const PaneView& pane, bool free) {
    ring_.reset();
    auto& pain = ui.program.pain;
    nameReferrers(ui, pane, free && !painting_);
    if (!mayPaint(ui) || pane.slice) {
        if (painting_) cancel(ui.program);
        return false;
    }
    const bool over = pane.area.contains(ui.input.pos) && (free || painting_);
    const auto at = over ? onSkin(ui, pane, (ui.input.pos - pane.area.min) * ui.pixelRatio) : std::nullopt;
    if (painting_) {
        ui.state.sliding = true;
        if (at) pain.strokeTo(*at);
        if (ui.input.release && ui.input.release->button == 0) {
            painting_ = false;
            ui.later([&program = ui.program] { program.pain.endStroke(); });
        }
    }
    if (!at) return painting_;
    const float mmAPixel = 2 * std::tan(pane.camera.fovRad / 2) * glm::dot(*at - pane.camera.eye(), pane.camera.forward()) / static_cast<float>(ui.program.view.viewport.height);
    ring_ = ui.input.pos;
    ringPx_ = std::max(ui.px(3), pain.brush.radiusMm / mmAPixel / ui.pixelRatio);
    ui.state.wake(ui.now + 0.05);
    if (ui.input.wheel != 0 && (ui.input.modifiers & kShift)) {
        pain.brush.radiusMm = std::clamp(pain.brush.radiusMm * std::pow(kWheelStep, ui.input.wheel), workspace::kThinnestBrushMm, workspace::kWidestBrushMm);
        return true;
    }
    if (painting_ || !free || !ui.input.press || ui.input.press->button != 0 || (ui.input.press->modifiers & kShift)) return painting_;
    if (!ui.state.closedLists.empty() || ui.state.searchOpen || !pain.beginStroke()) return false;
    painting_ = true;
    pain.strokeTo(*at);
    return true;
}

bool PainInput::cancel(workspace::Program& program) {
    if (!painting_) return false;
    painting_ = false;
    program.pain.cancelStroke();
    return true;
}

}  // namespace myochart::ui
