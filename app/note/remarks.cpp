#include "note/remarks.h"

#include <algorithm>

#include "anatomy/fact_names.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/note_words.h"
#include "note/patient_answers.h"
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
constexpr Remark kAnotherDay{"sites.needle.out_at", mark("The needle is told out on another day than in"), mark("Site {}: the needle is told out on another day than it went in."),
                             mark("Either it stayed in, which the note is to explain, or a time is wrong.")};
constexpr Remark kTooDeep{"sites.needle.depth_mm", mark("Deeper than the needle is long"), mark("Site {}: the depth told is more than the needle's length."),
                          mark("Tissue can be pressed in; else one of the figures is wrong.")};

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

void askSite(std::vector<Missing>& to, const record::Marker& marker, std::string_view utcOffset) {
    if (marker.plan.unconfirmed == true) return;
    const record::Needling& needle = marker.needle;
    if (needle.inAt && needle.outAt && dayAt(*needle.inAt, utcOffset) != dayAt(*needle.outAt, utcOffset)) addOf(to, marker, kAnotherDay);
    if (needle.depthMm && needle.lengthMm && *needle.depthMm > *needle.lengthMm) addOf(to, marker, kTooDeep);
    if (const Said fault = record::needleFault(marker.needle); !fault.text.empty()) addOf(to, marker, kImpossible), to.back().why = fault.text;
    if (record::isOnlyPlanned(marker)) addOf(to, marker, kPlanned);
    if (marker.response.twitch == record::Twitch::none && marker.response.twitchCount.value_or(0) > 0) addOf(to, marker, kTwitches);
    if (marker.needle.insertions == 0U && (marker.needle.inAt || marker.needle.outAt)) addOf(to, marker, kNotInserted);
}

bool isAgreed(const record::Consent& consent) {
    return (consent.how && consent.how != record::Consented::refused) || !consent.strokes.empty();
}

void askBefore(std::vector<Missing>& to, const record::Session& session) {
    const record::Before& before = session.before;
    if (before.pain && before.painWorst && *before.pain > *before.painWorst) add(to, kPainAbove);
    if (before.pain && before.painBest && *before.pain < *before.painBest) add(to, kPainBelow);
    if (before.painBest && before.painWorst && *before.painBest > *before.painWorst) add(to, kLeastAboveWorst);
    if (isAgreed(session.consent) && session.consent.risks.empty()) add(to, kNoRisk);
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
    for (const record::Marker& marker : session.markers) askSite(found, marker, session.utcOffset);
    askBefore(found, session);
    askAfter(found, session);
    return found;
}

std::vector<Missing> screeningRemarks(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue) {
    const record::Screening& screening = session.screening;
    std::vector<Missing> found;
    const auto words = [&](const std::string& key) { return displayText(safetyWords(catalogue, key), 120); };
    const auto add = [&](std::string field, std::string what, std::string sentence, const char* why) {
        Missing& each = found.emplace_back();
        each.field = std::move(field), each.isRemark = true;
        each.what = std::move(what), each.sentence = std::move(sentence), each.why = why;
    };
    for (const std::string& alert : patient.details.alerts) {
        const auto isMeant = [&](const std::string& key) { return anatomy::mentions(catalogue, alert, key); };
        if (std::ranges::any_of(screening.yes, isMeant)) continue;
        if (std::ranges::any_of(screening.no, isMeant))
            add("screening." + alert + ".yes", trf("Alert answered with no: {}", words(alert)), trf("The screening answers no to this patient's alert: {}.", words(alert)), tr("One of the two is wrong: the answer, or an alert that is over."));
        else
            add("screening." + alert + ".yes", trf("Alert not answered in the screening: {}", words(alert)), trf("The screening says nothing of this patient's alert: {}.", words(alert)), tr("What is dangerous for this patient is asked about at each visit."));
    }
    if (waitingForm(session)) add("patient_forms", tr("What the patient filled in"), tr("Nobody has looked at what the patient filled in."), tr("What patients tell before a treatment is read before it."));
    for (const std::string& key : yesWithoutAnswer(session))
        add("screening." + key + ".yes", trf("Answered with yes by the patient: {}", words(key)), trf("The patient answered with yes, and the screening says nothing of it: {}.", words(key)), tr("What a patient tells in writing is answered by whoever treats."));
    for (const std::string& key : screening.yes)
        if (std::ranges::none_of(screening.overrides, [&](const record::Override& each) { return each.about == key && !each.reason.empty(); }))
            add("screening." + key + ".reason", trf("Answered with yes, no reason to go on: {}", words(key)), trf("Answered with yes in the screening, and nothing says why it went on: {}.", words(key)), tr("Whoever reads the note asks why it was needled nevertheless."));
    return found;
}

std::optional<Missing> untoldRisks(const record::Session& session, const std::vector<ConsentText>& texts, const anatomy::Catalogue& catalogue) {
    const record::Consent& consent = session.consent;
    if (!isAgreed(consent) || consent.risks.empty() || texts.empty()) return std::nullopt;
    const auto text = consent.version.empty() ? texts.end() - 1 : std::ranges::find(texts, consent.version, &ConsentText::version);
    if (text == texts.end()) return std::nullopt;
    record::Session needled = session;
    std::erase_if(needled.markers, [](const record::Marker& marker) { return marker.type != record::MarkerType::needle; });
    if (needled.markers.empty()) return std::nullopt;
    std::string untold;
    for (const ConsentRisk* risk : risksFor(*text, needled, catalogue))
        if (risk->serious && std::ranges::find(consent.risks, risk->key) == consent.risks.end()) untold += (untold.empty() ? "" : ", ") + risk->title.in(languageInUse());
    if (untold.empty()) return std::nullopt;
    Missing found;
    found.field = "consent.risks", found.isRemark = true;
    found.what = trf("Serious risks of these sites not told: {}", untold);
    found.sentence = trf("Serious risks of these sites are not told in the consent: {}.", untold);
    found.why = tr(kNoRisk.why);
    return found;
}

}  // namespace myochart::note
