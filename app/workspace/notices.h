#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace myochart::workspace {

/// A message beside what caused it; `isError` stays until dismissed.
struct Notice {
    std::string text;
    bool isError = false;
    std::string undoLabel;    ///< "Undo" when it can be taken back
    std::function<void()> undo;
    double shownSeconds = 0;  ///< kept by the window
    std::string about = {};   ///< the id of the patient or visit whose deletion it tells
};

/// What the program says, oldest first. One thread.
class Notices {
  public:
    /// What is said already is said anew, not twice.
    void tell(std::string text, bool isError = false);
    /// One more with something to do about it: `label` on a button. Each stays, whatever was said before: what its button
    /// does is of its own moment. `about`: see Notice.
    void offer(std::string text, std::string label, std::function<void()> action, bool isError = false, std::string about = {});
    void withdraw(std::string_view text);
    /// What was deleted is back: what still says that it is deleted says so, or a new notice does.
    void tellBack(const std::string& about, std::string_view what);

    std::vector<Notice>& all() { return notices_; }
    const std::vector<Notice>& all() const { return notices_; }

  private:
    std::vector<Notice> notices_;
};

}  // namespace myochart::workspace
