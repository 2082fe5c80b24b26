#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/one_way_tag.h"
#include "core/result.h"
#include "record/chart.h"

namespace myochart::exchange {

// The file that a patient saves at home (docs/page.md, docs/schema/myochart-patient-form-1.schema.json), as it was read. What it paints lies on the body that the
// page showed; only who has that body can tell what it is on another (workspace/form_import.h).

/// A touch of the brush: round, at a place of that body, or a region whole.
struct FormDab {
    std::optional<vec3> atMm;   ///< mm, frame of that body
    float radiusMm = 0;         ///< of a round one
    bool erases = false;
    std::string region;         ///< a key of the table; empty: a round one
    std::optional<Side> side;   ///< of the region
};
struct FormArea {
    std::vector<std::string> qualities;      ///< keys of note::painQualities()
    std::optional<std::uint32_t> intensity;  ///< 0..10
    std::vector<FormDab> dabs;               ///< in the order in which they were painted
};
struct ReadForm {
    record::PatientForm form;             ///< all but what is painted
    std::vector<FormArea> areas;
    std::string bodyName, bodyChecksum;   ///< of what the page showed
    std::string name;                     ///< as it was typed; empty: none. For whom the form is is asked by it, and it is kept nowhere
    std::optional<OneWayTag> forWhom;     ///< of the id of the patient for whom the page was made

    bool isPainted() const;               ///< whether any dab is round, and so needs that body
};

inline constexpr size_t kMostFormBytes = 4U << 20U, kMostFormAreas = 20;

/// True when a text begins like such a file, whatever it is called.
bool looksLikePatientForm(std::string_view text);

/// Refused with a sentence that begins with `whatItIs` and names the field: what is no such file, a newer version, fields that are missing, not known, of another
/// type or out of range, texts that are too long, regions, qualities and questions that are not known, two answers to one question, more dabs than are kept.
/// Nothing of what a patient wrote is in the sentence.
Result<ReadForm> patientFormFromText(std::string_view text, std::string_view whatItIs, const anatomy::Catalogue& catalogue);

}  // namespace myochart::exchange
