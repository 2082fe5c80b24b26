#include "record/adverse_kinds.h"

#include <algorithm>
#include <array>

namespace myochart::record {

namespace {

constexpr int kADay = 24, kTwoDays = 48;
constexpr UtcMs kHourMs = 3'600'000;

// In the words in which the two surveys count, then what is rare and must not be missed.
constexpr std::array<AdverseCategory, 24> kCategories = {{
    {"bruising", mark("bruising"), 0},
    {"bleeding", mark("bleeding"), 0},
    {"pain_during", mark("pain during the treatment"), 0},
    {"pain_after", mark("pain after the treatment"), kTwoDays},
    {"aggravation", mark("symptoms made worse"), kTwoDays},
    {"drowsiness", mark("drowsiness"), kADay},
    {"fatigue", mark("fatigue"), 0},
    {"fainting", mark("dizziness or fainting"), kADay},
    {"nausea", mark("nausea"), kADay},
    {"headache", mark("headache"), kADay},
    {"emotional", mark("emotional reaction"), kADay},
    {"numbness", mark("numbness, tingling or other nerve sign"), kADay},
    {"skin", mark("skin reaction"), kTwoDays},
    {"infection", mark("infection"), kADay},
    {"stuck_needle", mark("needle stuck or bent"), kADay},
    {"broken_needle", mark("needle broken"), kADay},
    {"forgotten_needle", mark("needle forgotten"), kADay},
    {"pneumothorax", mark("collapsed lung (pneumothorax)"), kADay},
    {"vessel", mark("injury of a large vessel"), kADay},
    {"spinal_cord", mark("injury of the spinal cord"), kADay},
    {"organ", mark("injury of another organ"), kADay},
    {"nerve_injury", mark("nerve injury"), kADay},
    {"haematoma", mark("large haematoma"), kADay},
    {"needlestick", mark("needle-stick injury of staff"), kADay},
}};

}  // namespace

std::span<const AdverseCategory> adverseCategories() { return kCategories; }

const AdverseCategory* adverseCategory(std::string_view key) {
    const auto* at = std::ranges::find_if(kCategories, [&](const AdverseCategory& each) { return each.key == key; });
    return at == kCategories.end() ? nullptr : at;
}

std::optional<UtcMs> followUpDue(std::string_view category, Severity severity, UtcMs at) {
    const AdverseCategory* known = adverseCategory(category);
    const int hours = known && known->askAfterHours > 0 ? known->askAfterHours : known && severity == Severity::mild ? 0 : kADay;
    return hours > 0 ? std::optional(at + hours * kHourMs) : std::nullopt;
}

}  // namespace myochart::record
