#include "exchange/json_exchange.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "exchange/bundle_reader.h"
#include "record/json.h"
#include "record/json_text.h"

namespace myochart::exchange {

namespace {

constexpr std::string_view kFileFormat = "myochart";
constexpr int kFileVersion = record::kDocumentFormat;

/// Whether a value holds fields of a newer format.
bool holdsOthers(const record::Session& session) {
    return !session.others.empty() || std::ranges::any_of(session.markers, [](const record::Marker& marker) {
        return !marker.others.empty() || !marker.anchor.others.empty() || !marker.anchor.address.others.empty();
    });
}

/// One patient, or one visit, a line: written as it is told, not by way of a tree of values, which takes ten times as long.
void appendList(std::string& text, std::string_view name, const auto& values) {
    text += fmt::format(" \"{}\": [", name);
    bool first = true;
    for (const auto& value : values) {
        text += std::exchange(first, false) ? "\n  " : ",\n  ";
        text += record::jsonText(value);
    }
    text += first ? "]" : "\n ]";
}

}  // namespace

std::string toJsonText(const Bundle& bundle) {
    const bool others = std::ranges::any_of(bundle.patients, [](const record::Patient& patient) { return !patient.others.empty(); }) ||
                        std::ranges::any_of(bundle.sessions, holdsOthers);
    const int minor = record::kDocumentMinor + (others ? 1 : 0);
    std::string text = fmt::format("{{\n \"format\": \"{}\",\n \"version\": {},\n", kFileFormat, kFileVersion);
    if (minor > 0) text += fmt::format(" \"minor\": {},\n", minor);
    size_t sites = 0;
    for (const record::Session& session : bundle.sessions) sites += session.markers.size();
    constexpr size_t kUsualOfVisit = 2048, kUsualOfSite = 2048;  // of everything that can be charted
    text.reserve(text.size() + bundle.sessions.size() * kUsualOfVisit + sites * kUsualOfSite);
    appendList(text, "patients", bundle.patients);
    text += ",\n";
    appendList(text, "sessions", bundle.sessions);
    return text += "\n}\n";
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
