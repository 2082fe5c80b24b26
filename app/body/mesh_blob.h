#pragma once
#include <cstddef>
#include <cstdint>

// What the import helper tells the program over a pipe: records, each a Record and its payload (text A, text B, text C,
// `vertices` * 3 floats, `indices` uint32), until `done` or `refused`. The program trusts none of it.
namespace myochart::body::blob {

constexpr std::uint32_t kMagic = 0x31424D4D;  // "MMB1"
constexpr int kPipe = 3;                      ///< the helper's file descriptor for it

enum class Kind : std::uint32_t {
    limits = 1,  ///< A: which limits are in force
    format,      ///< A: the format's name; `unitMm`, `axis`: what it says about itself (0: nothing)
    mesh,        ///< A: name, B: file, C: the file's opening comment lines
    skipped,     ///< A: file or mesh, B: why it was left out
    refused,     ///< A: why there is no model
    note,        ///< A: what was done or passed over while reading, a sentence for people
    done,        ///< `number`: how many meshes were told
};

enum class Axis : std::uint32_t { unknown, yUpFacingZ, zUpFacingNegativeY, xUp };

struct Record {
    std::uint32_t magic = kMagic;
    Kind kind = Kind::done;
    std::uint32_t textA = 0, textB = 0, textC = 0;
    std::uint32_t vertices = 0, indices = 0;
    std::uint32_t number = 0;
    Axis axis = Axis::unknown;
    float unitMm = 0;
};
static_assert(sizeof(Record) == 40);

constexpr std::uint32_t kMaxText = 4096;
constexpr std::uint32_t kMaxMeshes = 65535;
constexpr std::uint32_t kMaxMeshVertices = 5'000'000;
constexpr std::uint32_t kMaxMeshTriangles = 4'000'000;
constexpr std::uint64_t kMaxVertices = 20'000'000;
constexpr std::uint64_t kMaxTriangles = 20'000'000;
constexpr float kMaxCoordinate = 1e6F;

}  // namespace myochart::body::blob
