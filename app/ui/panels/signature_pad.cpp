#include "ui/panels/signature_pad.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr float kPadHeight = 88, kThousandths = 1000;
constexpr float kLeastStep = 4;  ///< thousandths between two points

void drawStroke(Ui& ui, const Rect& box, std::string_view stroke) {
    std::vector<ImVec2> points;
    for (const std::string& point : split(stroke, ' ')) {
        const auto parts = split(point, ',');
        if (parts.size() != 2) continue;
        const auto x = parseNumber(parts[0]), y = parseNumber(parts[1]);
        if (!x || !y) continue;
        const float unit = box.size().x / kThousandths;
        points.push_back({box.min.x + static_cast<float>(*x) * unit, box.min.y + static_cast<float>(*y) * unit});
    }
    ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()), ui.theme.ink, 0, std::max(1.5F, 1.5F * ui.scale));
}

}  // namespace

std::optional<std::string> SignaturePad::draw(Ui& ui, std::string_view name, const std::string& strokes, bool enabled) {
    ImGui::BeginDisabled(!enabled);
    const Pressed at = pressArea(ui, name, {ImGui::GetContentRegionAvail().x, ui.px(kPadHeight)});
    ImGui::EndDisabled();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.field, ui.px(6));
    to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.edge, ui.px(6), 0, std::max(1.0F, std::floor(ui.scale)));
    const float y = at.rect.max.y - ui.px(20);
    to.AddLine({at.rect.min.x + ui.px(12), y}, {at.rect.max.x - ui.px(12), y}, ui.theme.rule);
    if (strokes.empty() && stroke_.empty()) textCentred(to, ui.fonts.note, at.rect, ui.theme.quiet, tr("The patient signs here"));
    to.PushClipRect(im(at.rect.min), im(at.rect.max), true);
    for (const std::string& stroke : split(strokes, ';')) drawStroke(ui, at.rect, stroke);
    drawStroke(ui, at.rect, stroke_);
    to.PopClipRect();
    if (at.held && enabled && !at.byKey) {
        const vec2 inside = glm::clamp((ui.input.pos - at.rect.min) * (kThousandths / at.rect.size().x), vec2(0), vec2(kThousandths));
        if (last_.x < 0 || glm::distance(last_, inside) >= kLeastStep) {
            stroke_ += fmt::format("{}{},{}", stroke_.empty() ? "" : " ", std::lround(inside.x), std::lround(inside.y));
            last_ = inside;
        }
        return std::nullopt;
    }
    last_ = vec2(-1);
    const std::string drawn = std::exchange(stroke_, {});
    if (split(drawn, ' ').size() < 2) return std::nullopt;  // a click is no stroke
    return strokes.empty() ? drawn : strokes + ";" + drawn;
}

}  // namespace myochart::ui
