#pragma once
#include <string>
#include <vector>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::exchange {

/// One structure of a body as it is handed over: triangles counter-clockwise from outside, mm in the body frame, and what it is called.
struct ModelPart {
    std::string key, name, latin, fma, muscleKey;  ///< as body::Structure has them; all but key and name may be empty
    std::string group;                             ///< "Superficial muscles": the node that it lies under
    Side side = Side::midline;
    bool isSkin = false;
    vec3 colour{}, endColour{};                    ///< sRGB 0..1: of the belly, and of the tendon ends
    float opacity = 1;
    std::vector<vec3> positions, normals;          ///< one unit normal a position
    std::vector<std::uint8_t> tendon;              ///< how much of endColour, 0 to 255, a position; empty: none
    std::vector<std::uint32_t> indices;
};

/// How a site came to where it is shown on that body.
enum class ShownSite { asPlaced, byAddress, muscleMissing };

struct SiteOnModel {
    vec3 position{}, normal{0, 0, 1};  ///< mm, body frame
    ShownSite how = ShownSite::asPlaced;
    float errorRadiusMm = 0;
};

/// The body that patients' sites are handed over on, with where each of them is shown on it. What knows bodies makes it; formats that
/// show one need no more than this (decision 43).
struct BodyModel {
    std::string name, source, licence, checksum;
    bool isBuiltin = false;  ///< the program's own: nothing of it is of anybody
    float errorMm = 0;       ///< how far its surfaces may lie from those in full detail
    std::vector<ModelPart> parts;
    std::vector<std::vector<SiteOnModel>> sites;  ///< of Bundle::sessions[i].markers[k]
};

}  // namespace myochart::exchange
