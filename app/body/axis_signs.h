#pragma once
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::body {

/// One structure whose name says where in a body it is to be found.
struct NamedPlace {
    std::string key;                 ///< the same for both sides of a pair
    vec3 centre{};                   ///< where it lies in the file
    std::optional<vec3> expectedMm;  ///< where it is to be expected (body frame); a paired one on the left
    bool isPaired = false;
    std::optional<Side> side;  ///< told by its name
};

/// How well one coordinate of structures follows what is expected of it.
struct Agreement {
    double t = 0;      ///< Student's t of the correlation, -20..20: the sign says which way, the size how sure
    double slope = 0;  ///< expected mm for one unit
    size_t count = 0;
    bool isStrong() const { return count >= 4 && (t >= 3 || t <= -3); }
};
Agreement agreement(std::span<const std::pair<double, double>> measuredAndExpected);

/// Along a direction of the file, how well structures follow the body's axis 1 (posterior) or 2 (superior). Both sides
/// of a pair count once.
Agreement alongBodyAxis(std::span<const NamedPlace> places, vec3 direction, int bodyAxis);
/// Along a direction of the file, how well structures lie on the side that their names tell, left ahead; organs that
/// lie on one side in everybody (liver, spleen) count too.
Agreement towardsLeft(std::span<const NamedPlace> places, vec3 direction);

/// The midplane along `direction` (of length 1), in the file's unit: the middle of the pairs and of what lies on it;
/// empty when there is neither.
std::optional<float> midplane(std::span<const NamedPlace> places, vec3 direction);

}  // namespace myochart::body
