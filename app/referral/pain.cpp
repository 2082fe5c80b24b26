#include "referral/pain.h"

#include <cmath>

#include "core/text.h"
#include "core/words.h"

namespace myochart::referral {

namespace {

constexpr float kOffSkinMm = 40;      // a place farther from the skin was meant for another body
constexpr float kGreatestMm = 1000;   // of a dab's radius

bool isFinite(vec3 at) { return std::isfinite(at.x) && std::isfinite(at.y) && std::isfinite(at.z); }

}  // namespace

Result<std::uint32_t> dabVertex(const ReferralMap& map, vec3 at, float radiusMm) {
    if (!map.skin()) return failed(said("This body has no skin to paint on; give the painful regions by name."));
    if (!std::isfinite(radiusMm) || radiusMm <= 0 || radiusMm > kGreatestMm) return refused(said("A painted dab needs a radius above 0 and up to {} mm.", kGreatestMm));
    const auto vertex = isFinite(at) ? map.skin()->nearestVertex(at) : std::nullopt;
    if (!vertex || glm::length(map.skin()->mesh().positions[*vertex] - at) > kOffSkinMm) return refused(said("A painted dab lies off the skin of this body."));
    return *vertex;
}

Result<std::vector<const Field*>> regionFields(const ReferralMap& map, const std::string& key, std::optional<Side> side) {
    std::vector<const Field*> fields;
    for (const Side each : {Side::left, Side::right}) {
        if (side && *side != each && *side != Side::midline) continue;
        if (const auto found = map.region(key, each)) fields.push_back(&map.fieldOf(*found));
    }
    if (fields.empty()) return refused(said("No region has the key \"{}\".", displayText(key, 40)));
    return fields;
}

Result<Field> painted(const ReferralMap& map, std::span<const PaintedArea> areas) {
    std::vector<Field> dabs;
    dabs.reserve(areas.size());  // pointed to
    std::vector<const Field*> parts;
    for (const PaintedArea& area : areas) {
        if (!area.at) {
            const auto fields = regionFields(map, area.region, area.side);
            if (!fields) return fields.error();
            parts.insert(parts.end(), fields->begin(), fields->end());
            continue;
        }
        const auto vertex = dabVertex(map, *area.at, area.radiusMm);
        if (!vertex) return vertex.error();
        // Smaller than the skin's own triangles it still marks its place.
        parts.push_back(&dabs.emplace_back(map.spread(*vertex, area.radiusMm, [](float) { return 1.0F; })));
    }
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
