#include "ui/pain_scale.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"

namespace myochart::ui {

namespace {

constexpr float kWorst = 10;
constexpr const char* kMinus = "\xE2\x88\x92";

std::string signedWords(int by) {
    if (by == 0) return "\xC2\xB1" "0";
    return by < 0 ? kMinus + std::to_string(-by) : "+" + std::to_string(by);
}

}  // namespace

std::string painWords(const note::PainChange& pain) {
    if (!pain.first) return tr("pain not recorded");
    if (!pain.last) return trf("pain {}", *pain.first);
    return fmt::format("{} \xE2\x80\xBA {}   {}", *pain.first, *pain.last, signedWords(*pain.by()));
}

void drawPainScale(Ui& ui, const Rect& box, const note::PainChange& pain) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thin = std::max(1.0F, std::floor(ui.scale)), y = std::round(box.centre().y), middle = std::round(box.centre().x);
    const float half = box.size().x / 2;
    to.AddLine({box.min.x, y}, {box.max.x, y}, ui.theme.edge, thin);
    to.AddLine({middle, box.min.y}, {middle, box.max.y}, ui.theme.edge, thin);
    const auto by = pain.by();
    if (!by) return;
    const ImU32 ink = *by > 0 ? ui.theme.danger : ui.theme.accent;
    if (*by == 0) return to.AddCircleFilled({middle, y}, ui.px(4), ui.theme.ink, 20);
    const float length = half * std::min(1.0F, static_cast<float>(std::abs(*by)) / kWorst), sign = *by < 0 ? -1.0F : 1.0F;
    const float head = std::min(ui.px(7), length), end = middle + sign * length, neck = end - sign * head;
    to.AddRectFilled({std::min(middle, neck), y - ui.px(3)}, {std::max(middle, neck), y + ui.px(3)}, ink);
    to.AddTriangleFilled({end, y}, {neck, y - ui.px(6)}, {neck, y + ui.px(6)}, ink);
}

}  // namespace myochart::ui
