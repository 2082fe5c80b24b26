#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "record/chart.h"

namespace myochart::note {

// Fields by their dotted name, as the descriptions of record/kinds have them: "consent.how" and "started_at" of the visit,
// "sites.needle.depth_mm" of each of its sites, "patient.details.identifier", "practice.name", "episode.condition" of the
// episode that the visit is about, "therapist.licence" of who treats. A list has the fields of its elements.

/// What a dotted name is: the field's title inside a sentence, in English for tr(), and whether each site has one. Nothing
/// when no description has it.
struct NamedField {
    const char* title = "";
    bool ofSite = false;
};
std::optional<NamedField> fieldNamed(std::string_view dotted);

/// Where a field is looked for.
struct RecordedIn {
    const record::Patient& patient;
    const record::Practice& practice;
    const record::Session& session;
};
/// Whether something is recorded there: a text that is not blank, a figure or an answer (also 0 and "no"), a list that is
/// not empty; of a field of the elements of a list: in each of them, and there is one. `site` for the names that begin with "sites.".
/// False of what is no field.
bool isRecorded(const RecordedIn& in, std::string_view dotted, const record::Marker* site = nullptr);

}  // namespace myochart::note
