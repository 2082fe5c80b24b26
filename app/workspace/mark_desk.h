#pragma once
#include <optional>
#include <vector>

#include "scene/pick.h"
#include "workspace/record_desk.h"
#include "workspace/time_desk.h"
#include "workspace/view_desk.h"

namespace myochart::workspace {

/// What a click does. `place` puts a marker of type placing().
enum class Mode { look, place };

/// Markers on the body: placed, moved, mirrored, removed, selected. Every change is one undo step; none is made where
/// the visit is locked, nothing can be saved, or nobody has said which side of the model is left.
class MarkDesk {
  public:
    /// What it is given lives longer.
    MarkDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies, ViewDesk& view, const TimeDesk& time);

    record::MarkerType placing() const { return placing_; }
    void setPlacing(record::MarkerType type);
    Mode mode() const { return mode_; }
    void setMode(Mode mode) { mode_ = mode; }
    /// The structures under the pointer, nearest first (shown ones only).
    std::vector<geometry::RayHit> hitsUnder(vec2 pixel, const scene::Viewport& viewport) const;
    /// Places a marker at a hit, one undo step; starts a session when a patient is open and none is. Its id.
    std::optional<record::MarkerId> place(const geometry::SurfacePoint& point);
    /// While dragging: shows the marker elsewhere without a step; drop() commits once.
    void drag(const record::MarkerId& id, const geometry::SurfacePoint& point);
    void drop();
    void cancelDrag() { drag_.reset(); }
    bool dragging() const { return drag_.has_value(); }
    /// Moves selected markers over the surface by mm in the picture's plane (right, up). Nudges that follow each other
    /// within a second are one undo step.
    void nudgeSelected(vec2 mm);
    void mirrorSelected();
    /// Moves a marker to the mirror of its place, when its side was corrected and the place was wrong.
    void moveToSide(const record::MarkerId& id, Side side);
    /// Moves a marker to the nearest place on the muscle that its record tells, when that was corrected and the place
    /// was wrong.
    void moveToMuscle(const record::MarkerId& id);
    void removeSelected();
    /// Places the sites of a protocol in the open visit, one undo step, none of them confirmed; those that are asked for a side
    /// go there. What could not be placed is told. Those that were placed.
    std::vector<record::MarkerId> takeProtocol(const anatomy::Protocol& protocol, Side side);
    void select(const record::MarkerId& id, bool add = false);
    /// Shows the open visit as it would be, until it is taken back or another one is open; nothing is kept of it.
    void preview(record::Session session) { preview_ = std::move(session); }
    void endPreview() { preview_.reset(); }
    /// While it is veiled, nothing of the visit is seen on the body, and nothing is placed there.
    void setVeiled(bool veiled) {
        veiled_ = veiled;
        if (veiled) cancelDrag();
    }
    bool isVeiled() const { return veiled_; }
    /// The same for the window that shows nothing of patients.
    void setCurtain(bool drawn) {
        if (drawn && !curtain_) cancelDrag();
        curtain_ = drawn;
    }
    bool isBehindCurtain() const { return curtain_; }
    /// The session as it should be drawn: with the marker being dragged where it is now, or one that is being told; null also
    /// while two visits stand in its place (TimeDesk), and while it is veiled.
    const record::Session* shownSession() const {
        if (veiled_ || curtain_ || time_.veilsVisit()) return nullptr;
        if (drag_) return &*drag_;
        return preview_ && record_.session() && preview_->id == record_.session()->id ? &*preview_ : record_.session();
    }
    /// Nothing can be charted on this body: which side is left is not known. Said with a notice.
    bool refusedForSides();

  private:
    record::Marker markerAt(const places::Place& place) const;
    std::optional<record::MarkerId> placeHere(const geometry::SurfacePoint& point);
    std::string nudgeRun();
    /// Nothing can be changed: there is no body or no visit, or it was refused with a notice.
    bool refused();
    /// The same while the sites of a file stand in place of the visit's.
    bool refusedForFile();

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordDesk& record_;
    BodyDesk& bodies_;
    ViewDesk& view_;
    const TimeDesk& time_;
    record::MarkerType placing_ = record::MarkerType::needle;
    Mode mode_ = Mode::look;
    std::optional<record::Session> drag_;
    std::optional<record::Session> preview_;
    bool veiled_ = false, curtain_ = false;
    UtcMs nudgedAt_ = 0;
    std::set<record::MarkerId> nudged_;
    unsigned nudgeRuns_ = 0;
};

}  // namespace myochart::workspace
