#include <algorithm>
#include <cmath>

#include "ui/soft_wrap.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// What the text callback needs: the buffer it grows, and how to break lines (lines > 1).
struct Editing {
    std::string* buffer = nullptr;
    const ImFont* font = nullptr;
    float wrapWidth = 0;  ///< 0: one line
    const FieldChange* change = nullptr;

    float widthOf(std::string_view piece) const { return textSize(font, piece).x; }
};

void rewrap(ImGuiInputTextCallbackData& data, const Editing& editing) {
    const TextAndCursor now{std::string(data.Buf, static_cast<size_t>(data.BufTextLen)),
                            static_cast<size_t>(data.CursorPos)};
    const TextAndCursor again = wrapSoftly(unwrapSoftly(now), editing.wrapWidth,
                                           [&](std::string_view piece) { return editing.widthOf(piece); });
    if (again.text == now.text) return;
    data.DeleteChars(0, data.BufTextLen);
    data.InsertChars(0, again.text.c_str());
    data.CursorPos = data.SelectionStart = data.SelectionEnd = static_cast<int>(again.cursor);
}

int onText(ImGuiInputTextCallbackData* data) {
    const auto& editing = *static_cast<Editing*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        editing.buffer->resize(static_cast<size_t>(data->BufTextLen));
        data->Buf = editing.buffer->data();
    }
    if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && editing.change) {
        const auto length = static_cast<size_t>(data->BufTextLen);
        const size_t from = std::min(editing.change->from, length), to = std::clamp(editing.change->to, from, length);
        data->DeleteChars(static_cast<int>(from), static_cast<int>(to - from));
        data->InsertChars(static_cast<int>(from), editing.change->text.c_str());
        data->CursorPos = data->SelectionStart = data->SelectionEnd = static_cast<int>(from + editing.change->text.size());
    }
    if (data->EventFlag == ImGuiInputTextFlags_CallbackEdit && editing.wrapWidth > 0) rewrap(*data, editing);
    return 0;
}

bool oneLine(const char* id, std::string& text, const FieldLook& look, float width, Editing& editing) {
    ImGui::SetNextItemWidth(width);
    editing.buffer = &text;
    editing.change = look.change;
    const ImGuiInputTextFlags change = look.change ? ImGuiInputTextFlags_CallbackAlways : 0;
    return ImGui::InputTextWithHint(id, std::string(look.hint).c_str(), text.data(), text.capacity() + 1,
                                    ImGuiInputTextFlags_CallbackResize | change, onText, &editing);
}

bool manyLines(const char* id, std::string& text, ImVec2 size, Editing& editing) {
    std::string shown =
        wrapSoftly({text, 0}, editing.wrapWidth, [&](std::string_view piece) { return editing.widthOf(piece); }).text;
    editing.buffer = &shown;
    // ImGui's own undo would meet lines that moved; every finished edit is an undo step of the document instead.
    constexpr ImGuiInputTextFlags kFlags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackEdit |
                                           ImGuiInputTextFlags_NoUndoRedo | ImGuiInputTextFlags_NoHorizontalScroll;
    const bool changed =
        ImGui::InputTextMultiline(id, shown.data(), shown.capacity() + 1, size, kFlags, onText, &editing);
    if (changed) text = unwrapSoftly({shown.c_str(), 0}).text;
    return changed;
}

void cutAtLetter(std::string& text, size_t maxBytes) {
    if (text.size() <= maxBytes) return;
    while (maxBytes > 0 && (static_cast<unsigned char>(text[maxBytes]) & 0xC0U) == 0x80U) --maxBytes;
    text.resize(maxBytes);
}

/// Asks for the keyboard, and again while the field has not got it.
void takeKeys(Ui& ui, std::string_view name, bool asked) {
    constexpr int kFrames = 9, kEvery = 3;  // ImGui gives it a frame or two later
    if (asked) ui.state.keysFor = name, ui.state.keysForFrames = kFrames;
    if (ui.state.keysForFrames <= 0 || ui.state.keysFor != name) return;
    if (ui.state.keysForFrames-- % kEvery == 0) ImGui::SetKeyboardFocusHere();
    ui.state.wake(ui.now + 0.02);
}

bool enterPressed() {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) ||
           ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter), false);
}

}  // namespace

FieldEvent field(Ui& ui, std::string_view name, std::string& text, const FieldLook& look) {
    const float width = look.width < 0 ? ImGui::GetContentRegionAvail().x : ui.px(look.width);
    const float letter = fontPx(ui.fonts.body);
    const float padY = std::max(1.0F, std::floor((ui.px(32) - letter) / 2));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), padY});
    ImGui::PushStyleColor(ImGuiCol_Border, ui.theme.edge);
    takeKeys(ui, name, look.focus);
    const std::string id = "##" + std::string(name);
    const unsigned focusId = ImGui::GetID(id.c_str());
    const bool many = look.lines > 1;
    Editing editing{nullptr, ui.fonts.body, many ? width - ui.px(16) - ImGui::GetStyle().ScrollbarSize : 0};
    FieldEvent event;
    event.changed =
        many ? manyLines(id.c_str(), text, {width, letter * static_cast<float>(look.lines) + 2 * padY}, editing)
             : oneLine(id.c_str(), text, look, width, editing);
    cutAtLetter(text, look.maxBytes);
    event.active = ImGui::IsItemActive();
    if (event.active && ui.state.keysFor == name) ui.state.keysForFrames = 0;
    const Rect at{vec(ImGui::GetItemRectMin()), vec(ImGui::GetItemRectMax())};
    if (event.active) ui.state.focus.stand(focusId);
    noteStop(ui, FocusStop::Kind::field, name, focusId, at);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    event.entered = !many && ImGui::IsItemDeactivated() && enterPressed();
    event.committed = event.entered || ImGui::IsItemDeactivatedAfterEdit();
    recordSeen(ui, name, at);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (event.active) to.AddRect(im(at.min), im(at.max), ui.theme.accent, ui.px(6), 0, std::max(1.5F, ui.scale * 1.5F));
    if (many && text.empty() && !look.hint.empty() && !event.active)
        to.AddText(ui.fonts.body, letter, im(at.min + vec2(ui.px(8), padY)), ui.theme.quiet, look.hint.data(), look.hint.data() + look.hint.size(), at.size().x - ui.px(16));
    return event;
}

void fieldLabel(Ui& ui, std::string_view text) {
    gap(ui, 4);
    line(ui, ui.fonts.note, ui.theme.quiet, text);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
}

}  // namespace myochart::ui
