#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "core/time.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/episode.h"
#include "record/kinds/same_site.h"

namespace myochart::record {

struct PatientTag {};
using PatientId = Id<PatientTag>;

enum class Sex { female, male, other };
constexpr auto choicesOf(Sex) {
    using enum Sex;
    return std::to_array({female, male, other});
}
std::string_view name(Sex sex);

/// What is known of a patient beyond the name. Nothing is recorded that nobody said.
struct PatientDetails {
    std::string identifier;  ///< of the clinic
    std::optional<Sex> sex;
    std::string contact;
    std::vector<std::string> alerts;  ///< keys of the safety table (contraindications and precautions), or words
    std::vector<Episode> episodes;    ///< in the order of their making
    std::vector<SameSite> sameSites;  ///< at most one of each site
    std::string others = {};          ///< fields of a newer format (field.h)

    bool operator==(const PatientDetails&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<PatientDetails> = true;

template <Like<PatientDetails> D>
void describe(auto& visit, D& details) {
    visit({.key = "identifier", .title = mark("identifier"), .entered = true, .identifies = true}, details.identifier);
    visit({.key = "sex", .title = mark("sex"), .entered = true}, details.sex);
    visit({.key = "contact", .title = mark("contact"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true, .identifies = true}, details.contact);
    visit({.key = "alerts", .title = mark("list of alerts"), .highest = 100}, details.alerts);
    visit({.key = "episodes", .title = mark("list of episodes"), .highest = 500}, details.episodes);
    visit({.key = "same_sites", .title = mark("list of sites that are one place"), .highest = kMaxMarkers}, details.sameSites);
}

struct Patient {
    PatientId id;
    std::string name;
    std::string birthDate;  ///< "YYYY-MM-DD" or empty
    std::string note;
    PatientDetails details;
    UtcMs createdAt = 0;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Patient&) const = default;
};

template <Like<Patient> P>
void describe(auto& visit, P& patient) {
    visit({.key = "id", .title = mark("id")}, patient.id);
    visit({.key = "name", .title = mark("name"), .filled = true, .entered = true, .identifies = true}, patient.name);
    visit({.key = "birth_date", .title = mark("birth date"), .form = Form::day, .entered = true, .identifies = true}, patient.birthDate);
    visit({.key = "note", .title = mark("note"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true, .identifies = true}, patient.note);
    visit({.key = "details", .title = mark("details of the patient")}, patient.details);
    visit({.key = "created_at", .title = mark("time of making")}, patient.createdAt);
}

}  // namespace myochart::record
