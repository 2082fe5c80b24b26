#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

struct EpisodeTag {};
using EpisodeId = Id<EpisodeTag>;

/// How easily a complaint is made worse and how long that lasts.
enum class Irritability { low, moderate, high };
constexpr auto choicesOf(Irritability) {
    using enum Irritability;
    return std::to_array({low, moderate, high});
}
std::string_view name(Irritability irritability);

/// What a patient comes for, over as many visits as it takes.
struct Episode {
    EpisodeId id;
    std::string condition;  ///< a key of the conditions, or words
    std::string since;      ///< "YYYY-MM-DD" or empty
    std::optional<Irritability> irritability;
    std::string goals;
    std::string closedOn;   ///< "YYYY-MM-DD"; empty: it goes on
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Episode&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Episode> = true;

template <Like<Episode> E>
void describe(auto& visit, E& episode) {
    visit({.key = "id", .title = mark("id")}, episode.id);
    visit({.key = "condition", .title = mark("condition"), .filled = true, .entered = true}, episode.condition);
    visit({.key = "since", .title = mark("day since when"), .brief = mark("since"), .form = Form::day, .entered = true}, episode.since);
    visit({.key = "irritability", .title = mark("irritability"), .entered = true}, episode.irritability);
    visit({.key = "goals", .title = mark("goals"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true}, episode.goals);
    visit({.key = "closed_on", .title = mark("day of the end"), .brief = mark("closed"), .form = Form::day, .entered = true}, episode.closedOn);
}

}  // namespace myochart::record
