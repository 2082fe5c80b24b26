#include "referral/pain_brush.h"

#include <algorithm>

#include "referral/edge_weight.h"
#include "referral/pain.h"

namespace myochart::referral {

namespace {

constexpr float kFullDab = 0.75F;       // of a dab's radius: full up to it, half at the radius
constexpr float kGone = 1.25F;
constexpr float kGoodPart = 0.4F;    // of a region that is said to hurt

/// With a small first letter, inside a sentence.
std::string inside(std::string label) {
    if (!label.empty() && label[0] >= 'A' && label[0] <= 'Z') label[0] = static_cast<char>(label[0] - 'A' + 'a');
    return label;
}

}  // namespace

PainBrush::PainBrush(const ReferralMap& map) : map_(map), walk_(*map.skin()), strengths_(map.cellCount(), 0) {}

void PainBrush::clear() { std::fill(strengths_.begin(), strengths_.end(), 0.0F); }

void PainBrush::lay(const Field& field, bool erases) {
    for (const Share& each : field) {
        float& strength = strengths_[each.cell];
        strength = erases ? std::min(strength, 1 - each.share) : std::max(strength, each.share);
    }
}

Outcome PainBrush::apply(const Dab& dab) {
    if (!dab.at) {
        const auto fields = regionFields(map_, dab.region, dab.side);
        if (!fields) return fields.error();
        for (const Field* field : *fields) lay(*field, dab.erases);
        return Done{};
    }
    const auto vertex = dabVertex(map_, *dab.at, dab.radiusMm);
    if (!vertex) return vertex.error();
    Field field;
    for (const Reached& reached : walk_.from(*vertex, dab.radiusMm * kGone)) field.push_back({reached.vertex, edgeWeight(reached.mm, dab.radiusMm, kFullDab, kGone)});
    lay(field, dab.erases);
    return Done{};
}

bool PainBrush::empty() const {
    return std::none_of(strengths_.begin(), strengths_.end(), [](float strength) { return strength >= 0.5F; });
}

Field PainBrush::field() const {
    Field field;
    for (std::uint32_t i = 0; i < strengths_.size(); ++i)
        if (strengths_[i] >= 0.5F) field.push_back({i, 1});
    return field;
}

double PainBrush::areaMm2() const { return map_.areaMm2(field()); }

std::vector<std::uint32_t> regionsUnder(const ReferralMap& map, const Field& pain, size_t most) {
    struct Covered {
        std::uint32_t region;
        double mm2, share;
    };
    const std::vector<float> strengths = map.dense(pain);
    std::vector<Covered> covered;
    for (std::uint32_t i = 0; i < map.regions().size(); ++i) {
        double mm2 = 0, whole = 0;
        for (const Share& each : map.fieldOf(i)) {
            const auto area = static_cast<double>(map.cellMm2(each.cell) * each.share);
            whole += area;
            mm2 += area * static_cast<double>(strengths[each.cell]);
        }
        if (mm2 > 0) covered.push_back({i, mm2, mm2 / whole});
    }
    std::stable_sort(covered.begin(), covered.end(), [](const Covered& a, const Covered& b) { return a.mm2 > b.mm2; });
    std::vector<std::uint32_t> regions;
    for (const Covered& each : covered)
        if (each.share >= static_cast<double>(kGoodPart) && regions.size() < most) regions.push_back(each.region);
    if (regions.empty() && !covered.empty()) regions.push_back(covered.front().region);
    return regions;
}

std::string whereItHurts(const ReferralMap& map, const Field& pain) {
    std::string words;
    for (const std::uint32_t region : regionsUnder(map, pain)) {
        const RegionPlace& place = map.regions()[region];
        words += (words.empty() ? "" : ", ") + (place.side == Side::midline ? std::string() : std::string(name(place.side)) + " ") + inside(place.region->label);
    }
    return words;
}

}  // namespace myochart::referral
