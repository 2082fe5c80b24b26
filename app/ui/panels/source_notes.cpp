#include "ui/panels/source_notes.h"

#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>

#include "core/text.h"
#include "core/words.h"

namespace myochart::ui {

void wideTip(Ui& ui, std::string_view text) {
    const bool focused = ui.state.focus.isAt(ImGui::GetItemID());
    if ((!focused && !ImGui::IsItemHovered()) || text.empty()) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(6));
    ImGui::BeginTooltip();
    const float width = std::min(ui.px(320), textSize(ui.fonts.note, text).x + 1);
    paragraph(ui, ui.fonts.note, ui.theme.ink, text, width);
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
}

size_t SourceNotes::numberOf(const std::string& key) {
    const auto at = std::find(keys_.begin(), keys_.end(), key);
    if (at != keys_.end()) return static_cast<size_t>(at - keys_.begin()) + 1;
    keys_.push_back(key);
    return keys_.size();
}

std::string SourceNotes::citation(const std::string& key) const {
    const anatomy::Source* source = catalogue_.source(key);
    if (!source) return displayText(key, 200);
    const bool recalled = source->verification.find("recalled") != std::string::npos;
    const std::string citation = displayText(source->citation, 600);
    return recalled ? trf("{} (cited from memory)", citation) : citation;
}

std::string SourceNotes::numbers(const std::vector<std::string>& keys) {
    std::string text;
    for (const auto& key : keys) text += fmt::format("{}{}", text.empty() ? "" : ", ", numberOf(key));
    return text;
}

void SourceNotes::draw(Ui& ui, std::string_view name, vec2 corner, const std::vector<std::string>& keys) {
    if (keys.empty()) return;
    const std::string text = numbers(keys);
    const vec2 words = textSize(ui.fonts.note, text);
    const vec2 size = glm::max(vec2(words.x + ui.px(8), words.y + ui.px(4)), vec2(ui.px(kLeastTarget)));
    const vec2 at(corner.x - size.x, corner.y - (size.y - words.y - ui.px(4)) / 2);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(im(at));
    const Pressed area = pressArea(ui, name, size, true);
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.note, at + (size - words) * 0.5F,
           area.hovered ? ui.theme.accent : ui.theme.quiet, text);
    std::string all;
    for (const auto& key : keys)
        all += fmt::format("{}{}  {}", all.empty() ? "" : "\n", numberOf(key), citation(key));
    wideTip(ui, all);
    ImGui::SetCursorScreenPos(after);
}

void SourceNotes::drawList(Ui& ui) const {
    for (size_t i = 0; i < keys_.size(); ++i) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.note, at, ui.theme.quiet, std::to_string(i + 1));
        ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
        paragraph(ui, ui.fonts.note, ui.theme.quiet, citation(keys_[i]));
    }
}

}  // namespace myochart::ui
