#include <algorithm>
#include <array>
#include <span>

#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

struct PointerLine {
    const char *how, *what;
};
constexpr std::array<PointerLine, 15> kGestures = {PointerLine{"Left drag", "Turn the body"},
                                                   {"Right drag, Shift + drag", "Move it"},
                                                   {"Wheel", "Nearer and farther, to the pointer"},
                                                   {"Click", "Select, or place a marker"},
                                                   {"Double click", "Centre on the point"},
                                                   {"Right click", "List what lies under the pointer"},
                                                   {"Alt", "The same while it is held"},
                                                   {"Alt + wheel, [ and ]", "Choose the depth"},
                                                   {"Drag a marker", "Move it over the surface"},
                                                   {"Arrows (Shift)", "Move the marker 1 mm (5 mm)"},
                                                   {"Up/Down (Page)", "Move the section 1 mm (10 mm)"},
                                                   {"Wheel on a slice", "Through the slices"},
                                                   {"Ctrl + wheel", "Nearer and farther, a slice too"},
                                                   {"F6, arrows, Enter", "Through the lists; Enter again: write"},
                                                   {"Esc", "One step back"}};

constexpr float kLine = 22, kHeading = 48;

/// Keys of all commands, by menu, and what the pointer does.
class Shortcuts final : public Panel {
  public:
    std::string_view name() const override { return "shortcuts"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void drawLine(Ui& ui, std::string_view what, std::string_view how);
    void drawMenus(Ui& ui, std::span<const char* const> menus);
    static float heightOf(const Ui& ui, std::span<const char* const> menus);
};

/// What the menus' keys need, unscaled.
float Shortcuts::heightOf(const Ui& ui, std::span<const char* const> menus) {
    float height = 0;
    for (const char* menu : menus) {
        height += kHeading;
        for (const auto& command : ui.commands.all()) height += command.menu == menu && !command.key.empty() ? kLine : 0;
    }
    return height;
}

void Shortcuts::drawLine(Ui& ui, std::string_view what, std::string_view how) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float howWidth = textSize(ui.fonts.note, how).x;
    textAt(to, ui.fonts.note, at + vec2(0, ui.px(3)), ui.theme.ink, what, width - howWidth - ui.px(16));
    textAt(to, ui.fonts.note, at + vec2(width - howWidth, ui.px(3)), ui.theme.quiet, how);
    ImGui::Dummy({width, ui.px(kLine)});
}

void Shortcuts::drawMenus(Ui& ui, std::span<const char* const> menus) {
    for (const char* menu : menus) {
        heading(ui, menu);
        for (const auto& command : ui.commands.all())
            if (command.menu == menu && !command.key.empty()) drawLine(ui, command.title, command.key);
    }
}

void Shortcuts::draw(Ui& ui) {
    if (ui.state.dialog != Dialog::shortcuts) return;
    static constexpr std::array kFirst = {"Mark", "Edit"};
    static constexpr std::array kSecond = {"View"};
    static constexpr std::array kThird = {"Region", "Section", "Record", "File", "Window", "Help"};
    bool close = beginDialog(ui, "shortcuts", {1160, 760});
    close |= dialogTitle(ui, "Keys and gestures");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), 0});
    beginScroll(ui, "keys");
    const float wide = (ImGui::GetContentRegionAvail().x - ui.px(72)) / 3;
    const std::span<const char* const> menus[] = {kFirst, kSecond, kThird};
    float height = kHeading + static_cast<float>(kGestures.size()) * kLine + heightOf(ui, kFirst);
    for (const auto& column : menus) height = std::max(height, heightOf(ui, column));
    for (size_t i = 0; i < 3; ++i) {
        if (i > 0) ImGui::SameLine(0, ui.px(32));
        ImGui::PushID(static_cast<int>(i));
        ImGui::BeginChild("column", {wide, ui.px(height)}, false,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
        if (i == 0) heading(ui, "Pointer");
        for (size_t g = 0; i == 0 && g < kGestures.size(); ++g) drawLine(ui, kGestures[g].what, kGestures[g].how);
        drawMenus(ui, menus[i]);
        ImGui::EndChild();
        ImGui::PopID();
    }
    endScroll();
    ImGui::PopStyleVar();
    endDialog();
    if (close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeShortcuts() {
    return std::make_unique<Shortcuts>();
}

}  // namespace myochart::ui
