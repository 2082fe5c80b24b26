#include "workspace/erasure.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/utf8.h"
#include "core/words.h"
#include "workspace/patient_order.h"

namespace myochart::workspace {

namespace {

constexpr std::array<ErasureReason, 4> kReasons = {{{"asked", mark("the person asked for it")},
                                                    {"kept_long_enough", mark("the time for which it must be kept is over")},
                                                    {"mistake", mark("entered by mistake")},
                                                    {"ordered", mark("a court or an authority ordered it")}}};

/// Letters alone, as they are compared.
std::string lettersOf(std::string_view text) {
    std::string letters = foldForSearch(text);
    std::erase_if(letters, [](char c) { return c == ' ' || c == '.' || c == '-' || c == '\t'; });
    return letters;
}

std::string firstLetterOf(std::string_view word) {
    size_t at = 0;
    return decodeUtf8(word, at) == kNoCharacter ? std::string() : std::string(word.substr(0, at));
}

}  // namespace

std::span<const ErasureReason> erasureReasons() { return kReasons; }

const ErasureReason* erasureReason(std::string_view told) {
    for (const ErasureReason& each : kReasons)
        if (told == each.key || told == each.words) return &each;
    return nullptr;
}

Erasure erasureOf(const record::PatientId& id, const record::Patient* patient, const std::vector<store::SessionSummary>& visits) {
    Erasure erasure;
    erasure.patient = id;
    erasure.visits = visits.size();
    erasure.signedVisits = static_cast<size_t>(std::ranges::count_if(visits, &store::SessionSummary::isSigned));
    const std::string who = patient ? nameAndBirth(patient->name, patient->birthDate) : std::string(tr("Somebody whose entry is damaged"));
    erasure.question = trnf("{}, with {} visit", "{}, with {} visits", visits.size(), who, visits.size());
    if (!patient) return erasure;
    for (const std::string& word : split(patient->name, ' '))
        if (!trim(word).empty()) erasure.initials += firstLetterOf(word);
    return erasure;
}

bool areInitials(std::string_view typed, const Erasure& erasure) { return lettersOf(typed) == lettersOf(erasure.initials); }

std::string erasureTakes(const Erasure& erasure) {
    std::string words = tr("Everything about this person is overwritten now, in the record and its log. Nothing brings it back: no undo, not Recently deleted.");
    if (erasure.signedVisits > 0)
        words += " " + trnf("{} signed visit goes, too.", "{} signed visits go, too.", erasure.signedVisits, erasure.signedVisits);
    words += " ";
    words += tr("The audit trail keeps that somebody of this number was here, and why they were erased; no name.");
    return words;
}

std::string erasureDoesNotReach() {
    return tr("Not reached: backups, until they are restored here (then the person is erased again) or have aged out, files that were handed over, and what a disk keeps of its own.");
}

std::string erasureMustOftenWait() {
    return tr("Treatment records must often be kept for years, in Germany as a rule 10 years after the end of the treatment. Look up the law that holds for you first; this is a reminder, no legal advice.");
}

}  // namespace myochart::workspace
