#pragma once
#include <functional>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "places/place.h"
#include "places/place_side.h"
#include "places/way_out.h"

namespace myochart::places {

// The search behind pick.h's ways from words and addresses to a point of a body.

/// Where on this body to look for a muscle: one structure, or several that together are a whole.
struct Region {
    std::vector<std::uint32_t> structures;
    body::AddressFrame frame;  ///< of the structure itself, or of the box around several
    Side side = Side::midline;
    std::optional<Side> half;  ///< of a structure across the midline
    bool isOwn = true;         ///< false: a whole that the muscle is only a part of

    /// The side of the body that is meant.
    Side ownSide() const { return half.value_or(side); }
};

/// The muscle's own structures on that side, each one region, the largest first; else its parts' together; else those of
/// a whole it is part of; else the same in the midline, halved. Empty: this body lacks it.
std::vector<Region> regionsOf(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey, Side side);
Region regionOf(const body::Body& body, std::uint32_t structure);
/// The half of a structure across the midline that lies on `side`; the structure itself when it has a side.
Region halfOf(const body::Body& body, std::uint32_t structure, Side side);

/// Whether a point, by its address in the region's frame, will do.
using Accept = std::function<bool(vec3 address)>;

/// From where a face may be come to: first by a needle from the skin; from its own side of the body; from anywhere.
enum class Facing { metFirst, ownSide, any };
/// The surface point at `address` seen along the frame's axis `freeAxis` (0 u, 1 v, 2 w), on the region's side of the
/// midline: of the two faces that may be come to so the one with less tissue over it. Where no such surface lies there,
/// the nearest one.
std::optional<geometry::SurfacePoint> surfaceAt(const body::Body& body, WayOut& ways, const Region& region, vec3 address, size_t freeAxis, const Accept& accept,
                                                Facing facing);
/// The same, from its own side where it can be.
std::optional<geometry::SurfacePoint> surfaceAt(const body::Body& body, WayOut& ways, const Region& region, vec3 address, size_t freeAxis);
/// The same; where that lies behind the structure itself and a face that a needle meets first lies within 15 mm, that one.
std::optional<geometry::SurfacePoint> surfaceMetFirst(const body::Body& body, const Region& region, vec3 address, size_t freeAxis);

/// Where a charted trigger point lies in a region's frame.
struct TriggerAim {
    vec3 address{0.5F};
    size_t freeAxis = 2;
};
/// Along the fibres and across by the table's fractions. Which frame axis the fibres follow, and from which end, is told
/// by the table's estimate of the place where the body is a whole standing one; else u from origin to insertion. In a
/// region that is not the muscle's own the fractions mean nothing: the estimate alone is used; without one, or when it
/// lies 40 mm outside, nothing is answered.
std::optional<TriggerAim> aimAtTriggerPoint(const body::Body& body, const anatomy::Catalogue& catalogue, const Region& region,
                                            const anatomy::TriggerPoint& point, Side side);

/// "This body has no left psoas minor."
std::string missingHere(const anatomy::Muscle& muscle, Side side);

/// The nearest point of a structure.
geometry::SurfacePoint nearestOnStructure(const body::Body& body, std::uint32_t structure, vec3 position);

/// The point of a structure's full detail that a triangle and its weights name; nothing when there is no such triangle.
std::optional<geometry::SurfacePoint> pointOnStructure(const body::Body& body, std::uint32_t structure, std::uint32_t triangle, vec3 barycentric);

/// "left_soleus" of "right_soleus" and the other way round.
std::string otherSideKey(const std::string& key);
/// The structure's counterpart on the other side; itself when it lies in the midline; nothing when there is none.
std::optional<std::uint32_t> counterpart(const body::Body& body, std::uint32_t structure);

/// A structure by its own name, whatever the order of its words.
std::optional<std::uint32_t> structureNamed(const body::Body& body, std::vector<std::string> words);
/// "No muscle or structure has that name; near it are A, B or C.": muscles of the catalogue and structures of the body.
std::string noSuchName(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view text);

}  // namespace myochart::places
