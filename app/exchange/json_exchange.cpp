#include "exchange/json_exchange.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "chart/agreement.h"
#include "chart/json.h"
#include "chart/typed_text.h"
#include "core/text.h"

namespace myochart::exchange {

namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "myochart";
constexpr int kVersion = chart::kDocumentFormat;

/// The outermost object: a Myochart bundle of a version this program reads, with nothing unknown in it.
Outcome checkEnvelope(const json& file, std::string_view whatItIs) {
    if (!file.is_object() || !file.contains("format") || file["format"] != kFormat)
        return refused(fmt::format("{} is JSON, but not a Myochart export (\"format\": \"myochart\").", whatItIs));
    const json version = file.value("version", json());
    const double number = version.is_number() ? version.get<double>() : 0;
    if (!(number >= 1) || number != std::floor(number))
        return refused(fmt::format("{}: version must be a whole number from 1 to {}.", whatItIs, kVersion));
    if (number > kVersion)
        return refused(fmt::format("{} is of version {}; this Myochart reads versions up to {}. Install a newer Myochart.",
                                   whatItIs, version.dump(), kVersion));
    for (const char* list : {"patients", "sessions"})
        if (!file.contains(list) || !file[list].is_array())
            return refused(fmt::format("{}: {} must be an array.", whatItIs, list));
    for (const auto& [key, value] : file.items())
        if (key != "format" && key != "version" && key != "patients" && key != "sessions")
            return refused(fmt::format("{}: {} is not a known field; a newer Myochart may be needed.", whatItIs, displayText(key, 40)));
    return Done{};
}

/// Reads a list, naming the faulty element.
template <class T>
Result<std::vector<T>> readAll(const json& list, std::string_view name, Result<T> (*read)(const json&, std::string_view, int),
                               int format, std::string_view whatItIs) {
    std::vector<T> all;
    for (size_t i = 0; i < list.size(); ++i) {
        auto one = read(list[i], fmt::format("{}[{}]", name, i), format);
        if (!one) return refused(fmt::format("{}: {}", whatItIs, one.error().message));
        all.push_back(std::move(*one));
    }
    return all;
}

/// What a single patient, session or marker cannot know: ids used twice, sessions without their patient.
Outcome checkTogether(const Bundle& bundle, std::string_view whatItIs) {
    std::unordered_set<std::string_view> used;
    std::unordered_map<std::string_view, const chart::Patient*> patients;
    for (size_t i = 0; i < bundle.patients.size(); ++i) {
        if (!used.insert(bundle.patients[i].id.text).second)
            return refused(fmt::format("{}: patients[{}].id is used twice.", whatItIs, i));
        patients.emplace(bundle.patients[i].id.text, &bundle.patients[i]);
    }
    for (size_t i = 0; i < bundle.sessions.size(); ++i) {
        const chart::Session& session = bundle.sessions[i];
        if (!used.insert(session.id.text).second) return refused(fmt::format("{}: sessions[{}].id is used twice.", whatItIs, i));
        const auto patient = patients.find(session.patient.text);
        if (patient == patients.end())
            return refused(fmt::format("{}: sessions[{}].patient is not among the patients of the file.", whatItIs, i));
        for (size_t k = 0; k < session.markers.size(); ++k)
            if (!used.insert(session.markers[k].id.text).second)
                return refused(fmt::format("{}: sessions[{}].markers[{}].id is used twice.", whatItIs, i, k));
    }
    return Done{};
}

}  // namespace

std::string toJsonText(const Bundle& bundle) {
    json patients = json::array(), sessions = json::array();
    for (const chart::Patient& patient : bundle.patients) patients.push_back(chart::toJson(patient));
    for (const chart::Session& session : bundle.sessions) sessions.push_back(chart::toJson(session));
    const nlohmann::ordered_json file = {
        {"format", kFormat}, {"version", kVersion}, {"patients", std::move(patients)}, {"sessions", std::move(sessions)}};
    return file.dump(1) + "\n";
}

Result<Bundle> bundleFromJsonText(std::string_view text, std::string_view whatItIs) {
    auto file = chart::parseJson(text, whatItIs);
    if (!file) return file.error();
    if (const auto envelope = checkEnvelope(*file, whatItIs); !envelope) return envelope.error();
    const int format = (*file)["version"].get<int>();
    auto patients = readAll<chart::Patient>((*file)["patients"], "patients", chart::patientFromJson, format, whatItIs);
    if (!patients) return patients.error();
    auto sessions = readAll<chart::Session>((*file)["sessions"], "sessions", chart::sessionFromJson, format, whatItIs);
    if (!sessions) return sessions.error();
    Bundle bundle{std::move(*patients), std::move(*sessions)};
    for (chart::Patient& patient : bundle.patients) patient = chart::withoutHiddenMarks(std::move(patient));
    for (chart::Session& session : bundle.sessions) session = chart::withoutHiddenMarks(std::move(session));
    for (const chart::Patient& patient : bundle.patients)
        if (patient.name.find_first_not_of(' ') == std::string::npos)
            return refused(fmt::format("{}: a patient's name holds nothing that can be read; give it a text.", whatItIs));
    // Exports from before hand edits were marked stay importable; nothing contradicts itself unmarked from here on.
    for (chart::Session& session : bundle.sessions)
        for (chart::Marker& marker : session.markers) chart::markContradictions(marker);
    if (const auto together = checkTogether(bundle, whatItIs); !together) return together.error();
    return bundle;
}

}  // namespace myochart::exchange
