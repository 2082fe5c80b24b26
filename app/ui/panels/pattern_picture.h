#pragma once
#include <optional>
#include <string>

#include "ui/ui.h"

namespace myochart::ui {

/// The reported pattern of a muscle, small, from the front, from behind and, where that shows more, from the side, with a switch that lays it on the body.
class PatternPicture {
  public:
    /// Of the trigger point that is chosen in the card, else of the whole muscle; on the side of the structure that is selected.
    void draw(Ui& ui, const anatomy::Muscle& muscle);

  private:
    struct Drawn {
        const referral::PatternSketcher* of = nullptr;
        referral::PatternSource source;
        int rows = 0, wide = 0;  ///< px

        bool operator==(const Drawn&) const = default;
    };
    void drawViews(Ui& ui, const referral::PatternSource& source, bool on);

    std::optional<Drawn> drawn_;
    referral::Sketch sketch_;
    std::string unseen_;  ///< zones that it does not show
};

}  // namespace myochart::ui
