#pragma once
#include <functional>
#include <map>
#include <optional>

#include "record/edits.h"

namespace myochart::record {

// Which needles are in, and what a visit goes through up to its signature. Counts are of sites: one needle a site.

/// Where the needle of a site is. A site without anything about a needle has `none`.
enum class NeedleState { none, planned, in, out };
NeedleState needleState(const Marker& marker);

/// Whether something that is recorded says that the needle of the site went in: it was put in or out at a time, was inserted, moved,
/// wound or stimulated, was in for some minutes, or the site answered to it. What is recorded of the needle beyond that (size, lot,
/// technique, direction, entry, grip, ultrasound, depth) is a plan, whether it was typed or taken over. 0 and "not wound" say nothing, nor
/// does pain before; nor does what a site without a needle answered. False of a site that nobody confirmed.
bool wasNeedled(const Marker& marker);
/// A needle is planned at a confirmed site, and nothing says that it went in.
bool isOnlyPlanned(const Marker& marker);

/// A needle that is in.
struct OpenNeedle {
    MarkerId marker;
    std::uint32_t number = 0;
    UtcMs inAt = 0;
    UtcMs lastsMs = 0;                  ///< up to now; 0 when the clock was set back since
    std::optional<UtcMs> overdueMs;     ///< how long past its time in place (needle.retention_min); nothing: it is not, or none is told

    bool operator==(const OpenNeedle&) const = default;
};

/// "Planned 8, in 3, out 5": `planned` counts every site that has or is to have a needle, `needled` those of which something says that
/// the needle went in (wasNeedled), with or without a time.
struct Ledger {
    size_t planned = 0, in = 0, out = 0, needled = 0;
    std::vector<OpenNeedle> open;       ///< in the order of the sites
    std::optional<UtcMs> longestMs;     ///< of those that are in; nothing: none is

    bool operator==(const Ledger&) const = default;
};
Ledger ledgerOf(const Session& session, UtcMs now);

/// The same counts by region, as `regionOf` names that of a site; for the sweep after "all out".
struct RegionCount {
    size_t planned = 0, in = 0, out = 0;
    bool operator==(const RegionCount&) const = default;
};
std::map<std::string, RegionCount> ledgerByRegion(const Session& session, const std::function<std::string(const Marker&)>& regionOf);

/// The sites of that state, in their order: those that "all in" and "all out" are about.
std::vector<MarkerId> sitesOf(const Session& session, NeedleState state);

/// Which of the needles that are out somebody has looked for, place by place, and seen to be out (needle.counted_at).
struct NeedleCount {
    std::vector<MarkerId> counted, uncounted;  ///< together all that are out; in the order of the sites
    /// A count was begun, or somebody fainted and nobody is named who counted (after.checked_by).
    bool isWanted = false;

    bool isOpen() const { return isWanted && !uncounted.empty(); }
    bool operator==(const NeedleCount&) const = default;
};
NeedleCount countOf(const Session& session);

// Each is one undo step (edits.h). All of them fail with signedVisit() once the visit is signed, but those behind sign().

/// The needles of these sites go in. Fails, and none does, when there is none of that id, one was in already, or `at` lies
/// more than a day before the visit. Who puts a
/// needle in has confirmed the site.
Result<Edited> needlesIn(const Session& session, const std::vector<MarkerId>& ids, UtcMs at);
/// They come out. Fails, and none does, when one is not in; refused when `at` lies before it went in.
Result<Edited> needlesOut(const Session& session, const std::vector<MarkerId>& ids, UtcMs at);
/// They were taken for out, but are in: found in the sweep. Fails, and none is, when one is not out.
Result<Edited> needlesStillIn(const Session& session, const std::vector<MarkerId>& ids);
/// Each was looked for and seen to be out, at `at`, or when it came out if that is later. Fails, and none is counted, when one is not
/// out.
Result<Edited> needlesCounted(const Session& session, const std::vector<MarkerId>& ids, UtcMs at);
/// What was counted is to be counted again.
Result<Edited> needlesUncounted(const Session& session, const std::vector<MarkerId>& ids);
/// Every needle that is in comes out. `because`: a key of the adverse events, or words; it becomes an adverse event of that
/// time, mild until somebody says otherwise. Fails when none is in.
Result<Edited> allOut(const Session& session, UtcMs at, const std::string& because = {});
/// Something happened. When the patient is to be asked how it went is set where `event` says nothing of it (followUpDue()),
/// counted from its time, else from the beginning of the visit; `asked` false: nobody is to be asked.
Result<Edited> addAdverse(const Session& session, AdverseEvent event, bool asked = true);
/// What was taken over from elsewhere counts from now on (plan.unconfirmed is cleared). Sites that need none are left.
Result<Edited> confirm(const Session& session, const std::vector<MarkerId>& ids);

/// The visit is signed, with the whole `note` as it is then. Fails with the first of hindrancesToSign() and hindranceOf().
Result<Edited> sign(const Session& session, const Therapist& therapist, const std::string& note, UtcMs at);
/// By a therapist other than who signed, once. Fails when the visit is not signed.
Result<Edited> cosign(const Session& session, const Therapist& therapist, UtcMs at);
/// Fails when the visit is not signed.
Result<Edited> addAddendum(const Session& session, const Therapist& author, const std::string& text, UtcMs at);


// --- following up what happened

/// A follow-up that nobody has made yet.
struct OpenFollowUp {
    size_t event = 0;  ///< its place in after.adverse
    UtcMs due = 0;
    bool operator==(const OpenFollowUp&) const = default;
};
/// In the order of the events: those that are due at some time and were not followed up, neither in the event itself nor by
/// an addendum to the signed visit.
std::vector<OpenFollowUp> openFollowUps(const Session& session);
/// Why somebody cannot have been asked at that moment how it went: it lies before the event, before the visit or, where `now` is known,
/// still ahead. An empty sentence when it can.
Said followUpTimeFault(const Session& session, const AdverseEvent& event, UtcMs at, std::optional<UtcMs> now = {});
/// The patient was asked how it went: `text`, which may be empty. Of a signed visit it becomes an addendum by `by`, for what
/// was signed stays as it is; else it stands in the event. `now` is the date of the addendum, `askedAt` when the patient was asked, where
/// that was not now; an addendum tells it in words. Fails when there is no such event, or it was followed up; refused by
/// followUpTimeFault().
Result<Edited> followUp(const Session& session, size_t event, const Therapist* by, const std::string& text, UtcMs now, std::optional<UtcMs> askedAt = {});

}  // namespace myochart::record
