#pragma once
#include <functional>
#include <vector>

#include "scene/build_scene.h"
#include "scene/labels.h"

namespace myochart::scene {

/// How a site stands to the viewer: seen; under the tissue of its own part of the body, on the side that is looked at; or
/// behind the body, facing away or with another part before it (the other thigh, an arm), where its mark would read as one
/// in that part.
enum class SiteSeen { openly, deep, far };

/// `hidden`: something drawn lies before the site.
SiteSeen howSeen(const MarkerItem& marker, const Camera& camera, bool hidden);

/// What layOutLabels is to place: the number of every site but those of the far side, which are not drawn either unless
/// selected or hovered. Deep ones are marked so. Each names the head of its mark and keeps to its own side of the
/// body's midline, however near to it, in every view but the profile, where the midline divides nothing. `hidden` by
/// marker; `sizeOf` gives a pill's size in pixels.
std::vector<LabelRequest> requestLabels(const Scene& scene, const Camera& camera, const Viewport& viewport,
                                        const std::vector<bool>& hidden, const std::function<vec2(const std::string&)>& sizeOf,
                                        float pixelScale = 1);

}  // namespace myochart::scene
