#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "body/structure.h"
#include "core/result.h"
#include "core/side.h"

namespace myochart::places {

/// Which frame axis of a structure follows which axis of the body, each used once. Coordinates 0..1 grow to lateral
/// (left in midline structures), to posterior, and upwards.
class BodyAxes {
  public:
    BodyAxes(const body::AddressFrame& frame, Side side);

    enum Axis : size_t { across = 0, depth = 1, height = 2 };

    float coordinate(Axis axis, vec3 address) const;
    /// The address coordinate (index 0 u, 1 v, 2 w) and value that stand for `coordinate` along a body axis.
    size_t frameAxis(Axis axis) const { return frameAxis_[axis]; }
    float addressValue(Axis axis, float coordinate) const { return flipped_[axis] ? 1 - coordinate : coordinate; }
    Axis along() const { return axisOf(0); }  ///< the one that u follows
    Axis axisOf(size_t frameAxis) const;

  private:
    std::array<size_t, 3> frameAxis_{};
    std::array<bool, 3> flipped_{};
};

/// 0, 1 or 2.
int thirdOf(float coordinate);
/// Thirds along the body's axes: 0 medial (right), anterior, lower; 1 middle; 2 lateral (left), posterior, upper.
using Thirds = std::array<std::optional<int>, 3>;

/// "lower third, posterolateral part" of an address in a structure's frame. Says only what is true of the place on any
/// body: thirds of the structure's extent, by the axis each of its own axes follows most. Through its thickness it
/// says nothing of flat structures (thinner than a third of their width), whose outer face is meant. Of a structure
/// across the midline (`side` midline) left and right are those of the place (`placeSide`), not thirds.
std::string placeWords(const body::AddressFrame& frame, Side side, vec3 address, Side placeSide = Side::midline);
/// "8 mm left of the midline" of a place less than 40 mm off it: there thirds leave too much open. "at the midline" of one on
/// the side of a pair that lies within half a millimetre of it, or beyond. Empty farther off, and within 5 mm of it on a
/// structure across it (`side` midline), whose "central part" that is.
std::string midlineWords(Side side, float leftOfMidlineMm);
/// False of flat structures.
bool saysThickness(const body::AddressFrame& frame);

/// One thing that words ask for, and the words that did: a third of an axis of the body, a place along the muscle (0 near
/// the origin, 1 middle third, 2 near the insertion), the middle of the width, a half, a trigger point's number, how far left of
/// the midline (mm, right of it negative).
struct SaidPlace {
    enum Aspect { across, depth, height, along, centre, half, triggerPoint, midline };

    Aspect aspect;
    int value;
    std::string words;
};

/// What words after a structure's name ask for.
struct WantedPlace {
    std::optional<int> alongThird;    ///< "middle third": of the longest axis
    Thirds thirds;                    ///< "upper", "lateral", ... on the axis they belong to
    bool centre = false;              ///< "central part"
    std::optional<Side> half;         ///< "left part", "left third" of a structure across the midline
    bool nearOrigin = false, nearInsertion = false;
    std::optional<int> triggerPoint;  ///< "trp2"
    std::optional<int> leftOfMidlineMm;  ///< "8 mm left of the midline", right of it negative
    std::vector<SaidPlace> said;      ///< all of it, in the order of the words
};
/// Adds what one phrase ("lower third", "posterolateral part", "trp1", "near the origin") says; false when it is none.
bool understandPhrase(const std::vector<std::string>& words, Side side, WantedPlace& wanted);

/// "\"lateral part\" and \"medial part\" cannot both be meant; say one of them.": two words that cannot be true of one place.
Error contradiction(std::string_view one, std::string_view other);
/// The first two words of a text that contradict each other on any structure; nothing when none do.
std::optional<Error> contradictionIn(const WantedPlace& wanted);
/// The same on a structure with these axes: "middle third, upper part" where u follows height.
std::optional<Error> contradictionOn(const BodyAxes& axes, const WantedPlace& wanted);

}  // namespace myochart::places
