#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// mild: short, not serious, no change of function; moderate and major: serious, often needs treatment (Carnes 2010).
enum class Severity { mild, moderate, major };
constexpr auto choicesOf(Severity) {
    using enum Severity;
    return std::to_array({mild, moderate, major});
}
std::string_view name(Severity severity);

/// Any ill effect, however small, unintended and not therapeutic (White 2001).
struct AdverseEvent {
    std::string category;  ///< a key of the table of adverse events, or words
    Severity severity = Severity::mild;
    std::optional<UtcMs> at;
    std::string site;      ///< the id of the marker; empty: of no one site
    std::string action;
    std::optional<UtcMs> followUpDue, followedUpAt;
    std::string followUp;  ///< how it went
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const AdverseEvent&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<AdverseEvent> = true;

template <Like<AdverseEvent> A>
void describe(auto& visit, A& event) {
    visit({.key = "category", .title = mark("kind of adverse event"), .filled = true, .entered = true}, event.category);
    visit({.key = "severity", .title = mark("severity"), .entered = true}, event.severity);
    visit({.key = "at", .title = mark("time of the event")}, event.at);
    visit({.key = "site", .title = mark("site of the event")}, event.site);
    visit({.key = "action", .title = mark("what was done"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true}, event.action);
    visit({.key = "follow_up_due", .title = mark("time of the follow-up that is due")}, event.followUpDue);
    visit({.key = "followed_up_at", .title = mark("time of the follow-up")}, event.followedUpAt);
    visit({.key = "follow_up", .title = mark("follow-up"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true}, event.followUp);
}

/// What comes when the needles are out. Nothing is recorded that nobody said.
struct After {
    std::string response;  ///< how the patient took it
    std::optional<std::uint32_t> pain;  ///< 0 none .. 10 the worst there is
    std::optional<bool> noAdverse;      ///< asked for and nothing happened
    std::vector<AdverseEvent> adverse;
    std::vector<std::string> aftercare;  ///< keys of the texts, or words
    std::vector<std::string> exercises;  ///< keys of the home exercises, or words
    std::string plan;
    std::string nextVisit;               ///< "YYYY-MM-DD" or empty
    std::optional<std::uint32_t> opened, disposed;  ///< needles
    std::string checkedBy;               ///< who counted
    std::string countReason;             ///< why in and out, or the counts, differ
    std::string others = {};             ///< fields of a newer format (field.h)

    bool operator==(const After&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<After> = true;

template <Like<After> A>
void describe(auto& visit, A& after) {
    visit({.key = "response", .title = mark("response to the treatment"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .identifies = true}, after.response);
    visit({.key = "pain", .title = mark("pain after the treatment"), .brief = mark("pain after"), .highest = 10}, after.pain);
    visit({.key = "no_adverse", .title = mark("answer that nothing adverse happened"), .brief = mark("nothing adverse")}, after.noAdverse);
    visit({.key = "adverse", .title = mark("list of adverse events"), .highest = 100}, after.adverse);
    visit({.key = "aftercare", .title = mark("list of advice"), .highest = 100}, after.aftercare);
    visit({.key = "exercises", .title = mark("list of exercises"), .highest = 100}, after.exercises);
    visit({.key = "plan", .title = mark("plan"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .identifies = true}, after.plan);
    visit({.key = "next_visit", .title = mark("day of the next visit"), .brief = mark("next visit"), .form = Form::anyDay}, after.nextVisit);
    visit({.key = "opened", .title = mark("count of needles opened"), .brief = mark("opened"), .highest = 1000}, after.opened);
    visit({.key = "disposed", .title = mark("count of needles disposed of"), .brief = mark("disposed of"), .highest = 1000}, after.disposed);
    visit({.key = "checked_by", .title = mark("name of who counted the needles"), .brief = mark("counted by")}, after.checkedBy);
    visit({.key = "count_reason", .title = mark("reason why the counts differ"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .identifies = true}, after.countReason);
}

}  // namespace myochart::record
