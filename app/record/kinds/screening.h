#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// Why a warning was gone past.
struct Override {
    std::string about;   ///< the key of the warning (screening of anatomy/screening.h), or words
    std::string reason;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Override&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Override> = true;

template <Like<Override> O>
void describe(auto& visit, O& given) {
    visit({.key = "about", .title = mark("warning"), .filled = true}, given.about);
    visit({.key = "reason", .title = mark("reason"), .form = Form::lines, .filled = true, .identifies = true}, given.reason);
}

/// What was asked about contraindications and precautions, and what the patient said. A key in neither list was not asked.
struct Screening {
    std::vector<std::string> yes, no;  ///< keys of the safety table, or words
    std::vector<Override> overrides;   ///< warnings that were gone past, each with its reason
    std::string others = {};           ///< fields of a newer format (field.h)

    bool saysYes(std::string_view key) const { return std::find(yes.begin(), yes.end(), key) != yes.end(); }
    bool saysNo(std::string_view key) const { return std::find(no.begin(), no.end(), key) != no.end(); }
    bool operator==(const Screening&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Screening> = true;

template <Like<Screening> S>
void describe(auto& visit, S& screening) {
    visit({.key = "yes", .title = mark("list of what was answered with yes"), .highest = 500}, screening.yes);
    visit({.key = "no", .title = mark("list of what was answered with no"), .highest = 500}, screening.no);
    visit({.key = "overrides", .title = mark("list of warnings with a reason"), .highest = 500}, screening.overrides);
}

}  // namespace myochart::record
