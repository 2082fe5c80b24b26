#include "needle/remarks.h"

#include <algorithm>
#include <cmath>

#include "core/words.h"

namespace myochart::needle {

bool isWithinReach(const geometry::RayIndex& rays, const Path& path, const std::vector<std::uint32_t>& target) {
    constexpr float kStepMm = 10;
    for (float mm = 0; mm <= path.shaft.depthMm + kTargetReachMm; mm += kStepMm)
        for (const std::uint32_t each : target)
            if (rays.nearest(path.shaft.at(mm), kTargetReachMm, each)) return true;
    return false;
}

std::vector<std::string> remarksOf(const geometry::RayIndex& rays, const Path& path, const anatomy::Muscle* meant, const std::vector<std::uint32_t>& target) {
    std::vector<std::string> remarks;
    if (std::abs(path.movedMm) > kMovedToldMm)
        remarks.push_back(trf("The entry was moved {:.0f} mm along the way onto the skin: it lay off the skin, inside of it, or in an opening of the body. Look whether that is the place that is meant.",
                              std::abs(path.movedMm)));
    if (path.leavesMm && *path.leavesMm < path.shaft.depthMm)
        remarks.push_back(trf("The needle leaves the skin again {:.0f} mm deep: what is told behind that counts through air.", *path.leavesMm));
    if (!meant) return remarks;
    if (target.empty()) remarks.push_back(trf("This body does not show {}.", anatomy::spokenName(*meant)));
    else if (!isWithinReach(rays, path, target)) remarks.push_back(trf("{} is not within reach of this way.", anatomy::spokenName(*meant)));
    else if (lengthIn(path, target) <= 0) remarks.push_back(trf("This needle does not lie in {}.", anatomy::spokenName(*meant)));
    return remarks;
}

}  // namespace myochart::needle
