#include "handout/handout.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "anatomy/hazards.h"
#include "core/local_day.h"
#include "core/text.h"
#include "note/site_muscle.h"
#include "note/visit_words.h"
#include "record/ledger.h"

namespace myochart::handout {

namespace {

constexpr size_t kLongestName = 160, kLongestAdvice = 600;

/// What patients call the muscle of a site; what somebody wrote, where the tables do not know it.
std::string whereOf(const HandoutSource& source, const record::Marker& marker) {
    const anatomy::Muscle* muscle = note::muscleOf(marker, source.catalogue);
    const anatomy::PlainName* plain = muscle ? source.catalogue.plainName(muscle->key) : nullptr;
    if (plain) return plain->in(source.texts.language());
    const std::string written = displayText(trim(marker.muscle), kLongestName);
    return written.empty() ? source.texts.of("muscle unknown") : written;
}

std::string areaOf(const HandoutSource& source, const record::Marker& marker) {
    const std::string region = note::regionOf(marker, source.catalogue);
    const std::string key = "area " + region;
    const auto known = keys();
    return std::ranges::find(known, key) == known.end() ? std::string() : source.texts.of(key);
}

bool hadCurrent(const record::Needling& needle) {
    return needle.stimulationHz.value_or(0) > 0 || needle.stimulationMa.value_or(0) > 0 || needle.stimulationMin.value_or(0) > 0 || !needle.stimulationWords.empty();
}

std::string_view doneKey(const record::Marker& marker) {
    if (record::wasNeedled(marker)) return hadCurrent(marker.needle) ? "done current" : "done needle";
    return record::isOnlyPlanned(marker) ? "done planned" : "done found";
}

std::string_view sideKey(Side side) {
    return side == Side::left ? "side left" : side == Side::right ? "side right" : "side midline";
}

bool namesLung(const anatomy::Catalogue& catalogue, const std::string& muscleKey) {
    const auto hazards = anatomy::hazardsOf(catalogue, muscleKey);
    return std::ranges::any_of(hazards, [](const anatomy::SafetyFact* fact) { return anatomy::worstDanger(fact->structures) == anatomy::Danger::lung; });
}

/// Also where the record names another muscle than that of the place: the needle enters there.
bool isNearLung(const HandoutSource& source, const record::Marker& marker) {
    const anatomy::Muscle* muscle = note::muscleOf(marker, source.catalogue);
    if (!muscle) return true;
    return namesLung(source.catalogue, muscle->key) || namesLung(source.catalogue, marker.anchor.address.muscleKey);
}

void addExercise(const HandoutSource& source, const std::string& key, std::vector<HandoutExercise>& to) {
    const anatomy::HomeExercise* known = source.catalogue.exercise(key);
    if (!known) return to.push_back({displayText(trim(key), kLongestName), {}, {}, {}});
    const std::string_view language = source.texts.language();
    const anatomy::PlainName* name = language == "en" ? nullptr : source.catalogue.plainName(key);
    HandoutExercise exercise{name ? name->in(language) : known->name, {}, {}, {}};
    if (const ExerciseText* text = source.texts.exercise(key)) exercise.how = text->how, exercise.dose = text->dose, exercise.stop = text->stop;
    else if (language == "en") exercise.how = known->instructions, exercise.dose = known->dose, exercise.stop = known->stopIf == "none" ? std::string() : known->stopIf;
    to.push_back(std::move(exercise));
}

std::vector<HandoutExercise> exercisesOf(const HandoutSource& source) {
    std::vector<HandoutExercise> exercises;
    std::set<std::string> seen;
    for (const auto* list : {&source.session.after.exercises, &source.exercises})
        for (const std::string& key : *list)
            if (seen.insert(key).second) addExercise(source, key, exercises);
    return exercises;
}

/// What the patient was told in words of the therapist's own; what has a key is part of every handout.
HandoutPart adviceOf(const HandoutSource& source) {
    HandoutPart advice{source.texts.of("care therapist"), {}};
    const auto known = note::adviceTexts();
    for (const std::string& each : source.session.after.aftercare)
        if (note::wordsOf(known, each).empty()) advice.paragraphs.push_back(displayText(trim(each), kLongestAdvice));
    return advice;
}

}  // namespace

HandoutSite handoutSite(const HandoutSource& source, const record::Marker& marker) {
    return {marker.id, marker.number, whereOf(source, marker), areaOf(source, marker), source.texts.of(sideKey(marker.side)), source.texts.of(doneKey(marker))};
}

std::vector<std::string> practiceLines(const record::Practice& practice) {
    std::vector<std::string> lines;
    for (const std::string& line : split(practice.name + '\n' + practice.address, '\n'))
        if (std::string shown = displayText(trim(line), kLongestName); !shown.empty()) lines.push_back(std::move(shown));
    return lines;
}

std::string treatedBy(const HandoutSource& source) {
    const record::Therapist* therapist = source.practice.therapist(source.session.before.therapist);
    return displayText(trim(therapist ? therapist->name : source.session.signing.name), kLongestName);
}

std::string nameOnPages(const record::Patient& patient) { return displayText(trim(patient.name), kLongestName); }

Handout handoutOf(const HandoutSource& source) {
    const Texts& texts = source.texts;
    const record::Session& session = source.session;
    Handout handout;
    bool needled = false, nearLung = false, nearLungDone = false, onlyPlanned = !session.markers.empty();
    for (const record::Marker& marker : session.markers) {
        if (marker.plan.unconfirmed == true) continue;
        handout.sites.push_back(handoutSite(source, marker));
        const bool needle = record::wasNeedled(marker) || record::isOnlyPlanned(marker);
        needled |= needle;
        onlyPlanned &= record::isOnlyPlanned(marker);
        if (!needle || !isNearLung(source, marker)) continue;
        nearLung = true;
        nearLungDone |= record::wasNeedled(marker);
    }
    onlyPlanned &= !handout.sites.empty();
    handout.title = texts.of(onlyPlanned ? "title planned" : needled ? "title needled" : "title other");
    handout.placesTitle = texts.of(onlyPlanned ? "consent places title" : "places title");
    handout.patient = nameOnPages(source.patient);
    handout.visit = texts.of("visit", {{"day", dayInFull(texts, dayAt(session.startedAt, session.utcOffset))}});
    handout.therapist = treatedBy(source);
    handout.practice = practiceLines(source.practice);
    const auto part = [&](const char* title, const char* text) { return HandoutPart{texts.of(title), texts.paragraphs(text)}; };
    handout.expect = part("expect title", needled ? "expect needled" : "expect other");
    handout.care = part("care title", needled ? "care needled" : "care other");
    handout.advice = adviceOf(source);
    if (nearLung) handout.lung = part("lung title", nearLungDone ? "lung" : "lung planned");
    handout.warning = part("warning title", needled ? "warning needled" : "warning other");
    handout.emergency = texts.of("emergency", {{"number", texts.of("emergency number")}});
    handout.exercises = exercisesOf(source);
    if (!session.after.nextVisit.empty()) handout.nextVisit = dayInFull(texts, session.after.nextVisit);
    return handout;
}

}  // namespace myochart::handout
