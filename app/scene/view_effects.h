#pragma once
#include <nlohmann/json_fwd.hpp>

#include "core/result.h"
#include "core/vec.h"

namespace myochart::scene {

/// A flat cut through the body. What lies on the side `normal` points to is cut away; the cut faces are filled.
struct SectionPlane {
    bool on = false;
    vec3 origin{0, 0, 1200};  ///< any point of the plane, body frame, mm
    vec3 normal{0, 0, 1};     ///< unit
    bool flipped = false;     ///< the other side is cut away instead
    bool faceOnly = false;    ///< only the cut faces are drawn, as on a plate of cross-sections; seen from their side

    bool operator==(const SectionPlane&) const = default;
    /// Unit, towards what is cut away.
    vec3 away() const { return flipped ? -normal : normal; }
    /// mm before the cut face; above 0: cut away.
    float heightMm(vec3 positionBody) const { return glm::dot(positionBody - origin, away()); }
    bool cutsAway(vec3 positionBody) const { return on && heightMm(positionBody) > 0; }

    // What is above, on the patient's left of, or in front of the plane goes; `flipped` takes the other side.
    static SectionPlane axial(float zMm) { return {true, {0, 0, zMm}, {0, 0, 1}}; }
    static SectionPlane sagittal(float xMm) { return {true, {xMm, 0, 0}, {1, 0, 0}}; }
    static SectionPlane coronal(float yMm) { return {true, {0, yMm, 0}, {0, -1, 0}}; }
};

/// What is done to the shown structures: plain numbers, compared and stored as one. The defaults change nothing.
struct ViewEffects {
    SectionPlane section;
    /// The skin as a clear veil over all that is shown, also over what is isolated, while its own layer is off: 0 none,
    /// 1 solid. Below 1 it is never hovered, selected or picked. With its layer on the skin is solid whatever this says.
    float skinOpacity = 0;
    /// Layers moved apart, 0..1: each structure goes outwards from the trunk's or its limb's axis, bones stay.
    /// Body-frame places (markers' anchors, picked points, the section) keep meaning the unmoved body.
    float explode = 0;
    float ghostOpacity = 0.16F;   ///< of what ViewOptions::ghostOthers leaves, 0..1
    float fadedOpacity = 0.35F;   ///< of ViewOptions::faded, 0..1
    /// Of markers and labels whose structure is hidden, faded out or cut away there, 0..1; 0: left out.
    float hiddenMarkerOpacity = 0.35F;

    bool operator==(const ViewEffects&) const = default;
};

/// Millimetres that the outermost layer moves with ViewEffects::explode at 1.
inline constexpr float kExplodeMm = 220;

/// As stored in settings and presets.
nlohmann::json toJson(const ViewEffects& effects);
/// Missing keys keep their defaults, numbers out of range are clamped; refuses what is no object or holds a wrong type.
Result<ViewEffects> viewEffectsFromJson(const nlohmann::json& json);

}  // namespace myochart::scene
