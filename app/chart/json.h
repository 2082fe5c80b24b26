#pragma once
#include <nlohmann/json_fwd.hpp>

#include "chart/chart.h"
#include "core/result.h"

namespace myochart::chart {

// The document as JSON: snake_case keys, mm, degrees, ISO 8601 UTC with milliseconds. Used for the record's payloads and
// for export; lossless. Reading checks every field: missing, unknown, wrong type, out of range, not finite, invalid
// UTF-8 -> refused with a sentence that starts with the place: "markers[0].anchor.barycentric must add up to 1."
// `where` stands in front of it ("sessions[2]").

nlohmann::json toJson(const Patient& patient);
nlohmann::json toJson(const Session& session);  ///< with its markers
nlohmann::json toJson(const Marker& marker);
Result<Patient> patientFromJson(const nlohmann::json& json, std::string_view where = {});
Result<Session> sessionFromJson(const nlohmann::json& json, std::string_view where = {});
Result<Marker> markerFromJson(const nlohmann::json& json, std::string_view where = {});

// What was written before markers had numbers (format 1) in the form of today. A view that the session held goes.
void upgradeMarkerJson(nlohmann::json& marker);    ///< number 0: its session numbers it (numberMarkers)
void upgradeSessionJson(nlohmann::json& session);  ///< markers numbered in their order

/// Parses text with bounded depth (64) and size (256 MB); duplicate keys, trailing bytes, numbers that do not fit and
/// invalid UTF-8 are refused. The sentence names `whatItIs` ("The import file"), line and column, never the content.
Result<nlohmann::json> parseJson(std::string_view text, std::string_view whatItIs);

}  // namespace myochart::chart
