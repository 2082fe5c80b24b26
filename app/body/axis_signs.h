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
    vec3 centre{};                   ///< where it lies in the file; mm for the midplane
    std::optional<vec3> expectedMm;  ///< where it is to be expected (body frame); a paired one on the left
    bool isPaired = false;
    std::optional<Side> side;  ///< told by its name
    bool mayCross = false;     ///< a vessel, a nerve, an organ: may lie across from it
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

/// The midplane along `direction` (of length 1), mm: the middle of the pairs and of what lies on it; empty when there
/// is neither. What lies on it tells no side and is there once. Two of one name without sides are a pair only if they
/// lie as far apart as one: not two pieces of one.
std::optional<float> midplane(std::span<const NamedPlace> places, vec3 direction);

/// Three of four: so many names are never overruled, neither by front and back nor by the places of the others.
constexpr bool isClearMajority(size_t some, size_t all) {
    return 4 * some >= 3 * all;
}

/// How many names tell the side of the midplane on which their structures lie, and how many the other one. None where
/// the midplane is unknown or less than 10 mm away; nor of what may cross over.
struct SideVotes {
    size_t agree = 0, contradict = 0;
    size_t all() const { return agree + contradict; }
};
/// Whether its name's side says on which side it lies: not that of a part of the sacrum.
bool tellsSide(const NamedPlace& place);
SideVotes sideVotes(std::span<const NamedPlace> places, vec3 direction);

}  // namespace myochart::body
