#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::body {

/// What is known of a structure when its side is asked for.
struct SideQuestion {
    std::string name;
    Box box;                   ///< mm, body frame
    std::optional<Side> told;  ///< by its name or its identifier
    bool isPaired = false;     ///< of a kind that usually comes twice: a muscle, a bone
    bool mayCross = false;     ///< of a kind that may lie across from its name: a vessel, a nerve, an organ
};

/// Whether it is told to be of one side.
inline bool isSided(const SideQuestion& question) { return question.told && *question.told != Side::midline; }

/// The side on which a box lies: nine tenths of its width there and its middle farther than 10 mm from the midplane,
/// else midline. The one rule for what no name tells.
Side sideOfBox(const Box& box);

/// True for a box that lies as much on one side as on the other and reaches far out on both: "left" is not true of it.
bool spansBothSides(const Box& box);

/// The x of the midplane by which places can tell sides: `found` where pairs or midline structures told it. Else x = 0
/// if the frame is known or the whole model stands about it, and nine of ten sided names lie as they tell; where none
/// tells a side, if muscles and bones lie on one side alone (muscles on both, none of them a pair, are one limb about
/// an origin of its own). Else nothing.
std::optional<float> midplaneOf(std::span<const SideQuestion> structures, std::optional<float> found = {},
                                bool isFrameKnown = false);

/// The side of each structure, and whose names tell another one.
struct SettledSides {
    std::vector<Side> sides;
    std::map<size_t, Side> misnamed;  ///< with the side each lies on; midline: it reaches over the midplane
    bool areNamesKept = false;        ///< so many are that none was overruled
};

/// Without a midplane the told side, else midline. With it what lies there decides:
/// - A name that tells the side across from its structure is wrong: the structure gets the side it lies on, or midline
///   where it reaches over the midplane. (BodyParts3D 4.0 names both flexores pollicis breves after the other hand.)
///   A vessel, a nerve, an organ may cross over; it is misnamed only together with its twin.
/// - But a clear majority is not overruled: where three of four sided names are wrong so, all keep the told side.
/// - Of two of the same name without a side that mirror each other, each has the one it lies on; else sideOfBox.
SettledSides sidesOf(std::span<const SideQuestion> structures, std::optional<float> midplaneMm);

/// Where no midplane is known: those of the rarer side that lie among those of the other one, by their names; one of
/// the two is wrong about each.
std::vector<size_t> amongTheOtherSide(std::span<const SideQuestion> structures);

}  // namespace myochart::body
