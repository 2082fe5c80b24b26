#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/side.h"
#include "core/vec.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// One touch of the brush, in order: a later one that erases takes away what earlier ones laid.
struct PainDab {
    std::string region;          ///< the key of a region of the table, painted whole; empty: a round dab
    std::optional<Side> side;    ///< of the region; none: both
    std::optional<vec3> at;      ///< of a dab, in the frame of the regions (docs/referral.md): body heights, x to the left, y up, z forward; it fits every body
    std::optional<float> radiusMm;
    std::optional<bool> erases;
    std::string others = {};     ///< fields of a newer format (field.h)

    bool operator==(const PainDab&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<PainDab> = true;

template <Like<PainDab> D>
void describe(auto& visit, D& dab) {
    visit({.key = "region", .title = mark("painted region")}, dab.region);
    visit({.key = "side", .title = mark("side of the painted region")}, dab.side);
    visit({.key = "at", .title = mark("place of the dab"), .lowest = -2, .highest = 2}, dab.at);
    visit({.key = "radius_mm", .title = mark("radius of the dab"), .unit = "mm", .lowest = 0.5, .highest = 1000}, dab.radiusMm);
    visit({.key = "erases", .title = mark("erasing")}, dab.erases);
}

/// Where it hurts in one way, painted on the skin. Nothing is recorded that nobody said.
struct PainArea {
    std::vector<std::string> qualities;      ///< keys of note::painQualities(), or words
    std::optional<std::uint32_t> intensity;  ///< 0 none .. 10 the worst there is
    std::string depth;                       ///< a key of note::painDepths(), or words
    std::string where;                       ///< in words, by the regions that hurt, as it was on the body it was painted on
    std::optional<float> areaCm2;            ///< on that body's skin
    std::vector<PainDab> dabs;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const PainArea&) const = default;
};

inline constexpr size_t kMaxPainDabs = 5000;  ///< an area

template <>
inline constexpr bool kMayBeEmpty<PainArea> = true;

template <Like<PainArea> A>
void describe(auto& visit, A& area) {
    visit({.key = "qualities", .title = mark("list of what the pain is like"), .highest = 20}, area.qualities);
    visit({.key = "intensity", .title = mark("intensity of the pain"), .highest = 10}, area.intensity);
    visit({.key = "depth", .title = mark("how deep the pain is felt")}, area.depth);
    visit({.key = "where", .title = mark("where the pain is"), .form = Form::lines, .maxBytes = kMaxNoteBytes}, area.where);
    visit({.key = "area_cm2", .title = mark("painted area"), .unit = "cm2", .lowest = 0, .highest = 100'000}, area.areaCm2);
    visit({.key = "dabs", .title = mark("list of painted dabs"), .highest = static_cast<double>(kMaxPainDabs)}, area.dabs);
}

/// The patient's own pain as it is painted at a visit.
struct PainDrawing {
    std::vector<PainArea> areas;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const PainDrawing&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<PainDrawing> = true;

template <Like<PainDrawing> D>
void describe(auto& visit, D& drawing) {
    visit({.key = "areas", .title = mark("list of painted areas"), .highest = 50}, drawing.areas);
}

}  // namespace myochart::record
