#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "places/trigger_places.h"
#include "workspace/program.h"

namespace myochart::ui {

/// The charted trigger points of the muscle that is selected, laid on the body. Worked out once a selection.
class Guides {
  public:
    bool teach = false;  ///< show all of the muscle's points, not only the chosen one

    /// Follows the selection of `program`.
    void follow(const workspace::Program& program);
    const std::vector<places::TriggerPlace>& places() const { return places_; }
    std::optional<size_t> chosen() const { return chosen_; }
    /// Chooses a point; the body stays as it is.
    void choose(size_t which) { chosen_ = which < places_.size() ? std::optional(which) : std::nullopt; }
    /// Chooses a point and turns the body so that it faces the viewer.
    void fly(workspace::Program& program, size_t which);
    /// Whether point `which` is to be seen.
    bool shows(size_t which) const { return teach || chosen_ == which; }

  private:
    std::shared_ptr<const body::Body> body_;
    std::optional<std::uint32_t> structure_;
    std::vector<places::TriggerPlace> places_;
    std::optional<size_t> chosen_;
};

}  // namespace myochart::ui
