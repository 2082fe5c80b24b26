#include "referral/drawn_pain.h"

#include <algorithm>
#include <cmath>

#include "referral/bands.h"

namespace myochart::referral {

namespace {

/// Between two regions dabs nearly as wide as they are, close enough to be one.
void addBetween(const ReferralMap& map, const RegionPlace& a, const RegionPlace& b, bool erases, std::vector<record::PainDab>& dabs) {
    constexpr float kApart = 0.7F, kOffSkinMm = 35;  // of the radius; where the straight way runs deeper, the skin leads elsewhere
    const float radius = std::min(a.radiusMm, b.radiusMm), whole = glm::length(b.position - a.position);
    const auto count = static_cast<int>(std::ceil(whole / (kApart * radius))) - 1;
    for (int i = 1; i <= count; ++i) {
        const vec3 at = a.position + (b.position - a.position) * (static_cast<float>(i) / static_cast<float>(count + 1));
        const auto vertex = map.skin()->nearestVertex(at);
        if (!vertex) continue;
        const vec3 onSkin = map.skin()->mesh().positions[*vertex];
        if (glm::length(onSkin - at) <= kOffSkinMm) dabs.push_back(dabToKeep(map, onSkin, radius * kApart, erases));
    }
}

}  // namespace

record::PainDab dabToKeep(const ReferralMap& map, vec3 at, float radiusMm, bool erases) {
    record::PainDab dab;
    dab.at = map.frame()->framed(at);
    dab.radiusMm = radiusMm;
    if (erases) dab.erases = true;
    return dab;
}

std::vector<record::PainDab> dabsBetween(const ReferralMap& map, std::span<const PaintedArea> areas, bool erases) {
    constexpr float kAcrossMidplane = 1.5F;  // of the sum of both radii
    std::vector<record::PainDab> dabs;
    if (!map.skin()) return dabs;
    std::vector<Zone> zones;
    for (const PaintedArea& area : areas)
        for (const Side side : {Side::left, Side::right}) {
            const auto found = area.side && *area.side != side && *area.side != Side::midline ? std::nullopt : map.region(area.region, side);
            if (found && map.regions()[*found].vertex && std::ranges::find(zones, *found, &Zone::region) == zones.end()) zones.push_back({*found, true});
        }
    for (const RegionPair& pair : joinedZones(map.regions(), zones)) addBetween(map, map.regions()[pair.first], map.regions()[pair.second], erases, dabs);
    for (const Zone& zone : zones) {
        const RegionPlace& left = map.regions()[zone.region];
        const auto other = left.side == Side::left ? map.region(left.region->key, Side::right) : std::nullopt;
        if (!other || std::ranges::find(zones, *other, &Zone::region) == zones.end()) continue;
        const RegionPlace& right = map.regions()[*other];
        if (glm::length(left.position - right.position) <= kAcrossMidplane * (left.radiusMm + right.radiusMm)) addBetween(map, left, right, erases, dabs);
    }
    return dabs;
}

record::PainDab mirrored(record::PainDab dab) {
    if (dab.at) dab.at->x = -dab.at->x;
    if (dab.side) dab.side = opposite(*dab.side);
    return dab;
}

Outcome apply(PainBrush& brush, const ReferralMap& map, const record::PainDab& dab) {
    Dab meant;
    if (dab.at) meant.at = map.frame()->place(static_cast<double>(dab.at->x), static_cast<double>(dab.at->y), static_cast<double>(dab.at->z));
    meant.radiusMm = dab.radiusMm.value_or(0);
    meant.region = dab.region;
    meant.side = dab.side;
    meant.erases = dab.erases.value_or(false);
    return brush.apply(meant);
}

void tellPlace(record::PainArea& area, const ReferralMap& map, const PainBrush& painted) {
    const Field field = painted.field();
    area.where = whereItHurts(map, field);
    area.areaCm2.reset();
    if (!area.dabs.empty()) area.areaCm2 = static_cast<float>(map.areaMm2(field) / 100);
}

Field painOf(const ReferralMap& map, const record::PainDrawing& drawing) {
    std::vector<Field> fields;
    PainBrush brush(map);
    for (const record::PainArea& area : drawing.areas) {
        brush.clear();
        for (const record::PainDab& dab : area.dabs) (void)apply(brush, map, dab);
        fields.push_back(brush.field());
    }
    std::vector<const Field*> all;
    for (const Field& field : fields) all.push_back(&field);
    return map.together(all);
}

Overlap overlapOf(const ReferralMap& map, const Field& pain, std::span<const Pattern* const> patterns) {
    std::vector<const Field*> fields;
    for (const Pattern* pattern : patterns) fields.push_back(&pattern->field);
    const std::vector<float> hurts = map.dense(pain);
    Overlap overlap;
    double patternMm2 = 0, weights = 0, weighed = 0;
    for (const Share& each : map.together(fields)) {
        if (each.share < kSpillover / 2 || !map.skin() || each.cell >= map.skin()->vertexCount()) continue;
        const auto mm2 = static_cast<double>(map.cellMm2(each.cell));
        patternMm2 += mm2;
        const double hurt = mm2 * static_cast<double>(hurts[each.cell]), share = static_cast<double>(each.share);
        overlap.mm2 += hurt;
        weights += mm2 * share, weighed += hurt * share;
    }
    const double painMm2 = map.areaMm2(pain);
    if (painMm2 > 0) overlap.ofPain = overlap.mm2 / painMm2;
    if (patternMm2 > 0) overlap.ofPattern = overlap.mm2 / patternMm2;
    if (weights > 0) overlap.ofPatternWeighed = weighed / weights;
    return overlap;
}

}  // namespace myochart::referral
