#include "record/ledger.h"

#include <algorithm>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "record/adverse_kinds.h"
#include "record/fault_words.h"
#include "record/moment_out.h"
#include "record/seal.h"
#include "record/signing_rules.h"
#include "record/typed_text.h"

namespace myochart::record {

namespace {

constexpr double kMsPerMinute = 60'000;
constexpr UtcMs kClocksDiffer = 60'000;
constexpr UtcMs kBeforeVisit = 86'400'000;  ///< a visit may be begun after its needles, but of the same day

/// The edit when the visit is sound with it, else why it is refused.
Result<Edited> checked(Session session, std::string message) {
    if (const std::string fault = faultIn(session); !fault.empty()) return refused(said("The visit cannot be kept like this: {}", faultInWords(fault)));
    return Edited{std::move(session), std::move(message)};
}

Marker* find(Session& session, const MarkerId& id) {
    const auto at = std::ranges::find(session.markers, id, &Marker::id);
    return at == session.markers.end() ? nullptr : &*at;
}

Error noSuchSite() { return failed(said("That site is no longer in the visit.")); }

/// `change` on each of these sites; its error ends it.
Result<Edited> onEach(const Session& session, const std::vector<MarkerId>& ids, std::string message, const std::function<Outcome(Marker&)>& change) {
    if (session.signing.isSigned()) return signedVisit();
    Session after = session;
    for (const MarkerId& id : ids) {
        Marker* marker = find(after, id);
        if (!marker) return noSuchSite();
        if (const auto changed = change(*marker); !changed) return changed.error();
    }
    return checked(std::move(after), std::move(message));
}

}  // namespace

NeedleState needleState(const Marker& marker) {
    if (marker.needle.outAt) return NeedleState::out;
    if (marker.needle.inAt) return NeedleState::in;
    return marker.type == MarkerType::needle || marker.needle != Needling{} ? NeedleState::planned : NeedleState::none;
}

bool wasNeedled(const Marker& marker) {
    if (marker.plan.unconfirmed == true) return false;
    const Needling& needle = marker.needle;
    if (needle.inAt || needle.outAt || needle.insertions.value_or(0) > 0 || needle.pistoning.value_or(0) > 0 || needle.winding == true) return true;
    const auto some = [](const std::optional<float>& value) { return value.value_or(0) > 0; };
    if (some(needle.stimulationHz) || some(needle.stimulationMa) || some(needle.stimulationMin) || !needle.stimulationWords.empty() || some(needle.retentionMin)) return true;
    const Response& response = marker.response;
    const bool answered = response.twitch || response.twitchCount || response.painDuring || response.painAfter || response.referralReproduced || response.bleeding || response.bruise;
    return answered && needleState(marker) != NeedleState::none;
}

bool isOnlyPlanned(const Marker& marker) {
    return marker.plan.unconfirmed != true && needleState(marker) == NeedleState::planned && !wasNeedled(marker);
}

Ledger ledgerOf(const Session& session, UtcMs now) {
    Ledger ledger;
    for (const Marker& marker : session.markers) {
        const NeedleState state = needleState(marker);
        if (state == NeedleState::none) continue;
        ++ledger.planned;
        if (wasNeedled(marker)) ++ledger.needled;
        if (state == NeedleState::out) ++ledger.out;
        if (state != NeedleState::in) continue;
        ++ledger.in;
        OpenNeedle open{marker.id, marker.number, *marker.needle.inAt, std::max<UtcMs>(0, now - *marker.needle.inAt), {}};
        if (marker.needle.retentionMin) {
            const UtcMs over = open.lastsMs - static_cast<UtcMs>(static_cast<double>(*marker.needle.retentionMin) * kMsPerMinute);
            if (over > 0) open.overdueMs = over;
        }
        ledger.longestMs = std::max(ledger.longestMs.value_or(0), open.lastsMs);
        ledger.open.push_back(open);
    }
    return ledger;
}

NeedleCount countOf(const Session& session) {
    NeedleCount count;
    for (const Marker& marker : session.markers)
        if (needleState(marker) == NeedleState::out) (marker.needle.countedAt ? count.counted : count.uncounted).push_back(marker.id);
    const bool fainted = std::ranges::any_of(session.after.adverse, [](const AdverseEvent& event) { return event.category == kFainting; });
    count.isWanted = !count.counted.empty() || (fainted && session.after.checkedBy.empty());
    return count;
}

std::map<std::string, RegionCount> ledgerByRegion(const Session& session, const std::function<std::string(const Marker&)>& regionOf) {
    std::map<std::string, RegionCount> regions;
    for (const Marker& marker : session.markers) {
        const NeedleState state = needleState(marker);
        if (state == NeedleState::none) continue;
        RegionCount& region = regions[regionOf(marker)];
        ++region.planned;
        if (state == NeedleState::in) ++region.in;
        if (state == NeedleState::out) ++region.out;
    }
    return regions;
}

std::vector<MarkerId> sitesOf(const Session& session, NeedleState state) {
    std::vector<MarkerId> ids;
    for (const Marker& marker : session.markers)
        if (needleState(marker) == state) ids.push_back(marker.id);
    return ids;
}

Result<Edited> needlesIn(const Session& session, const std::vector<MarkerId>& ids, UtcMs at) {
    return onEach(session, ids, trnf("Needle in", "{} needles in", ids.size(), ids.size()), [&](Marker& marker) -> Outcome {
        if (marker.needle.outAt) return failed(said("The needle of site {} was in already and is out; place another site for another needle.", marker.number));
        if (marker.needle.inAt) return failed(said("The needle of site {} is in already.", marker.number));
        if (at < session.startedAt - kBeforeVisit) return failed(said("That lies more than a day before the visit."));
        marker.needle.inAt = at;
        marker.plan.unconfirmed.reset();
        return Done{};
    });
}

UtcMs momentOut(const Session& session, const std::vector<MarkerId>& ids, UtcMs now) {
    UtcMs at = now;
    for (const MarkerId& id : ids)
        if (const Marker* marker = session.marker(id); marker && needleState(*marker) == NeedleState::in) at = std::max(at, *marker->needle.inAt);
    return at;
}

Result<Edited> needlesOut(const Session& session, const std::vector<MarkerId>& ids, UtcMs at) {
    return onEach(session, ids, trnf("Needle out", "{} needles out", ids.size(), ids.size()), [&](Marker& marker) -> Outcome {
        if (needleState(marker) != NeedleState::in) return failed(said("The needle of site {} is not in.", marker.number));
        marker.needle.outAt = at;
        return Done{};
    });
}

Result<Edited> needlesStillIn(const Session& session, const std::vector<MarkerId>& ids) {
    return onEach(session, ids, trnf("Needle is in still", "{} needles are in still", ids.size(), ids.size()), [](Marker& marker) -> Outcome {
        if (needleState(marker) != NeedleState::out) return failed(said("The needle of site {} is not out.", marker.number));
        if (!marker.needle.inAt) return failed(said("When the needle of site {} went in is not known.", marker.number));
        marker.needle.outAt.reset();
        marker.needle.countedAt.reset();
        return Done{};
    });
}

Result<Edited> needlesCounted(const Session& session, const std::vector<MarkerId>& ids, UtcMs at) {
    return onEach(session, ids, trnf("Count needle out", "Count {} needles out", ids.size(), ids.size()), [&](Marker& marker) -> Outcome {
        if (needleState(marker) != NeedleState::out) return failed(said("The needle of site {} is not out.", marker.number));
        marker.needle.countedAt = std::max(at, *marker.needle.outAt);
        return Done{};
    });
}

Result<Edited> needlesUncounted(const Session& session, const std::vector<MarkerId>& ids) {
    return onEach(session, ids, trnf("Needle is to be counted again", "{} needles are to be counted again", ids.size(), ids.size()), [](Marker& marker) -> Outcome {
        marker.needle.countedAt.reset();
        return Done{};
    });
}

Result<Edited> allOut(const Session& session, UtcMs at, const std::string& because) {
    if (session.signing.isSigned()) return signedVisit();
    const auto ids = sitesOf(session, NeedleState::in);
    if (ids.empty()) return failed(said("No needle is in."));
    auto out = needlesOut(session, ids, at);
    if (!out || because.empty()) return out;
    AdverseEvent event;
    event.category = because;
    event.at = at;
    auto told = addAdverse(out->session, std::move(event));
    if (told) told->message = tr("All needles out");
    return told;
}

Result<Edited> addAdverse(const Session& session, AdverseEvent event, bool asked) {
    if (session.signing.isSigned()) return signedVisit();
    if (event.followedUpAt)
        if (Said fault = followUpTimeFault(session, event, *event.followedUpAt); !fault.text.empty()) return refused(std::move(fault));
    if (asked && !event.followUpDue && !event.followedUpAt)
        event.followUpDue = followUpDue(event.category, event.severity, event.at.value_or(session.startedAt));
    Session after = session;
    after.after.adverse.push_back(withoutHiddenMarks(std::move(event)));
    if (after.after.noAdverse == true) after.after.noAdverse.reset();  // it happened after all
    return checked(std::move(after), tr("Add adverse event"));
}

Result<Edited> confirm(const Session& session, const std::vector<MarkerId>& ids) {
    return onEach(session, ids, trnf("Confirm site", "Confirm {} sites", ids.size(), ids.size()), [](Marker& marker) -> Outcome {
        marker.plan.unconfirmed.reset();
        return Done{};
    });
}

Result<Edited> sign(const Session& session, const Therapist& therapist, const std::string& note, UtcMs at) {
    if (session.signing.isSigned()) return signedVisit();
    if (const auto hindrance = hindranceOf(therapist)) return refused(hindrance->sentence);
    if (const auto hindrances = hindrancesToSign(session); !hindrances.empty()) return refused(hindrances[0].sentence);
    Session after = session;
    after.signing.at = at;
    after.signing.therapist = therapist.id;
    after.signing.name = therapist.name;
    after.signing.licence = therapist.licence;
    after.signing.role = therapist.role;
    after.signing.note = withoutHiddenMarks({.key = "note", .title = "", .form = Form::lines}, note);
    return checked(sealed(std::move(after)), tr("Sign visit"));
}

Result<Edited> cosign(const Session& session, const Therapist& therapist, UtcMs at) {
    const Signing& signing = session.signing;
    if (!signing.isSigned()) return failed(said("That visit is not signed yet; sign it first."));
    if (signing.cosignedAt) return conflict(said("That visit is co-signed already."));
    if (sealState(session) == SealState::broken) return refused(said("That visit is not as it was signed; nobody co-signs it."));
    if (therapist.role != Role::therapist) return refused(said("Only a therapist co-signs; say who acts in the practice."));
    if (therapist.id == signing.therapist) return refused(said("Who signed a visit does not co-sign it; another therapist does."));
    Session after = session;
    after.signing.cosignedAt = at;
    after.signing.cosigner = therapist.name;
    after.signing.cosignerLicence = therapist.licence;
    return checked(std::move(after), tr("Co-sign visit"));
}

Result<Edited> addAddendum(const Session& session, const Therapist& author, const std::string& text, UtcMs at) {
    if (!session.signing.isSigned()) return failed(said("That visit is not signed; change the visit itself."));
    Session after = session;
    const Field lines{.key = "text", .title = "", .form = Form::lines};
    after.signing.addenda.push_back({.at = at, .author = author.name, .licence = author.licence, .text = withoutHiddenMarks(lines, text)});
    return checked(std::move(after), tr("Add addendum"));
}

std::vector<OpenFollowUp> openFollowUps(const Session& session) {
    const auto& addenda = session.signing.addenda;
    std::vector<OpenFollowUp> open;
    for (size_t i = 0; i < session.after.adverse.size(); ++i) {
        const AdverseEvent& event = session.after.adverse[i];
        const bool added = std::ranges::any_of(addenda, [&](const Addendum& each) { return each.followUpOf == i; });
        if (event.followUpDue && !event.followedUpAt && !added) open.push_back({i, *event.followUpDue});
    }
    return open;
}

Said followUpTimeFault(const Session& session, const AdverseEvent& event, UtcMs at, std::optional<UtcMs> now) {
    if (event.at && at < *event.at) return said("The follow-up cannot lie before what happened, of {}.", dateTimeAt(*event.at, session.utcOffset));
    if (at < session.startedAt) return said("The follow-up cannot lie before the visit, of {}.", dateTimeAt(session.startedAt, session.utcOffset));
    if (now && at > *now + kClocksDiffer) return said("The follow-up cannot lie in the future.");
    return {};
}

Result<Edited> followUp(const Session& session, size_t event, const Therapist* by, const std::string& text, UtcMs now, std::optional<UtcMs> askedAt) {
    const auto& events = session.after.adverse;
    if (event >= events.size()) return failed(said("The visit has no such adverse event."));
    const auto& addenda = session.signing.addenda;
    if (events[event].followedUpAt || std::ranges::any_of(addenda, [&](const Addendum& each) { return each.followUpOf == event; }))
        return failed(said("That adverse event was followed up already."));
    if (askedAt)
        if (Said fault = followUpTimeFault(session, events[event], *askedAt, now); !fault.text.empty()) return refused(std::move(fault));
    Session after = session;
    if (!session.signing.isSigned()) {
        after.after.adverse[event].followedUpAt = askedAt.value_or(now);
        if (!text.empty()) after.after.adverse[event].followUp = text;
        after.after.adverse[event] = withoutHiddenMarks(std::move(after.after.adverse[event]));
        return checked(std::move(after), tr("Follow up adverse event"));
    }
    if (!by) return failed(said("Say who acts first: a follow-up of a signed visit is an addendum with a name."));
    const AdverseCategory* known = adverseCategory(events[event].category);
    const std::string what = known ? std::string(tr(known->title)) : events[event].category;
    std::string words = askedAt && *askedAt < now - kClocksDiffer ? trf("Followed up on {}: {}.", dateTimeAt(*askedAt, session.utcOffset), what) : trf("Followed up: {}.", what);
    if (!text.empty()) words += " " + text;
    auto added = addAddendum(session, *by, words, now);
    if (!added) return added;
    added->session.signing.addenda.back().followUpOf = static_cast<std::uint32_t>(event);
    added->message = tr("Follow up adverse event");
    return added;
}

}  // namespace myochart::record
