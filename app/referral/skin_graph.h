#pragma once
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "body/body.h"

namespace myochart::referral {

/// A structure of the skin in the graph: by its own vertices the graph's.
struct SkinPart {
    std::uint32_t structure = 0;         ///< of the body
    std::vector<std::uint32_t> vertices;
};

/// The skin as one surface to walk on. Several structures are sewn together where their open edges lie at the same places;
/// a closed arm that touches a closed trunk stays apart. Hollows and the like, of less than a twentieth of the largest piece,
/// are not walked on. mm, body frame. Immutable once its walls stand; any thread.
class SkinGraph {
  public:
    using Triangles = std::vector<std::uint32_t>;

    /// All structures of a body that are skin, without ears and the like that lie on or under it as closed pieces of their own. Fails with a sentence where there is none.
    static Result<SkinGraph> of(const body::Body& body);
    static SkinGraph of(std::span<const geometry::MeshView> parts);

    const geometry::TriMesh& mesh() const { return mesh_; }
    const std::vector<SkinPart>& parts() const { return parts_; }
    size_t vertexCount() const { return mesh_.positions.size(); }
    /// Of every vertex a third of the triangles about it, mm^2; all together the surface's area.
    std::span<const float> areas() const { return areas_; }
    std::span<const vec3> normals() const { return normals_; }
    /// The triangles about a vertex that can be walked on.
    std::span<const std::uint32_t> around(std::uint32_t vertex) const {
        return std::span(around_).subspan(starts_[vertex], starts_[vertex + 1] - starts_[vertex]);
    }

    /// From now on nothing walks across the triangles for which `isWall` is true.
    void setWalls(const std::function<bool(std::uint32_t triangle)>& isWall);
    bool isWall(std::uint32_t triangle) const { return walls_[triangle]; }

    /// The nearest vertex that can be walked from, among those for which `mayBe` is true; nothing when there is none.
    std::optional<std::uint32_t> nearestVertex(vec3 position, const std::function<bool(std::uint32_t)>& mayBe = {}) const;

  private:
    void connect();

    geometry::TriMesh mesh_;
    std::vector<SkinPart> parts_;
    std::vector<float> areas_;
    std::vector<vec3> normals_;
    std::vector<bool> walls_, isOutside_;  ///< by triangle
    std::vector<std::uint32_t> starts_, around_;
};

}  // namespace myochart::referral
