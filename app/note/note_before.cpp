#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "note/note_words.h"

// What comes before the first needle: who and why, what was asked and agreed to, position and measures.

namespace myochart::note {

namespace {

constexpr std::array<const char*, 3> kSexes = {mark("female"), mark("male"), mark("neither female nor male")};
constexpr std::array<const char*, 3> kIrritabilities = {mark("low"), mark("moderate"), mark("high")};

void sayPatient(NoteWriter& to, const record::Patient& patient) {
    to.say(patient.birthDate.empty() ? trf("Patient: {}", patient.name)
                                     : trf("Patient: {}, born {}", patient.name, dayInWords(patient.birthDate)));
    const record::PatientDetails& details = patient.details;
    if (details.sex) to.say(trf("Sex: {}", tr(kSexes.at(static_cast<size_t>(*details.sex)))));
    if (!details.identifier.empty()) to.say(trf("Number in the practice: {}", details.identifier));
}

void sayWho(NoteWriter& to, const NoteData& data) {
    if (!data.practice.name.empty())
        to.say(data.practice.address.empty() ? trf("Practice: {}", data.practice.name)
                                             : trf("Practice: {}, {}", data.practice.name, joined(split(data.practice.address, '\n'))));
    const record::Therapist* therapist = data.practice.therapist(data.session.before.therapist);
    if (!therapist || data.session.before.therapist.empty()) return;
    to.say(therapist->licence.empty() ? trf("Treated by {}", therapist->name)
                                      : trf("Treated by {}, licence {}", therapist->name, therapist->licence));
}

const record::Episode* episodeOf(const NoteData& data) {
    const record::EpisodeId& id = data.session.before.episode;
    const auto& all = data.patient.details.episodes;
    const auto at = std::ranges::find(all, id, &record::Episode::id);
    return id.empty() || at == all.end() ? nullptr : &*at;
}

std::string conditionWords(const anatomy::Catalogue& catalogue, const std::string& key) {
    const auto& all = catalogue.conditions();
    const auto at = std::ranges::find(all, key, &anatomy::Condition::key);
    return at == all.end() ? key : anatomy::called(catalogue, *at);
}

void sayWhy(NoteWriter& to, const NoteData& data) {
    if (const record::Episode* episode = episodeOf(data)) {
        const std::string condition = conditionWords(data.catalogue, episode->condition);
        to.say(episode->since.empty() ? trf("Comes for: {}", condition)
                                      : trf("Comes for: {}, since {}", condition, dayInWords(episode->since)));
        if (episode->irritability)
            to.say(trf("Irritability: {}", tr(kIrritabilities.at(static_cast<size_t>(*episode->irritability)))));
        if (!episode->goals.empty()) to.say(trf("Goals: {}", episode->goals));
        if (!episode->closedOn.empty()) to.say(trf("The episode ended on {}", dayInWords(episode->closedOn)));
    }
    if (!data.session.before.reason.empty()) to.say(trf("Reason for the treatment: {}", data.session.before.reason));
}

std::vector<std::string> titles(const NoteData& data, const std::vector<std::string>& keys) {
    std::vector<std::string> words;
    for (const std::string& key : keys) words.push_back(safetyWords(data.catalogue, key));
    return words;
}

/// "45° (goniometer)"; nothing when there is no such figure.
std::string measured(const anatomy::Catalogue& catalogue, const record::Measure& measure, const std::optional<float>& angle) {
    const std::string side = measure.side ? ", " + sideWords(*measure.side) : std::string();
    const std::string tool = measure.tool.empty() ? std::string() : fmt::format(" ({})", measure.tool);
    return fmt::format("{} {}{}: {}\u00B0{}", anatomy::called(catalogue, measure.joint), anatomy::called(catalogue, measure.movement), side, number(*angle), tool);
}

std::string scored(const record::Score& score, float value) {
    if (!score.lowest || !score.highest) return fmt::format("{}: {}", score.name, number(value));
    // Translators: a questionnaire: its score, and the range that it can have
    return trf("{}: {} (of {} to {})", score.name, number(value), number(*score.lowest), number(*score.highest));
}

}  // namespace

void writeVisit(NoteWriter& to, const NoteData& data) {
    to.begin(Group::visit);
    sayPatient(to, data.patient);
    to.endParagraph();
    to.say(trf("Visit on {}", momentInFull(data.session.startedAt, data.session.utcOffset)));
    if (!data.session.title.empty()) to.say(trf("Title of the visit: {}", data.session.title));
    sayWho(to, data);
    to.endParagraph();
    sayWhy(to, data);
}

void writeScreening(NoteWriter& to, const NoteData& data) {
    to.begin(Group::screening);
    const record::Screening& screening = data.session.screening;
    if (!data.patient.details.alerts.empty()) to.say(trf("Alerts of the patient: {}", joined(titles(data, data.patient.details.alerts))));
    to.endParagraph();
    if (!screening.yes.empty()) to.say(trf("Asked and answered with yes: {}", joined(titles(data, screening.yes))));
    if (!screening.no.empty()) to.say(trf("Asked and answered with no: {}", joined(titles(data, screening.no))));
    std::vector<std::string> open;
    for (const std::string& alert : data.patient.details.alerts)
        if (!screening.saysYes(alert) && !screening.saysNo(alert) && std::ranges::any_of(data.catalogue.safety(), [&](const anatomy::SafetyFact& fact) { return fact.key == alert; })) open.push_back(alert);
    if (!open.empty() && !(screening.yes.empty() && screening.no.empty())) to.say(trf("An alert, and not answered: {}", joined(titles(data, open))));
    for (const record::Override& given : screening.overrides) {
        to.endParagraph();
        to.say(trf("Treated in spite of the warning: {}", safetyWords(data.catalogue, given.about)));
        to.say(trf("Reason: {}", given.reason));
    }
}

namespace {

std::string consentSentence(const record::Consent& consent, std::string_view offset) {
    using enum record::Consented;
    if (!consent.how) return {};
    const std::string when = consent.at ? momentInFull(*consent.at, offset) : std::string();
    switch (*consent.how) {
        case written: return when.empty() ? tr("The patient consented in writing.") : trf("The patient consented in writing on {}.", when);
        case verbal: return when.empty() ? tr("The patient consented by word of mouth.") : trf("The patient consented by word of mouth on {}.", when);
        case refused: return when.empty() ? tr("The patient refused consent.") : trf("The patient refused consent on {}.", when);
    }
    return {};
}

}  // namespace

void writeConsent(NoteWriter& to, const NoteData& data) {
    to.begin(Group::consent);
    const record::Consent& consent = data.session.consent;
    const std::string& offset = data.session.utcOffset;
    to.say(consentSentence(consent, offset));
    if (!consent.how && consent.at) to.say(trf("Time of the consent: {}", momentInFull(*consent.at, offset)));
    if (!consent.version.empty()) to.say(trf("Text of the consent: version {}", consent.version));
    if (!consent.strokes.empty()) to.say(tr("The patient signed on the screen."));
    to.endParagraph();
    if (!consent.risks.empty()) to.say(trf("Risks talked about: {}", joined(titles(data, consent.risks))));
    to.say(answer(consent.alternatives, mark("Alternatives were talked about."), mark("Alternatives were not talked about.")));
    to.say(answer(consent.questions, mark("Questions were answered."), mark("Questions were not answered.")));
    to.say(answer(consent.copyGiven, mark("The patient was given a copy."), mark("The patient was given no copy.")));
    if (consent.withdrawnAt) to.say(trf("The patient withdrew the consent on {}", momentInFull(*consent.withdrawnAt, offset)));
}

void sayMeasures(NoteWriter& to, const NoteData& data, bool after) {
    const record::Outcomes& outcomes = data.session.outcomes;
    std::vector<std::string> motions, scores;
    for (const record::Measure& measure : outcomes.measures)
        if (const auto& angle = after ? measure.after : measure.before) motions.push_back(measured(data.catalogue, measure, angle));
    for (const record::Score& score : outcomes.scores)
        if (const auto& value = after ? score.after : score.before) scores.push_back(scored(score, *value));
    if (!motions.empty()) to.say(after ? trf("Range of motion after: {}", joined(motions)) : trf("Range of motion before: {}", joined(motions)));
    if (!scores.empty()) to.say(after ? trf("Scores after: {}", joined(scores)) : trf("Scores before: {}", joined(scores)));
}

/// What went wrong at an earlier visit and was read before this one.
static void sayKnown(NoteWriter& to, const NoteData& data, const record::KnownEvent& event) {
    const std::string what = fmt::format("{}, {}", safetyWords(data.catalogue, event.category), tr(record::name(event.severity)));
    to.say(event.day.empty() ? trf("Known from an earlier visit: {}", what) : trf("Known from the visit on {}: {}", dayInWords(event.day), what));
    if (event.at) to.say(trf("Read at {}", momentInFull(*event.at, data.session.utcOffset)));
}

/// Where it hurts in one way: "Painted pain: left temple (31 cm²); aching, burning; 6 of 10; felt in the muscle".
static void sayPainArea(NoteWriter& to, const record::PainArea& area) {
    const auto called = [](const std::vector<KeyWords>& list, const std::string& key) {
        const std::string words = wordsOf(list, key);
        return words.empty() ? key : words;
    };
    std::vector<std::string> words, qualities;
    std::string where = area.where;
    if (area.areaCm2) where += fmt::format("{}({} cm\xC2\xB2)", where.empty() ? "" : " ", fmt::format("{:.1f}", *area.areaCm2));
    if (!where.empty()) words.push_back(where);
    for (const std::string& quality : area.qualities) qualities.push_back(called(painQualities(), quality));
    if (!qualities.empty()) words.push_back(joined(qualities));
    if (area.intensity) words.push_back(painWords(*area.intensity));
    if (!area.depth.empty()) words.push_back(trf("felt {}", called(painDepths(), area.depth)));
    if (!words.empty()) to.say(trf("Painted pain: {}", fmt::format("{}", fmt::join(words, "; "))));
}

void writeBefore(NoteWriter& to, const NoteData& data) {
    to.begin(Group::before);
    const record::Before& before = data.session.before;
    if (const std::string known = wordsOf(positions(), before.position); !before.position.empty())
        to.say(trf("Position of the patient: {}", known.empty() ? needleWords(data.catalogue, before.position) : known));
    to.say(answer(before.skinPrepared, mark("The skin was prepared."), mark("The skin was not prepared.")));
    to.say(answer(before.gloves, mark("Gloves were worn."), mark("No gloves were worn.")));
    to.say(answer(before.singleUse, mark("Sterile single-use needles were used."), mark("The needles were not sterile single-use needles.")));
    to.endParagraph();
    for (const record::KnownEvent& event : before.known) sayKnown(to, data, event);
    to.endParagraph();
    if (before.pain) to.say(trf("Pain now: {}", painWords(*before.pain)));
    if (before.painWorst) to.say(trf("Worst pain since the last visit: {}", painWords(*before.painWorst)));
    if (before.painBest) to.say(trf("Least pain since the last visit: {}", painWords(*before.painBest)));
    for (const record::PainArea& area : data.session.painDrawing.areas) sayPainArea(to, area);
    sayMeasures(to, data, false);
}

}  // namespace myochart::note
