#include "ui/list_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "ui/widgets.h"

namespace myochart::ui {

namespace {

std::vector<KeyPlace> placesNow(workspace::Program& program) {
    std::vector<KeyPlace> places;
    const auto& settings = program.settings;
    if (settings.leftPanel && settings.structuresTab) places.push_back(KeyPlace::tree);
    if (settings.leftPanel && !settings.structuresTab && !program.record.patient() && !program.lessons.lesson() && program.record.patients().all() > 0) places.push_back(KeyPlace::patients);
    if (settings.leftPanel && !settings.structuresTab && program.record.patient()) {
        if (!program.record.sessions().empty()) places.push_back(KeyPlace::visits);
        if (program.marks.shownSession() && !program.marks.shownSession()->markers.empty()) places.push_back(KeyPlace::sites);
    }
    places.push_back(KeyPlace::search);
    places.push_back(KeyPlace::body);
    return places;
}

}  // namespace

void goToNextPlace(workspace::Program& program, UiState& state, bool forward) {
    const std::vector<KeyPlace> places = placesNow(program);
    const auto count = places.size();
    const auto now = std::find(places.begin(), places.end(), state.keys.place);
    const size_t at = now == places.end() ? count - 1 : static_cast<size_t>(now - places.begin());
    const KeyPlace next = places[(at + (forward ? 1 : count - 1)) % count];
    state.treeHasKeys = false;
    state.focus.hide();
    state.keys = {next, std::nullopt, true};
    if (next == KeyPlace::visits || next == KeyPlace::sites) state.keys.row = 0;
    const bool isFound = program.lists.shown == workspace::PracticeList::patients;  // the other lists have no filter, or one that waits
    state.focusFilter = next == KeyPlace::patients && isFound;
    if (next == KeyPlace::patients && !isFound) state.keys.row = 0;
    state.focusTree = next == KeyPlace::tree;
    state.focusSearch = next == KeyPlace::search;
}

void openSiteCard(workspace::Program& program, UiState& state) {
    program.settings.rightPanel = true;
    state.focusSite = true;
}

std::optional<size_t> walkList(Ui& ui, KeyPlace list, size_t count) {
    ListKeys& keys = ui.state.keys;
    if (keys.place != list) return std::nullopt;
    if (ui.input.press) keys = {};
    // Its own filter may be typed in; any other field has the keyboard for itself.
    const bool typing = ImGui::GetIO().WantTextInput && list != KeyPlace::patients;
    if (keys.place != list || typing || ui.state.listsOpen > 0 || ui.state.dialog != Dialog::none) return std::nullopt;
    if (count == 0) keys.row.reset();
    if (keys.row) keys.row = std::min(*keys.row, count - 1);
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers != 0 || count == 0) continue;
        const auto before = keys.row;
        if (key.key == GLFW_KEY_DOWN) keys.row = keys.row ? std::min(*keys.row + 1, count - 1) : 0;
        if (key.key == GLFW_KEY_UP) keys.row = keys.row.value_or(0) > 0 ? *keys.row - 1 : 0;
        if (key.key == GLFW_KEY_PAGE_DOWN) keys.row = std::min(keys.row.value_or(0) + 8, count - 1);
        if (key.key == GLFW_KEY_PAGE_UP) keys.row = keys.row.value_or(0) - std::min<size_t>(keys.row.value_or(0), 8);
        keys.follow = keys.follow || keys.row != before;
        if ((key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER) && keys.row) return keys.row;
    }
    return std::nullopt;
}

void showWalkedRow(Ui& ui, KeyPlace list, size_t index, const Rect& row) {
    ListKeys& keys = ui.state.keys;
    if (!keys.isAt(list, index)) return;
    ui.state.focus.stand(ImGui::GetItemID());  // Tab goes on from here
    ImGui::GetWindowDrawList()->AddRect(im(row.min), im(row.max), ui.theme.accent, ui.px(6), 0, std::max(1.0F, ui.scale * 1.5F));
    ui.record.add("keys.row", row);
    if (keys.follow) ImGui::SetScrollHereY(0.5F);
    keys.follow = false;
}

}  // namespace myochart::ui
