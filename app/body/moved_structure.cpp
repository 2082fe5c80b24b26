#include "body/moved_structure.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "body/cache_format.h"
#include "core/words.h"

namespace myochart::body {

using namespace cache;

namespace {

constexpr float kMostSteps = 65535;

std::uint64_t placeKey(const PackedVertex& v) { return std::uint64_t{v.x} << 32 | std::uint64_t{v.y} << 16 | v.z; }

template <class T>
std::span<T> itemsAt(Bytes& bytes, std::uint64_t offset, std::uint64_t count) {
    return {reinterpret_cast<T*>(bytes.data() + offset), count};  // the layout keeps every array aligned
}

/// By how many whole steps the origin must go down along x and y so that everything stays in reach.
struct Room {
    std::array<int, 2> steps{};
};

Room roomFor(const Body& body, std::span<const vec3> positions) {
    Room room;
    for (const vec3 p : positions)
        for (int k = 0; k < 2; ++k) {
            const float below = (body.quantOrigin()[k] - p[k]) / body.quantStepMm();
            room.steps[static_cast<size_t>(k)] = std::max(room.steps[static_cast<size_t>(k)], static_cast<int>(std::ceil(below)));
        }
    return room;
}

/// All vertices counted from the new origin; false when one would not fit any more.
bool shiftAll(std::span<PackedVertex> vertices, const Room& room) {
    for (PackedVertex& v : vertices) {
        const int x = v.x + room.steps[0], y = v.y + room.steps[1];
        if (x > static_cast<int>(kMostSteps) || y > static_cast<int>(kMostSteps)) return false;
        v.x = static_cast<std::uint16_t>(x);
        v.y = static_cast<std::uint16_t>(y);
    }
    return true;
}

PackedVertex placed(PackedVertex v, vec3 position, vec3 normal, vec3 origin, float step) {
    const vec3 at = glm::clamp(glm::round((position - origin) / step), vec3(0), vec3(kMostSteps));
    const vec3 n = glm::round(glm::clamp(normal, vec3(-1), vec3(1)) * 127.0F);
    v.x = static_cast<std::uint16_t>(at.x);
    v.y = static_cast<std::uint16_t>(at.y);
    v.z = static_cast<std::uint16_t>(at.z);
    v.nx = static_cast<std::int8_t>(n.x);
    v.ny = static_cast<std::int8_t>(n.y);
    v.nz = static_cast<std::int8_t>(n.z);
    return v;
}

/// Where a structure's full-detail vertices go, by where they were: coarser levels use some of them.
using Moves = std::unordered_map<std::uint64_t, PackedVertex>;

Moves movesOf(const Body& body, const Level& full, std::span<const PackedVertex> now, std::span<const vec3> positions, vec3 origin) {
    const auto normals = geometry::vertexNormals({positions, body.indices(full)});
    Moves moves;
    moves.reserve(positions.size());
    for (size_t i = 0; i < positions.size(); ++i) moves[placeKey(now[i])] = placed(now[i], positions[i], normals[i], origin, body.quantStepMm());
    return moves;
}

void setBounds(CacheStructure& row, std::span<const PackedVertex> vertices, vec3 origin, float step) {
    Box box;
    for (const PackedVertex& v : vertices) box.add(origin + vec3(v.x, v.y, v.z) * step);
    float square = 0;
    for (const PackedVertex& v : vertices) {
        const vec3 d = origin + vec3(v.x, v.y, v.z) * step - box.centre();
        square = std::max(square, glm::dot(d, d));
    }
    const vec3 corners[] = {box.min, box.max};
    std::memcpy(row.bounds.data(), corners, sizeof corners);
    row.radiusMm = std::sqrt(square);
}

}  // namespace

Outcome writeWithStructureMoved(const Path& from, std::uint32_t structure, std::span<const vec3> positions, const Path& into) {
    const auto opened = Body::open(from);
    if (!opened) return opened.error();
    const Body& body = **opened;
    const Structure& moved = body.structure(structure);
    const Level& full = moved.levels.front();
    if (positions.size() != full.vertexCount || !body.levelIsSound(full)) return refused(said("{} is damaged (structure {}).", shown(from), moved.key));
    const auto map = FileMap::open(from);
    if (!map) return map.error();
    Bytes bytes(map->bytes().begin(), map->bytes().end());
    CacheHeader& header = itemsAt<CacheHeader>(bytes, 0, 1)[0];
    const Layout layout(header);
    const auto vertices = itemsAt<PackedVertex>(bytes, layout.vertices, header.vertexCount);
    const auto indices = itemsAt<std::uint32_t>(bytes, layout.indices, header.indexCount);
    const Room room = roomFor(body, positions);
    if (!shiftAll(vertices, room)) return refused(said("The moved surface reaches too far out."));
    const float step = body.quantStepMm();
    const vec3 origin = body.quantOrigin() - vec3(room.steps[0], room.steps[1], 0) * step;
    header.quantOrigin = {origin.x, origin.y, origin.z};
    const Moves moves = movesOf(body, full, vertices.subspan(full.firstVertex, full.vertexCount), positions, origin);
    for (const Level& level : moved.levels)
        for (PackedVertex& v : vertices.subspan(level.firstVertex, level.vertexCount))
            if (const auto at = moves.find(placeKey(v)); at != moves.end()) v = at->second;
    setBounds(itemsAt<CacheStructure>(bytes, layout.structures, header.structureCount)[structure],
              vertices.subspan(full.firstVertex, full.vertexCount), origin, step);
    for (CacheLevel& level : itemsAt<CacheLevel>(bytes, layout.levels, header.levelCount))
        level.checksum = levelChecksum(vertices.subspan(level.firstVertex, level.vertexCount), indices.subspan(level.firstIndex, level.indexCount));
    header.tableChecksum = tableChecksum(std::span(bytes).first(layout.vertices));
    return writeFileAtomically(into, bytes);
}

}  // namespace myochart::body
