#pragma once
#include <optional>
#include <string>

#include "exchange/fhir.h"
#include "exchange/fhir_values.h"

namespace myochart::exchange {

/// What is said of consent, for both versions.
struct ConsentSaid {
    std::string patient;                ///< the uuid of its resource
    std::optional<bool> agreed;         ///< nothing: nobody said
    std::optional<UtcMs> at, withdrawnAt;
    std::string utcOffset;
    std::string title;                  ///< of the text that was agreed to; empty: unknown
};

/// What R4 and R5 write otherwise; the rest of the writer knows no version. Each puts one thing into a resource; references are
/// uuids, concepts CodeableConcepts.
class FhirShape {
  public:
    virtual ~FhirShape() = default;

    // Encounter
    virtual const char* encounterDone() const = 0;
    virtual void kindOfEncounter(Json& encounter, Json coding) const = 0;
    virtual void encounterBegins(Json& encounter, const std::string& moment) const = 0;
    virtual void participant(Json& encounter, const std::string& practitioner, Json role) const = 0;  ///< `role` null: not known
    virtual void reasonOfEncounter(Json& encounter, Json said) const = 0;
    // Organization and Device
    virtual void address(Json& organization, const std::string& text) const = 0;
    virtual void kindOfDevice(Json& device, Json said) const = 0;
    virtual void sizeOfDevice(Json& device, Json kind, Json quantity) const = 0;
    // Procedure
    virtual void performedOn(Json& procedure, const std::string& day) const = 0;
    virtual void performedWithin(Json& procedure, Json period) const = 0;
    virtual void used(Json& procedure, const std::string& device) const = 0;
    virtual void complication(Json& procedure, Json said) const = 0;
    // BodyStructure, and what was observed there
    virtual void structure(Json& bodyStructure, Json muscle, Json side) const = 0;
    virtual void observedAt(Json& observation, Json site, const std::string& bodyStructure) const = 0;
    // AdverseEvent: `isDone`: nothing more is to come of its record.
    virtual void event(Json& adverse, Json said, bool isDone) const = 0;
    virtual void eventAt(Json& adverse, const std::string& moment) const = 0;
    virtual void severity(Json& adverse, Json said) const = 0;
    virtual void suspect(Json& adverse, const std::string& procedure) const = 0;
    // Consent and DocumentReference
    virtual void consent(Json& to, const ConsentSaid& said, Json policy) const = 0;
    virtual void documentOf(Json& document, const std::string& encounter) const = 0;
    virtual void sizeOfAttachment(Json& attachment, size_t bytes) const = 0;
};

const FhirShape& fhirR4Shape();
const FhirShape& fhirR5Shape();
inline const FhirShape& shapeOf(FhirVersion version) { return version == FhirVersion::r4 ? fhirR4Shape() : fhirR5Shape(); }

}  // namespace myochart::exchange
