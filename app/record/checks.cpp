#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "record/chart.h"

namespace myochart::record {

namespace {

// 1850-01-01 and 2101-01-01 as milliseconds since 1970.
constexpr UtcMs kEarliest = -3'786'912'000'000;
constexpr UtcMs kLatest = 4'133'980'800'000;
/// The day after today in UTC: "today" may already be tomorrow east of Greenwich.
const std::string& tomorrow() {
    constexpr UtcMs kDayMs = 86'400'000;
    thread_local UtcMs day = -1;
    thread_local std::string text;
    if (const UtcMs now = nowUtc() / kDayMs; std::exchange(day, now) != now) text = isoUtc((now + 1) * kDayMs).substr(0, 10);
    return text;
}

/// Walks a described value and keeps the first fault with its place; what comes after it is not looked at.
class Checks {
  public:
    enum class Depth { header, whole };
    explicit Checks(Depth depth = Depth::whole) : depth_(depth) {}

    template <class T>
    void operator()(const Field& field, const T& value) {
        if (!fault_.empty()) return;
        key_ = field.key;
        check(field, value);
    }
    const std::string& fault() const { return fault_; }

  private:
    template <class Tag>
    void check(const Field&, const Id<Tag>& id) {
        require(isUuid(id.text), "is not a lower-case UUID.");
    }
    void check(const Field& field, const std::string& text) {
        if (field.filled) require(!trim(text).empty(), "is empty; give it a text.");
        if (text.size() > field.maxBytes)
            say(fmt::format("is {} bytes long; the limit is {}.", text.size(), field.maxBytes));
        require(isUtf8(text), "is not valid UTF-8 text.");
        const bool lines = field.form == Form::lines;
        require(!hasControl(text, lines),
                lines ? "holds a control character." : "holds a line break or control character.");
        if (text.empty()) return;
        if (field.form == Form::offset) require(isUtcOffset(text), "is not an offset from UTC such as +09:00.");
        if (field.form != Form::day && field.form != Form::anyDay) return;
        require(isCalendarDay(text), "is not a day of the calendar, as YYYY-MM-DD.");
        if (field.form == Form::day) require(text <= tomorrow(), "is in the future.");
    }
    void check(const Field& field, std::uint32_t count) {
        require(field.highest <= 0 || count <= field.highest, "is too large.");
        require(count >= field.lowest, "is too small.");
    }
    void check(const Field& field, float value) { range(field, value); }
    void check(const Field& field, vec3 v) {
        if (field.form == Form::shares) {
            for (int i = 0; i < 3; ++i) range(field, v[i]);
            require(std::abs(v.x + v.y + v.z - 1) <= static_cast<float>(kUnitSlack), "must add up to 1.");
            return;
        }
        for (int i = 0; i < 3; ++i)
            if (!within(field, v[i]))
                say(fmt::format("must be three numbers from {} to {}.", field.lowest, field.highest));
        if (field.form == Form::direction)
            require(std::abs(glm::length(v) - 1) <= static_cast<float>(kUnitSlack), "must have length 1.");
    }
    void check(const Field&, UtcMs moment) {
        require(moment >= kEarliest && moment < kLatest, "is not between 1850 and 2100.");
    }
    template <class T>
    void check(const Field& field, const std::optional<T>& value) {
        if (value) check(field, *value);
    }
    void check(const Field&, bool) {}
    template <class E>
    requires std::is_enum_v<E>
    void check(const Field&, E) {}
    template <class T>
    void check(const Field& field, const std::vector<T>& list) {
        if (static_cast<double>(list.size()) > field.highest)
            say(fmt::format("has {} entries; the limit is {}.", list.size(), field.highest));
        if (depth_ == Depth::header) return;
        for (size_t i = 0; i < list.size() && fault_.empty(); ++i)
            if (std::string fault = faultIn(list[i]); !fault.empty())
                fault_ = fmt::format("{}{}[{}].{}", within_, field.key, i, fault);
    }
    template <class T>
    requires std::is_class_v<T>
    void check(const Field& field, const T& part) {
        const std::string outside = within_;
        within_ += std::string(field.key) + ".";
        describe(*this, part);
        within_ = outside;
    }

    static bool hasControl(std::string_view value, bool lines) {
        for (const char c : value) {
            const auto code = static_cast<unsigned char>(c);
            const bool lineChar = c == '\n' || c == '\r' || c == '\t';
            if ((code < 0x20 && !(lines && lineChar)) || code == 0x7F) return true;
        }
        return false;
    }
    static bool within(const Field& field, float value) {
        return value >= static_cast<float>(field.lowest) && value <= static_cast<float>(field.highest);
    }
    void range(const Field& field, float value) {
        if (!within(field, value)) say(fmt::format("must be a number from {} to {}.", field.lowest, field.highest));
    }
    void require(bool sound, std::string_view what) {
        if (!sound) say(what);
    }
    void say(std::string_view what) {
        if (fault_.empty()) fault_ = fmt::format("{}{} {}", within_, key_, what);
    }

    Depth depth_;
    const char* key_ = "";    ///< of the field that is looked at
    std::string within_;  ///< "anchor." inside of it
    std::string fault_;
};

template <class T>
std::string faultOf(const T& value, Checks::Depth depth = Checks::Depth::whole) {
    Checks checks(depth);
    describe(checks, value);
    return checks.fault();
}

/// Where the first value that was there before stands; nothing when each is there once.
template <class Value>
std::optional<size_t> secondOf(const std::vector<Value>& values) {
    std::vector<Value> sorted = values;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) == sorted.end()) return std::nullopt;
    for (size_t i = 0;; ++i)
        if (const auto before = values.begin() + static_cast<std::ptrdiff_t>(i); std::find(values.begin(), before, values[i]) != before) return i;
}

}  // namespace

std::string faultIn(const Marker& marker) {
    if (std::string fault = faultOf(marker); !fault.empty()) return fault;
    const Needling& needle = marker.needle;
    if (needle.outAt && !needle.inAt) return "needle.out_at is told without the time of the needle going in.";
    if (needle.outAt && *needle.outAt < *needle.inAt) return "needle.out_at lies before the needle went in.";
    if (marker.finding.threshold && !marker.finding.thresholdUnit) return "finding.threshold needs its unit.";
    return {};
}
std::string faultIn(const Patient& patient) {
    return faultOf(patient);
}
std::string faultInHeader(const Session& session) {
    return faultOf(session, Checks::Depth::header);
}

bool liesBeforeBirth(UtcMs startedAt, std::string_view birthDate) {
    return !birthDate.empty() && isoUtc(startedAt + 86'400'000) < birthDate;
}

std::string faultIn(const Session& session) {
    if (std::string fault = faultOf(session); !fault.empty()) return fault;
    std::vector<std::string_view> ids;
    std::vector<std::uint32_t> numbers;
    for (size_t i = 0; i < session.markers.size(); ++i) {
        const Marker& marker = session.markers[i];
        if (marker.number == 0 || marker.number > session.lastNumber)
            return fmt::format("markers[{}].number must be from 1 to the session's last_number.", i);
        ids.push_back(marker.id.text);
        numbers.push_back(marker.number);
    }
    if (const auto at = secondOf(ids)) return fmt::format("markers[{}].id is used twice in the session.", *at);
    if (const auto at = secondOf(numbers)) return fmt::format("markers[{}].number is used twice in the session.", *at);
    return {};
}

}  // namespace myochart::record
