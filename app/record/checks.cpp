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
    void check(const Field& field, const Id<Tag>& id) {
        require((field.form == Form::reference && id.empty()) || isUuid(id.text), "is not an id: 36 letters, figures and hyphens, as the lists show it.");
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
        if (depth_ == Depth::header && field.beside) return;
        for (size_t i = 0; i < list.size() && fault_.empty(); ++i) checkOne(field, i, list[i]);
    }
    void checkOne(const Field& field, size_t i, const Marker& marker) {
        if (const std::string fault = faultIn(marker); !fault.empty()) fault_ = fmt::format("{}{}[{}].{}", within_, field.key, i, fault);
    }
    void checkOne(const Field& field, size_t i, const std::string& text) {
        const std::string key = fmt::format("{}[{}]", field.key, i);
        key_ = key.c_str();
        check(Field{.key = field.key, .title = field.title, .filled = true}, text);
        key_ = field.key;
    }
    template <class T>
    void checkOne(const Field& field, size_t i, const T& part) {
        const std::string outside = within_;
        within_ += fmt::format("{}[{}].", field.key, i);
        describe(*this, part);
        within_ = outside;
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
    if (needle.countedAt && !needle.outAt) return "needle.counted_at is told of a needle that is not out.";
    if (needle.countedAt && *needle.countedAt < *needle.outAt) return "needle.counted_at lies before the needle came out.";
    if (marker.finding.threshold && !marker.finding.thresholdUnit) return "finding.threshold needs its unit.";
    return {};
}
std::string faultIn(const Patient& patient) {
    if (std::string fault = faultOf(patient); !fault.empty()) return fault;
    std::vector<std::string_view> ids;
    for (const Episode& episode : patient.details.episodes) ids.push_back(episode.id.text);
    if (const auto at = secondOf(ids)) return fmt::format("details.episodes[{}].id is used twice.", *at);
    ids.clear();
    for (const SameSite& same : patient.details.sameSites) ids.push_back(same.site.text);
    if (const auto at = secondOf(ids)) return fmt::format("details.same_sites[{}].site is used twice.", *at);
    return {};
}
std::string faultIn(const Practice& practice) {
    if (std::string fault = faultOf(practice); !fault.empty()) return fault;
    std::vector<std::string_view> ids;
    for (const Therapist& therapist : practice.therapists) ids.push_back(therapist.id.text);
    if (const auto at = secondOf(ids)) return fmt::format("therapists[{}].id is used twice.", *at);
    return {};
}

namespace {

/// What several fields of a visit say against each other.
std::string faultBetween(const Session& session) {
    const Screening& asked = session.screening;
    for (const std::string& key : asked.yes)
        if (asked.saysNo(key)) return "screening.yes has an answer that was answered with no, too.";
    const Consent& consent = session.consent;
    if (consent.withdrawnAt && consent.at && *consent.withdrawnAt < *consent.at) return "consent.withdrawn_at lies before the consent.";
    if (!consent.strokes.empty() && !isDrawing(consent.strokes)) return "consent.strokes is no drawn signature.";
    for (size_t i = 0; i < session.outcomes.scores.size(); ++i) {
        const Score& score = session.outcomes.scores[i];
        if (score.lowest && score.highest && *score.lowest > *score.highest) return fmt::format("outcomes.scores[{}].lowest lies above the highest score.", i);
        const auto outside = [&](const std::optional<float>& value) {
            return value && ((score.lowest && *value < *score.lowest) || (score.highest && *value > *score.highest));
        };
        if (outside(score.before) || outside(score.after))
            return fmt::format("outcomes.scores[{}].{} lies outside the range of the score.", i, outside(score.before) ? "before" : "after");
    }
    const After& after = session.after;
    if (after.noAdverse == true && !after.adverse.empty()) return "after.no_adverse says that nothing happened, and there are adverse events.";
    for (size_t i = 0; i < after.adverse.size(); ++i)
        if (const AdverseEvent& event = after.adverse[i]; event.at && event.followedUpAt && *event.followedUpAt < *event.at)
            return fmt::format("after.adverse[{}].followed_up_at lies before the event.", i);
    const Signing& signing = session.signing;
    if (!signing.isSigned() && (signing.cosignedAt || !signing.addenda.empty())) return "signing.at is missing, and there is a co-signature or an addendum.";
    if (signing.cosignedAt && *signing.cosignedAt < *signing.at) return "signing.cosigned_at lies before the signature.";
    return {};
}

}  // namespace

bool isDrawing(std::string_view strokes) {
    if (strokes.empty() || strokes.size() > kMaxDrawingBytes) return false;
    size_t numbers = 0;
    for (const std::string& stroke : split(strokes, ';')) {
        const auto points = split(stroke, ' ');
        if (points.size() < 2) return false;  // a stroke has a beginning and an end
        for (const std::string& point : points) {
            const auto parts = split(point, ',');
            if (parts.size() != 2) return false;
            for (const std::string& part : parts) {
                const auto number = parseInteger(part);
                if (!number || *number < 0 || *number > 1000) return false;
                ++numbers;
            }
        }
    }
    return numbers >= 4;
}

std::string faultInHeader(const Session& session) {
    if (std::string fault = faultOf(session, Checks::Depth::header); !fault.empty()) return fault;
    return faultBetween(session);
}

bool liesBeforeBirth(UtcMs startedAt, std::string_view birthDate) {
    return !birthDate.empty() && isoUtc(startedAt + 86'400'000) < birthDate;
}

std::string faultIn(const Session& session) {
    if (std::string fault = faultOf(session); !fault.empty()) return fault;
    if (std::string fault = faultBetween(session); !fault.empty()) return fault;
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
