#include <imgui_internal.h>

#include <algorithm>

#include "ui/widgets.h"

namespace myochart::ui {

namespace {

int resize(ImGuiInputTextCallbackData* data) {
    auto* text = static_cast<std::string*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        text->resize(static_cast<size_t>(data->BufTextLen));
        data->Buf = text->data();
    }
    return 0;
}

bool inputText(const char* id, std::string& text, const FieldLook& look, ImVec2 size) {
    ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize;
    if (look.lines > 1)
        return ImGui::InputTextMultiline(id, text.data(), text.capacity() + 1, size, flags,
                                         resize, &text);
    ImGui::SetNextItemWidth(size.x);
    return ImGui::InputTextWithHint(id, std::string(look.hint).c_str(), text.data(), text.capacity() + 1, flags, resize, &text);
}

}  // namespace

FieldEvent field(Ui& ui, std::string_view name, std::string& text, const FieldLook& look) {
    const float width = look.width < 0 ? ImGui::GetContentRegionAvail().x : ui.px(look.width);
    const float fontSize = ui.fonts.body->FontSize;
    const float padY = std::max(1.0F, std::floor((ui.px(32) - fontSize) / 2));
    const float height = look.lines > 1 ? fontSize * static_cast<float>(look.lines) + 2 * padY : 0;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), padY});
    if (look.focus) ImGui::SetKeyboardFocusHere();
    FieldEvent event;
    event.changed = inputText(("##" + std::string(name)).c_str(), text, look, {width, height});
    if (text.size() > look.maxBytes) text.resize(look.maxBytes);
    event.active = ImGui::IsItemActive();
    const Rect at{vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
    ImGui::PopStyleVar();
    const bool left = ImGui::IsItemDeactivated();
    const bool enterKey = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) ||
                          ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter), false);
    event.entered = look.lines == 1 && left && enterKey;
    event.committed = event.entered || ImGui::IsItemDeactivatedAfterEdit();
    if (ImGui::IsItemVisible()) ui.record.add(name, at);
    if (event.active)
        ImGui::GetWindowDrawList()->AddRect(im(at.min), im(at.max), ui.theme.accent, ui.px(6), 0, std::max(1.5F, ui.scale * 1.5F));
    if (look.lines > 1 && text.empty() && !event.active)
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.body, at.min + vec2(ui.px(8), padY), ui.theme.quiet, look.hint, at.size().x - ui.px(16));
    return event;
}

void fieldLabel(Ui& ui, std::string_view text) {
    gap(ui, 4);
    line(ui, ui.fonts.note, ui.theme.quiet, text);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
}

}  // namespace myochart::ui
