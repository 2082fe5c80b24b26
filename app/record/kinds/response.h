#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// A local twitch response.
enum class Twitch { none, weak, strong };
constexpr auto choicesOf(Twitch) {
    using enum Twitch;
    return std::to_array({none, weak, strong});
}
std::string_view name(Twitch twitch);

/// What came of the treatment of a site. Nothing is recorded that nobody said: an empty value is neither "no" nor 0.
struct Response {
    std::optional<Twitch> twitch;
    std::optional<std::uint32_t> twitchCount;
    std::optional<bool> painDuring;
    std::optional<std::uint32_t> painBefore, painAfter;  ///< 0 none .. 10 the worst there is
    std::optional<bool> referralReproduced, bleeding, bruise;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Response&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Response> = true;

template <Like<Response> R>
void describe(auto& visit, R& response) {
    visit({.key = "twitch", .title = mark("local twitch"), .brief = mark("twitch"), .entered = true}, response.twitch);
    visit({.key = "twitch_count", .title = mark("count of twitches"), .brief = mark("twitches"), .highest = 1000, .entered = true}, response.twitchCount);
    visit({.key = "pain_during", .title = mark("pain during"), .entered = true}, response.painDuring);
    visit({.key = "pain_before", .title = mark("pain before"), .highest = 10, .entered = true}, response.painBefore);
    visit({.key = "pain_after", .title = mark("pain after"), .highest = 10, .entered = true}, response.painAfter);
    visit({.key = "referral_reproduced", .title = mark("referral reproduced"), .entered = true}, response.referralReproduced);
    visit({.key = "bleeding", .title = mark("bleeding"), .entered = true}, response.bleeding);
    visit({.key = "bruise", .title = mark("bruise"), .entered = true}, response.bruise);
}

}  // namespace myochart::record
