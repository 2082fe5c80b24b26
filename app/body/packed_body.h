#pragma once
#include "body/body.h"

namespace myochart::body {

// A body in memory on its way into a cache file.

/// How positions become three 16-bit numbers: position = origin + xyz * stepMm.
struct Quantisation {
    vec3 origin{};
    float stepMm = 1;

    /// The finest uniform step that covers `box`.
    static Quantisation over(const Box& box);
    vec3 position(const PackedVertex& v) const { return origin + vec3(v.x, v.y, v.z) * stepMm; }
};

/// One level's own vertices and triangles; indices count from its first vertex.
struct PackedLevel {
    float errorMm = 0;
    std::vector<PackedVertex> vertices;
    std::vector<std::uint32_t> indices;
};

/// `facts` complete but for `levels`, which the cache file's layout fills in.
struct PackedStructure {
    Structure facts;
    std::vector<PackedLevel> levels;
};

struct PackedBody {
    std::string name, source, licence;
    Quantisation quantisation;
    std::vector<PackedStructure> structures;
};

/// Positions of a packed level in mm, body frame.
std::vector<vec3> unpackedPositions(std::span<const PackedVertex> vertices, const Quantisation& quantisation);

/// Triangles in an order kind to the vertex cache and to overdraw.
std::vector<std::uint32_t> orderForDrawing(std::span<const std::uint32_t> indices, const std::vector<vec3>& positions);
/// A level with the vertices its triangles use, in the order of use.
PackedLevel withOwnVertices(float errorMm, std::span<const std::uint32_t> indices,
                            std::span<const PackedVertex> vertices);

/// Welds by stored position, drops triangles without area, makes normals, address frame and tendon weights, and orders
/// for drawing unless `keepOrder`. `structure.levels` gets the full detail; it stays empty when no triangle is left.
PackedStructure packFullDetail(Structure facts, const geometry::TriMesh& mesh, std::uint16_t index,
                               const Quantisation& quantisation, bool keepOrder = false, std::span<const anatomy::MuscleFlesh::Span> flesh = {});

/// Appends the coarser levels of `structure`, made from its full detail.
void appendLevels(PackedStructure& structure, const Quantisation& quantisation);

}  // namespace myochart::body
