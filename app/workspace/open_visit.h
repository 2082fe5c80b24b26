#pragma once
#include <memory>
#include <unordered_map>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "record/chart.h"

namespace myochart::workspace {

/// The visit on the screen twice: as the record holds it, and as it is shown on the body of now, where markers of another
/// body are placed again. Only a marker that is moved here gets its place of here into the record.
class OpenVisit {
  public:
    /// What placing again met: markers placed by their address, and those whose muscle this body does not have.
    struct Placed {
        std::vector<record::MarkerId> moved, lost;
    };

    explicit OpenVisit(record::Session recorded) : recorded_(std::move(recorded)), shown_(recorded_) {}

    const record::Session& recorded() const { return recorded_; }
    const record::Session& shown() const { return shown_; }
    /// Shows it on `body` from now on (null: where the record says). `catalogue` stays where it is while this lives.
    Placed showOn(std::shared_ptr<const body::Body> body, const anatomy::Catalogue& catalogue);
    /// What the record is to hold when the shown visit has been edited to `edited`.
    record::Session recordedFrom(const record::Session& edited) const;
    /// After an edit or a step back: the record holds `recorded` now.
    void take(record::Session recorded);

  private:
    struct Place {
        record::SurfaceAnchor recorded, shown;
    };
    Placed place();

    record::Session recorded_, shown_;
    std::shared_ptr<const body::Body> body_;
    const anatomy::Catalogue* catalogue_ = nullptr;
    std::unordered_map<std::string, Place> places_;  ///< by the marker's id, on the body of now
};

/// `now` with what changed from `from` to `to` (which hold the same markers otherwise, perhaps of another moment): for
/// going back over a step when other markers of the visit were placed again since.
record::Session withChange(const record::Session& now, const record::Session& from, const record::Session& to);

}  // namespace myochart::workspace
