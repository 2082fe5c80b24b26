#pragma once
#include <nlohmann/json_fwd.hpp>

#include "chart/chart.h"
#include "core/result.h"

namespace myochart::chart {

// The document as JSON: snake_case keys, mm, degrees, ISO 8601 UTC with milliseconds. Used for the record's payloads and
// for export; lossless. Reading checks every field: missing, unknown, wrong type, out of range, not finite, invalid
// UTF-8 -> refused with a sentence that starts with the place: "markers[0].anchor.barycentric must add up to 1."
// `where` stands in front of it ("sessions[2]").

// `format` is that of the document (kDocumentFormat): in an older one what it did not have yet may be missing.

nlohmann::json toJson(const Patient& patient);
nlohmann::json toJson(const Session& session);  ///< with its markers
nlohmann::json toJson(const Marker& marker);
Result<Patient> patientFromJson(const nlohmann::json& json, std::string_view where = {}, int format = kDocumentFormat);
/// Markers without numbers are numbered in their order.
Result<Session> sessionFromJson(const nlohmann::json& json, std::string_view where = {}, int format = kDocumentFormat);
/// Of format 1: number 0; its session numbers it (numberMarkers).
Result<Marker> markerFromJson(const nlohmann::json& json, std::string_view where = {}, int format = kDocumentFormat);

/// What a session has beyond id, patient, start and markers, which the record keeps beside it.
nlohmann::json headerToJson(const Session& session);
/// The header of a session with nothing in the other fields, not checked further than that.
Result<Session> headerFromJson(const nlohmann::json& json, int format);

/// Parses text with bounded depth (64) and size (256 MB); duplicate keys, trailing bytes, numbers that do not fit and
/// invalid UTF-8 are refused. The sentence names `whatItIs` ("The import file"), line and column, never the content.
Result<nlohmann::json> parseJson(std::string_view text, std::string_view whatItIs);

}  // namespace myochart::chart
