#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/pain.h"

namespace myochart::record {

/// What a patient painted and answered by themselves, as it was given: on the patient's own screen, or at home in a page that came back.
/// It is kept beside what the therapist recorded and is never changed but for `taken`.
struct PatientForm {
    std::string form;                       ///< its id: one that comes twice is known by it
    std::optional<UtcMs> at;                ///< when it was finished
    std::string language;                   ///< in which it was asked, a code of kLanguages
    std::optional<bool> atHome;             ///< in a page that came back; else on the patient's own screen
    PainDrawing painted;
    std::optional<std::uint32_t> pain, painWorst, painBest;  ///< 0 none .. 10 the worst there is; now, and of the last week
    std::vector<std::string> yes, no, notSure;               ///< keys of the safety table
    std::string words;                      ///< what the patient wrote
    std::optional<bool> taken;              ///< into the visit, all or some of it; false: it was left; none: nobody has looked at it yet
    std::string others = {};                ///< fields of a newer format (field.h)

    bool operator==(const PatientForm&) const = default;
};

inline constexpr size_t kMaxPatientForms = 20;  ///< of one visit

template <>
inline constexpr bool kMayBeEmpty<PatientForm> = true;

template <Like<PatientForm> F>
void describe(auto& visit, F& form) {
    visit({.key = "form", .title = mark("form that the patient filled in")}, form.form);
    visit({.key = "at", .title = mark("time at which the patient finished")}, form.at);
    visit({.key = "language", .title = mark("language in which the patient was asked")}, form.language);
    visit({.key = "at_home", .title = mark("answering at home")}, form.atHome);
    visit({.key = "painted", .title = mark("pain painted by the patient")}, form.painted);
    visit({.key = "pain", .title = mark("pain now, told by the patient"), .brief = mark("now"), .highest = 10}, form.pain);
    visit({.key = "pain_worst", .title = mark("worst pain, told by the patient"), .brief = mark("worst"), .highest = 10}, form.painWorst);
    visit({.key = "pain_best", .title = mark("least pain, told by the patient"), .brief = mark("least"), .highest = 10}, form.painBest);
    visit({.key = "yes", .title = mark("list of what the patient answered with yes"), .highest = 500}, form.yes);
    visit({.key = "no", .title = mark("list of what the patient answered with no"), .highest = 500}, form.no);
    visit({.key = "not_sure", .title = mark("list of what the patient was not sure of"), .highest = 500}, form.notSure);
    visit({.key = "words", .title = mark("what the patient wrote"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .identifies = true}, form.words);
    visit({.key = "taken", .title = mark("taking over what the patient answered")}, form.taken);
}

/// The forms of one visit, the oldest first.
struct PatientForms {
    std::vector<PatientForm> forms;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const PatientForms&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<PatientForms> = true;

template <Like<PatientForms> F>
void describe(auto& visit, F& told) {
    visit({.key = "forms", .title = mark("list of forms that the patient filled in"), .highest = static_cast<double>(kMaxPatientForms)}, told.forms);
}

}  // namespace myochart::record
