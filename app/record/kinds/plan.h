#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// Where a site comes from when nobody placed it by hand, and what the catalogue calls it.
struct Plan {
    std::optional<bool> unconfirmed;  ///< true: taken over, and nobody has touched or confirmed it yet
    std::string from;                 ///< the key of the protocol, or the id of the earlier visit
    std::string point;                ///< the key of the trigger point in the catalogue
    std::string earlier;              ///< the id of the site in an earlier visit that it was taken over from
    std::vector<std::string> reactions = {};  ///< what happened there the last time: keys of adverse events, or words
    std::string others = {};          ///< fields of a newer format (field.h)

    bool operator==(const Plan&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Plan> = true;

template <Like<Plan> P>
void describe(auto& visit, P& plan) {
    visit({.key = "unconfirmed", .title = mark("mark of what nobody has confirmed")}, plan.unconfirmed);
    visit({.key = "from", .title = mark("origin of the site")}, plan.from);
    visit({.key = "point", .title = mark("trigger point")}, plan.point);
    visit({.key = "earlier", .title = mark("same site of an earlier visit")}, plan.earlier);
    visit({.key = "reactions", .title = mark("list of what happened there the last time"), .highest = 20}, plan.reactions);
}

}  // namespace myochart::record
