#pragma once
#include <array>
#include <optional>
#include <vector>

#include "ui/panels/body_overlay.h"

namespace myochart::ui {

/// The edges of the section's plane in the views of the body, and the handle that moves it.
class SectionFrame {
  public:
    /// Over the picture, under what floats at its edges. `views` of the body; the slice's own is left out.
    void draw(Ui& ui, const std::vector<PaneView>& views);
    /// Once a frame, before the body's own input. `free`: nothing floating wants the pointer. True while the handle
    /// wants it.
    bool step(Ui& ui, const std::vector<PaneView>& views, bool free);
    bool dragging() const { return held_.has_value(); }
    /// Puts the section back to where the drag began. True when there was one.
    bool cancel(workspace::Program& program);

  private:
    /// Where the handle of a view stands, in the window, and how many mm deeper into the slice a px along `way` is.
    struct Handle {
        size_t view = 0;
        vec2 at{}, way{};  ///< `way`: unit, on the screen, where the section goes when its mm grow
        float mmAPixel = 1;
    };
    struct Held {
        Handle handle;
        vec2 from{};
        float startMm = 0;
    };
    /// Which pieces of the edges tissue hides, as the last picture at rest tells: asking it costs.
    struct Hidden {
        std::uint64_t picture = 0;
        std::array<vec3, 4> corners{};
        std::vector<bool> pieces;
    };
    void lookAtEdges(const PaneView& view, const std::array<vec3, 4>& corners);
    void drawEdge(Ui& ui, const PaneView& view, const std::array<vec3, 4>& corners, size_t edge) const;
    std::optional<Handle> handleIn(const Ui& ui, const PaneView& view) const;
    void drawHandle(Ui& ui, const Handle& handle, bool lit) const;
    std::optional<size_t> hovered_;  ///< view whose handle is under the pointer
    std::optional<Held> held_;
    std::vector<Hidden> hidden_;  ///< by view
};

}  // namespace myochart::ui
