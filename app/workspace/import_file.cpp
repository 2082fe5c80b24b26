#include "workspace/import_file.h"

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "exchange/csv_reader.h"
#include "places/place_by_words.h"

namespace myochart::workspace {

namespace {

/// Puts the sites of another program in the middle of their muscles; nobody has confirmed them.
void placeSites(exchange::FhirRead& read, const body::Body& body, const anatomy::Catalogue& catalogue, ImportFile& into) {
    constexpr float kMiddle = 0.5F;
    for (exchange::FhirSite& site : read.sites) {
        const auto place = places::placeByAddress(body, catalogue, {site.muscleKey, kMiddle, kMiddle, kMiddle}, site.marker.side);
        if (!place) {
            into.notPlaced.push_back(fmt::format("{}: {}", site.place, place.error().message));
            continue;
        }
        site.marker.anchor = place->anchor;
        site.marker.muscle = place->muscle;
        site.marker.side = place->side;
        site.marker.sentence = place->sentence;
        read.bundle.sessions[site.session].markers.push_back(std::move(site.marker));
        ++into.proposed;
    }
    for (record::Session& visit : read.bundle.sessions) record::numberMarkers(visit);
}

Result<ImportFile> opened(std::string format, std::string text, std::string_view fileName) {
    auto reader = exchange::BundleReader::open(std::move(text));
    if (!reader) return Error{reader.error().kind, fmt::format("{}: {}", fileName, reader.error().message)};
    return ImportFile{std::move(format), std::move(*reader), {}, {}, 0, {}};
}

Result<ImportFile> openedFhir(const std::string& text, std::string_view fileName, const anatomy::Catalogue& catalogue, const exchange::MuscleMap& muscles,
                              const BodyForSites& bodyForSites) {
    auto read = exchange::fhirFromText(text, fileName, catalogue, muscles);
    if (!read) return read.error();
    ImportFile placed{"fhir", *exchange::BundleReader::open(exchange::toJsonText({})), {}, {}, 0, {}};
    if (!read->sites.empty()) {
        const auto body = bodyForSites();
        if (!body) return body.error();
        if (!*body) return failed(tr("There is no body to put the sites of the file on; import a model first."));
        placeSites(*read, **body, catalogue, placed);
    }
    auto file = opened("fhir", exchange::toJsonText(read->bundle), fileName);
    if (!file) return file.error();
    file->passedOver = std::move(read->passedOver);
    file->unknown = std::move(read->unknown);
    file->proposed = placed.proposed;
    file->notPlaced = std::move(placed.notPlaced);
    return file;
}

}  // namespace

Result<ImportFile> openImport(std::string text, std::string_view fileName, const anatomy::Catalogue& catalogue, const exchange::MuscleMap& muscles,
                              const BodyForSites& bodyForSites) {
    if (exchange::looksLikeFhir(text)) return openedFhir(text, fileName, catalogue, muscles, bodyForSites);
    if (!exchange::looksLikeTable(text)) return opened("json", std::move(text), fileName);
    auto table = exchange::csvFromText(text, fileName);
    if (!table) return table.error();
    auto file = opened("csv", exchange::toJsonText(table->bundle), fileName);
    if (file) file->passedOver = std::move(table->passedOver);
    return file;
}

std::string whyNotMapped(const ImportFile& file, std::string_view fileName) {
    if (file.unknown.empty()) return {};
    constexpr size_t kMost = 20;
    std::string names;
    for (size_t i = 0; i < std::min(kMost, file.unknown.size()); ++i) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", file.unknown[i].name);
    return trf("{0} names muscles that are not known here: {1}. Say which each is with --map \"NAME=MUSCLE\".", fileName, names);
}

Outcome addMapping(exchange::MuscleMap& muscles, std::string_view given, const anatomy::Catalogue& catalogue) {
    const size_t equals = given.rfind('=');
    const std::string from = equals == std::string_view::npos ? std::string() : trim(given.substr(0, equals));
    const std::string to = equals == std::string_view::npos ? std::string() : trim(given.substr(equals + 1));
    if (from.empty() || to.empty()) return environmentFault("--map takes what the file calls a muscle, an equals sign and the muscle here: --map \"M. soleus sin.=soleus\".");
    std::string key = catalogue.muscle(to) ? to : std::string();
    if (key.empty())
        if (const auto match = catalogue.matchSpelt(to)) key = match->muscleKey;
    if (key.empty()) return environmentFault(fmt::format("--map: there is no muscle \"{}\"; `muscle search` finds them.", displayText(to, 60)));
    if (!muscles.emplace(foldForSearch(from), key).second) return environmentFault(fmt::format("--map names \"{}\" twice.", displayText(from, 60)));
    return Done{};
}

}  // namespace myochart::workspace
