#pragma once
#include <array>
#include <cstdint>

#include "body/body.h"

// The cache file of a body, little endian, in this order without gaps but for alignment:
//   CacheHeader | structures: CacheStructure[] | levels: CacheLevel[] | string bytes | (to kAlignment) |
//   vertices: PackedVertex[] | indices: uint32[]
// A structure's levels stand together in the table, full detail first. The vertex and index arrays hold the coarsest
// levels of all structures first, so that a first picture touches few pages.
namespace myochart::body::cache {

constexpr std::array<char, 8> kMagic = {'M', 'Y', 'O', 'B', 'O', 'D', 'Y', '\n'};
/// Raised whenever the format, or the way its content is made, changes: caches of another version are built again.
constexpr std::uint32_t kVersion = 3;
constexpr std::uint64_t kAlignment = 4096;
constexpr std::uint32_t kMaxStructures = 65535;
constexpr std::uint32_t kMaxLevelsEach = 8;

/// Bytes in the string table, counted from its start.
struct Text {
    std::uint32_t first, size;
};

struct CacheHeader {
    std::array<char, 8> magic;
    std::uint32_t version, structureCount;
    std::uint64_t fileBytes;
    std::uint64_t tableChecksum;  ///< XXH3-64 of everything before the vertices, this field taken as 0
    std::uint64_t vertexCount, indexCount;
    std::uint32_t levelCount, stringBytes;
    std::uint32_t hasLevels, reserved;
    std::array<float, 3> quantOrigin;
    float quantStepMm;
    Text name, source, licence, checksum;
};
static_assert(sizeof(CacheHeader) == 112);

struct CacheStructure {
    Text key, name, latin, fma, sourceFile, muscleKey, region;
    std::uint8_t side, system, layer, reserved;
    std::array<float, 6> bounds;
    float radiusMm;
    std::array<float, 15> frame;  ///< origin, u, v, w, lengthMm
    std::uint32_t firstLevel, levelCount;
};
static_assert(sizeof(CacheStructure) == 156);

struct CacheLevel {
    float errorMm;
    std::uint32_t firstVertex, vertexCount, firstIndex, indexCount, reserved;
    std::uint64_t checksum;
};
static_assert(sizeof(CacheLevel) == 32);

// Stored as numbers: a change of these needs a new kVersion.
static_assert(static_cast<int>(System::other) == 11 && static_cast<int>(anatomy::Layer::other) == 9 &&
              static_cast<int>(Side::midline) == 2);

/// Where the parts lie, from a header's counts (64-bit sums; counts below 2^32 cannot overflow them).
struct Layout {
    std::uint64_t structures, levels, strings, vertices, indices, end;

    explicit Layout(const CacheHeader& h)
        : structures(sizeof(CacheHeader)),
          levels((structures + std::uint64_t{h.structureCount} * sizeof(CacheStructure) + 7) / 8 * 8),
          strings(levels + std::uint64_t{h.levelCount} * sizeof(CacheLevel)),
          vertices((strings + h.stringBytes + kAlignment - 1) / kAlignment * kAlignment),
          indices(vertices + h.vertexCount * sizeof(PackedVertex)),
          end(indices + h.indexCount * sizeof(std::uint32_t)) {}
};

/// XXH3-64 of the vertices' bytes, then the indices' bytes.
std::uint64_t levelChecksum(std::span<const PackedVertex> vertices, std::span<const std::uint32_t> indices);
/// XXH3-64 of everything before the vertices, with the header's own checksum field as 0.
std::uint64_t tableChecksum(std::span<const std::byte> table);

}  // namespace myochart::body::cache
