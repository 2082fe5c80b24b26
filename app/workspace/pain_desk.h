#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "referral/drawn_pain.h"
#include "referral/pattern_sketch.h"
#include "referral/rank.h"
#include "referral/shown.h"
#include "workspace/mark_desk.h"

namespace myochart::workspace {

/// What the brush does where it touches the skin.
struct Brush {
    bool on = true;           ///< else the pointer turns the body
    float radiusMm = 20;      ///< kThinnestBrushMm..kWidestBrushMm, along the skin
    bool erases = false;
    bool bothSides = false;   ///< mirrored to the other side too
};
inline constexpr float kThinnestBrushMm = 3, kWidestBrushMm = 120;

/// A pattern in which a place lies.
struct Referrer {
    const referral::Pattern* pattern = nullptr;
    bool essential = true;  ///< else spillover
};

/// Reported patterns of referred pain on the skin, the patient's own pain painted there, and from it the points that are
/// reported to refer there. Reported patterns are a tradition, never a finding. One thread; the patterns of a body are laid
/// out by a job, once.
class PainDesk {
  public:
    /// What it is given lives longer; jobs end before this does.
    PainDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view, MarkDesk& marks);

    /// Somebody looks at where it hurts: the pain of the open visit is seen and can be painted.
    bool isOpen() const { return open_; }
    void setOpen(bool open);
    /// Once a frame: goes after body, visit and what is shown.
    void follow();

    /// Null until the patterns are laid out, and where the body has no skin or none of its bones are known; why() then says so.
    const referral::ReferralMap* map() const;
    /// Has the patterns of the body laid out though none is shown yet; for who draws them small.
    void want() { wanted_ = true; }
    /// For small drawings of patterns; null as map() is.
    const referral::PatternSketcher* sketcher() const;
    /// Pain of these strengths by cell of map(), to be drawn on its body; null as map() is.
    std::shared_ptr<const body::VertexShares> painted(const std::vector<float>& strengths) const;
    /// Shows this drawing on the body too until the next follow(), as something that was told and nobody has taken over; empty: nothing.
    void offer(record::PainDrawing drawing);
    bool isPreparing() const { return preparing_ != nullptr; }
    /// 0..1 while they are laid out.
    double progress() const;
    const std::string& why() const { return why_; }

    // --- reported patterns
    /// In the order in which they were asked for; the first three are told apart.
    const std::vector<referral::PatternSource>& shown() const { return shown_; }
    bool shows(const referral::PatternSource& source) const;
    void show(const referral::PatternSource& source, bool on = true);
    void hidePatterns() { shown_.clear(); }
    /// Those of the open visit's sites, each muscle once a side; says why where there is none.
    Outcome showOfVisit();
    /// Who is reported to refer to that place of the skin (mm): of the patterns that are shown, in their order; where none is shown, of
    /// all, the point of each muscle that refers there most, essential ones first.
    std::vector<Referrer> referrersAt(vec3 at) const;
    /// The places that the shown patterns tell of and no skin shows: where they lie inside, and what they are called.
    std::vector<std::pair<vec3, std::string>> inside() const;

    // --- the patient's pain, of the open visit; without one it is painted all the same and not kept
    bool isKept() const { return !practising_ && record_.session() != nullptr; }
    const record::PainDrawing& drawing() const { return practising_ ? practice_ : record_.session() ? record_.session()->painDrawing : unkept_; }
    /// From now on, until it is ended, whatever is painted is practice, begins empty, and reaches no visit; nothing is ranked by it.
    void practise();
    void endPractice();
    bool isPractising() const { return practising_; }
    Brush brush;
    /// The way of pain that is painted: one of the visit's areas, or the next new one.
    size_t area() const { return area_; }
    void chooseArea(size_t area) { area_ = area; }
    /// Null while there is none of that number.
    const record::PainArea* painted() const;
    /// A stroke goes on until endStroke(), which keeps it as one undo step. False where nothing can be painted; a notice says why.
    bool beginStroke();
    /// `at`: mm, on the skin; of places nearer to the last one than a third of the brush nothing comes.
    void strokeTo(vec3 at);
    void endStroke();
    void cancelStroke();
    bool stroking() const { return stroke_.has_value(); }
    /// Paints (or with a brush that erases: takes away) a whole region; one undo step.
    void paintRegion(const std::string& region, std::optional<Side> side);
    /// Paints what the words name ("behind the left eye"); fails with a sentence where they name no region.
    Outcome paintWords(const std::string& words);
    /// Takes the area away; one undo step.
    void clearArea();
    /// Changes what is told of the area (qualities, intensity, depth); one undo step.
    void tell(const record::PainArea& told, const std::string& message);

    /// What of the skin hurts, over all areas of the visit; nothing is painted: empty.
    const referral::Field& pain() const { return pain_; }
    double painMm2() const { return painMm2_; }
    /// From that pain to the points; null while nothing is painted.
    const referral::Ranking* ranking() const { return ranking_ ? &*ranking_ : nullptr; }
    /// What to rule out before a muscle is blamed, by the ranking.
    const std::vector<const anatomy::Condition*>& ruleOutFirst() const { return ruleOut_; }
    /// How far the pain and what is reported of a source lie on each other.
    referral::Overlap overlapWith(const referral::PatternSource& source) const;
    /// Places a site that is planned, not confirmed, at the charted point; one undo step.
    void plan(const referral::Pattern& pattern);

  private:
    struct Prepared;
    void prepare();
    void repaint();
    void paintOffered();
    bool paintArea(size_t area, const std::vector<record::PainDab>& dabs);
    void lay();
    void commit(record::PainArea changed, const std::string& message);
    void keep(record::PainDrawing drawing, const std::string& message);
    record::PainArea areaNow() const;
    record::PainDab dabAt(vec3 at) const;
    void addDab(const record::PainDab& dab);
    bool refused();

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    JobRunner& jobs_;
    RecordDesk& record_;
    const BodyDesk& bodies_;
    ViewDesk& view_;
    MarkDesk& marks_;
    bool open_ = false, wanted_ = false;
    std::shared_ptr<Prepared> prepared_;
    std::shared_ptr<const body::Body> asked_;  ///< the body for which it was asked
    std::shared_ptr<Job> preparing_;
    std::string why_;
    std::vector<referral::PatternSource> shown_;
    size_t area_ = 0;
    record::PainDrawing unkept_, practice_;
    bool practising_ = false;
    record::SessionId visit_;  ///< that is followed
    struct Stroke {
        record::PainArea area;
        std::vector<vec3> last;
    };
    std::optional<Stroke> stroke_;
    std::shared_ptr<Prepared> painted_;  ///< the body that pain_ is on
    referral::Field pain_;
    double painMm2_ = 0;
    std::optional<referral::Ranking> ranking_;
    std::vector<const anatomy::Condition*> ruleOut_, told_;  ///< `told_`: complaints that the last words named
    /// What lies on the skin now.
    struct Laid {
        std::shared_ptr<Prepared> on;
        std::vector<referral::PatternSource> shown;
        unsigned paint = 0;
        bool withOffer = false;
        bool withPain = false;
        bool operator==(const Laid&) const = default;
    };
    std::optional<Laid> laid_;
    record::PainDrawing offered_;
    std::vector<float> offeredStrengths_;    ///< by cell of that body; none: not painted yet, or nothing
    std::shared_ptr<Prepared> offeredOn_;
    bool offeredNow_ = false;                ///< since the last follow()
    unsigned paintings_ = 0;  ///< grows with every change of what is painted
};

}  // namespace myochart::workspace
