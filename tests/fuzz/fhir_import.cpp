#include "exchange/fhir_reader.h"
#include "knowledge.h"

using namespace myochart;

/// A bundle of FHIR, ours or another program's: what is accepted can be kept, and refusals are of the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::textOf(data, size);
    (void)exchange::looksLikeFhir(text);
    const auto read = exchange::fhirFromText(text, "bundle.json", fuzz::catalogue());
    if (!read) {
        fuzz::promisedSentence(read.error());
        fuzz::promised(read.error().message.starts_with("bundle.json"), "a refusal names the file");
        return 0;
    }
    for (const std::string& passedOver : read->passedOver) fuzz::promised(isUtf8(passedOver) && !passedOver.empty(), "what is passed over is told");
    for (const exchange::FhirSite& site : read->sites) {
        fuzz::promised(site.session < read->bundle.sessions.size(), "a site without a place is of a visit of the file");
        fuzz::promised(fuzz::catalogue().muscle(site.muscleKey) != nullptr && site.marker.plan.unconfirmed == true, "its muscle is known, and nobody confirmed it");
    }
    const auto again = exchange::bundleFromJsonText(exchange::toJsonText(read->bundle));
    fuzz::promised(again && again->patients == read->bundle.patients && again->sessions.size() == read->bundle.sessions.size(), "what a bundle says can be kept");
    const auto kept = exchange::bundleFromJsonText(exchange::toJsonText(*again));
    fuzz::promised(kept && kept->sessions == again->sessions, "what was kept stays as it is");
    return 0;
}
