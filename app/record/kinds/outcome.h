#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/side.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// A range of motion.
struct Measure {
    std::string joint, movement;          ///< as in the table of norms, or words
    std::optional<Side> side;
    std::optional<float> before, after;   ///< degrees
    std::string tool;
    std::string others = {};              ///< fields of a newer format (field.h)

    bool operator==(const Measure&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Measure> = true;

template <Like<Measure> M>
void describe(auto& visit, M& measure) {
    visit({.key = "joint", .title = mark("joint"), .filled = true}, measure.joint);
    visit({.key = "movement", .title = mark("movement"), .filled = true}, measure.movement);
    visit({.key = "side", .title = mark("side")}, measure.side);
    visit({.key = "before", .title = mark("angle before"), .brief = mark("before"), .unit = "\u00B0", .lowest = -180, .highest = 360}, measure.before);
    visit({.key = "after", .title = mark("angle after"), .brief = mark("after"), .unit = "\u00B0", .lowest = -180, .highest = 360}, measure.after);
    visit({.key = "tool", .title = mark("tool")}, measure.tool);
}

/// Any other figure of outcome, a questionnaire's score for instance.
struct Score {
    std::string name;
    std::optional<float> before, after, lowest, highest;  ///< and the range that it can have
    std::string others = {};                              ///< fields of a newer format (field.h)

    bool operator==(const Score&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Score> = true;

template <Like<Score> S>
void describe(auto& visit, S& score) {
    visit({.key = "name", .title = mark("name"), .filled = true}, score.name);
    visit({.key = "before", .title = mark("score before"), .brief = mark("before"), .lowest = -1e6, .highest = 1e6}, score.before);
    visit({.key = "after", .title = mark("score after"), .brief = mark("after"), .lowest = -1e6, .highest = 1e6}, score.after);
    visit({.key = "lowest", .title = mark("lowest score"), .lowest = -1e6, .highest = 1e6}, score.lowest);
    visit({.key = "highest", .title = mark("highest score"), .lowest = -1e6, .highest = 1e6}, score.highest);
}

/// What is measured before and again after.
struct Outcomes {
    std::vector<Measure> measures;
    std::vector<Score> scores;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Outcomes&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Outcomes> = true;

template <Like<Outcomes> O>
void describe(auto& visit, O& outcomes) {
    visit({.key = "measures", .title = mark("list of ranges of motion"), .highest = 200}, outcomes.measures);
    visit({.key = "scores", .title = mark("list of scores"), .highest = 200}, outcomes.scores);
}

}  // namespace myochart::record
