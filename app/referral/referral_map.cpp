#include "referral/referral_map.h"

#include <algorithm>
#include <numbers>

#include "body/parallel.h"
#include "core/words.h"
#include "referral/bands.h"
#include "referral/edge_weight.h"

namespace myochart::referral {

namespace {

constexpr float kHeightMm = 1700;             // of a body of which nothing but names is known

Field fieldOnSkin(const RegionPlace& place, float midplane, const SkinGraph& graph, SurfaceWalk& walk) {
    Field field;
    for (const Reached& reached : walk.from(*place.vertex, place.radiusMm * kEdgeEnds)) {
        const float share = edgeWeight(reached.mm, place.radiusMm) * sideWeight(graph.mesh().positions[reached.vertex].x, midplane, sideSign(place.side));
        if (share > 0) field.push_back({reached.vertex, share});
    }
    std::sort(field.begin(), field.end(), [](const Share& a, const Share& b) { return a.cell < b.cell; });
    return field;
}

/// Sorts by cell and keeps of each the greatest share.
void settle(Field& field) {
    std::sort(field.begin(), field.end(), [](const Share& a, const Share& b) { return a.cell != b.cell ? a.cell < b.cell : a.share > b.share; });
    field.erase(std::unique(field.begin(), field.end(), [](const Share& a, const Share& b) { return a.cell == b.cell; }), field.end());
    field.shrink_to_fit();
}

float discMm2(float radiusMm) { return std::numbers::pi_v<float> * radiusMm * radiusMm; }

}  // namespace

ReferralMap ReferralMap::byNames(const anatomy::Catalogue& catalogue) {
    ReferralMap map;
    for (const anatomy::ReferralRegion& region : catalogue.regions())
        for (const Side side : {Side::left, Side::right}) {
            if (!region.paired && side == Side::right) continue;
            RegionPlace place;
            place.region = &region;
            place.side = region.paired ? side : Side::midline;
            place.radiusMm = static_cast<float>(region.radius) * kHeightMm;
            map.regionFields_.push_back({{static_cast<std::uint32_t>(map.areas_.size()), 1}});
            map.areas_.push_back(discMm2(place.radiusMm));
            map.regions_.push_back(place);
        }
    map.nameRegions();
    map.addPatterns(catalogue);
    map.addNerves(catalogue);
    return map;
}

Result<ReferralMap> ReferralMap::on(const body::Body& body, const anatomy::Catalogue& catalogue, const Progress* progress) {
    auto skin = SkinGraph::of(body);
    if (!skin) return skin.error();
    places::LandmarkFinder landmarks(body);
    const auto warp = FrameWarp::of(body, catalogue, landmarks);
    if (!warp) return warp.error();
    ReferralMap map;
    map.skin_ = std::move(*skin);
    map.limbs_ = limbsOf(body, *map.skin_);
    wallOffLimbs(body, map.limbs_, *map.skin_);
    map.regions_ = placeRegions(catalogue, *warp, *map.skin_, map.limbs_);
    map.frame_ = *warp;
    map.areas_.assign(map.skin_->areas().begin(), map.skin_->areas().end());
    // Each core walks the skin by itself, over every so many regions.
    constexpr size_t kWalkers = 8;
    map.regionFields_.resize(map.regions_.size());
    const SkinGraph& skinGraph = *map.skin_;
    body::forEachInParallel(kWalkers, [&](size_t walker) {
        SurfaceWalk walk(skinGraph);
        for (size_t i = walker; i < map.regions_.size() && !(progress && progress->cancelled()); i += kWalkers)
            if (map.regions_[i].vertex) map.regionFields_[i] = fieldOnSkin(map.regions_[i], warp->midplane(), skinGraph, walk);
    });
    if (progress && progress->cancelled()) return failed(said("Laying out the patterns was stopped."));
    for (size_t i = 0; i < map.regions_.size(); ++i)
        if (!map.regions_[i].vertex) {
            map.regionFields_[i] = {{static_cast<std::uint32_t>(map.areas_.size()), 1}};
            map.areas_.push_back(discMm2(map.regions_[i].radiusMm));
        }
    map.nameRegions();
    map.addPatterns(catalogue);
    map.joinZones(warp->midplane());
    map.addNerves(catalogue);
    return map;
}

/// Those that the tables tell, on every side that the pattern has both ends on.
void ReferralMap::addToldBands(const Pattern& pattern, std::vector<RegionPair>& pairs) const {
    const auto has = [&](std::optional<std::uint32_t> each) { return each && std::ranges::find(pattern.zones, *each, &Zone::region) != pattern.zones.end() && regions_[*each].vertex; };
    for (const std::vector<std::string>& band : pattern.point->bands)
        for (size_t i = 0; i + 1 < band.size(); ++i)
            for (const Side side : {Side::left, Side::right})
                if (const auto from = region(band[i], side), to = region(band[i + 1], side); has(from) && has(to))
                    if (const RegionPair pair = std::minmax(*from, *to); std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(pair);
}

/// Of every pattern the zones that are neighbours become one: full between two essential ones, else a spillover.
void ReferralMap::joinZones(float midplane) {
    std::vector<std::vector<RegionPair>> joined;
    std::vector<RegionPair> all;
    for (const Pattern& pattern : patterns_) {
        joined.push_back(joinedZones(regions_, pattern.zones));
        addToldBands(pattern, joined.back());
        all.insert(all.end(), joined.back().begin(), joined.back().end());
    }
    const Bands bands(regions_, all, midplane, *skin_);
    for (size_t i = 0; i < patterns_.size(); ++i) {
        Pattern& pattern = patterns_[i];
        const auto isEssential = [&](std::uint32_t region) { return std::ranges::find(pattern.zones, region, &Zone::region)->essential; };
        for (const RegionPair& pair : joined[i]) {
            const float strength = isEssential(pair.first) && isEssential(pair.second) ? 1.0F : kSpillover;
            for (const Share& each : bands.between(pair)) pattern.field.push_back({each.cell, each.share * strength});
        }
        settle(pattern.field);
        pattern.weightMm2 = areaMm2(pattern.field);
    }
}

void ReferralMap::nameRegions() {
    for (std::uint32_t i = 0; i < regions_.size(); ++i) firstOfKey_.try_emplace(regions_[i].region->key, i);
}

void ReferralMap::addPatterns(const anatomy::Catalogue& catalogue) {
    for (const anatomy::TriggerPoint& point : catalogue.triggerPoints())
        for (const Side side : {Side::left, Side::right}) {
            if (point.rightOnly && side == Side::left) continue;
            Pattern pattern;
            pattern.point = &point;
            pattern.side = side;
            const auto add = [&](const std::vector<std::string>& keys, bool essential) {
                for (const std::string& key : keys)
                    for (const Side on : {side, opposite(side)}) {
                        const auto found = region(key, on);
                        const bool isThere = found && std::any_of(pattern.zones.begin(), pattern.zones.end(), [&](const Zone& zone) { return zone.region == *found; });
                        if (found && !isThere && (on == side || point.bilateral || (essential && point.essentialBilateral))) pattern.zones.push_back({*found, essential});
                    }
            };
            add(point.essentialZones, true);
            add(point.spilloverZones, false);
            pattern.field = zonesTogether(pattern.zones);
            pattern.weightMm2 = areaMm2(pattern.field);
            patterns_.push_back(std::move(pattern));
        }
}

void ReferralMap::addNerves(const anatomy::Catalogue& catalogue) {
    for (const anatomy::NerveField& nerve : catalogue.nerveFields())
        for (const Side side : {Side::left, Side::right}) {
            std::vector<Zone> zones;
            for (const std::string& key : nerve.regions)
                if (const auto found = region(key, side)) zones.push_back({*found, true});
            if (zones.empty()) continue;
            NerveArea& area = nerves_.emplace_back(NerveArea{&nerve, side, zonesTogether(zones), 0});
            area.weightMm2 = areaMm2(area.field);
        }
}

std::optional<std::uint32_t> ReferralMap::region(std::string_view key, Side side) const {
    const auto first = firstOfKey_.find(key);
    if (first == firstOfKey_.end()) return std::nullopt;
    for (std::uint32_t i = first->second; i < regions_.size() && regions_[i].region == regions_[first->second].region; ++i)
        if (regions_[i].side == side || !regions_[i].region->paired) return i;
    return std::nullopt;
}

double ReferralMap::areaMm2(const Field& field) const {
    double sum = 0;
    for (const Share& each : field) sum += static_cast<double>(areas_[each.cell] * each.share);
    return sum;
}

std::vector<float> ReferralMap::dense(const Field& field) const {
    std::vector<float> shares(areas_.size(), 0);
    for (const Share& each : field) shares[each.cell] = each.share;
    return shares;
}

Field ReferralMap::together(std::span<const Field* const> fields) const {
    Field all;
    for (const Field* field : fields) all.insert(all.end(), field->begin(), field->end());
    settle(all);
    return all;
}

Field ReferralMap::zonesTogether(std::span<const Zone> zones) const {
    Field all;
    for (const Zone& zone : zones)
        for (const Share& each : regionFields_[zone.region]) all.push_back({each.cell, each.share * (zone.essential ? 1.0F : kSpillover)});
    settle(all);
    return all;
}

Field ReferralMap::spread(std::uint32_t vertex, float maxMm, const std::function<float(float)>& weight) const {
    Field field;
    if (!skin_) return field;
    SurfaceWalk walk(*skin_);
    for (const Reached& reached : walk.from(vertex, maxMm))
        if (const float share = weight(reached.mm); share > 0) field.push_back({reached.vertex, share});
    settle(field);
    return field;
}

}  // namespace myochart::referral
