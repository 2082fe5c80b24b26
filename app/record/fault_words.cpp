#include "record/fault_words.h"

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "core/words.h"
#include "record/chart.h"

namespace myochart::record {

namespace {

/// Every fault there is (checks.cpp) as a sentence about a field, then with what the fault tells of it.
constexpr std::array kSentences = {
    mark("The {} is empty; give it a text."),
    mark("The {} is {} bytes long; the limit is {}."),
    mark("The {} is not valid UTF-8 text."),
    mark("The {} holds a control character."),
    mark("The {} holds a line break or control character."),
    mark("The {} is not an offset from UTC such as +09:00."),
    mark("The {} is not a day of the calendar, as YYYY-MM-DD."),
    mark("The {} is in the future."),
    mark("The {} is too large."),
    mark("The {} is too small."),
    mark("The {} is told without the time of the needle going in."),
    mark("The {} lies before the needle went in."),
    mark("The {} needs its unit."),
    mark("The {} is not a lower-case UUID."),
    mark("The {} must add up to 1."),
    mark("The {} must be three numbers from {} to {}."),
    mark("The {} must be a number from {} to {}."),
    mark("The {} must have length 1."),
    mark("The {} is not between 1850 and 2100."),
    mark("The {} has {} entries; the limit is {}."),
    mark("The {} is used twice in the session."),
    mark("The {} must be from 1 to the session's last_number."),
};

/// The title of the field of that place in any kind, "depth" for "needle.depth_mm"; the place itself when there is none.
std::string_view titleOf(std::string_view place) {
    const std::string_view key = place.substr(0, place.find_first_of(".["));
    const std::string_view inside = key.size() < place.size() ? place.substr(key.size() + 1) : std::string_view();
    std::string_view title = key;
    const auto look = [&]<class T>(const Field& field, const T& member) {
        if (field.key != key) return;
        title = field.title;
        if constexpr (kMayBeEmpty<T>) {
            const auto within = [&](const Field& part, const auto&) {
                if (part.key == inside) title = part.title;
            };
            describe(within, member);
        }
    };
    const Session session{};
    const Marker marker{};
    const Patient patient{};
    describe(look, session);
    describe(look, marker);
    describe(look, patient);
    return title;
}

/// What stands in `text` where `pattern` has "{}"; nothing when it is no such text. Two at most.
std::optional<std::array<std::string_view, 2>> partsBy(std::string_view pattern, std::string_view text) {
    std::array<std::string_view, 2> parts;
    for (size_t found = 0;; ++found) {
        const size_t hole = std::min(pattern.find("{}"), pattern.size());
        if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
        text.remove_prefix(hole);
        if (hole == pattern.size()) return text.empty() ? std::optional(parts) : std::nullopt;
        if (found == parts.size()) return std::nullopt;
        pattern.remove_prefix(hole + 2);
        const size_t next = pattern.find("{}");
        const std::string_view behind = pattern.substr(0, next);
        // The last part goes up to what ends the sentence: a number may hold a full stop.
        const size_t end = std::min(next == std::string_view::npos ? text.rfind(behind) : text.find(behind), text.size());
        parts[found] = text.substr(0, end);
        text.remove_prefix(end);
    }
}

/// The sentence about `subject` that the rest of a fault (" is too large.") makes.
Said sentenceOf(const Said& subject, std::string_view rest) {
    constexpr std::string_view kSubject = "The {}";
    for (const char* sentence : kSentences)
        if (const auto parts = partsBy(std::string_view(sentence).substr(kSubject.size()), rest))
            return saidOf(sentence, subject, (*parts)[0], (*parts)[1]);
    const std::string english = fmt::format("The {}{}", subject.english, rest);
    return {english, english};
}

}  // namespace

Said faultInWords(std::string_view fault) {
    if (fault.empty()) return {};
    std::string_view place = fault.substr(0, fault.find(' '));
    const std::string_view rest = fault.substr(place.size());
    const size_t ofMarker = place.starts_with("markers[") ? place.find("].") : std::string_view::npos;
    if (ofMarker != std::string_view::npos) place.remove_prefix(ofMarker + 2);  // of one site: its own field is at fault
    const std::string_view title = titleOf(place);
    const Said subject{std::string(tr(title)), std::string(title)};
    return sentenceOf(ofMarker == std::string_view::npos ? subject : said("{} of a site", subject), rest);
}

}  // namespace myochart::record
