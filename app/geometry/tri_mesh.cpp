#include "geometry/tri_mesh.h"

#include <array>
#include <bit>
#include <cmath>

namespace myochart::geometry {

namespace {

using dvec3 = glm::dvec3;

/// Twice the triangle's area times its normal; in double, since slivers lose their direction in float.
dvec3 areaVector(const MeshView& mesh, size_t triangle) {
    const dvec3 a(mesh.corner(triangle, 0));
    return glm::cross(dvec3(mesh.corner(triangle, 1)) - a, dvec3(mesh.corner(triangle, 2)) - a);
}

vec3 unitOr(dvec3 v, vec3 otherwise) {
    const double length = glm::length(v);
    return length > 0 && std::isfinite(length) ? vec3(v / length) : otherwise;
}

/// Numbers places in the order in which they come: a table with open addresses, at most half full.
class Places {
  public:
    explicit Places(size_t mostPlaces) : slots_(std::bit_ceil(2 * mostPlaces + 2), kFree) {
        known_.reserve(mostPlaces);
    }
    std::uint32_t numberOf(vec3 place) {
        const Bits bits = bitsOf(place);
        size_t slot = hash(bits) & (slots_.size() - 1);
        while (slots_[slot] != kFree && !same(known_[slots_[slot]], bits)) slot = (slot + 1) & (slots_.size() - 1);
        if (slots_[slot] == kFree) {
            slots_[slot] = static_cast<std::uint32_t>(known_.size());
            known_.push_back(bits);
        }
        return slots_[slot];
    }
    size_t count() const { return known_.size(); }

  private:
    using Bits = std::array<std::uint32_t, 3>;
    static constexpr std::uint32_t kFree = 0xFFFFFFFF;

    /// Adding zero makes -0 and 0 the same place.
    static Bits bitsOf(vec3 p) {
        return {std::bit_cast<std::uint32_t>(p.x + 0.0F), std::bit_cast<std::uint32_t>(p.y + 0.0F),
                std::bit_cast<std::uint32_t>(p.z + 0.0F)};
    }
    /// Number by number: == would call out to compare twelve bytes.
    static bool same(const Bits& a, const Bits& b) { return a[0] == b[0] && a[1] == b[1] && a[2] == b[2]; }
    static size_t hash(const Bits& bits) {
        std::uint64_t h = bits[0] * 0x9E3779B97F4A7C15ULL;
        h = (h ^ (h >> 29) ^ bits[1]) * 0xBF58476D1CE4E5B9ULL;
        h = (h ^ (h >> 32) ^ bits[2]) * 0x94D049BB133111EBULL;
        return static_cast<size_t>(h ^ (h >> 31));
    }

    std::vector<std::uint32_t> slots_;  ///< numbers of places
    std::vector<Bits> known_;
};

}  // namespace

vec3 triangleNormal(const MeshView& mesh, size_t triangle) {
    return unitOr(areaVector(mesh, triangle), {0, 0, 1});
}

std::vector<vec3> vertexNormals(const MeshView& mesh) {
    std::vector<dvec3> sums(mesh.positions.size(), dvec3(0));
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const dvec3 area = areaVector(mesh, t);
        for (size_t k = 0; k < 3; ++k) sums[mesh.indices[3 * t + k]] += area;
    }
    std::vector<vec3> normals;
    normals.reserve(sums.size());
    for (const dvec3& sum : sums) normals.push_back(unitOr(sum, {0, 0, 1}));
    return normals;
}

std::vector<std::uint32_t> placeNumbers(const MeshView& mesh) {
    Places places(mesh.positions.size());
    std::vector<std::uint32_t> numbers;
    numbers.reserve(mesh.positions.size());
    for (const vec3 p : mesh.positions) numbers.push_back(places.numberOf(p));
    return numbers;
}

TriMesh weld(const MeshView& mesh) {
    TriMesh welded;
    Places places(mesh.positions.size());
    welded.indices.reserve(mesh.indices.size());
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        if (areaVector(mesh, t) == dvec3(0)) continue;
        for (size_t k = 0; k < 3; ++k) {
            const vec3 p = mesh.corner(t, k);
            welded.indices.push_back(places.numberOf(p));
            if (places.count() > welded.positions.size()) welded.positions.push_back(p);
        }
    }
    return welded;
}

Box bounds(const MeshView& mesh) {
    Box box;
    for (const vec3& p : mesh.positions) box.add(p);
    return box;
}

double signedVolume(const MeshView& mesh) {
    if (mesh.triangleCount() == 0) return 0;
    const dvec3 near(mesh.corner(0, 0));  // a reference on the mesh keeps the terms, and so the rounding, small
    double sixfold = 0;
    for (size_t t = 0; t < mesh.triangleCount(); ++t) {
        const dvec3 a = dvec3(mesh.corner(t, 0)) - near;
        sixfold += glm::dot(a, glm::cross(dvec3(mesh.corner(t, 1)) - near, dvec3(mesh.corner(t, 2)) - near));
    }
    return sixfold / 6;
}

}  // namespace myochart::geometry
