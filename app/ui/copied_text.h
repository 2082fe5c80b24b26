#pragma once
#include <string>

namespace myochart::ui {

struct Ui;

/// A patient's text on the clipboard: it is taken from there again after a while, if it is still what lies there.
class CopiedText {
  public:
    static constexpr double kHeldFor = 30;  ///< s

    /// Onto the clipboard, as plain text.
    void put(std::string text);
    /// Once a frame: clears the clipboard when it is time to, and says so.
    void follow(Ui& ui);

  private:
    std::string text_;   ///< empty: nothing of ours lies there
    double until_ = -1;  ///< of the frame's clock; below 0: put since the last frame
};

}  // namespace myochart::ui
