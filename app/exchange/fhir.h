#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "anatomy/catalogue.h"
#include "exchange/code_map.h"
#include "exchange/exporter.h"

namespace myochart::exchange {

/// The versions of HL7 FHIR that others read: 4.0.1 and 5.0.0.
enum class FhirVersion { r4, r5 };
/// Of the id of an exporter ("fhir-r4"); nothing: it is none of FHIR.
std::optional<FhirVersion> fhirVersionOf(std::string_view exporterId);

/// The patients with their visits as a Bundle of type collection, JSON (docs/fhir.md says where every field goes, decision 40
/// why). Texts of concepts are English; the note is in the language of the window. What nobody recorded is left out, and so
/// are sites that nobody confirmed; planned needles are no performed procedures. Every reference is an urn:uuid of the same file,
/// and the same data give the same ids. Pure but for the language. Fails once it is cancelled.
Result<std::string> fhirText(const Bundle& bundle, FhirVersion version, const anatomy::Catalogue& catalogue, const CodeMap& codes,
                             Progress& progress);

Exporter fhirR4Exporter();
Exporter fhirR5Exporter();

}  // namespace myochart::exchange
