#pragma once
#include <optional>

#include "ui/ui.h"

namespace myochart::ui {

struct PaneView;

/// The brush on the body while somebody looks at where it hurts: a left drag over the skin paints or erases, with a ring as
/// large as the brush; Shift and the wheel make it larger. Beside the body a drag turns as ever. Also names the places inside of
/// which reported patterns tell and no skin shows, and tells for the tip under the pointer who is reported to refer there.
class PainInput {
  public:
    void draw(Ui& ui, const PaneView& pane) const;
    /// Once a frame, before the body takes the pointer. True while the brush has it.
    bool step(Ui& ui, const PaneView& pane, bool free);
    bool painting() const { return painting_; }
    /// Takes back the stroke that is going on. True when there was one.
    bool cancel(workspace::Program& program);

  private:
    void drawInside(Ui& ui, const PaneView& pane) const;
    void nameReferrers(Ui& ui, const PaneView& pane, bool free);
    bool painting_ = false;
    std::optional<vec2> ring_;  ///< where it stands
    float ringPx_ = 0;
    std::optional<vec3> named_;  ///< the place of the skin that UiState::referrers tell of
};

}  // namespace myochart::ui
