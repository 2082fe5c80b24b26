#include "ui/wrapped_text.h"

#include <algorithm>
#include <cmath>

namespace myochart::ui {

namespace {

constexpr float kLeading = 1.4F;        ///< of the letters' height, from line to line
constexpr float kBetweenLines = 6;           ///< between paragraphs
constexpr float kAboveHeading = 12;

}  // namespace

void WrappedText::addParagraph(const Ui& ui, size_t begin, size_t end, bool heading) {
    const ImFont* font = heading ? ui.fonts.noteStrong : ui.fonts.body;
    const float step = std::round(fontPx(font) * kLeading);
    if (heading && height_ > 0) height_ += ui.px(kAboveHeading - kBetweenLines);
    const char* const text = text_.c_str();
    for (size_t at = begin; at < end;) {
        const char* stop = font->CalcWordWrapPositionA(ImGui::GetIO().FontGlobalScale, text + at, text + end, width_);
        const size_t wrapped = std::max(at + 1, static_cast<size_t>(stop - text));
        lines_.push_back({at, wrapped, height_, heading});
        height_ += step;
        at = wrapped;
        while (at < end && text[at] == ' ') ++at;
    }
    height_ += ui.px(heading ? 2 : kBetweenLines);
}

void WrappedText::layOut(const Ui& ui, bool (*isHeading)(std::string_view)) {
    lines_.clear();
    height_ = 0;
    for (size_t begin = 0; begin < text_.size();) {
        const size_t end = std::min(text_.find('\n', begin), text_.size());
        if (end > begin) addParagraph(ui, begin, end, isHeading(std::string_view(text_).substr(begin, end - begin)));
        begin = end + 1;
    }
}

void WrappedText::draw(Ui& ui, const std::string& text, bool (*isHeading)(std::string_view)) {
    const float width = ImGui::GetContentRegionAvail().x, letter = fontPx(ui.fonts.body);
    if (text != text_ || font_ != ui.fonts.body || letter_ != letter || width_ != width) {
        text_ = text;
        font_ = ui.fonts.body;
        letter_ = letter;
        width_ = width;
        layOut(ui, isHeading);
    }
    const vec2 corner = vec(ImGui::GetCursorScreenPos());
    const ImVec2 low = ImGui::GetWindowDrawList()->GetClipRectMin(), high = ImGui::GetWindowDrawList()->GetClipRectMax();
    const float above = 2 * letter * kLeading;
    auto line = std::ranges::lower_bound(lines_, low.y - corner.y - above, {}, &Line::top);
    for (; line != lines_.end() && corner.y + line->top < high.y; ++line)
        textAt(*ImGui::GetWindowDrawList(), line->heading ? ui.fonts.noteStrong : ui.fonts.body, corner + vec2(0, line->top),
               line->heading ? ui.theme.quiet : ui.theme.ink, std::string_view(text_).substr(line->begin, line->end - line->begin));
    ImGui::Dummy({width, height_});
}

}  // namespace myochart::ui
