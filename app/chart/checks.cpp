#include <cmath>
#include <unordered_set>

#include <fmt/format.h>

#include "chart/chart.h"
#include "core/text.h"

namespace myochart::chart {

namespace {

// 1850-01-01 and 2101-01-01 as milliseconds since 1970.
constexpr UtcMs kEarliest = -3'786'912'000'000;
constexpr UtcMs kLatest = 4'133'980'800'000;
constexpr float kMaxCoordinateMm = 10'000;  // a body is 2 m tall; ten metres leave room for any frame
constexpr float kUnitSlack = 1e-3F;         // rounding of three floats written as decimals

enum class Lines { one, many };

/// Collects the first fault of a value; every check after it is skipped.
class Checks {
  public:
    void text(std::string_view field, const std::string& value, size_t maxBytes, Lines lines = Lines::one) {
        if (!fault_.empty()) return;
        if (value.size() > maxBytes)
            say(field, fmt::format("is {} bytes long; the limit is {}.", value.size(), maxBytes));
        else if (!isUtf8(value))
            say(field, "is not valid UTF-8 text.");
        else if (hasControl(value, lines))
            say(field, lines == Lines::one ? "holds a line break or control character." : "holds a control character.");
    }
    void filled(std::string_view field, const std::string& value) {
        if (fault_.empty() && trim(value).empty()) say(field, "is empty; give it a text.");
    }
    void uuid(std::string_view field, const std::string& value) {
        if (fault_.empty() && !isUuid(value)) say(field, "is not a lower-case UUID.");
    }
    void moment(std::string_view field, UtcMs value) {
        if (fault_.empty() && (value < kEarliest || value >= kLatest)) say(field, "is not between 1850 and 2100.");
    }
    void range(std::string_view field, float value, float low, float high) {
        if (fault_.empty() && !(value >= low && value <= high))
            say(field, fmt::format("must be a number from {} to {}.", low, high));
    }
    void point(std::string_view field, vec3 value, float limit) {
        if (!fault_.empty()) return;
        for (int i = 0; i < 3; ++i)
            if (!(std::abs(value[i]) <= limit))
                return say(field, fmt::format("must be three numbers from -{} to {}.", limit, limit));
    }
    void require(bool sound, std::string_view field, std::string_view what) {
        if (fault_.empty() && !sound) say(field, what);
    }
    const std::string& fault() const { return fault_; }

  private:
    static bool hasControl(std::string_view value, Lines lines) {
        for (const char c : value) {
            const auto code = static_cast<unsigned char>(c);
            const bool lineChar = c == '\n' || c == '\r' || c == '\t';
            if ((code < 0x20 && !(lines == Lines::many && lineChar)) || code == 0x7F) return true;
        }
        return false;
    }
    void say(std::string_view field, std::string_view what) { fault_ = fmt::format("{} {}", field, what); }

    std::string fault_;
};

void check(Checks& checks, const MuscleAddress& address) {
    checks.text("anchor.address.muscle", address.muscleKey, kMaxNameBytes);
    checks.range("anchor.address.u", address.u, -kUnitSlack, 1 + kUnitSlack);
    checks.range("anchor.address.v", address.v, -kUnitSlack, 1 + kUnitSlack);
    checks.range("anchor.address.w", address.w, -kUnitSlack, 1 + kUnitSlack);
}

void check(Checks& checks, const SurfaceAnchor& anchor) {
    checks.filled("anchor.structure", anchor.structureKey);
    checks.text("anchor.structure", anchor.structureKey, kMaxNameBytes);
    checks.text("anchor.body_checksum", anchor.bodyChecksum, kMaxNameBytes);
    const vec3 b = anchor.barycentric;
    for (int i = 0; i < 3; ++i) checks.range("anchor.barycentric", b[i], -kUnitSlack, 1 + kUnitSlack);
    checks.require(std::abs(b.x + b.y + b.z - 1) <= kUnitSlack, "anchor.barycentric", "must add up to 1.");
    checks.point("anchor.position", anchor.position, kMaxCoordinateMm);
    checks.point("anchor.normal", anchor.normal, 2);
    checks.require(std::abs(glm::length(anchor.normal) - 1) <= kUnitSlack, "anchor.normal", "must have length 1.");
    checks.range("anchor.error_radius_mm", anchor.errorRadiusMm, 0, kMaxCoordinateMm);
    check(checks, anchor.address);
}

constexpr std::uint32_t kMaxNumber = 1'000'000;  // markers ever placed in one session

/// The day after today in UTC: "today" may already be tomorrow east of Greenwich.
std::string tomorrow() { return isoUtc(nowUtc() + 86'400'000).substr(0, 10); }

}  // namespace

std::string faultIn(const Marker& marker) {
    Checks checks;
    checks.uuid("id", marker.id.text);
    checks.require(marker.number <= kMaxNumber, "number", "is too large.");
    check(checks, marker.anchor);
    checks.text("muscle", marker.muscle, kMaxNameBytes);
    checks.text("sentence", marker.sentence, kMaxNameBytes);
    checks.text("label", marker.label, kMaxLabelBytes);
    checks.text("note", marker.note, kMaxNoteBytes, Lines::many);
    checks.moment("created_at", marker.createdAt);
    return checks.fault();
}

bool liesBeforeBirth(UtcMs startedAt, std::string_view birthDate) {
    return !birthDate.empty() && isoUtc(startedAt + 86'400'000) < birthDate;
}

std::string faultIn(const Patient& patient) {
    Checks checks;
    checks.uuid("id", patient.id.text);
    checks.filled("name", patient.name);
    checks.text("name", patient.name, kMaxNameBytes);
    checks.text("note", patient.note, kMaxNoteBytes, Lines::many);
    checks.moment("created_at", patient.createdAt);
    if (!patient.birthDate.empty()) {
        checks.require(isCalendarDay(patient.birthDate), "birth_date", "is not a day of the calendar, as YYYY-MM-DD.");
        checks.require(patient.birthDate <= tomorrow(), "birth_date", "is in the future.");
    }
    return checks.fault();
}

std::string faultInHeader(const Session& session) {
    Checks checks;
    checks.uuid("id", session.id.text);
    checks.uuid("patient", session.patient.text);
    checks.moment("started_at", session.startedAt);
    checks.text("title", session.title, kMaxNameBytes);
    checks.require(session.lastNumber <= kMaxNumber, "last_number", "is too large.");
    checks.require(session.markers.size() <= kMaxMarkers, "markers",
                   fmt::format("has {} entries; the limit is {}.", session.markers.size(), kMaxMarkers));
    return checks.fault();
}

std::string faultIn(const Session& session) {
    if (std::string fault = faultInHeader(session); !fault.empty()) return fault;
    std::unordered_set<std::string_view> ids;
    std::unordered_set<std::uint32_t> numbers;
    for (size_t i = 0; i < session.markers.size(); ++i) {
        const Marker& marker = session.markers[i];
        if (const std::string fault = faultIn(marker); !fault.empty()) return fmt::format("markers[{}].{}", i, fault);
        if (!ids.insert(marker.id.text).second) return fmt::format("markers[{}].id is used twice in the session.", i);
        if (marker.number == 0 || marker.number > session.lastNumber)
            return fmt::format("markers[{}].number must be from 1 to the session's last_number.", i);
        if (!numbers.insert(marker.number).second) return fmt::format("markers[{}].number is used twice in the session.", i);
    }
    return {};
}

}  // namespace myochart::chart
