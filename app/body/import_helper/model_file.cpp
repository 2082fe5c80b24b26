#include <algorithm>
#include <array>

#include "body/import_helper/assimp_reader.h"
#include "body/import_helper/gltf_reader.h"
#include "body/import_helper/obj_reader.h"
#include "body/import_helper/ply_reader.h"
#include "body/import_helper/refusal.h"
#include "body/import_helper/sources.h"
#include "body/import_helper/stl_reader.h"

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

/// The first line that is no comment, of a text; empty when the bytes are none.
std::string_view firstStatement(std::string_view bytes) {
    constexpr size_t kFar = 64 << 10;
    bytes = bytes.substr(0, kFar);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.find('\0') < bytes.size()) return {};
    while (!bytes.empty()) {
        const size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const std::string_view line = bytes.substr(0, end);
        if (!line.empty() && line.front() != '#') return line;
        bytes.remove_prefix(std::min(bytes.size(), end + 1));
    }
    return {};
}

/// A text that can only be OBJ or STL whatever its name is: Assimp would read it with its names cut short.
std::string_view kindOfText(std::string_view bytes) {
    const std::string_view first = firstStatement(bytes);
    if (first.starts_with("solid") && bytes.substr(0, 4096).find("facet") < 4096) return "stl";
    static constexpr std::array<std::string_view, 8> kObjBegins = {"o ",      "g ",  "v ", "mtllib ",
                                                                   "usemtl ", "mg ", "s ", "vn "};
    const bool begins = std::any_of(kObjBegins.begin(), kObjBegins.end(),
                                    [&](std::string_view word) { return first.starts_with(word); });
    if (begins && (first.starts_with("v ") || bytes.find("\nv ") < bytes.size() || bytes.find("\rv ") < bytes.size()))
        return "obj";
    return {};
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

namespace {

void readOther(std::string_view kind, std::string_view bytes, const std::string& file, SideFiles& beside, BlobWriter& out) {
    if (!assimpReads(kind))
        throw Refusal("is no kind of model that can be read; OBJ, GLB, glTF, FBX, STL, PLY, DAE and 3DS can");
    readWithAssimp(bytes, kind, file, beside, out);
}

}  // namespace

void readModel(std::string_view bytes, const std::string& file, SideFiles& beside, BlobWriter& out) {
    if (bytes.empty()) throw Refusal("is empty");
    checkText(bytes);
    std::string kind(kindByContent(bytes));
    if (kind == "zip") throw Refusal("is an archive inside an archive; unpack it first");
    if (kind.empty()) kind = kindOfText(bytes);
    if (kind.empty()) kind = extensionOf(file);
    const std::uint32_t before = out.meshes();
    if (kind == "stl") return readStl(bytes, file, out);
    if (kind == "ply") return readPly(bytes, file, out);
    if (kind == "obj") return readObj(bytes, file, out);
    if (kind == "glb" || kind == "gltf") readGltf(bytes, file, beside, out);
    else readOther(kind, bytes, file, beside, out);
    if (out.meshes() == before) throw Refusal("has no triangles");
}

}  // namespace myochart::import_helper
