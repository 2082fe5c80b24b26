#pragma once
#include <optional>
#include <vector>

#include "ui/frame_layout.h"

namespace myochart::workspace {
class Program;
}

namespace myochart::ui {

struct Ui;
struct UiState;

/// What F6 goes through: the lists of the left panel, the search and the body.
enum class KeyPlace { body, patients, visits, sites, tree, search };

/// Which of them has the keyboard. In a list the arrows walk and Enter takes.
struct ListKeys {
    KeyPlace place = KeyPlace::body;
    std::optional<size_t> row;  ///< where the arrows stand; none: nothing is taken by Enter
    bool follow = false;        ///< the row is to be scrolled to

    /// The arrows belong to a list of the record, not to the body.
    bool inList() const { return place == KeyPlace::patients || place == KeyPlace::visits || place == KeyPlace::sites; }
    bool isAt(KeyPlace list, size_t index) const { return place == list && row == index; }
};

/// The next (or last) of what is there now, and takes the keyboard there.
void goToNextPlace(workspace::Program& program, UiState& state, bool forward);
/// Takes the keyboard to the first field of the card of the site that is selected; opens the right panel for it.
void openSiteCard(workspace::Program& program, UiState& state);
/// Lets the arrows walk through a list of `count` rows while it has the keyboard; a press of the mouse takes it away. The
/// row when Enter is pressed on it.
std::optional<size_t> walkList(Ui& ui, KeyPlace list, size_t count);
/// Shows where the arrows stand when they stand on this row, and scrolls there.
void showWalkedRow(Ui& ui, KeyPlace list, size_t index, const Rect& row);

}  // namespace myochart::ui
