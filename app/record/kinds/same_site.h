#pragma once
#include <string>

#include "core/words.h"
#include "record/field.h"
#include "record/kinds/marker.h"

namespace myochart::record {

/// That two sites of different visits are one place of the patient, or that one is not, as somebody said over what the program
/// finds by itself (note/same_places.h). Kept with the patient: the visits may be signed, and it is no part of what was done there.
struct SameSite {
    MarkerId site;
    MarkerId earlier;         ///< the site of an earlier visit that it is the same as; empty: of none
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const SameSite&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<SameSite> = true;

template <Like<SameSite> S>
void describe(auto& visit, S& same) {
    visit({.key = "site", .title = mark("site")}, same.site);
    visit({.key = "earlier", .title = mark("same site of an earlier visit"), .form = Form::reference}, same.earlier);
}

}  // namespace myochart::record
