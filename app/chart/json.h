#pragma once
#include <nlohmann/json_fwd.hpp>

#include "chart/chart.h"
#include "core/result.h"

namespace myochart::chart {

// The document as JSON: snake_case keys, mm, degrees, ISO 8601 UTC. Used for the record's payloads and for export.
// Reading checks every field: missing, wrong type, out of range, not finite, invalid UTF-8 -> refused, naming the key.

nlohmann::json toJson(const Patient& patient);
nlohmann::json toJson(const Session& session);  ///< with its markers
nlohmann::json toJson(const Marker& marker);
nlohmann::json toJson(const SavedView& view);
Result<Patient> patientFromJson(const nlohmann::json& json);
Result<Session> sessionFromJson(const nlohmann::json& json);
Result<Marker> markerFromJson(const nlohmann::json& json);

/// Parses text with bounded depth (64) and size; duplicate keys, trailing bytes and invalid UTF-8 are refused.
Result<nlohmann::json> parseJson(std::string_view text, std::string_view whatItIs);

}  // namespace myochart::chart
