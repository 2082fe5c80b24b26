#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/time.h"
#include "core/vec.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/finding.h"
#include "record/kinds/needling.h"
#include "record/kinds/plan.h"
#include "record/kinds/response.h"

namespace myochart::record {

struct MarkerTag {};
using MarkerId = Id<MarkerTag>;

enum class MarkerType { active, latent, satellite, tender, needle };
std::string_view name(MarkerType type);   ///< "active", ... as on the command line
std::string_view title(MarkerType type);  ///< "Active trigger point", ...
bool isTriggerPoint(MarkerType type);     ///< active, latent or satellite
std::optional<MarkerType> markerTypeFromName(std::string_view text);
constexpr auto choicesOf(MarkerType) {
    using enum MarkerType;
    return std::to_array({active, latent, satellite, tender, needle});
}

/// A place that does not depend on a model: the muscle, the side and where along, across and under its surface.
struct MuscleAddress {
    std::string muscleKey;  ///< empty: the structure is not in the catalogue
    float u = 0, v = 0;     ///< 0 origin .. 1 insertion; 0..1 across
    float w = 0;            ///< 0..1 through the thickness
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const MuscleAddress&) const = default;
};

template <Like<MuscleAddress> A>
void describe(auto& visit, A& address) {
    visit({.key = "muscle", .title = mark("muscle")}, address.muscleKey);
    visit({.key = "u", .title = mark("share from origin to insertion"), .lowest = -kUnitSlack, .highest = 1 + kUnitSlack}, address.u);
    visit({.key = "v", .title = mark("share across"), .lowest = -kUnitSlack, .highest = 1 + kUnitSlack}, address.v);
    visit({.key = "w", .title = mark("share through the thickness"), .lowest = -kUnitSlack, .highest = 1 + kUnitSlack}, address.w);
}

/// A point on a structure of one body. When the body changes, the address places it again, with an error radius.
struct SurfaceAnchor {
    std::string structureKey;
    std::uint32_t triangle = 0;
    vec3 barycentric{1, 0, 0};
    vec3 position{};                ///< mm, body frame
    vec3 normal{0, 0, 1};           ///< unit, outward
    std::string bodyChecksum;
    MuscleAddress address;
    float errorRadiusMm = 0;        ///< 0: placed on this very body
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const SurfaceAnchor&) const = default;
};

template <Like<SurfaceAnchor> A>
void describe(auto& visit, A& anchor) {
    visit({.key = "structure", .title = mark("structure"), .filled = true}, anchor.structureKey);
    visit({.key = "triangle", .title = mark("triangle")}, anchor.triangle);
    visit({.key = "barycentric", .title = mark("place in its triangle"), .form = Form::shares, .lowest = -kUnitSlack, .highest = 1 + kUnitSlack},
          anchor.barycentric);
    visit({.key = "position", .title = mark("position"), .lowest = -kMaxCoordinateMm, .highest = kMaxCoordinateMm}, anchor.position);
    visit({.key = "normal", .title = mark("direction outward"), .form = Form::direction, .lowest = -2, .highest = 2}, anchor.normal);
    visit({.key = "body_checksum", .title = mark("body")}, anchor.bodyChecksum);
    visit({.key = "address", .title = mark("place on the muscle")}, anchor.address);
    visit({.key = "error_radius_mm", .title = mark("error radius"), .highest = kMaxCoordinateMm}, anchor.errorRadiusMm);
}

/// What the user wrote over what the body said. It is kept as written; the rest follows the place.
struct ByHand {
    bool muscle = false, side = false, sentence = false;

    bool any() const { return muscle || side || sentence; }
    bool operator==(const ByHand&) const = default;
};

template <>
inline constexpr bool kIsSet<ByHand> = true;

template <Like<ByHand> B>
void describe(auto& visit, B& byHand) {
    visit({.key = "muscle", .title = mark("muscle")}, byHand.muscle);
    visit({.key = "side", .title = mark("side")}, byHand.side);
    visit({.key = "sentence", .title = mark("place in words")}, byHand.sentence);
}

struct Marker {
    MarkerId id;
    std::uint32_t number = 0;  ///< in its session, from 1; given when it is added, its own for life. 0: not added yet
    MarkerType type = MarkerType::active;
    SurfaceAnchor anchor;
    std::string muscle;    ///< name shown; filled in from the hit, may be corrected
    Side side = Side::midline;
    std::string sentence;  ///< "left upper trapezius, middle third, superficial"
    ByHand byHand;         ///< which of muscle, side and sentence were written by the user
    std::string label;     ///< short; empty: its number is shown
    std::string note;
    Plan plan;
    Finding finding;
    Needling needle;
    Response response;
    UtcMs createdAt = 0;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Marker&) const = default;
};

template <Like<Marker> M>
void describe(auto& visit, M& marker) {
    visit({.key = "id", .title = mark("id")}, marker.id);
    visit({.key = "number", .title = mark("number"), .highest = kMaxNumber, .since = 2}, marker.number);
    visit({.key = "type", .title = mark("type"), .entered = true}, marker.type);
    visit({.key = "anchor", .title = mark("place on the body")}, marker.anchor);
    visit({.key = "muscle", .title = mark("muscle")}, marker.muscle);
    visit({.key = "side", .title = mark("side")}, marker.side);
    visit({.key = "sentence", .title = mark("place in words")}, marker.sentence);
    visit({.key = "by_hand", .title = mark("marks of what was written by hand"), .since = 2}, marker.byHand);
    visit({.key = "label", .title = mark("label"), .maxBytes = kMaxLabelBytes, .entered = true}, marker.label);
    visit({.key = "note", .title = mark("note"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true, .identifies = true}, marker.note);
    visit({.key = "plan", .title = mark("origin of the site")}, marker.plan);
    visit({.key = "finding", .title = mark("finding")}, marker.finding);
    visit({.key = "needle", .title = mark("needle")}, marker.needle);
    visit({.key = "response", .title = mark("response")}, marker.response);
    visit({.key = "created_at", .title = mark("time of making")}, marker.createdAt);
}

}  // namespace myochart::record
