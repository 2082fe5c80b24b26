#include "note/remarks.h"

#include <algorithm>

#include "core/local_day.h"
#include "core/words.h"
#include "record/edits.h"
#include "record/ledger.h"

namespace myochart::note {

namespace {

/// A remark in its two forms: `what` where the sites stand beside it, the sentence where it stands alone.
struct Remark {
    const char *field, *what, *sentence, *why;
};

constexpr Remark kPlanned{"sites.needle.in_at", mark("Nothing says that the needle went in"), mark("Site {}: nothing says that the needle went in."),
                          mark("A needle that is only planned is in no count.")};
constexpr const char* kContradiction = mark("The visit says both; one of them is not right.");
constexpr Remark kTwitches{"sites.response.twitch", mark("No local twitch, and a count of twitches"), mark("Site {}: no local twitch is told, and a count of twitches."), kContradiction};
constexpr Remark kNotInserted{"sites.needle.insertions", mark("No insertion, and a time at which the needle went in"),
                              mark("Site {}: no insertion is told, and a time at which the needle went in."), kContradiction};

constexpr Remark kPainAbove{"before.pain", mark("Pain now above the worst"), mark("The pain now is told as above the worst."), kContradiction};
constexpr Remark kPainBelow{"before.pain", mark("Pain now below the least"), mark("The pain now is told as below the least."), kContradiction};
constexpr Remark kLeastAboveWorst{"before.pain_best", mark("Least pain above the worst"), mark("The least pain is told as above the worst."), kContradiction};
constexpr Remark kNoRisk{"consent.risks", mark("No risk was told"), mark("No risk was told to the patient who consented."), mark("A patient consents to what was told.")};
constexpr Remark kEventBefore{"after.adverse", mark("Something adverse is told of a day before the visit"), mark("Something adverse is told of a day before the visit."), kContradiction};
constexpr Remark kFollowUpBefore{"after.adverse", mark("A follow-up is told of a day before the visit"), mark("A follow-up is told of a day before the visit."), kContradiction};

constexpr Remark kImpossible{"sites.needle.ultrasound_muscle_mm", mark("Lift or ultrasound depths that cannot be"), mark("Site {}: lift or ultrasound depths are told that cannot be."), ""};

void add(std::vector<Missing>& to, const Remark& remark) {
    Missing& each = to.emplace_back();
    each.field = remark.field, each.what = tr(remark.what), each.sentence = tr(remark.sentence), each.why = tr(remark.why);
    each.isRemark = true;
}

void addOf(std::vector<Missing>& to, const record::Marker& marker, const Remark& remark) {
    Missing& each = to.emplace_back();
    each.field = remark.field, each.site = marker.number, each.marker = marker.id;
    each.what = tr(remark.what), each.sentence = saidOf(remark.sentence, marker.number).text, each.why = *remark.why ? tr(remark.why) : "";
    each.isRemark = true;
}

void askSite(std::vector<Missing>& to, const record::Marker& marker) {
    if (marker.plan.unconfirmed == true) return;
    if (const Said fault = record::needleFault(marker.needle); !fault.text.empty()) addOf(to, marker, kImpossible), to.back().why = fault.text;
    if (record::isOnlyPlanned(marker)) addOf(to, marker, kPlanned);
    if (marker.response.twitch == record::Twitch::none && marker.response.twitchCount.value_or(0) > 0) addOf(to, marker, kTwitches);
    if (marker.needle.insertions == 0U && (marker.needle.inAt || marker.needle.outAt)) addOf(to, marker, kNotInserted);
}

void askBefore(std::vector<Missing>& to, const record::Session& session) {
    const record::Before& before = session.before;
    if (before.pain && before.painWorst && *before.pain > *before.painWorst) add(to, kPainAbove);
    if (before.pain && before.painBest && *before.pain < *before.painBest) add(to, kPainBelow);
    if (before.painBest && before.painWorst && *before.painBest > *before.painWorst) add(to, kLeastAboveWorst);
    const record::Consent& consent = session.consent;
    const bool consented = (consent.how && consent.how != record::Consented::refused) || !consent.strokes.empty();
    if (consented && consent.risks.empty()) add(to, kNoRisk);
}

void askAfter(std::vector<Missing>& to, const record::Session& session) {
    const auto& events = session.after.adverse;
    if (events.empty()) return;
    const std::string day = dayAt(session.startedAt, session.utcOffset);
    const auto isBefore = [&](const std::optional<UtcMs>& at) { return at && dayAt(*at, session.utcOffset) < day; };
    if (std::ranges::any_of(events, [&](const record::AdverseEvent& each) { return isBefore(each.at); })) add(to, kEventBefore);
    if (std::ranges::any_of(events, [&](const record::AdverseEvent& each) { return isBefore(each.followedUpAt); })) add(to, kFollowUpBefore);
}

}  // namespace

std::vector<Missing> remarks(const record::Session& session) {
    std::vector<Missing> found;
    for (const record::Marker& marker : session.markers) askSite(found, marker);
    askBefore(found, session);
    askAfter(found, session);
    return found;
}

}  // namespace myochart::note
