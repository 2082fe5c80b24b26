#pragma once
#include <optional>
#include <string>

#include "core/time.h"
#include "core/vec.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

/// What was done with the needle at a site. Nothing is recorded that nobody said: an empty value is neither "no" nor 0.
struct Needling {
    std::optional<float> diameterMm, lengthMm;
    std::string maker, item, lot, serial;     ///< as on the box; item: the maker's number
    std::string expiry;                       ///< "YYYY-MM-DD" or empty
    std::string technique;                    ///< a key of the needle table, or words
    std::optional<vec3> direction;            ///< unit, into the body; body frame
    std::optional<vec3> entry;                ///< from the site's place to where it goes in through the skin, mm; none: its way leads through the place
    std::string directionWords;
    std::optional<float> depthMm;             ///< inserted, from the skin; may exceed the length where tissue was pressed
    std::string depthWords;                   ///< by tissue: "to the facet"
    std::optional<float> liftMm;              ///< how far tissue is held up between fingers: the pincer grip
    std::optional<float> ultrasoundMuscleMm, ultrasoundRibMm, ultrasoundPleuraMm;  ///< under the skin, as it showed them on the needle's way
    std::optional<std::uint32_t> insertions;
    std::optional<bool> winding;
    std::optional<std::uint32_t> pistoning;   ///< strokes
    std::optional<float> stimulationHz, stimulationMa;
    std::string stimulationWords;             ///< intensity as felt
    std::optional<float> stimulationMin;
    std::optional<std::uint32_t> grade;       ///< 1 to 5, as one course grades the treatment
    std::optional<float> retentionMin;        ///< how long it is to stay, or stayed as somebody said
    std::optional<UtcMs> inAt, outAt;
    std::optional<UtcMs> countedAt = {};      ///< somebody looked at the place and saw that it is out
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Needling&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Needling> = true;

template <Like<Needling> N>
void describe(auto& visit, N& needle) {
    visit({.key = "diameter_mm", .title = mark("needle's diameter"), .brief = mark("diameter"), .unit = "mm", .lowest = 0.05, .highest = 2, .entered = true}, needle.diameterMm);
    visit({.key = "length_mm", .title = mark("needle's length"), .brief = mark("length"), .unit = "mm", .lowest = 1, .highest = 200, .entered = true}, needle.lengthMm);
    visit({.key = "maker", .title = mark("needle's maker"), .brief = mark("maker"), .entered = true}, needle.maker);
    visit({.key = "item", .title = mark("maker's item number"), .brief = mark("item"), .entered = true}, needle.item);
    visit({.key = "lot", .title = mark("lot"), .entered = true}, needle.lot);
    visit({.key = "serial", .title = mark("serial number"), .entered = true}, needle.serial);
    visit({.key = "expiry", .title = mark("day of expiry"), .brief = mark("expires"), .form = Form::anyDay, .entered = true}, needle.expiry);
    visit({.key = "technique", .title = mark("technique"), .entered = true}, needle.technique);
    visit({.key = "direction", .title = mark("direction of the needle"), .form = Form::direction, .lowest = -2, .highest = 2}, needle.direction);
    visit({.key = "entry_mm", .title = mark("way from the site to where the needle goes in"), .lowest = -500, .highest = 500}, needle.entry);
    visit({.key = "direction_words", .title = mark("direction in words"), .brief = mark("direction")}, needle.directionWords);
    visit({.key = "depth_mm", .title = mark("depth"), .unit = "mm", .highest = 200, .entered = true}, needle.depthMm);
    visit({.key = "depth_words", .title = mark("depth in words"), .entered = true}, needle.depthWords);
    visit({.key = "lift_mm", .title = mark("lift of the tissue held between fingers"), .brief = mark("lifted"), .unit = "mm", .highest = 60, .entered = true}, needle.liftMm);
    visit({.key = "ultrasound_muscle_mm", .title = mark("depth of the muscle by ultrasound"), .brief = mark("muscle by ultrasound"), .unit = "mm", .highest = 200, .entered = true}, needle.ultrasoundMuscleMm);
    visit({.key = "ultrasound_rib_mm", .title = mark("depth of the rib by ultrasound"), .brief = mark("rib by ultrasound"), .unit = "mm", .highest = 200, .entered = true}, needle.ultrasoundRibMm);
    visit({.key = "ultrasound_pleura_mm", .title = mark("depth of the pleura by ultrasound"), .brief = mark("pleura by ultrasound"), .unit = "mm", .highest = 200, .entered = true}, needle.ultrasoundPleuraMm);
    visit({.key = "insertions", .title = mark("count of insertions"), .brief = mark("insertions"), .highest = 100, .entered = true}, needle.insertions);
    visit({.key = "winding", .title = mark("winding"), .entered = true}, needle.winding);
    visit({.key = "pistoning", .title = mark("count of pistoning strokes"), .brief = mark("pistoning"), .highest = 1000, .entered = true}, needle.pistoning);
    visit({.key = "stimulation_hz", .title = mark("frequency of the stimulation"), .brief = mark("stimulation"), .unit = "Hz", .highest = 1000, .entered = true}, needle.stimulationHz);
    visit({.key = "stimulation_ma", .title = mark("current of the stimulation"), .brief = mark("current"), .unit = "mA", .highest = 100, .entered = true}, needle.stimulationMa);
    visit({.key = "stimulation_words", .title = mark("stimulation in words"), .brief = mark("felt as"), .entered = true}, needle.stimulationWords);
    visit({.key = "stimulation_min", .title = mark("time of the stimulation"), .brief = mark("stimulated"), .unit = "min", .highest = 240, .entered = true}, needle.stimulationMin);
    visit({.key = "grade", .title = mark("treatment grade"), .brief = mark("grade"), .lowest = 1, .highest = 5, .entered = true}, needle.grade);
    visit({.key = "retention_min", .title = mark("time in place"), .unit = "min", .highest = 240, .entered = true}, needle.retentionMin);
    visit({.key = "in_at", .title = mark("time of the needle going in")}, needle.inAt);
    visit({.key = "out_at", .title = mark("time of the needle coming out")}, needle.outAt);
    visit({.key = "counted_at", .title = mark("time of the needle being counted out")}, needle.countedAt);
}

}  // namespace myochart::record
