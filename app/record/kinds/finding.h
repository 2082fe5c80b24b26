#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

enum class Certainty { unsure, likely, certain };
constexpr auto choicesOf(Certainty) {
    using enum Certainty;
    return std::to_array({unsure, likely, certain});
}
std::string_view name(Certainty certainty);

/// What a pressure pain threshold is counted in; `kilogram` is what spring gauges show (9.80665 N).
enum class PressureUnit { newton, kilogram, kilopascal };
constexpr auto choicesOf(PressureUnit) {
    using enum PressureUnit;
    return std::to_array({newton, kilogram, kilopascal});
}
std::string_view name(PressureUnit unit);

/// What the hand finds at a site. Nothing is recorded that nobody said: an empty value is neither "no" nor 0.
struct Finding {
    std::optional<bool> tautBand;
    std::optional<std::uint32_t> tenderness;  ///< 0 none .. 3 severe
    std::optional<bool> recognised;           ///< pressing brings the pain that the patient knows
    std::optional<bool> referralFelt;
    std::string referralWhere;                ///< in words
    std::optional<Certainty> certainty;       ///< of the palpation
    std::optional<float> threshold;           ///< pressure pain threshold, in thresholdUnit
    std::optional<PressureUnit> thresholdUnit;
    std::optional<float> tipCm2;              ///< area of the gauge's tip
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Finding&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Finding> = true;

template <Like<Finding> F>
void describe(auto& visit, F& finding) {
    visit({.key = "taut_band", .title = mark("taut band"), .entered = true}, finding.tautBand);
    visit({.key = "tenderness", .title = mark("tenderness"), .highest = 3, .entered = true}, finding.tenderness);
    visit({.key = "recognised", .title = mark("recognised pain"), .brief = mark("recognised"), .entered = true}, finding.recognised);
    visit({.key = "referral_felt", .title = mark("referral felt"), .entered = true}, finding.referralFelt);
    visit({.key = "referral_where", .title = mark("referral in words"), .brief = mark("refers to"), .entered = true}, finding.referralWhere);
    visit({.key = "certainty", .title = mark("certainty of the palpation"), .brief = mark("palpation"), .entered = true}, finding.certainty);
    visit({.key = "threshold", .title = mark("pressure pain threshold"), .highest = 5000, .entered = true}, finding.threshold);
    visit({.key = "threshold_unit", .title = mark("unit of the threshold"), .entered = true}, finding.thresholdUnit);
    visit({.key = "tip_cm2", .title = mark("area of the gauge's tip"), .brief = mark("tip"), .unit = "cm2", .lowest = 0.01, .highest = 20, .entered = true}, finding.tipCm2);
}

}  // namespace myochart::record
