#pragma once
#include <optional>
#include <string>
#include <vector>

#include "body/body.h"
#include "geometry/ray_index.h"
#include "places/skin_way.h"

namespace myochart::needle {

// What a straight needle passes on one body. A planning aid on a generic body: nothing here says where a needle may go.

/// A needle as it stands: where it goes in, the unit direction of its tip, how far it is in, all in the body frame, mm.
struct Shaft {
    vec3 entry{};
    vec3 direction{0, 0, -1};
    float depthMm = 0;

    vec3 at(float depth) const { return entry + direction * depth; }
    vec3 tip() const { return at(depthMm); }
};

/// The longest needle that is asked about, mm: as long as a needle may be in a record.
constexpr float kLongestMm = 200;
/// Checks what came from outside: finite, a direction, a depth above 0 and up to kLongestMm. Fails with a sentence.
Result<Shaft> shaftFrom(vec3 entry, vec3 direction, float depthMm);

/// One stretch of the way, from `fromMm` to `toMm` under the skin.
struct Piece {
    float fromMm = 0, toMm = 0;
    std::optional<std::uint32_t> structure;  ///< none: skin and what lies under it before the first structure, or between two
    bool outside = false;                    ///< of the body: the way has left the skin again
};

/// Tissue that is held up between fingers, the pincer grip: how far, and the structures of the muscle that is meant; none: the
/// first muscle on the way.
struct Lift {
    float mm = 0;  ///< 0: none is held
    std::vector<std::uint32_t> target{};
};
constexpr float kGreatestLiftMm = 60;
/// Checks what came from outside: above 0 and up to kGreatestLiftMm. Fails with a sentence.
Result<Lift> liftFrom(float mm, std::vector<std::uint32_t> target = {});

/// What a Lift did on one way. The rule (liftSentence()):
/// - lifted are skin, fat, the muscle that is meant, and whatever but bone the way has left before it leaves that muscle;
/// - all else stays, so it lies `mm` farther along the skin's outward direction at the entry: the way goes past it so much
///   farther out. How the fold thins between the fingers is not known and is not told.
struct Fold {
    float mm = 0;
    vec3 outward{0, 0, 1};
    float toMm = 0;          ///< where the way leaves what is lifted
    bool hasTarget = false;  ///< false: the muscle that is meant does not lie on this way, and skin and fat alone are lifted
    std::vector<std::uint32_t> structures{};  ///< that are lifted

    /// Where a shaft lies among what stays.
    Shaft past(Shaft shaft) const {
        shaft.entry += outward * mm;
        return shaft;
    }
};
/// The rule, for people.
std::string liftSentence();

/// The way of a shaft. Pieces lie end to end from 0 to its depth, without gap or overlap, though surfaces of neighbours
/// overlap or leave gaps by some mm in every source. The rule, the same everywhere:
/// - where two lie in one place, bone, cartilage, disc or tooth comes before vessel, nerve and organ, these before muscle,
///   muscle before the rest;
/// - of two alike that overlap, each has half of the overlap; one that lies inside the other has its own place;
/// - a gap of kSeamMm or less between two is shared between them by halves; a wider one is a piece of its own;
/// - where the way leaves the skin again, more than kSeamMm wide and with no structure there, it is outside the body, and nothing
///   behind that is a piece; hazards there are told all the same (passage.h).
struct Path {
    Shaft shaft;                   ///< with its entry on the skin
    bool fromSkin = false;         ///< false: this body has no skin there, and depths count from the entry that was given
    float movedMm = 0;             ///< how far the entry was moved along the way to lie on the skin; below 0 outward
    std::vector<Piece> pieces;
    std::optional<float> leavesMm;               ///< where the way leaves the skin again: what is behind it is one piece, outside
    std::optional<float> boneAtMm;               ///< the first bone, cartilage or disc
    std::vector<std::uint32_t> openSurfaces;     ///< met, but without a way out: open meshes; they have no piece
    Fold fold;                                   ///< of a Lift
};

constexpr float kSeamMm = 3;
/// How far from the given entry the skin is looked for along the way, mm.
constexpr float kSkinReachMm = 60;

/// Where a needle to that place points when nobody said: the shortest way in from the skin, where there is none against the
/// surface's outward `normal`. Unit.
vec3 firstDirection(places::SkinWay& skinWay, vec3 place, vec3 normal);

/// How far a place lies outside of the box around the body, mm; 0 inside of it.
float distanceFrom(const body::Body& body, vec3 place);

/// `rays`: of the whole body (Body::buildRayIndex). The shaft is one of shaftFrom().
Path pathOf(const body::Body& body, const geometry::RayIndex& rays, const Shaft& shaft, const Lift& lift = {});

/// mm of the path inside these structures.
float lengthIn(const Path& path, const std::vector<std::uint32_t>& structures);
/// What the tip lies in; nothing: between structures, or under the skin.
std::optional<std::uint32_t> tipIn(const Path& path);

}  // namespace myochart::needle
