#pragma once
#include <memory>
#include <optional>
#include <span>

#include "body/structure.h"
#include "core/files.h"
#include "geometry/ray_index.h"

namespace myochart::body {

/// A vertex as stored and drawn. Position = Body::quantOrigin() + xyz * Body::quantStepMm().
struct PackedVertex {
    std::uint16_t x, y, z;
    std::uint16_t structure;
    std::int8_t nx, ny, nz;  ///< unit normal * 127
    std::uint8_t tendon;     ///< 0 muscle belly .. 255 tendon
};
static_assert(sizeof(PackedVertex) == 12);

/// A body ready to draw and to ask: the structures and their triangles, memory-mapped from a cache file. Immutable;
/// any thread. Made by BodyWriter, opened with Body::open.
class Body {
  public:
    /// Maps and checks `file`: magic, version, size equation, table checksum, every range. The triangles' checksums are
    /// checked where they are used (levelIsSound). Refuses a file of another version, truncated or changed.
    static Result<std::shared_ptr<const Body>> open(const Path& file);
    /// The same from a cache file's content in memory.
    static Result<std::shared_ptr<const Body>> of(Bytes content);

    const std::string& name() const { return name_; }
    const std::string& source() const { return source_; }      ///< where it came from, for people
    const std::string& licence() const { return licence_; }    ///< empty when unknown
    const std::string& checksum() const { return checksum_; }  ///< of all full-detail triangles; anchors carry it
    const std::vector<Structure>& structures() const { return structures_; }
    const Structure& structure(std::uint32_t index) const { return structures_[index]; }
    std::optional<std::uint32_t> find(std::string_view key) const;
    /// Structures bound to a catalogue muscle on a side (several where the muscle is in parts).
    std::vector<std::uint32_t> structuresOf(std::string_view muscleKey, Side side) const;
    Box bounds() const { return bounds_; }
    bool hasLevels() const { return hasLevels_; }  ///< false: only full detail yet, levels are being made

    std::span<const PackedVertex> vertices(const Level& level) const {
        return vertices_.subspan(level.firstVertex, level.vertexCount);
    }
    std::span<const std::uint32_t> indices(const Level& level) const {
        return indices_.subspan(level.firstIndex, level.indexCount);
    }
    /// Recomputes the level's checksum. False: the cache is damaged and must be built again.
    bool levelIsSound(const Level& level) const;
    /// levelIsSound() for every level, on all cores: some 20 ms for a whole body that is in memory.
    bool isSound() const;
    vec3 quantOrigin() const { return quantOrigin_; }
    float quantStepMm() const { return quantStepMm_; }
    vec3 position(const PackedVertex& v) const { return quantOrigin_ + vec3(v.x, v.y, v.z) * quantStepMm_; }

    /// Full-detail triangles of one structure, unpacked; none when they are damaged.
    geometry::TriMesh mesh(std::uint32_t structure) const;
    /// An index over all structures (part = structure index); a second or so: call it on a worker.
    std::optional<geometry::RayIndex> buildRayIndex(const Progress* progress = nullptr) const;
    /// Every structure along the ray without an index: a few ms; for one pick.
    std::vector<geometry::RayHit> hitsWithoutIndex(const geometry::Ray& ray) const;

  private:
    friend class BodyReader;
    void indexKeys();
    FileMap file_;  ///< what the spans below point into: this, or
    Bytes content_;
    std::string name_, source_, licence_, checksum_;
    std::vector<Structure> structures_;
    std::vector<std::uint32_t> byKey_;  ///< structures in the order of their keys
    Box bounds_;
    bool hasLevels_ = false;
    std::span<const PackedVertex> vertices_;
    std::span<const std::uint32_t> indices_;
    vec3 quantOrigin_{};
    float quantStepMm_ = 1;
};

}  // namespace myochart::body
