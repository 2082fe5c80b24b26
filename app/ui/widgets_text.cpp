#include <algorithm>
#include <cmath>

#include "ui/cut_text.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

const char* end(std::string_view text) {
    return text.data() + text.size();
}

/// How many bytes of `text` fit into `width`, at a whole letter.
size_t fitting(const ImFont* font, std::string_view text, float width) {
    const char* rest = text.data();
    font->CalcTextSizeA(fontPx(font), width, 0, text.data(), end(text), &rest);
    return static_cast<size_t>(rest - text.data());
}

}  // namespace

vec2 textSize(const ImFont* font, std::string_view text, float wrap) {
    if (text.empty()) return {0, fontPx(font)};  // without letters there may be no text to point at
    return vec(font->CalcTextSizeA(fontPx(font), FLT_MAX, wrap, text.data(), end(text)));
}

float textAt(ImDrawList& to, ImFont* font, vec2 pos, ImU32 colour, std::string_view text, float maxWidth) {
    if (text.empty()) return 0;
    const ImVec2 at(std::round(pos.x), std::round(pos.y));
    const float width = textSize(font, text).x;
    if (width <= maxWidth + 0.5F) {
        to.AddText(font, fontPx(font), at, colour, text.data(), end(text));
        return width;
    }
    noteCutText(to, {vec(at), {at.x + maxWidth, at.y + fontPx(font)}}, text);
    const float dots = textSize(font, kEllipsis).x;
    const std::string_view head = text.substr(0, fitting(font, text, std::max(0.0F, maxWidth - dots)));
    to.AddText(font, fontPx(font), at, colour, head.data(), end(head));
    const float used = textSize(font, head).x;
    to.AddText(font, fontPx(font), {std::round(at.x + used), at.y}, colour, kEllipsis.data(), end(kEllipsis));
    return used + dots;
}

void textIn(ImDrawList& to, ImFont* font, const Rect& box, ImU32 colour, std::string_view text, float indent) {
    const float y = box.centre().y - fontPx(font) / 2;
    textAt(to, font, {box.min.x + indent, y}, colour, text, box.size().x - 2 * indent);
}

void textCentred(ImDrawList& to, ImFont* font, const Rect& box, ImU32 colour, std::string_view text) {
    const float width = std::min(textSize(font, text).x, box.size().x);
    textAt(to, font, {box.centre().x - width / 2, box.centre().y - fontPx(font) / 2}, colour, text, box.size().x);
}

void line(Ui&, ImFont* font, ImU32 colour, std::string_view text) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    textAt(*ImGui::GetWindowDrawList(), font, at, colour, text, width);
    ImGui::Dummy({std::min(width, textSize(font, text).x), fontPx(font)});
}

void paragraph(Ui&, ImFont* font, ImU32 colour, std::string_view text, float width) {
    const float wrap = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const vec2 size = textSize(font, text, wrap);
    if (!text.empty())
        ImGui::GetWindowDrawList()->AddText(font, fontPx(font), {std::round(at.x), std::round(at.y)}, colour, text.data(), end(text), wrap);
    ImGui::Dummy({wrap, size.y});
}

void iconAt(ImDrawList& to, const ImFont* font, vec2 centre, ImU32 colour, const char* icon) {
    if (!font) return;
    const vec2 corner = glm::round(centre - vec2(fontPx(font) / 2));
    to.AddText(font, fontPx(font), im(corner), colour, icon);
}

}  // namespace myochart::ui
