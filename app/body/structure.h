#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/side.h"
#include "core/vec.h"

namespace myochart::body {

enum class System { muscle, bone, cartilage, disc, connective, tooth, vessel, nerve, organ, skin, eye, other };
std::string_view name(System system);
std::optional<System> systemFromName(std::string_view text);

/// A structure's own coordinates: u along it (fibre direction, origin 0 to insertion 1), v across, w through its
/// thickness, each 0..1 over the structure's extent. Axes are unit vectors in the body frame.
struct AddressFrame {
    vec3 origin{};  ///< where u = v = w = 0
    vec3 u{0, 0, -1}, v{1, 0, 0}, w{0, 1, 0};
    vec3 lengthMm{1};  ///< extent along u, v, w

    vec3 address(vec3 positionBody) const {
        const vec3 d = positionBody - origin;
        return {glm::dot(d, u) / lengthMm.x, glm::dot(d, v) / lengthMm.y, glm::dot(d, w) / lengthMm.z};
    }
    vec3 position(vec3 address) const {
        return origin + u * (address.x * lengthMm.x) + v * (address.y * lengthMm.y) + w * (address.z * lengthMm.z);
    }
};

/// A range of the body's vertex and index arrays: the structure drawn with `errorMm` of deviation, the greater of the
/// simplifier's estimate and of what 95 of 100 full-detail vertices stay below (measured from 0.4 mm on).
struct Level {
    float errorMm = 0;  ///< 0: full detail
    std::uint32_t firstVertex = 0, vertexCount = 0;
    std::uint32_t firstIndex = 0, indexCount = 0;  ///< indices count from firstVertex
    std::uint64_t checksum = 0;                    ///< XXH3-64 of the vertices' bytes, then the indices' bytes
};

/// One named thing of a body.
struct Structure {
    std::string key;         ///< unique in the body, the same at every import of the same source: "left_soleus"
    std::string name;        ///< as the source names it
    std::string latin;       ///< from the catalogue, else empty
    std::string fma;         ///< "FMA22542" or empty
    std::string sourceFile;  ///< "FMA22542.obj" or empty
    std::string muscleKey;   ///< the catalogue's, empty when unmapped
    std::string region;      ///< the catalogue's region, empty when unknown
    Side side = Side::midline;
    System system = System::other;
    anatomy::Layer layer = anatomy::Layer::other;
    Box bounds;
    float radiusMm = 0;  ///< of the sphere about bounds.centre() that holds it
    AddressFrame frame;
    std::vector<Level> levels;  ///< [0] is full detail; coarser ones follow
    std::uint32_t triangleCount() const { return levels.empty() ? 0 : levels[0].indexCount / 3; }
    std::uint32_t vertexCount() const { return levels.empty() ? 0 : levels[0].vertexCount; }
};

}  // namespace myochart::body
