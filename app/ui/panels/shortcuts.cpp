#include <algorithm>
#include <array>
#include <span>

#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

struct PointerLine {
    const char *how, *what;
};
constexpr std::array<PointerLine, 20> kGestures = {PointerLine{mark("Left drag"), mark("Turn the body")},
                                                   {mark("Right drag, Shift + drag"), mark("Move it")},
                                                   {mark("Wheel"), mark("Nearer and farther, to the pointer")},
                                                   {mark("Click"), mark("Select, or place a marker")},
                                                   {mark("Double click"), mark("Centre on the point")},
                                                   {mark("Right click"), mark("List what lies under the pointer")},
                                                   {"Alt", mark("The same while it is held")},
                                                   {mark("Alt + wheel, [ and ]"), mark("Choose the depth")},
                                                   {mark("Drag a marker"), mark("Move it over the surface")},
                                                   {mark("Arrows (Shift)"), mark("Move the site 1 mm (coarser: 5 mm)")},
                                                   {mark("Drag a needle's handle"), mark("Aim it (Ctrl: without snapping)")},
                                                   {mark("Wheel on it, Page up/down"), mark("Its depth, 1 mm (Shift: 5 mm)")},
                                                   {mark("Up/Down (Page)"), mark("Move the section 1 mm (10 mm)")},
                                                   {mark("Wheel on a slice"), mark("Through the slices")},
                                                   {mark("Ctrl + wheel"), mark("Nearer and farther, a slice too")},
                                                   {mark("F6, arrows, Enter"), mark("Through the lists; Enter again: write")},
                                                   {mark("Tab, Shift+Tab"), mark("Through every control; Enter presses")},
                                                   {mark("Arrows on a control"), mark("To the next one that way")},
                                                   {mark("Enter twice, or N, T"), mark("Place from a list of muscles")},
                                                   {"Esc", mark("One step back")}};

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
        heading(ui, tr(menu));
        for (const auto& command : ui.commands.all())
            if (command.menu == menu && !command.key.empty()) drawLine(ui, tr(std::string_view(command.title)), shownKey(command.key));
    }
}

void Shortcuts::draw(Ui& ui) {
    if (ui.state.dialog != Dialog::shortcuts) return;
    static constexpr std::array kFirst = {"Mark", "Edit"};
    static constexpr std::array kSecond = {"View"};
    static constexpr std::array kThird = {"Region", "Section", "Record", "File", "Window", "Help"};
    bool close = beginDialog(ui, "shortcuts", {1160, 760});
    close |= dialogTitle(ui, tr("Keys and gestures"));
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
        if (i == 0) heading(ui, tr("Pointer and keyboard"));
        for (size_t g = 0; i == 0 && g < kGestures.size(); ++g) drawLine(ui, tr(kGestures[g].what), shownKey(tr(kGestures[g].how)));
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
