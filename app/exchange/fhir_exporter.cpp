#include "core/words.h"
#include "exchange/fhir.h"

namespace myochart::exchange {

namespace {

constexpr const char* kFhirAbout = mark("For other programs of the health service: patient, visits, sites, findings, consent and note.");

template <FhirVersion version>
Result<std::string> writeFhir(const Bundle& bundle, const Given& given, Progress& progress) {
    return fhirText(bundle, version, given.catalogue, CodeMap(), progress);
}

}  // namespace

std::optional<FhirVersion> fhirVersionOf(std::string_view exporterId) {
    if (exporterId == fhirR4Exporter().id) return FhirVersion::r4;
    if (exporterId == fhirR5Exporter().id) return FhirVersion::r5;
    return {};
}

Exporter fhirR4Exporter() { return {"fhir-r4", mark("FHIR R4 bundle"), ".fhir-r4.json", kFhirAbout, writeFhir<FhirVersion::r4>}; }
Exporter fhirR5Exporter() { return {"fhir-r5", mark("FHIR R5 bundle"), ".fhir-r5.json", kFhirAbout, writeFhir<FhirVersion::r5>}; }

}  // namespace myochart::exchange
