#include "needle/passage.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/words.h"

namespace myochart::needle {

namespace {

constexpr float kShortestInModelMm = 0.05F;  ///< a shaft has some depth

struct Told {
    float model = 0, seen = 0;
};

/// Depths of the model to those that were seen, and back: straight between told ones, shifted behind the last.
class DepthMap {
  public:
    /// False, and nothing changes, where that would turn the order of two depths.
    bool add(std::optional<float> model, std::optional<float> seen) {
        constexpr float kLeastMm = 0.1F;
        if (!model || !seen) return false;
        auto at = std::ranges::upper_bound(told_, *model, {}, &Told::model);
        const Told& before = *(at - 1);
        const bool isBehind = *model - before.model >= kLeastMm && *seen - before.seen >= kLeastMm;
        const bool isBefore = at == told_.end() || (at->model - *model >= kLeastMm && at->seen - *seen >= kLeastMm);
        if (!isBehind || !isBefore) return false;
        told_.insert(at, {*model, *seen});
        return true;
    }
    float seenOf(float model) const { return turned(model, &Told::model, &Told::seen); }
    float modelOf(float seen) const { return turned(seen, &Told::seen, &Told::model); }

  private:
    float turned(float depth, float Told::*from, float Told::*to) const {
        for (size_t i = 1; i < told_.size(); ++i) {
            const Told &a = told_[i - 1], &b = told_[i];
            if (depth <= b.*from) return a.*to + (depth - a.*from) / (b.*from - a.*from) * (b.*to - a.*to);
        }
        return depth + told_.back().*to - told_.back().*from;
    }
    std::vector<Told> told_ = {{0, 0}};
};

bool isRib(const body::Structure& structure) {
    if (structure.system != body::System::bone && structure.system != body::System::cartilage) return false;
    const std::string name = foldForSearch(structure.name);
    const auto words = split(name, ' ');
    return std::ranges::find(words, "rib") != words.end() || name.find("costal") != std::string::npos;
}

template <class Wanted>
std::optional<float> firstPiece(const body::Body& body, const Path& path, Wanted wanted) {
    for (const Piece& piece : path.pieces)
        if (piece.structure && wanted(body.structure(*piece.structure))) return piece.fromMm;
    return std::nullopt;
}

/// Where the model's way comes to pleura, lung or the wall before them.
std::optional<float> pleuraOnWay(const HazardIndex& hazards, const geometry::RayIndex& rays, const Path& way) {
    constexpr float kMetMm = 0.1F;
    std::optional<float> first;
    for (const Hazard& each : hazards.near(way.shaft, rays, kMetMm, way.fold))
        if (each.danger == anatomy::Danger::lung && each.isMet()) first = std::min(first.value_or(kLongestMm), each.atDepthMm);
    return first;
}

Hazard seenPleura(float pleuraMm, float depthMm) {
    Hazard pleura;
    pleura.danger = anatomy::Danger::lung;
    pleura.isWall = true;
    pleura.distanceMm = std::max(0.0F, pleuraMm - depthMm);
    pleura.atDepthMm = std::min(pleuraMm, depthMm);
    pleura.seen = true;
    return pleura;
}

/// The pieces at the depths that were seen, the last one to the tip.
void stretch(Path& path, const DepthMap& map, float depthMm) {
    for (Piece& piece : path.pieces) {
        piece.fromMm = map.seenOf(piece.fromMm);
        piece.toMm = map.seenOf(piece.toMm);
    }
    if (!path.pieces.empty()) path.pieces.back().toMm = depthMm;
    if (path.leavesMm) path.leavesMm = map.seenOf(*path.leavesMm);
    if (path.boneAtMm) path.boneAtMm = map.seenOf(*path.boneAtMm);
    path.fold.toMm = map.seenOf(path.fold.toMm);
    path.shaft.depthMm = depthMm;
}

/// In place of every lung and wall of the model.
void takePleura(Passage& passage, float pleuraMm) {
    std::erase_if(passage.hazards, [](const Hazard& each) { return each.danger == anatomy::Danger::lung; });
    if (const Hazard pleura = seenPleura(pleuraMm, passage.path.shaft.depthMm); pleura.distanceMm <= kAroundMm) {
        const auto before = [&](const Hazard& each) { return each.isMet() && (!pleura.isMet() || each.atDepthMm <= pleura.atDepthMm); };
        passage.hazards.insert(std::ranges::find_if_not(passage.hazards, before), pleura);
    }
    passage.firstHazardMm = std::min(passage.firstHazardMm.value_or(pleuraMm), pleuraMm);
}

std::string overrideSentence(const char* what, float seen, std::optional<float> model) {
    if (!model) return trf("Ultrasound: {} at {:.1f} mm; the model meets none on this way.", what, seen);
    return trf("Ultrasound: {} at {:.1f} mm, where the model has it at {:.1f} mm.", what, seen, *model);
}

/// A pleura that was seen more than twice or less than half as deep as the model's; empty: it was not.
std::string farFromModel(std::optional<float> seen, std::optional<float> model) {
    constexpr float kTimes = 2;
    if (!seen || !model || (*seen <= *model * kTimes && *seen * kTimes >= *model)) return "";
    return trf("The pleura that was seen at {:.1f} mm lies {} as deep as the model's at {:.1f} mm. It is kept as it was told; look again whether it was the pleura.", *seen,
               *seen > *model ? tr("more than twice") : tr("less than half"), *model);
}

Passage seenBy(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft, const Lift& lift, const Ultrasound& ultrasound) {
    Shaft longest = shaft;
    longest.depthMm = kLongestMm;
    const Path way = pathOf(body, rays, longest, lift);
    const auto muscle = firstPiece(body, way, [](const body::Structure& each) { return each.system == body::System::muscle; });
    const auto rib = firstPiece(body, way, isRib), pleura = pleuraOnWay(hazards, rays, way);
    DepthMap map;
    map.add(pleura, ultrasound.pleuraMm);
    map.add(muscle, ultrasound.muscleMm);
    map.add(rib, ultrasound.ribMm);
    Shaft inModel = shaft;
    inModel.depthMm = std::clamp(map.modelOf(shaft.depthMm), kShortestInModelMm, kLongestMm);
    Passage passage = passageOf(body, rays, hazards, inModel, lift);
    for (Hazard& hazard : passage.hazards) hazard.atDepthMm = map.seenOf(hazard.atDepthMm);
    if (passage.firstHazardMm) passage.firstHazardMm = map.seenOf(*passage.firstHazardMm);
    stretch(passage.path, map, shaft.depthMm);
    if (ultrasound.ribMm && *ultrasound.ribMm < shaft.depthMm) passage.path.boneAtMm = std::min(passage.path.boneAtMm.value_or(*ultrasound.ribMm), *ultrasound.ribMm);
    if (ultrasound.pleuraMm) takePleura(passage, *ultrasound.pleuraMm);
    const std::array told = {std::tuple(tr("muscle"), ultrasound.muscleMm, muscle), std::tuple(tr("rib"), ultrasound.ribMm, rib), std::tuple(tr("pleura"), ultrasound.pleuraMm, pleura)};
    for (const auto& [what, seen, model] : told)
        if (seen) passage.overridden.push_back(overrideSentence(what, *seen, model));
    if (std::string far = farFromModel(ultrasound.pleuraMm, pleura); !far.empty()) passage.overridden.push_back(std::move(far));
    passage.overridden.emplace_back(tr("An ultrasound depth holds for the place, the pressure and the breath at which it was taken; what lies beside the needle is still the model's."));
    return passage;
}

}  // namespace

Result<Ultrasound> checked(const Ultrasound& told) {
    float before = 0;
    for (const auto& each : {told.muscleMm, told.ribMm, told.pleuraMm}) {
        if (!each) continue;
        if (!(*each > 0) || *each > kLongestMm) return refused(said("An ultrasound depth is more than 0 and at most {} mm.", kLongestMm));
        if (*each <= before) return refused(said("Ultrasound depths lie in the order muscle, rib, pleura: each deeper than the one before."));
        before = *each;
    }
    return told;
}

Result<Ultrasound> ultrasoundFrom(std::string_view words) {
    Ultrasound told;
    for (const std::string& part : split(words, ',')) {
        const size_t sign = part.find('=');
        const std::string name = foldForSearch(std::string_view(part).substr(0, sign));
        std::optional<float>* which = name == "muscle" ? &told.muscleMm : name == "rib" ? &told.ribMm : name == "pleura" ? &told.pleuraMm : nullptr;
        const auto value = sign == std::string::npos ? std::nullopt : parseNumber(part.substr(sign + 1));
        if (!which || !value) return refused(said("Ultrasound depths are told as muscle=MM,rib=MM,pleura=MM, one or more of them."));
        if (*which) return refused(said("That ultrasound depth is told twice."));
        *which = static_cast<float>(*value);
    }
    return checked(told);
}

Passage passageOf(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft, const Lift& lift, const Ultrasound& ultrasound) {
    if (ultrasound.any()) return seenBy(body, rays, hazards, shaft, lift, ultrasound);
    Passage passage;
    passage.path = pathOf(body, rays, shaft, lift);
    // What lies behind a place where the way leaves the skin is told all the same: more than is there harms nobody.
    passage.hazards = hazards.near(passage.path.shaft, rays, kAroundMm, passage.path.fold);
    passage.firstHazardMm = hazards.firstOnWay(passage.path.shaft, rays, passage.path.fold);
    if (const auto within = hazards.addPassed(passage.path, passage.hazards)) passage.firstHazardMm = std::min(passage.firstHazardMm.value_or(*within), *within);
    if (lift.mm > 0) passage.overridden.push_back(liftSentence());
    if (lift.mm > 0 && !passage.path.fold.hasTarget) passage.overridden.emplace_back(tr("The muscle that is meant does not lie on this way; skin and fat alone are lifted."));
    return passage;
}

Path passedBy(const body::Body& body, const geometry::RayIndex& rays, const HazardIndex& hazards, const Shaft& shaft, const Lift& lift, const Ultrasound& ultrasound) {
    return ultrasound.any() ? seenBy(body, rays, hazards, shaft, lift, ultrasound).path : pathOf(body, rays, shaft, lift);
}

}  // namespace myochart::needle
