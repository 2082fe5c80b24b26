#pragma once
#include <set>
#include <utility>
#include <vector>

#include "scene/view_options.h"

namespace myochart::workspace {

/// What was hidden and isolated, step by step, to go back and forward in.
class HidingHistory {
  public:
    /// Before a view's hidden or isolated structures change: the step that back() comes back to.
    void remember(const scene::ViewOptions& view) {
        before_.push_back({view.hidden, view.isolated});
        after_.clear();
    }
    bool canGoBack() const { return !before_.empty(); }
    bool canGoForward() const { return !after_.empty(); }
    /// False, and the view as it was, when there is no such step.
    bool back(scene::ViewOptions& view) { return step(before_, after_, view); }
    bool forward(scene::ViewOptions& view) { return step(after_, before_, view); }
    void clear() {
        before_.clear();
        after_.clear();
    }

  private:
    struct Hiding {
        std::set<std::uint32_t> hidden, isolated;
    };
    static bool step(std::vector<Hiding>& from, std::vector<Hiding>& to, scene::ViewOptions& view) {
        if (from.empty()) return false;
        to.push_back({std::move(view.hidden), std::move(view.isolated)});
        view.hidden = std::move(from.back().hidden);
        view.isolated = std::move(from.back().isolated);
        from.pop_back();
        return true;
    }

    std::vector<Hiding> before_, after_;
};

}  // namespace myochart::workspace
