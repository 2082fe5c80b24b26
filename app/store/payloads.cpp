#include "store/payloads.h"

#include <algorithm>

#include "core/words.h"
#include "record/json.h"
#include "record/json_text.h"
#include "store/migrations.h"

namespace myochart::store {

namespace {

constexpr size_t kStartBytes = 12;

Bytes bytesOf(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    return {bytes.begin(), bytes.end()};
}

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <class Number>
void append(Bytes& bytes, Number number) {
    for (size_t i = 0; i < sizeof number; ++i) bytes.push_back(static_cast<std::byte>(number >> (8 * i)));
}

std::uint64_t littleEndian(std::span<const std::byte> bytes) {
    std::uint64_t number = 0;
    for (size_t i = bytes.size(); i-- > 0;) number = number << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return number;
}

Error unsound() {
    return refused(said("its content is not sound"));
}

/// How the document in a payload is to be read. Its seal has proven who wrote it: what is not known there is newer.
record::ReadAs readAs(std::int64_t payloadFormat) {
    return {payloadFormat < 2 ? 1 : payloadFormat < 4 ? 2 : record::kDocumentFormat, record::Unknown::keep};
}

template <class T>
Result<T> fromJson(std::span<const std::byte> payload, std::int64_t format,
                   Result<T> (*read)(record::Text, std::string_view, record::ReadAs)) {
    auto value = read(textOf(payload), {}, readAs(format));
    if (!value) return unsound();
    return value;
}

constexpr size_t kSummaryBytes = 13;

}  // namespace

Bytes payloadOf(const record::Patient& patient) {
    return bytesOf(record::jsonText(patient));
}
Bytes payloadOf(const record::Practice& practice) {
    return bytesOf(record::jsonText(practice));
}
Bytes payloadOf(const record::Marker& marker) {
    return bytesOf(record::jsonText(marker));
}

Bytes payloadOf(const record::Session& session, std::span<const Key> also) {
    const std::string rest = record::headerText(session);
    Bytes bytes;
    const size_t count = session.markers.size() + also.size();
    bytes.reserve(kStartBytes + count * sizeof(Key) + rest.size());
    append(bytes, static_cast<std::uint64_t>(session.startedAt));
    append(bytes, static_cast<std::uint32_t>(count));
    for (const record::Marker& marker : session.markers) {
        const Key key = keyOf(marker.id.text);
        bytes.insert(bytes.end(), key.begin(), key.end());
    }
    for (const Key& key : also) bytes.insert(bytes.end(), key.begin(), key.end());
    const auto text = std::as_bytes(std::span(rest.data(), rest.size()));
    bytes.insert(bytes.end(), text.begin(), text.end());
    return bytes;
}

Bytes payloadOf(const PatientSummary& summary) {
    const Bytes patient = payloadOf(summary.patient);
    Bytes bytes;
    bytes.reserve(kSummaryBytes + patient.size());
    append(bytes, static_cast<std::uint32_t>(summary.sessions));
    append(bytes, static_cast<std::uint64_t>(summary.lastSession));
    append(bytes, static_cast<std::uint8_t>(summary.lastOffset.size()));
    for (const char c : summary.lastOffset) bytes.push_back(static_cast<std::byte>(c));
    bytes.insert(bytes.end(), patient.begin(), patient.end());
    return bytes;
}

size_t contentHash(std::span<const std::byte> payload, size_t before) {
    return before * 31 + std::hash<std::string_view>()(textOf(payload));
}

Result<PatientSummary> summaryIn(std::span<const std::byte> payload) {
    if (payload.size() < kSummaryBytes) return unsound();
    const size_t offset = std::to_integer<size_t>(payload[kSummaryBytes - 1]);
    if (payload.size() < kSummaryBytes + offset) return unsound();
    auto patient = patientIn(payload.subspan(kSummaryBytes + offset), kPayloadFormat);
    if (!patient) return patient.error();
    return PatientSummary{std::move(*patient), static_cast<int>(littleEndian(payload.subspan(0, 4))),
                          static_cast<UtcMs>(littleEndian(payload.subspan(4, 8))),
                          std::string(textOf(payload.subspan(kSummaryBytes, offset)))};
}

Result<record::Patient> patientIn(std::span<const std::byte> payload, std::int64_t format) {
    return fromJson(payload, format, record::patientFromJson);
}
Result<record::Practice> practiceIn(std::span<const std::byte> payload, std::int64_t format) {
    return fromJson(payload, format, record::practiceFromJson);
}
Result<record::Marker> markerIn(std::span<const std::byte> payload, std::int64_t format) {
    return fromJson(payload, format, record::markerFromJson);
}

Result<SessionStart> startIn(std::span<const std::byte> payload) {
    if (payload.size() < kStartBytes) return unsound();
    SessionStart start;
    start.startedAt = static_cast<UtcMs>(littleEndian(payload.subspan(0, 8)));
    const std::uint64_t count = littleEndian(payload.subspan(8, 4));
    if (count > (payload.size() - kStartBytes) / sizeof(Key)) return unsound();
    start.markers.resize(count);
    for (size_t i = 0; i < count; ++i) {
        const auto key = payload.subspan(kStartBytes + i * sizeof(Key), sizeof(Key));
        std::copy(key.begin(), key.end(), start.markers[i].begin());
    }
    return start;
}

Result<record::Session> headerIn(std::span<const std::byte> payload, std::int64_t format) {
    const auto start = startIn(payload);
    if (!start) return start.error();
    auto session = record::headerFromJson(textOf(payload.subspan(kStartBytes + start->markers.size() * sizeof(Key))), readAs(format));
    if (!session) return unsound();
    session->startedAt = start->startedAt;
    return session;
}

}  // namespace myochart::store
