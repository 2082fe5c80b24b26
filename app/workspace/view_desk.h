#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "scene/regions.h"
#include "scene/view_options.h"
#include "workspace/body_desk.h"
#include "workspace/hiding_history.h"
#include "workspace/later_writer.h"
#include "workspace/panes.h"
#include "workspace/session_views.h"

namespace myochart::workspace {

/// From where the body is looked at and what of it is shown. Camera and options are plain values that every tool may
/// set: looking is no change to the record.
class ViewDesk {
  public:
    /// What it is given lives longer.
    ViewDesk(const anatomy::Catalogue& catalogue, const BodyDesk& bodies, LaterWriter& writer, SessionViews kept);

    scene::ViewOptions options = scene::firstView();
    scene::Camera camera;
    scene::Viewport viewport;
    float coveredBelow = 0;  ///< 0..0.5: share of the picture's height that the window's tools take below
    /// Where an animated camera is going; the window moves `camera` there.
    std::optional<scene::Camera> cameraGoal;
    /// The views side by side; `camera` and `viewport` are those of the active one.
    Panes panes;

    /// The body that is looked at; null before the first.
    const std::shared_ptr<const body::Body>& body() const { return bodies_.current(); }
    void goTo(const scene::Camera& goal) { cameraGoal = goal; }
    /// A camera that frames something, moved so that the tools below do not cover it.
    scene::Camera clearOfTools(scene::Camera framed) const;
    void showStandardView(scene::StandardView which);
    /// Frames a region of the body ("low back", "left shoulder"); standard views keep to it until frameWholeBody().
    Outcome frameRegion(std::string_view words);
    void frameWholeBody();
    const scene::RegionFrame* region() const { return region_ ? &*region_ : nullptr; }
    /// From in front at once, without a movement; of the sketch before there is a body.
    void lookAtWholeBody();
    /// Another body is there: nothing of the last one is hidden, selected or framed any more.
    void beginAnew();

    void isolate(std::uint32_t structure);
    void hide(std::uint32_t structure);
    void hide(const std::vector<std::uint32_t>& structures, bool hidden);  ///< or shows them; one step
    void showAll();
    /// Before options.hidden or options.isolated are changed by hand: undoHide() comes back to what they were.
    void rememberHiding() { hiding_.remember(options); }
    bool undoHide() { return hiding_.back(options); }     ///< false when there is nothing to step back to
    bool redoHide() { return hiding_.forward(options); }  ///< and forward again
    bool canUndoHide() const { return hiding_.canGoBack(); }
    bool canRedoHide() const { return hiding_.canGoForward(); }
    void setLayer(anatomy::Layer layer, bool shown) { options.layers[static_cast<size_t>(layer)] = shown; }
    void clearSelection();
    /// What a step brought back or changed from `before` to `now` is selected; what it took away is not.
    void selectChanged(const record::Session& before, const record::Session& now);

    /// What is to be seen now.
    SavedView savedView() const;
    /// Remembers it for the next time that visit is opened, and goes back to what was remembered.
    void keepFor(const record::SessionId& visit);
    void restoreFor(const record::SessionId& visit);

  private:
    const anatomy::Catalogue& catalogue_;
    const BodyDesk& bodies_;
    LaterWriter& writer_;
    SessionViews kept_;
    HidingHistory hiding_;
    std::optional<scene::RegionFrame> region_;
};

}  // namespace myochart::workspace
