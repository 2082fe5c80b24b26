#include "cli/acting.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/screening.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "record/fault_words.h"
#include "record/signing_rules.h"

namespace myochart::cli {

Result<record::Therapist> actingTherapist(const Context& context, store::Record& record) {
    const auto practice = record.practice();
    if (!practice) return practice.error();
    const auto& all = practice->therapists;
    if (!context.therapist.empty()) {
        if (const record::Therapist* named = practice->therapist({context.therapist})) return *named;
        return failed("There is no therapist with that id; `therapist list` shows who there is.");
    }
    if (all.empty()) return failed("No therapist is kept yet; `therapist add --name NAME` adds one.");
    if (all.size() > 1) return environmentFault("Several therapists are kept; say with --therapist ID who acts (`therapist list` shows them).");
    return all[0];
}

Result<ChangedVisit> changeVisit(workspace::Program& program, const record::SessionId& id, const VisitEdit& edit) {
    return fromRecord<ChangedVisit>(program, [&](store::Record& record) -> Result<ChangedVisit> {
        auto before = record.readable(id);  // a damaged site keeps nobody from charting
        if (!before) return before.error();
        auto edited = edit(record, before->session);
        if (!edited) return edited.error();
        if (const auto put = record.put(store::SessionChange{before->session, edited->session}); !put) return put.error();
        return ChangedVisit{std::move(before->session), std::move(edited->session), std::move(edited->message)};
    });
}

Result<record::Edited> editedAs(const record::Session& before, record::Session after, std::string message) {
    if (before.signing.isSigned()) return record::signedVisit();
    if (const std::string fault = faultIn(after); !fault.empty()) return refused(record::faultInWords(fault));
    return record::Edited{std::move(after), std::move(message)};
}

Outcome requirePast(UtcMs moment, std::string_view what) {
    constexpr UtcMs kClocksDiffer = 60'000;
    if (moment > nowUtc() + kClocksDiffer) return refused(fmt::format("{}: that moment is still to come.", what));
    return Done{};
}

Result<UtcMs> momentOr(UtcMs now, const std::string& text, std::string_view option) {
    if (text.empty()) return now;
    const auto moment = parseMoment(text);
    if (moment && now > 0)
        if (const auto past = requirePast(*moment, option); !past) return past.error();
    if (moment) return *moment;
    return environmentFault(fmt::format("{} takes a moment such as 2026-11-22T14:05 (your time) or 2026-11-22T14:05:00Z.", option));
}

Outcome keyOrWords(const std::vector<std::string>& keys, const std::string& text, std::string_view option) {
    constexpr std::string_view kKeyLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    const bool looksLikeAKey = text.find('_') != std::string::npos && text.find_first_not_of(kKeyLetters) == std::string::npos;
    if (!looksLikeAKey || std::ranges::find(keys, text) != keys.end()) return Done{};
    const auto nearest = std::ranges::min_element(keys, {}, [&](const std::string& key) { return editDistance(key, text, 40); });
    if (nearest == keys.end()) return refused(fmt::format("{} has no key {}.", option, displayText(text, 60)));
    return refused(fmt::format("{} has no key {}; is {} meant?", option, displayText(text, 60), *nearest));
}

std::vector<std::string> safetyKeys(const anatomy::Catalogue& catalogue, const std::vector<std::string_view>& types) {
    std::vector<std::string> keys;
    for (const anatomy::SafetyFact& fact : catalogue.safety())
        if (std::ranges::any_of(types, [&](std::string_view type) { return fact.type.starts_with(type); })) keys.push_back(fact.key);
    return keys;
}

std::vector<std::string> screeningKeys(const anatomy::Catalogue& catalogue) { return safetyKeys(catalogue, {"contraindication", "precaution"}); }
std::vector<std::string> questionKeys(const anatomy::Catalogue& catalogue) {
    std::vector<std::string> keys;
    for (const anatomy::SafetyFact* fact : anatomy::screeningQuestions(catalogue)) keys.push_back(fact->key);
    return keys;
}

}  // namespace myochart::cli
