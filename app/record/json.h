#pragma once
#include <nlohmann/json_fwd.hpp>

#include "core/result.h"
#include "record/chart.h"

namespace myochart::record {

/// What becomes of fields that are not known.
enum class Unknown : std::uint8_t {
    refuse,  ///< dropping them silently would lose data
    keep,    ///< a newer Myochart wrote them: they stay with the value and are written again
};

// The document as JSON: snake_case keys, mm, degrees, ISO 8601 UTC with milliseconds. Used for the record's payloads and
// for export; lossless. Reading checks every field: missing, unknown, wrong type, out of range, not finite, invalid
// UTF-8 -> refused with a sentence that starts with the place: "markers[0].anchor.barycentric must add up to 1."
// `where` stands in front of it ("sessions[2]").

/// How a document is written and read.
struct ReadAs {
    int format = kDocumentFormat;  ///< in an older one what it did not have yet may be missing
    Unknown unknown = Unknown::refuse;
};

/// The text of one JSON value.
struct Text {
    Text(std::string_view whole) : text(whole) {}
    Text(const std::string& whole) : text(whole) {}
    Text(const char* whole) : text(whole) {}
    /// A part of a text behind which kRoomBehindText more may be read: it is not copied.
    static Text within(std::string_view part) {
        Text text(part);
        text.hasPadding = true;
        return text;
    }
    std::string_view text;
    bool hasPadding = false;
};

nlohmann::json toJson(const Patient& patient);
nlohmann::json toJson(const Practice& practice);
nlohmann::json toJson(const Session& session);  ///< with its markers
nlohmann::json toJson(const Marker& marker);
Result<Patient> patientFromJson(Text json, std::string_view where = {}, ReadAs as = {});
Result<Practice> practiceFromJson(Text json, std::string_view where = {}, ReadAs as = {});
/// Markers without numbers are numbered in their order.
Result<Session> sessionFromJson(Text json, std::string_view where = {}, ReadAs as = {});
/// Of format 1: number 0; its session numbers it (numberMarkers).
Result<Marker> markerFromJson(Text json, std::string_view where = {}, ReadAs as = {});
/// The header of a session (json_text.h) with nothing in the other fields, not checked further than that.
Result<Session> headerFromJson(Text json, ReadAs as);

// Limits of any JSON that comes from outside.
inline constexpr size_t kMaxJsonBytes = 256U << 20;
inline constexpr size_t kMaxJsonValues = 20'000'000;  ///< 16 bytes each at least; stops "[[],[],[]..." from eating all memory

/// Parses text with bounded depth (64) and size (256 MB); duplicate keys, trailing bytes, numbers that do not fit and
/// invalid UTF-8 are refused. The sentence names `whatItIs` ("The import file"), line and column, never the content.
Result<nlohmann::json> parseJson(std::string_view text, std::string_view whatItIs);

}  // namespace myochart::record
