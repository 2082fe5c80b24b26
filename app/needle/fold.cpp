#include "needle/fold.h"

#include <algorithm>

#include "core/words.h"

namespace myochart::needle {

namespace {

constexpr float kOneFoldMm = 10;  ///< a muscle that is left for so little is not left

bool has(const std::vector<std::uint32_t>& structures, std::uint32_t structure) { return std::ranges::find(structures, structure) != structures.end(); }

/// The structures of the first muscle on the way.
std::vector<std::uint32_t> firstMuscle(const body::Body& body, const std::vector<Stretch>& stretches) {
    const Stretch* first = nullptr;
    for (const Stretch& each : stretches)
        if (body.structure(each.structure).system == body::System::muscle && (!first || each.from < first->from)) first = &each;
    return first ? std::vector{first->structure} : std::vector<std::uint32_t>{};
}

/// Where the way leaves the muscle that is lifted; nothing when it is not on the way.
std::optional<float> leaves(std::vector<Stretch> stretches, const std::vector<std::uint32_t>& target) {
    std::erase_if(stretches, [&](const Stretch& each) { return !has(target, each.structure) || each.from > kLongestMm; });
    std::ranges::sort(stretches, {}, &Stretch::from);
    std::optional<float> to;
    for (const Stretch& each : stretches)
        if (!to || each.from - *to <= kOneFoldMm) to = std::max(to.value_or(0), each.to);
    return to;
}

float firstBegin(const std::vector<Stretch>& stretches) {
    float first = kLongestMm;
    for (const Stretch& each : stretches) first = std::min(first, each.from);
    return first;
}

}  // namespace

Result<Lift> liftFrom(float mm, std::vector<std::uint32_t> target) {
    if (!(mm > 0) || mm > kGreatestLiftMm) return refused(said("A pincer grip lifts more than 0 and at most {} mm.", kGreatestLiftMm));
    return Lift{mm, std::move(target)};
}

Fold lifted(const body::Body& body, const geometry::RayIndex& rays, Path& path, const Lift& lift, vec3 outward, std::vector<Stretch>& stretches) {
    Fold fold;
    fold.mm = lift.mm;
    fold.outward = outward;
    const std::vector<std::uint32_t> target = lift.target.empty() ? firstMuscle(body, stretches) : lift.target;
    const auto to = leaves(stretches, target);
    fold.hasTarget = to.has_value();
    fold.toMm = to.value_or(firstBegin(stretches));
    std::erase_if(stretches, [&](const Stretch& each) { return !has(target, each.structure) && (each.rank == 0 || each.to > fold.toMm + kSeamMm); });
    fold.structures = target;
    for (const Stretch& each : stretches)
        if (!has(fold.structures, each.structure)) fold.structures.push_back(each.structure);
    const Shaft past = fold.past(path.shaft);
    std::vector<std::uint32_t> open;
    for (const Stretch& each : stretchesOf(body, rays.allHits({past.at(-kBeforeMm), past.direction}, kBeforeMm + past.depthMm + kBehindMm), kBeforeMm, open))
        if (!has(fold.structures, each.structure)) stretches.push_back(each);
    std::ranges::copy_if(open, std::back_inserter(path.openSurfaces), [&](std::uint32_t each) { return !has(path.openSurfaces, each); });
    return fold;
}

std::string liftSentence() {
    return tr("Pincer grip: skin, fat, the muscle that is meant and what the way leaves before it are lifted away from all else. A nerve "
              "counts where it is nearer, lifted or not, and so does a vessel on the way through what is lifted. How the tissue thins "
              "between the fingers is not known.");
}

}  // namespace myochart::needle
