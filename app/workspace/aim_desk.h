#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "needle/aim_snap.h"
#include "needle/approach.h"
#include "needle/passage.h"
#include "needle/site_needle.h"
#include "places/site_safety.h"
#include "workspace/mark_desk.h"

namespace myochart::workspace {

/// The needle that is aimed, and what is known of its way on this body. A planning aid: nothing in it clears a way.
struct AimedNeedle {
    needle::Shaft shaft;     ///< with its entry on the skin
    vec3 place{};            ///< of the site
    vec3 outward{0, 0, 1};   ///< of the skin where it goes in, unit
    float lengthMm = 0;      ///< of the needle
    bool lengthCharted = false, directionCharted = false, depthCharted = false;
    needle::Path way;        ///< longer than the needle is in, to see what lies ahead
    std::vector<needle::Hazard> hazards;      ///< beside the part that is in
    std::vector<needle::Hazard> withoutGrip;  ///< the same as if nothing were lifted; empty while nothing is
    std::optional<float> firstHazardMm;       ///< on this way, however long the needle
    std::vector<std::string> overridden;      ///< what a pincer grip or ultrasound changed, a sentence each
    std::string proposedBy;                   ///< where a direction that is not charted comes from, in words; empty: it is charted
    std::vector<std::uint32_t> target;        ///< the structures of the site's muscle; empty: this body has none
    std::optional<float> targetFromMm, targetToMm;
    float inTargetMm = 0;                     ///< of the part that is in

    float angleToSkinDeg() const;             ///< 90: straight in
    /// Where its tip leans to along the skin, clockwise as seen from outside, 0 as headward() is; nothing when straight in.
    std::optional<float> leansToDeg() const;
    /// The direction with those two angles.
    vec3 leaning(float toSkinDeg, float towardsDeg) const;
    /// What lies at the tip; nothing: between structures, or under the skin.
    std::optional<std::uint32_t> atTip() const;
};

/// The depth of the first hazard in each direction around where a needle goes in.
struct AimWindow {
    vec3 entry{}, axis{};                 ///< axis: straight in
    std::vector<needle::ConeWay> ways;
};

/// Aiming the needle of one site: what its way passes and nears, followed while it is turned. One thread; what takes long is
/// prepared by jobs, once a body.
class AimDesk {
  public:
    /// What it is given lives longer; jobs end before this does.
    AimDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks);

    bool isOpen() const { return site_.has_value(); }
    /// For the site that is selected; says why where there is none or it was placed on another body.
    Outcome open();
    void close();
    /// The site that is aimed, as it is recorded; null: none.
    const record::Marker* site() const;
    /// Once a frame: goes after selection, record and body.
    void follow();

    /// Nothing until the body's hazards are prepared.
    const std::optional<AimedNeedle>& aimed() const { return aimed_; }
    /// Of the entry of now; nothing while it is worked out anew.
    const AimWindow* window() const { return window_ && aimed_ && window_->entry == aimed_->shaft.entry ? &*window_ : nullptr; }
    const std::vector<std::string>& notChecked() const;
    /// The needle in words, by the landmarks beside it (needle/sentence.h), in English as places are; empty while it is worked
    /// out anew, while it is turned, and where this body has no words for it.
    const std::string& sentence() const { return sentence_; }

    /// Courses treat this place by hand, and nobody has said why a needle goes there all the same: nothing is aimed before.
    bool wantsReason() const;
    /// What the record calls that warning; empty where courses needle.
    const std::string& handsOnly() const { return handsOnly_; }

    /// Turns the needle about where it goes in, and sets how far it is in, without a step; drop() keeps it. `snaps`: to the
    /// direction that is meant near by (needle/aim_snap.h).
    void turnTo(vec3 direction, bool snaps = false);
    /// What it snapped to; empty: to nothing.
    const std::string& snappedTo() const { return snappedTo_; }
    void setDepth(float mm);
    bool dragging() const { return held_.has_value(); }
    /// One undo step, with the direction in words as long as nobody has written others. Steps of the same `run` that follow
    /// each other are one.
    void drop(const std::string& run = {});
    void cancelDrag() { held_.reset(); }
    /// Leans the needle by degrees in the picture's plane (right, up), or deepens it: steps that follow each other within a
    /// second are one.
    void lean(vec2 degrees);
    void deepen(float mm);

    /// The section that holds the needle, turned about it: 0 to 180 degrees from the one that is most nearly axial.
    bool cutsAlong() const { return cuts_; }
    void setCutsAlong(bool on);
    float cutTurnDeg() const { return cutTurnDeg_; }
    void setCutTurnDeg(float degrees) { cutTurnDeg_ = degrees; }

  private:
    struct Prepared;
    void prepare();
    void work();
    void workOutWindow();
    void workOutSentence();
    void takeSentence(const record::Marker& told, const std::string& now, const std::string& before);
    void followSection();
    void askSafety(const record::Marker& marker);
    std::optional<vec3> ribOutward() const;
    std::string run();

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    JobRunner& jobs_;
    RecordDesk& record_;
    const BodyDesk& bodies_;
    ViewDesk& view_;
    MarkDesk& marks_;
    std::optional<record::MarkerId> site_;
    std::shared_ptr<Prepared> prepared_;
    std::shared_ptr<const body::Body> asked_;   ///< the body for which prepared_ was asked
    std::optional<needle::Shaft> held_;         ///< while it is turned
    std::optional<AimedNeedle> aimed_;
    std::optional<record::Marker> workedOut_;   ///< the site of aimed_
    std::optional<needle::Shaft> workedOutHeld_;
    places::SiteSafetyReader safety_;
    std::string handsOnly_, snappedTo_;
    std::optional<AimWindow> window_;
    std::string sentence_;
    std::optional<record::Marker> sentenceOf_;  ///< the site as it was asked for
    std::optional<record::Marker> before_;      ///< the site before the needle was turned, until its words are there
    std::string wordsRun_;                      ///< the step to which they belong
    unsigned question_ = 0, sentenceQuestion_ = 0;
    vec3 windowAsked_{1e9F, 0, 0};
    float windowLift_ = 0;
    std::optional<needle::Approach> approach_;  ///< to the charted point at the site, if one is there
    bool cuts_ = false;
    float cutTurnDeg_ = 0;
    scene::SectionPlane cut_;                   ///< as it was set last
    UtcMs ranAt_ = 0;
    unsigned runs_ = 0;
};

/// Along the skin towards the head; where the skin faces up or down, towards the front. Unit.
vec3 headward(vec3 outward);
/// The plane through the needle, turned about it.
scene::SectionPlane sectionAlong(const needle::Shaft& shaft, float turnDeg);

}  // namespace myochart::workspace
