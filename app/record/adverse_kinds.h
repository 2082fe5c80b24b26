#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "record/kinds/after.h"

namespace myochart::record {

/// The key of dizziness and fainting, after which every needle is counted.
inline constexpr std::string_view kFainting = "fainting";

/// A kind of adverse event, to be chosen; its key is what AdverseEvent::category keeps.
struct AdverseCategory {
    const char* key;
    const char* title;  ///< in English, for tr()
    int askAfterHours;  ///< how long after a mild one the patient is asked how it went; 0: not of itself
};
std::span<const AdverseCategory> adverseCategories();
/// Null: words of somebody's own.
const AdverseCategory* adverseCategory(std::string_view key);

/// When the patient is to be asked how it went: 24 to 48 hours after what happened `at`, by which soreness has settled and a
/// late pneumothorax has shown. Nothing for what is mild and passes by itself (a bruise); what is worse, and what has words
/// of somebody's own, is always asked about.
std::optional<UtcMs> followUpDue(std::string_view category, Severity severity, UtcMs at);

}  // namespace myochart::record
