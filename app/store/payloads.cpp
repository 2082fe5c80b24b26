#include "store/payloads.h"

#include <algorithm>

#include "core/words.h"
#include "record/json.h"
#include "record/json_text.h"
#include "store/migrations.h"
#include "store/taking.h"

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

constexpr std::uint8_t kOpen = 1, kWantsCosignature = 2;
constexpr size_t kMostFollowUps = 255;  ///< a visit has fewer adverse events

void appendWaiting(Bytes& bytes, const WaitingVisit& visit) {
    const Key key = keyOf(visit.id.text);
    bytes.insert(bytes.end(), key.begin(), key.end());
    append(bytes, static_cast<std::uint64_t>(visit.startedAt));
    appendText(bytes, visit.utcOffset);
    append(bytes, static_cast<std::uint8_t>((visit.isOpen ? kOpen : 0) | (visit.wantsCosignature ? kWantsCosignature : 0)));
    const size_t count = std::min(visit.followUpsDue.size(), kMostFollowUps);
    append(bytes, static_cast<std::uint8_t>(count));
    for (size_t i = 0; i < count; ++i) append(bytes, static_cast<std::uint64_t>(visit.followUpsDue[i]));
}

WaitingVisit waitingFrom(Taking& from) {
    WaitingVisit visit;
    visit.id = {uuidOf(from.key())};
    visit.startedAt = from.number<UtcMs>();
    visit.utcOffset = from.text();
    const auto waitsFor = from.number<std::uint8_t>();
    visit.isOpen = (waitsFor & kOpen) != 0;
    visit.wantsCosignature = (waitsFor & kWantsCosignature) != 0;
    const auto count = from.number<std::uint8_t>();
    for (int i = 0; i < count && from.sound(); ++i) visit.followUpsDue.push_back(from.number<UtcMs>());
    return visit;
}

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
    append(bytes, static_cast<std::uint32_t>(summary.sessions));
    append(bytes, static_cast<std::uint64_t>(summary.lastSession));
    appendText(bytes, summary.lastOffset);
    append(bytes, static_cast<std::uint32_t>(summary.waiting.size()));
    for (const WaitingVisit& visit : summary.waiting) appendWaiting(bytes, visit);
    const Bytes& done = summary.done.bytes();
    append(bytes, static_cast<std::uint32_t>(done.size()));
    bytes.insert(bytes.end(), done.begin(), done.end());
    bytes.insert(bytes.end(), patient.begin(), patient.end());
    return bytes;
}

size_t contentHash(std::span<const std::byte> payload, size_t before) {
    return before * 31 + std::hash<std::string_view>()(textOf(payload));
}

Result<PatientSummary> summaryIn(std::span<const std::byte> payload) {
    Taking from(payload);
    PatientSummary summary;
    summary.sessions = from.number<int>();
    summary.lastSession = from.number<UtcMs>();
    summary.lastOffset = from.text();
    const auto waiting = from.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < waiting && from.sound(); ++i) summary.waiting.push_back(waitingFrom(from));
    const auto done = from.bytes(from.number<std::uint32_t>());
    summary.done = DoneVisits(Bytes(done.begin(), done.end()));
    if (!from.sound()) return unsound();
    auto patient = patientIn(from.left(), kPayloadFormat);
    if (!patient) return patient.error();
    summary.patient = std::move(*patient);
    return summary;
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
