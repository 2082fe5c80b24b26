#pragma once
#include <string>
#include <string_view>

#include "ui/ui.h"

namespace myochart::ui {

struct SliderLook {
    std::string_view label = {};
    float lowest = 0, highest = 1;
    float step = 0.05F;     ///< of a notch of the wheel
    std::string value = {};  ///< as shown on the right: "40 %", "1012 mm"
};
/// A label with its value and a track below, as wide as the content. Drag, press on the track, turn the
/// wheel over it, or press Left and Right while it has the keyboard.
/// True when `value` changed. While it is held UiState::sliding is set.
bool slider(Ui& ui, std::string_view name, float& value, const SliderLook& look);
/// The track alone in `box` (window pixels), for a slider without words.
bool sliderTrack(Ui& ui, std::string_view name, float& value, const SliderLook& look, const Rect& box);
/// One of several words in a row, as wide as the content; the index that was pressed, else `chosen`.
size_t choiceOf(Ui& ui, std::string_view name, const char* const* words, size_t count, size_t chosen);
/// "40 %".
std::string percent(float share);

}  // namespace myochart::ui
