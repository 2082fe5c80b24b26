#pragma once
#include <deque>
#include <optional>
#include <string>

#include "ui/input_queue.h"

namespace myochart::ui {

/// Catches what a scanner types, wherever the keyboard is: a burst of keys that begins as the code on a box of needles does
/// and ends with Enter. What may still become one is held back for the blink between two of its letters; what turns out to
/// be typed by hand goes on as if nothing had been. Main thread only.
class ScanCatcher {
  public:
    static constexpr double kGap = 0.04;    ///< s between two letters of a scanner, at most
    static constexpr double kPause = 0.15;  ///< s without a letter before a scan begins: nobody scans in mid-word

    /// Looks through what waits in `queue` at `now`. A scan that has come in whole is taken out of it and answered, as the text
    /// between its first letter and Enter, GS as 0x1D; its Enter does nothing else. Letters that come in the very next call
    /// followed at once, however long the frame between took.
    std::optional<std::string> sift(InputQueue& queue, double now);
    /// When what is held is let go if nothing follows; far away when nothing is.
    double dueAt() const;

  private:
    enum class May { goOn, whole, no };
    May take(const InputEvent& event);
    void letGo(std::deque<InputEvent>& out);

    std::deque<InputEvent> held_;
    std::string text_;       ///< the letters in held_
    double lastLetter_ = -1; ///< the time of the last letter, held or not
    int call_ = 0, letterCall_ = 0;  ///< of sift(): this one, and that of the last letter
};

/// Whether letters may be the beginning of such a code, so that the next one decides; pure.
bool mayBecomeNeedleCode(std::string_view letters);

}  // namespace myochart::ui
