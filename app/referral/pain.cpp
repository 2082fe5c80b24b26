#include "referral/pain.h"

#include <cmath>

#include "core/text.h"
#include "core/words.h"

namespace myochart::referral {

namespace {

constexpr float kOffSkinMm = 40;      // a place farther from the skin was meant for another body
constexpr float kGreatestMm = 1000;   // of a dab's radius

Outcome addDab(const ReferralMap& map, const PaintedArea& area, std::vector<Field>& fields) {
    if (!map.skin()) return failed(said("This body has no skin to paint on; give the painful regions by name."));
    if (!std::isfinite(area.radiusMm) || area.radiusMm <= 0 || area.radiusMm > kGreatestMm)
        return refused(said("A painted dab needs a radius above 0 and up to {} mm.", kGreatestMm));
    const vec3 at = *area.at;
    const auto vertex = std::isfinite(at.x) && std::isfinite(at.y) && std::isfinite(at.z) ? map.skin()->nearestVertex(at) : std::nullopt;
    if (!vertex || glm::length(map.skin()->mesh().positions[*vertex] - at) > kOffSkinMm) return refused(said("A painted dab lies off the skin of this body."));
    // Smaller than the skin's own triangles it still marks its place.
    const float radius = area.radiusMm;
    fields.push_back(map.spread(*vertex, radius, [](float) { return 1.0F; }));
    return Done{};
}

Outcome addRegion(const ReferralMap& map, const PaintedArea& area, std::vector<Field>& fields) {
    bool isThere = false;
    for (const Side side : {Side::left, Side::right}) {
        if (area.side && *area.side != side && *area.side != Side::midline) continue;
        if (const auto found = map.region(area.region, side)) fields.push_back(map.fieldOf(*found)), isThere = true;
    }
    if (!isThere) return refused(said("No region has the key \"{}\".", displayText(area.region, 40)));
    return Done{};
}

}  // namespace

Result<Field> painted(const ReferralMap& map, std::span<const PaintedArea> areas) {
    std::vector<Field> fields;
    for (const PaintedArea& area : areas)
        if (const Outcome added = area.at ? addDab(map, area, fields) : addRegion(map, area, fields); !added) return added.error();
    std::vector<const Field*> parts;
    for (const Field& field : fields) parts.push_back(&field);
    Field all = map.together(parts);
    if (all.empty()) return failed(said("Nothing is painted; say where it hurts."));
    return all;
}

std::vector<PaintedArea> regionsNamed(std::string_view keys, std::optional<Side> side) {
    std::vector<PaintedArea> areas;
    for (const std::string& key : split(keys, ','))
        if (std::string name = trim(key); !name.empty()) areas.push_back({{}, 0, std::move(name), side});
    return areas;
}

}  // namespace myochart::referral
