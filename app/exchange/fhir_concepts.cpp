#include "exchange/fhir_concepts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "exchange/fhir_values.h"
#include "record/adverse_kinds.h"

namespace myochart::exchange {

namespace {

constexpr const char* kLoinc = "http://loinc.org";
constexpr const char* kSeverities = "http://terminology.hl7.org/CodeSystem/adverse-event-severity";
constexpr const char* kPainCode = "72514-3";
constexpr const char* kPainDisplay = "Pain severity - 0-10 verbal numeric rating [Score] - Reported";

constexpr auto kConcepts = std::to_array<Concept>({
    {"procedure.session", "Dry needling session"},
    {"procedure.site", "Dry needling of one site"},
    {"procedure.planned", "Planned; nothing that is recorded says that the needle went in"},
    {"device.needle", "Needle"},
    {"device.diameter", "Diameter"},
    {"device.length", "Length"},
    {"site.active", "Active trigger point"},
    {"site.latent", "Latent trigger point"},
    {"site.satellite", "Satellite trigger point"},
    {"site.tender", "Tender point"},
    {"site.needle", "Needle site"},
    {"side.left", "Left"},
    {"side.right", "Right"},
    {"side.midline", "Midline"},
    {"finding", "Palpation of a site"},
    {"finding.taut_band", "Taut band"},
    {"finding.tenderness", "Tenderness, 0 none to 3 severe"},
    {"finding.recognised", "Pressure brings the pain that the patient knows"},
    {"finding.referral_felt", "Pain is referred"},
    {"finding.referral_where", "Where pain is referred to"},
    {"finding.certainty", "Certainty of the palpation"},
    {"finding.threshold", "Pressure pain threshold"},
    {"finding.tip", "Area of the gauge's tip"},
    {"response.twitch", "Local twitch response"},
    {"response.twitch_count", "Count of local twitches"},
    {"response", "Answer of the site to the needle"},
    {"response.pain_during", "Pain during the needling"},
    {"response.referral_reproduced", "The needle reproduced the referred pain"},
    {"response.bleeding", "Bleeding"},
    {"response.bruise", "Bruise"},
    {"pain.site_before", "Pain at the site before the needle", kLoinc, kPainCode, kPainDisplay},
    {"pain.site_after", "Pain at the site after the needle", kLoinc, kPainCode, kPainDisplay},
    {"pain.now", "Pain before the treatment", kLoinc, kPainCode, kPainDisplay},
    {"pain.after", "Pain after the treatment", kLoinc, kPainCode, kPainDisplay},
    {"pain.worst", "Worst pain since the last visit, 0 to 10"},
    {"pain.best", "Least pain since the last visit, 0 to 10"},
    {"painted", "Painted pain"},
    {"painted.quality", "What the pain is like"},
    {"painted.intensity", "Intensity of the painted pain", kLoinc, kPainCode, kPainDisplay},
    {"painted.depth", "How deep the pain is felt"},
    {"painted.area", "Painted area"},
    {"score.lowest", "Lowest score that there can be"},
    {"score.highest", "Highest score that there can be"},
    {"alert", "Alert of the patient"},
    {"complaint", "Complaint"},
    {"complaint.irritability", "Irritability"},
    {"complaint.goals", "Goals"},
    {"screening", "Screening before dry needling"},
    {"known", "Adverse event of an earlier visit that was read before this one"},
    {"known.severity", "Severity"},
    {"known.visit", "Earlier visit"},
    {"known.day", "Day of the earlier visit"},
    {"after.response", "Response to the treatment"},
    {"after.no_adverse", "Asked about adverse events: there was none"},
    {"after.agreed", "What was agreed for afterwards"},
    {"after.plan", "Plan"},
    {"after.next_visit", "Day of the next visit"},
    {"after.aftercare", "Advice given"},
    {"after.exercises", "Exercise at home"},
    {"count", "Count of needles"},
    {"count.opened", "Needles opened"},
    {"count.disposed", "Needles disposed of"},
    {"count.checked_by", "Counted by"},
    {"count.reason", "Why the counts differ or were not made"},
    {"consent", "Consent to dry needling"},
    {"consent.category", "Consent to treatment", kLoinc, "59284-0"},
    {"document.note", "Note of the visit", kLoinc, "28570-0", "Procedure note"},
    {"severity.mild", "mild", kSeverities, "mild", "Mild"},
    {"severity.moderate", "moderate", kSeverities, "moderate", "Moderate"},
    {"severity.major", "major", kSeverities, "severe", "Severe"},
    {"signed", "Signed"},
    {"cosigned", "Co-signed"},
    {"addendum", "Addendum"},
});

/// What stands before words of the record.
constexpr auto kKinds = std::to_array<std::string_view>({"technique.", "adverse.", "safety.", "condition.", "motion.", "score.", "quality.", "depth.",
                                                         "advice.", "exercise.", "tool.", "joint.", "role.", "twitch."});

}  // namespace

const Concept* conceptNamed(std::string_view key) {
    const auto at = std::ranges::find(kConcepts, key, &Concept::key);
    return at == kConcepts.end() ? nullptr : &*at;
}

std::string_view conceptWithText(std::string_view text) {
    const auto at = std::ranges::find_if(kConcepts, [&](const Concept& each) { return text == each.text; });
    return at == kConcepts.end() ? std::string_view() : at->key;
}

std::string conceptKeys() {
    std::string keys;
    for (const Concept& each : kConcepts) keys += fmt::format("{}\n", each.key);
    return keys;
}

bool isConceptKey(std::string_view key, const anatomy::Catalogue& catalogue) {
    constexpr std::string_view kMuscle = "muscle.";
    if (conceptNamed(key)) return true;
    if (key.starts_with(kMuscle)) return catalogue.muscle(key.substr(kMuscle.size())) != nullptr;
    return std::ranges::any_of(kKinds, [&](std::string_view kind) { return key.starts_with(kind) && key.size() > kind.size(); });
}

std::string wordKey(std::string_view kind, std::string_view word) {
    std::string key = fmt::format("{}.{}", kind, word);
    std::ranges::replace(key, ' ', '_');
    return key;
}

Json conceptOf(const CodeMap& codes, std::string_view key) {
    const Concept* known = conceptNamed(key);
    return conceptOf(codes, key, known ? known->text : key);
}

Json conceptOf(const CodeMap& codes, std::string_view key, std::string_view text) {
    Json made = Json::object();
    for (const Coding& each : codes.codes(key)) add(made, "coding", codingOf(each.system, each.code, each.display));
    const auto& given = codes.codes(key);
    const Concept* known = conceptNamed(key);
    if (known && known->code && std::ranges::find(given, std::string(known->system), &Coding::system) == given.end())
        add(made, "coding", codingOf(known->system, known->code, known->display ? known->display : ""));
    put(made, "text", text);
    return made;
}

std::string englishOf(const anatomy::Catalogue& catalogue, std::string_view key) {
    if (const record::AdverseCategory* category = record::adverseCategory(key)) return category->title;
    for (const anatomy::SafetyFact& fact : catalogue.safety())
        if (fact.key == key) return fact.title;
    for (const anatomy::NeedleFact& fact : catalogue.needles())
        if (fact.key == key) return fact.name;
    for (const anatomy::Condition& fact : catalogue.conditions())
        if (fact.key == key) return fact.name;
    if (const anatomy::HomeExercise* exercise = catalogue.exercise(key)) return exercise->name;
    std::string words(key);
    const bool isKey = words.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (isKey) std::ranges::replace(words, '_', ' ');
    return words;
}

}  // namespace myochart::exchange
