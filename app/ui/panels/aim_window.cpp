#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "ui/panels/aim.h"

namespace myochart::ui {

namespace {

using workspace::AimedNeedle;
using workspace::AimWindow;

constexpr float kRadius = 84;
constexpr float kHalfAngle = 1.0472F;  ///< radians, of the window

/// The window as it is seen from outside: up is towards the head.
struct Frame {
    vec3 axis, up, right;
    vec2 centre;
    float radius;

    Frame(vec3 inward, vec2 at, float size) : axis(inward), centre(at), radius(size) {
        up = workspace::headward(-inward);
        right = glm::cross(inward, up);
    }
    vec2 place(vec3 direction) const {
        const float angle = std::acos(std::clamp(glm::dot(direction, axis), -1.0F, 1.0F));
        const vec2 flat(glm::dot(direction, right), -glm::dot(direction, up));
        const float length = glm::length(flat);
        return length > 1e-5F ? centre + flat / length * (radius * angle / kHalfAngle) : centre;
    }
    vec3 direction(vec2 at) const {
        const vec2 flat = (at - centre) / radius;
        const float length = glm::length(flat), angle = std::min(length, 1.0F) * kHalfAngle;
        if (length < 1e-4F) return axis;
        return axis * std::cos(angle) + (right * flat.x - up * flat.y) / length * std::sin(angle);
    }
};

/// How soon the first hazard comes: before the tip of now, before the needle's end, or later.
enum class Soon { beforeTip, beforeEnd, later, none };

Soon soonOf(const AimedNeedle& aimed, const needle::ConeWay& way) {
    if (!way.firstHazardMm) return Soon::none;
    if (*way.firstHazardMm <= aimed.shaft.depthMm) return Soon::beforeTip;
    return *way.firstHazardMm <= aimed.lengthMm ? Soon::beforeEnd : Soon::later;
}

/// Told by shape as well as by colour: full square, square with a bar, ring, dot.
void drawWay(ImDrawList& to, const Ui& ui, vec2 at, Soon soon, const ImU32 (&inks)[4]) {
    const float r = ui.scale * 3;
    const ImU32 ink = inks[static_cast<size_t>(soon)];
    switch (soon) {
        case Soon::beforeTip: return to.AddRectFilled(im(at - vec2(r)), im(at + vec2(r)), ink);
        case Soon::beforeEnd:
            to.AddRect(im(at - vec2(r)), im(at + vec2(r)), ink, 0, 0, std::max(1.0F, 1.2F * ui.scale));
            return to.AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, ink, std::max(1.0F, 1.2F * ui.scale));
        case Soon::later: return to.AddCircle(im(at), r * 0.85F, ink, 10, std::max(1.0F, ui.scale));
        case Soon::none: return to.AddCircleFilled(im(at), r * 0.4F, ink, 8);
    }
}

void drawLegend(Ui& ui, vec2 at, float width, const ImU32 (&inks)[4]) {
    const std::pair<Soon, const char*> rows[] = {{Soon::beforeTip, tr("before the tip")},
                                                {Soon::beforeEnd, tr("before its end")},
                                                {Soon::later, tr("farther in")},
                                                {Soon::none, tr("none found, which clears nothing")}};
    ImDrawList& to = *ImGui::GetWindowDrawList();
    for (const auto& [soon, words] : rows) {
        drawWay(to, ui, at + vec2(ui.px(6), ui.px(8)), soon, inks);
        const float wrap = width - ui.px(18);
        to.AddText(ui.fonts.note, fontPx(ui.fonts.note), im(at + vec2(ui.px(18), 0)), ui.theme.quiet, words, nullptr, wrap);
        at.y += textSize(ui.fonts.note, words, wrap).y + ui.px(5);
    }
}

}  // namespace

void AimMap::draw(Ui& ui, const AimedNeedle& aimed) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, radius = ui.px(kRadius);
    const Rect box{at, at + vec2(2 * radius + ui.px(8), 2 * radius + ui.px(32))};
    const Pressed pressed = pressArea(ui, "aim.window", box.size());
    const vec2 centre = box.min + vec2(radius + ui.px(4), radius + ui.px(16));
    const Frame frame(-aimed.outward, centre, radius);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddCircleFilled(im(centre), radius, ui.theme.field, 64);
    to.AddCircle(im(centre), radius, ui.theme.edge, 64, 1);
    for (const float share : {0.5F}) to.AddCircle(im(centre), radius * share, ui.theme.rule, 48, 1);
    const ImU32 inks[4] = {ui.theme.danger, nearnessColour(ui, Nearness::amber), ui.theme.quiet, ui.theme.quiet};
    if (const AimWindow* window = ui.program.aim.window()) {
        for (const needle::ConeWay& way : window->ways) drawWay(to, ui, frame.place(way.direction), soonOf(aimed, way), inks);
        ui.record.fact("aim.window", fmt::format("{} directions", window->ways.size()));
    } else {
        textCentred(to, ui.fonts.note, {centre - vec2(radius), centre + vec2(radius)}, ui.theme.quiet, tr("Looking around\xE2\x80\xA6"));
        ui.record.fact("aim.window", "");
    }
    const vec2 own = frame.place(aimed.shaft.direction);
    to.AddCircle(im(own), ui.px(7), rgb(0xFFFFFF), 24, ui.scale * 4.5F);
    to.AddCircle(im(own), ui.px(7), rgb(0x1F2933), 24, ui.scale * 2.2F);
    const bool upward = std::abs(frame.up.z) > 0.5F;
    const std::string head = upward ? tr("towards the head") : tr("towards the front"), foot = upward ? tr("towards the feet") : tr("towards the back");
    textCentred(to, ui.fonts.note, {{box.min.x, box.min.y - ui.px(2)}, {box.max.x, box.min.y + ui.px(14)}}, ui.theme.quiet, head);
    textCentred(to, ui.fonts.note, {{box.min.x, box.max.y - ui.px(15)}, {box.max.x, box.max.y + ui.px(1)}}, ui.theme.quiet, foot);
    if (pressed.held && glm::length(ui.input.pos - centre) < radius * 1.2F) {
        held_ = true;
        ui.state.sliding = true;
        ui.program.aim.turnTo(frame.direction(ui.input.pos), !(ui.input.modifiers & kCtrl));
    } else if (std::exchange(held_, pressed.held) && !pressed.held) {
        ui.later([&program = ui.program] { program.aim.drop(); });
    }
    drawLegend(ui, {box.max.x + ui.px(12), box.min.y + ui.px(20)}, at.x + width - box.max.x - ui.px(12), inks);
    ImGui::SetCursorScreenPos({at.x, box.max.y + ui.px(4)});
    ImGui::Dummy({1, 1});
}

}  // namespace myochart::ui
