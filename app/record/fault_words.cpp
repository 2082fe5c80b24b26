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
    mark("The {} is told of a needle that is not out."),
    mark("The {} lies before the needle came out."),
    mark("The {} needs its unit."),
    mark("The {} is not an id: 36 letters, figures and hyphens, as the lists show it."),
    mark("The {} must add up to 1."),
    mark("The {} must be three numbers from {} to {}."),
    mark("The {} must be a number from {} to {}."),
    mark("The {} must have length 1."),
    mark("The {} is not between 1850 and 2100."),
    mark("The {} has {} entries; the limit is {}."),
    mark("The {} is used twice in the session."),
    mark("The {} is used twice."),
    mark("The {} has an answer that was answered with no, too."),
    mark("The {} lies before the consent."),
    mark("The {} is no drawn signature."),
    mark("The {} lies above the highest score."),
    mark("The {} lies outside the range of the score."),
    mark("The {} says that nothing happened, and there are adverse events."),
    mark("The {} lies before the event."),
    mark("The {} is missing, and there is a co-signature or an addendum."),
    mark("The {} lies before the signature."),
    mark("The {} must be from 1 to the session's last_number."),
};

template <class T>
void look(const T& kind, std::string_view place, std::string_view& title);

/// The title of the field of that place inside a part or a list of parts.
template <class T>
void lookInside(const T& member, std::string_view inside, std::string_view& title) {
    if constexpr (kMayBeEmpty<T>) look(member, inside, title);
    else if constexpr (kIsList<T>) {
        using Each = typename T::value_type;
        if constexpr (kMayBeEmpty<Each>) look(Each(), inside, title);
    }
}

template <class T>
void look(const T& kind, std::string_view place, std::string_view& title) {
    const std::string_view key = place.substr(0, place.find_first_of(".["));
    const size_t dot = place.find('.');
    const auto at = [&](const Field& field, const auto& member) {
        if (field.key != key) return;
        title = field.title;
        if (dot != std::string_view::npos) lookInside(member, place.substr(dot + 1), title);
    };
    describe(at, kind);
}

/// The title of the field of that place in any kind, "depth" for "needle.depth_mm"; the place itself when there is none.
std::string_view titleOf(std::string_view place) {
    std::string_view title = place.substr(0, place.find_first_of(".["));
    look(Session(), place, title);
    look(Marker(), place, title);
    look(Patient(), place, title);
    look(Practice(), place, title);
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
