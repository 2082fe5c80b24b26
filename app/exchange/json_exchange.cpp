#include "exchange/json_exchange.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "exchange/bundle_reader.h"
#include "record/json.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr std::string_view kFileFormat = "myochart";
constexpr int kFileVersion = record::kDocumentFormat;

/// Whether a value holds fields of a newer format.
bool holdsOthers(const record::Session& session) {
    return !session.others.empty() || std::ranges::any_of(session.markers, [](const record::Marker& marker) {
        return !marker.others.empty() || !marker.anchor.others.empty() || !marker.anchor.address.others.empty();
    });
}

}  // namespace

std::string toJsonText(const Bundle& bundle) {
    json patients = json::array(), sessions = json::array();
    for (const record::Patient& patient : bundle.patients) patients.push_back(record::toJson(patient));
    for (const record::Session& session : bundle.sessions) sessions.push_back(record::toJson(session));
    nlohmann::ordered_json file = {{"format", kFileFormat}, {"version", kFileVersion}};
    const bool others = std::ranges::any_of(bundle.patients, [](const record::Patient& patient) { return !patient.others.empty(); }) ||
                        std::ranges::any_of(bundle.sessions, holdsOthers);
    if (others || record::kDocumentMinor > 0) file["minor"] = record::kDocumentMinor + (others ? 1 : 0);
    file["patients"] = std::move(patients);
    file["sessions"] = std::move(sessions);
    return file.dump(1) + "\n";
}

Result<Bundle> bundleFromJsonText(std::string text, std::string_view whatItIs) {
    auto reader = BundleReader::open(std::move(text), std::string(whatItIs));
    if (!reader) return reader.error();
    Bundle bundle{reader->patients(), {}};
    for (;;) {
        auto session = reader->next();
        if (!session) return session.error();
        if (!*session) return bundle;
        bundle.sessions.push_back(std::move(**session));
    }
}

}  // namespace myochart::exchange
