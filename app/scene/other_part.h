#pragma once
#include "body/body.h"
#include "geometry/ray_index.h"
#include "scene/build_scene.h"

namespace myochart::scene {

/// Whether another part of the body lies between the eye and a place on the body: the other thigh before the inside of
/// one, a hand before the hip. Told by the skin, which the way then goes in through twice; on a body without skin by 20 mm
/// of air between what `options` show. A place that lies deep in its own part is behind no other. `rays` may be null: a
/// few ms instead of some 20 us.
bool otherPartBefore(const body::Body& body, const geometry::RayIndex* rays, const ViewOptions& options, vec3 eye, vec3 place);

/// MarkerItem::behindOther of every site of the scene that faces the `eye`: of the others the answer changes nothing.
/// False for all where layers are moved apart or a section cuts, for there the way to the eye is another.
void noteOtherParts(Scene& scene, const body::Body& body, const geometry::RayIndex* rays, const ViewOptions& options, vec3 eye);

}  // namespace myochart::scene
