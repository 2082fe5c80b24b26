#pragma once
#include <optional>
#include <string>

#include "core/time.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/after.h"

namespace myochart::record {

/// What went wrong at an earlier visit, as somebody was told before this one and said to have read.
struct KnownEvent {
    std::string visit;     ///< the id of the earlier visit
    std::string day;       ///< of it, "YYYY-MM-DD"
    std::string category;  ///< as the event has it (AdverseEvent)
    Severity severity = Severity::mild;
    std::optional<UtcMs> at = {};  ///< when it was read
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const KnownEvent&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<KnownEvent> = true;

template <Like<KnownEvent> K>
void describe(auto& visit, K& event) {
    visit({.key = "visit", .title = mark("earlier visit"), .filled = true}, event.visit);
    visit({.key = "day", .title = mark("day of the earlier visit"), .form = Form::anyDay}, event.day);
    visit({.key = "category", .title = mark("kind of adverse event"), .filled = true}, event.category);
    visit({.key = "severity", .title = mark("severity")}, event.severity);
    visit({.key = "at", .title = mark("time of reading it")}, event.at);
}

}  // namespace myochart::record
