#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets.h"

namespace myochart::ui {

// A chip shows one value of the record and takes another one: by a click, by digits, by arrows, emptied by Backspace. What
// nobody said is told from "no" and from 0 by its words and its ink.

struct ChipLook {
    std::string label;         ///< "taut band", "pain 6", "depth —"
    bool recorded = false;     ///< else in quiet ink
    bool strong = false;       ///< filled: yes, or a value that stands out
    bool danger = false;       ///< in the colour of danger
    std::string_view tip = {};
    bool enabled = true;
};
struct ChipEvent {
    bool clicked = false, emptied = false;
    int steps = 0;
    std::optional<int> digit;
    Rect rect;
};
/// At the cursor; the next one follows beside it, or in the next line where there is no room.
ChipEvent chip(Ui& ui, std::string_view name, const ChipLook& look);
/// Before the first chip of a row of chips.
void beginChips();
/// After the last.
void endChips(Ui& ui);

/// The small triangle of what is folded or open, about its middle.
void foldMark(ImDrawList& to, const Ui& ui, vec2 at, bool open);
/// A heading that folds what stands under it, with a line about it at its right end. True while it is open.
bool foldHeading(Ui& ui, std::string_view name, std::string_view title, std::string_view summary, bool& open);

}  // namespace myochart::ui
