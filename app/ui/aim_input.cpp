#include "ui/aim_input.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "needle/drawn_needle.h"
#include "scene/section_view.h"
#include "ui/body_picture.h"
#include "ui/panels/aim.h"
#include "ui/panels/body_overlay.h"
#include "ui/value_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

using workspace::AimedNeedle;

constexpr float kReach = 12;      ///< px around the needle that mean it
constexpr float kBehind = 0.35F;  ///< strength of what the body hides
constexpr float kTickMm = 5;
constexpr float kAheadMm = 10;    ///< of the way behind the tip that is named on a slice
constexpr double kWheelRun = 0.6;  ///< s

/// The pane's own look at places of the body.
class Sight {
  public:
    Sight(const Ui& ui, const PaneView& pane) : ui_(ui), pane_(pane) {}
    std::optional<vec2> operator()(vec3 place) const {
        if (pane_.slice) place = scene::ontoPlane(ui_.program.view.options.effects.section, place);
        const auto pixel = pane_.camera.project(place, ui_.program.view.viewport);
        if (!pixel) return std::nullopt;
        return pane_.area.min + *pixel / ui_.pixelRatio;
    }
    bool isHidden(vec3 place) const { return !pane_.slice && pane_.picture && pane_.picture->isHidden(place); }

  private:
    const Ui& ui_;
    const PaneView& pane_;
};

float distanceToSegment(vec2 p, vec2 a, vec2 b) {
    const vec2 way = b - a;
    const float along = glm::dot(way, way) > 0 ? std::clamp(glm::dot(p - a, way) / glm::dot(way, way), 0.0F, 1.0F) : 0;
    return glm::length(p - (a + way * along));
}

void strokeOn(const Ui& ui, vec2 a, vec2 b, ImU32 ink, float thick, float alpha) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddLine(im(a), im(b), withAlpha(rgb(0xFFFFFF), 0.85F * alpha), ui.scale * (thick + 2.5F));
    to.AddLine(im(a), im(b), withAlpha(ink, alpha), ui.scale * thick);
}

/// Under the skin: broken, so that it is told from what stands out of it.
void drawInside(const Ui& ui, vec2 entry, vec2 tip, ImU32 ink) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddLine(im(entry), im(tip), withAlpha(rgb(0xFFFFFF), 0.7F), ui.scale * 5);
    const float length = glm::length(tip - entry), dash = ui.px(6), gapLength = ui.px(3);
    const vec2 way = length > 0 ? (tip - entry) / length : vec2(0);
    for (float at = 0; at < length; at += dash + gapLength) to.AddLine(im(entry + way * at), im(entry + way * std::min(length, at + dash)), ink, ui.scale * 2.5F);
    to.AddCircleFilled(im(tip), ui.scale * 3.5F, rgb(0xFFFFFF), 16);
    to.AddCircleFilled(im(tip), ui.scale * 2.5F, ink, 16);
}

/// Every 5 mm across the way, every 10 mm longer.
void drawTicks(const Ui& ui, const Sight& sight, const needle::Shaft& shaft, ImU32 ink) {
    const auto entry = sight(shaft.entry), tip = sight(shaft.tip());
    if (!entry || !tip) return;
    const vec2 way = *tip - *entry;
    const float length = glm::length(way), apart = length / std::max(1.0F, shaft.depthMm) * kTickMm;
    if (apart < ui.px(5)) return;
    const vec2 across = vec2(-way.y, way.x) / length;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    for (int i = 1; static_cast<float>(i) * kTickMm <= shaft.depthMm; ++i) {
        const auto at = sight(shaft.at(static_cast<float>(i) * kTickMm));
        const float half = ui.px(i % 2 == 0 ? 7 : 4);
        if (at) to.AddLine(im(*at - across * half), im(*at + across * half), ink, std::max(1.0F, ui.scale));
    }
}

void drawWord(const Ui& ui, const PaneView& pane, vec2 near, const std::string& word) {
    const vec2 size(textSize(ui.fonts.noteStrong, word).x + ui.px(16), ui.px(24));
    vec2 corner = near + vec2(ui.px(16), -size.y / 2);
    if (corner.x + size.x > pane.area.max.x - ui.px(4)) corner.x = near.x - ui.px(16) - size.x;
    corner.y = std::clamp(corner.y, pane.area.min.y + ui.px(4), pane.area.max.y - size.y - ui.px(4));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.95F), ui.px(6));
    to.AddRect(im(corner), im(corner + size), ui.theme.rule, ui.px(6));
    textCentred(to, ui.fonts.noteStrong, {corner, corner + size}, ui.theme.ink, word);
}

/// On the slice: what the way passes, each at its depth, beside the needle.
void drawPieceNames(const Ui& ui, const PaneView& pane, const Sight& sight, const AimedNeedle& aimed) {
    const auto entry = sight(aimed.shaft.entry), tip = sight(aimed.shaft.at(aimed.shaft.depthMm + kAheadMm));
    if (!entry || !tip) return;
    const float side = tip->x < entry->x ? 1.0F : -1.0F;  // away from where the needle leans
    const float high = fontPx(ui.fonts.note) + ui.px(6);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    float lowest = pane.area.min.y;
    const bool down = tip->y >= entry->y;
    const auto& pieces = aimed.way.pieces;
    for (size_t i = 0; i < pieces.size(); ++i) {
        const needle::Piece& piece = pieces[down ? i : pieces.size() - 1 - i];
        if (piece.fromMm > aimed.shaft.depthMm + kAheadMm) continue;
        const float toMm = std::min(piece.toMm, aimed.shaft.depthMm + kAheadMm);
        const auto at = sight(aimed.shaft.at((piece.fromMm + toMm) / 2));
        if (!at || !pane.area.contains(*at)) continue;
        const std::string words = fmt::format("{} {:.0f}\xE2\x80\x93{:.0f}", pieceWords(ui, aimed, piece), piece.fromMm, piece.toMm);
        const vec2 size(textSize(ui.fonts.note, words).x + ui.px(12), high);
        vec2 corner(side > 0 ? at->x + ui.px(28) : at->x - ui.px(28) - size.x, std::max(lowest, at->y - high / 2));
        corner.x = std::clamp(corner.x, pane.area.min.x + ui.px(4), std::max(pane.area.min.x + ui.px(4), pane.area.max.x - size.x - ui.px(4)));
        if (corner.y + high > pane.area.max.y) break;
        lowest = corner.y + high + ui.px(2);
        to.AddLine(im(*at), {side > 0 ? corner.x : corner.x + size.x, corner.y + high / 2}, withAlpha(rgb(0x1F2933), 0.8F), std::max(1.0F, ui.scale));
        to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.94F), ui.px(4));
        textCentred(to, piece.fromMm < aimed.shaft.depthMm ? ui.fonts.noteStrong : ui.fonts.note, {corner, corner + size}, ui.theme.ink, words);
    }
}

/// Where its panel has no room there is no needle: nobody aims without what is told of the way.
bool isShown(const Ui& ui) {
    return ui.layout.right.size().x > 0 && ui.program.aim.aimed() && !ui.program.aim.wantsReason() && ui.program.view.options.effects.explode <= 0;
}

}  // namespace

void AimInput::draw(Ui& ui, const PaneView& pane) const {
    if (!isShown(ui)) return;
    const AimedNeedle& aimed = *ui.program.aim.aimed();
    const needle::Handle handle(aimed.shaft.depthMm, aimed.lengthMm);
    const Sight sight(ui, pane);
    const auto entry = sight(aimed.shaft.entry), tip = sight(aimed.shaft.tip()), hub = sight(aimed.shaft.at(handle.hubMm)), end = sight(aimed.shaft.at(handle.endMm));
    if (!entry || !tip || !hub || !end) return;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.PushClipRect(im(pane.area.min), im(pane.area.max), true);
    const ImU32 ink = rgb(0x1F2933), steel = rgb(0x5B6770), copper = over_ || held_ ? rgb(0xD98A4B) : rgb(0x9A5B2E);
    const bool met = std::ranges::any_of(aimed.hazards, [](const needle::Hazard& hazard) { return hazard.isMet(); });
    drawInside(ui, *entry, *tip, met ? rgb(0xB42318) : ink);
    drawTicks(ui, sight, aimed.shaft, ink);
    if (pane.slice) drawPieceNames(ui, pane, sight, aimed);
    const float alpha = sight.isHidden(aimed.shaft.at(handle.endMm)) ? kBehind : 1;
    strokeOn(ui, *entry, *hub, steel, 1.8F, alpha);
    strokeOn(ui, *hub, *end, copper, 6, alpha);
    to.AddCircle(im(*entry), ui.px(5), withAlpha(ink, alpha), 20, std::max(1.5F, 1.5F * ui.scale));
    if (held_ || ui.now < wheeledUntil_) {
        const std::string depth = trf("{} mm deep", shortNumber(std::round(aimed.shaft.depthMm * 10) / 10));
        const std::string& snapped = ui.program.aim.snappedTo();
        drawWord(ui, pane, *end, held_ ? (snapped.empty() ? trf("{:.0f}\xC2\xB0 to the skin", aimed.angleToSkinDeg()) : snapped) : depth);
    }
    to.PopClipRect();
    ui.record.add(pane.named("aim.handle"), {glm::min(*hub, *end) - ui.px(4), glm::max(*hub, *end) + ui.px(4)});
    ui.record.add(pane.named("aim.tip"), {*tip - ui.px(3), *tip + ui.px(3)});
}

/// The handle goes to where the pointer meets the sphere around the entry on which it can be, or as near to it.
void AimInput::turn(Ui& ui, const PaneView& pane) {
    const AimedNeedle& aimed = *ui.program.aim.aimed();
    const vec2 pixel = (ui.input.pos - pane.area.min) * ui.pixelRatio + held_->off;
    const geometry::Ray ray = pane.camera.rayThrough(pixel, ui.program.view.viewport);
    const vec3 from = aimed.shaft.entry - ray.origin;
    const float along = glm::dot(from, ray.direction), away2 = glm::dot(from, from) - along * along, reach = held_->reachMm;
    const float half = std::sqrt(std::max(0.0F, reach * reach - away2));
    const vec3 at = ray.origin + ray.direction * (along + (held_->before ? -half : half));
    ui.program.aim.turnTo(aimed.shaft.entry - at, !(ui.input.modifiers & kCtrl));
    // Around the rim the handle may go from before the entry to behind it.
    if (half < reach * 0.15F) held_->before = glm::dot(aimed.shaft.direction, ray.direction) > 0;
}

bool AimInput::step(Ui& ui, const PaneView& pane, bool free) {
    over_ = false;
    if (ui.program.aim.isOpen() && ui.layout.right.size().x <= 0) {
        ui.later([&program = ui.program] {
            program.aim.close();
            program.notices.tell(tr("The needle cannot be aimed while its panel is closed or has no room: widen the window or make the text smaller."), true);
        });
    }
    if (!isShown(ui) || pane.slice) {
        if (held_) cancel(ui.program);
        return false;
    }
    keys(ui);
    const AimedNeedle& aimed = *ui.program.aim.aimed();
    const needle::Handle handle(aimed.shaft.depthMm, aimed.lengthMm);
    const Sight sight(ui, pane);
    const auto entry = sight(aimed.shaft.entry), hub = sight(aimed.shaft.at(handle.hubMm)), end = sight(aimed.shaft.at(handle.endMm)), tip = sight(aimed.shaft.tip());
    if (!entry || !hub || !end || !tip) return held_.has_value();
    if (held_) {
        ui.state.sliding = true;
        if (ui.input.release && ui.input.release->button == 0) {
            turn(ui, pane);
            held_.reset();
            ui.later([&program = ui.program] { program.aim.drop(); });
            return true;
        }
        turn(ui, pane);
        return true;
    }
    if (!free) return false;
    const float reach = ui.px(kReach);
    const bool onHandle = distanceToSegment(ui.input.pos, *hub, *end) < reach;
    over_ = onHandle || distanceToSegment(ui.input.pos, *hub, *entry) < reach * 0.6F || distanceToSegment(ui.input.pos, *entry, *tip) < reach * 0.6F;
    if (!over_) return false;
    if (onHandle) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ui.input.wheel != 0 && !(ui.input.modifiers & kAlt)) {
        // Towards the body is in.
        ui.later([&program = ui.program, mm = std::round(ui.input.wheel) != 0 ? std::round(ui.input.wheel) : std::copysign(1.0F, ui.input.wheel)] { program.aim.deepen(mm); });
        wheeledUntil_ = ui.now + kWheelRun;
        ui.state.wake(wheeledUntil_);
        return true;
    }
    if (!onHandle || !ui.input.press || ui.input.press->button != 0) return onHandle;
    const vec3 middle = aimed.shaft.at((handle.hubMm + handle.endMm) / 2);
    const auto at = pane.camera.project(middle, ui.program.view.viewport);
    if (!at) return true;
    const vec3 view = glm::normalize(aimed.shaft.entry - pane.camera.eye());
    held_ = Held{*at - (ui.input.press->pos - pane.area.min) * ui.pixelRatio, glm::length(middle - aimed.shaft.entry), glm::dot(middle - aimed.shaft.entry, view) < 0};
    return true;
}

void AimInput::keys(Ui& ui) {
    if (ImGui::GetIO().WantTextInput || ui.state.arrowsTaken() || ui.state.dialog != Dialog::none) return;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers & ~static_cast<unsigned>(kShift)) continue;
        const float step = (key.modifiers & kShift) ? 5.0F : 1.0F;
        auto& aim = ui.program.aim;
        if (key.key == GLFW_KEY_LEFT) aim.lean({-step, 0});
        if (key.key == GLFW_KEY_RIGHT) aim.lean({step, 0});
        if (key.key == GLFW_KEY_UP) aim.lean({0, step});
        if (key.key == GLFW_KEY_DOWN) aim.lean({0, -step});
        if (key.key == GLFW_KEY_PAGE_DOWN) aim.deepen(step);
        if (key.key == GLFW_KEY_PAGE_UP) aim.deepen(-step);
    }
}

bool AimInput::cancel(workspace::Program& program) {
    if (!held_) return false;
    held_.reset();
    program.aim.cancelDrag();
    return true;
}

}  // namespace myochart::ui
