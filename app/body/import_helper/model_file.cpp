#include <algorithm>
#include <array>

#include "body/import_helper/assimp_reader.h"
#include "body/import_helper/obj_reader.h"
#include "body/import_helper/ply_reader.h"
#include "body/import_helper/refusal.h"
#include "body/import_helper/sources.h"

namespace myochart::import_helper {

namespace {

/// The kind of model the first bytes tell for certain, else empty.
std::string_view kindByContent(std::string_view bytes) {
    if (bytes.starts_with("glTF")) return "glb";
    if (bytes.starts_with("Kaydara FBX Binary")) return "fbx";
    if (bytes.starts_with("ply\n") || bytes.starts_with("ply\r")) return "ply";
    if (isZip(bytes)) return "zip";
    return {};
}

constexpr size_t kStlHeader = 84, kStlTriangle = 50;

/// The bytes of a binary STL without what may follow them, empty when its triangle count does not fit its size; Assimp
/// trusts the count.
std::string_view wholeBinaryStl(std::string_view bytes) {
    if (bytes.size() < kStlHeader + kStlTriangle) return {};
    std::uint64_t count = 0;
    for (size_t i = 0; i < 4; ++i) count |= std::uint64_t{static_cast<unsigned char>(bytes[80 + i])} << (8 * i);
    const std::uint64_t size = kStlHeader + count * kStlTriangle;
    return count > 0 && size <= bytes.size() ? bytes.substr(0, size) : std::string_view{};
}

std::string_view checkedStl(std::string_view bytes) {
    if (const auto binary = wholeBinaryStl(bytes); !binary.empty()) return binary;
    const bool text = bytes.starts_with("solid") && bytes.substr(0, 4096).find("facet") < 4096 &&
                      bytes.find('\0') == std::string_view::npos;
    if (!text) throw Refusal("is not a whole STL file: its triangle count does not fit its size");
    return bytes;
}

void checkText(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        throw Refusal("is a UTF-16 text; save it as UTF-8");
}

}  // namespace

bool isModelExtension(std::string_view extension) {
    static constexpr std::array<std::string_view, 14> kKnown = {"obj", "glb", "gltf", "fbx", "stl", "ply", "dae",
                                                                "3ds", "off", "x3d",  "lwo", "ac",  "dxf", "ase"};
    return std::find(kKnown.begin(), kKnown.end(), extension) != kKnown.end();
}

bool isZip(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

void readModel(std::string_view bytes, const std::string& file, SideFiles& beside, BlobWriter& out) {
    if (bytes.empty()) throw Refusal("is empty");
    checkText(bytes);
    std::string kind(kindByContent(bytes));
    if (kind == "zip") throw Refusal("is an archive inside an archive; unpack it first");
    if (kind.empty()) kind = extensionOf(file);
    const std::uint32_t before = out.meshes();
    if (kind == "stl") bytes = checkedStl(bytes);
    if (kind == "ply") return readPly(bytes, file, out);
    if (kind == "obj" && readObj(bytes, file, out)) return;
    if (!assimpReads(kind))
        throw Refusal("is no kind of model that can be read; OBJ, GLB, glTF, FBX, STL, PLY, DAE and 3DS can");
    readWithAssimp(bytes, kind, file, beside, out);
    if (out.meshes() == before) throw Refusal("has no triangles");
}

}  // namespace myochart::import_helper
