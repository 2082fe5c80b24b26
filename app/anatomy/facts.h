#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/side.h"

namespace myochart::anatomy {

// What the tables of assets/knowledge say, one struct a row. Keys are unique in their table; every reference was checked.

/// How deep a structure lies, for peeling; also the groups of the layers switch.
enum class Layer { skin, superficial, intermediate, deep, bone, connective, vessel, nerve, organ, other };
std::string_view name(Layer layer);
std::optional<Layer> layerFromName(std::string_view text);

/// A muscle, a part of one ("Trapezius, upper fibres"), or a whole that the table has in parts ("Trapezius").
struct Muscle {
    std::string key, name, latin;
    std::vector<std::string> synonyms;
    std::string fma;                                 ///< "FMA32557" or empty
    std::vector<std::string> fmaLeft, fmaRight;      ///< ids of the sided structures
    std::vector<std::string> elements;               ///< BodyParts3D element files ("FJ1450", "FJ1450M")
    std::string region;                              ///< neck, shoulder_girdle, ...
    Layer layer = Layer::superficial;
    std::string origin, insertion, innervation, action;
    std::vector<std::string> sources, idSources;     ///< of those four facts; of the FMA ids
    std::vector<std::string> parts;                  ///< keys of its parts when this is a whole; else empty
    std::string reviewedBy;                          ///< the clinician who checked the row; empty: none has
};
/// The name as it stands in a sentence: "upper trapezius", "biceps brachii long head", "soleus".
std::string spokenName(const Muscle& muscle);

/// One commonly charted point of a muscle; positions are guides, not places.
struct TriggerPoint {
    std::string key, muscleKey, index;               ///< index "TrP1"
    double along = 0.5;                              ///< 0 origin .. 1 insertion
    double across = 0.5;
    std::string acrossAxis;                          ///< medial_lateral, superior_inferior or anterior_posterior
    std::string landmark;
    std::vector<std::string> essentialZones, spilloverZones, complaints;
    std::vector<std::vector<std::string>> bands;     ///< zones that its source draws as one, from each to the next
    bool bilateral = false;                          ///< pattern on both sides
    bool essentialBilateral = false;                 ///< its essential zones on both sides, where it spills over on its own alone
    bool rightOnly = false;
    std::string confidence, source, note;
    std::string reviewedBy;                          ///< the clinician who checked the row; empty: none has
    double x = 0, y = 0, z = 0;                      ///< position estimate in body heights (referral_regions frame)
};

/// A skin (or internal) region that zones name. Unit = body height; x to the body's left, y up from the floor,
/// z forward; paired regions are given on the left.
struct ReferralRegion {
    std::string key, label, bodyArea;
    bool paired = true;
    double x = 0, y = 0, z = 0, radius = 0;
    std::string facing;
    double normalX = 0, normalY = 0, normalZ = 0;    ///< outward skin direction
    bool internal = false;                           ///< teeth, palate, tongue
    std::string description;
};

/// A bony landmark in the frame of ReferralRegion.
struct Landmark {
    std::string key, label;
    bool paired = true;
    double x = 0, y = 0, z = 0;
    std::string note;
};

/// A place told by landmarks: `share` of the way from one to the other, then so far to lateral, posterior and up (mm).
struct LandmarkPoint {
    std::string from, to;  ///< keys of landmarks; `to` may be empty
    double share = 0;
    double lateralMm = 0, posteriorMm = 0, upMm = 0;
};

/// Where a trigger point is felt: the surface of its muscle that is met on the way in from `approach`, at a point or at
/// the height of one.
struct TriggerPlace {
    std::string key;         ///< the trigger point's
    std::string heldBy;      ///< muscle whose mesh holds it where the point's own muscle has none; may be empty
    bool level = false;      ///< only the height of `at` counts; across the muscle's section there, `across`
    std::string approach;    ///< "posterior", "anterior lateral": from where the finger comes
    LandmarkPoint at;
    std::string acrossAxis;  ///< medial_lateral or anterior_posterior; of a level
    double across = 0.5;     ///< 0 medial or anterior .. 1
};

/// One point of the schematic course of a nerve or vessel; a path's points stand in the table's order.
struct SchematicPathPoint {
    std::string key, path, name;  ///< `path`: key of the nerve or vessel; its name and system on its first point
    std::string system;
    bool paired = true;
    double radiusMm = 1;
    double uncertaintyMm = 10;  ///< how far off the course may lie in a person of this build
    LandmarkPoint at;
    std::string source;
};

/// One point along a muscle that the measured body lacks; a muscle's points stand in the table's order, origin first.
struct SchematicMusclePoint {
    std::string key, muscle;     ///< `muscle`: key of muscles.csv
    bool hiddenAtFirst = false;  ///< few people have it; said on its first point
    std::string faces;           ///< "anterior", "inferior medial": what its broad side is turned to
    double widthMm = 1, thicknessMm = 1;
    double uncertaintyMm = 10;   ///< how far off the course may lie in a person of this build
    LandmarkPoint at;
    std::string source;
};

/// Measured distance from the skin to the nearest muscle or bone around a place (mm, body frame of BodyParts3D 3.0).
struct SkinThickness {
    std::string region;
    double p25Mm = 0, medianMm = 0, p75Mm = 0;
    double x = 0, y = 0, z = 0;
};

struct Source {
    std::string key, citation, verification;
};

/// A row of a table that was left out: what is wrong and where.
struct TableFault {
    std::string file;
    int line = 0;
    std::string message;
};

}  // namespace myochart::anatomy
