#pragma once
#include <optional>
#include <string>

#include "ui/widgets.h"

namespace myochart::ui {

/// How thick the layer under the built-in body's skin is shown: words and a track, beside the skin. Applied when it is let go,
/// for the skin is made anew each time.
class HabitusSlider {
  public:
    static constexpr float kHeight = 44;  ///< px at scale 1
    /// While the skin is seen; other models' skins do not follow.
    static bool isShown(const Ui& ui);
    void draw(Ui& ui, const Rect& box);

  private:
    std::optional<float> held_;
};

/// What to say beside depths while the skin is not shown as it was measured: they count from where it is shown. Empty: it is.
std::string habitusRemark(const Ui& ui);

}  // namespace myochart::ui
