#include "exchange/glb_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <fmt/format.h>

namespace myochart::exchange {

namespace {

using nlohmann::json;

static_assert(std::numeric_limits<float>::is_iec559 && std::endian::native == std::endian::little, "glTF's numbers are little-endian floats");

// Numbers that glTF gives its kinds.
constexpr int kFloat = 5126, kShort = 5123, kInt = 5125, kByte = 5121, kVertices = 34962, kIndices = 34963;
constexpr size_t kMostNameBytes = 63;

double linearOf(float srgb) {
    const double value = std::clamp(static_cast<double>(srgb), 0.0, 1.0);
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// A figure of a colour as it is written: four decimals are finer than any screen shows.
double written(double value) { return std::round(value * 1e4) / 1e4; }

json linear(vec3 colour) { return {written(linearOf(colour.x)), written(linearOf(colour.y)), written(linearOf(colour.z))}; }

json three(vec3 v) { return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)}; }

/// The beginning of a text in UTF-8, whole characters.
std::string beginning(std::string_view text, size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return std::string(text.substr(0, bytes));
}

void appendNumber(std::string& to, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) to.push_back(static_cast<char>(number >> shift & 0xFFU));
}

void appendChunk(std::string& to, std::string_view chunk, const char (&kind)[5], char filler) {
    const size_t padded = (chunk.size() + 3) / 4 * 4;
    appendNumber(to, static_cast<std::uint32_t>(padded));
    to.append(kind, 4);
    to.append(chunk);
    to.append(padded - chunk.size(), filler);
}

}  // namespace

size_t GlbFile::accessor(std::span<const std::byte> bytes, json accessor, int target) {
    binary_.resize((binary_.size() + 3) / 4 * 4);
    views_.push_back({{"buffer", 0}, {"byteOffset", binary_.size()}, {"byteLength", bytes.size()}, {"target", target}});
    binary_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    accessor["bufferView"] = views_.size() - 1;
    accessors_.push_back(std::move(accessor));
    return accessors_.size() - 1;
}

size_t GlbFile::material(const GlbLook& look) {
    const std::string colour = linear(look.colour).dump();
    const auto [at, isNew] = known_.try_emplace({colour, look.opacity, look.glow}, materials_.size());
    if (!isNew) return at->second;
    json factor = linear(look.colour);
    factor.push_back(written(static_cast<double>(look.opacity)));
    json made = {{"name", look.name}, {"pbrMetallicRoughness", {{"baseColorFactor", factor}, {"metallicFactor", 0}, {"roughnessFactor", 0.7}}}};
    if (look.glow > 0) made["emissiveFactor"] = linear(look.colour * look.glow);
    if (look.opacity < 1) made["alphaMode"] = "BLEND";
    materials_.push_back(std::move(made));
    return at->second;
}

size_t GlbFile::mesh(const GlbMesh& mesh, size_t material) {
    vec3 lowest(std::numeric_limits<float>::max()), highest(-std::numeric_limits<float>::max());
    for (const vec3& each : mesh.positions) lowest = glm::min(lowest, each), highest = glm::max(highest, each);
    const size_t count = mesh.positions.size();
    json attributes;
    attributes["POSITION"] = accessor(std::as_bytes(mesh.positions), {{"componentType", kFloat}, {"count", count}, {"type", "VEC3"}, {"min", three(lowest)}, {"max", three(highest)}}, kVertices);
    attributes["NORMAL"] = accessor(std::as_bytes(mesh.normals), {{"componentType", kFloat}, {"count", count}, {"type", "VEC3"}}, kVertices);
    if (!mesh.colours.empty()) {
        std::vector<std::uint8_t> bytes;
        bytes.reserve(4 * count);
        for (const vec3& each : mesh.colours) {
            for (int k = 0; k < 3; ++k) bytes.push_back(static_cast<std::uint8_t>(std::lround(255 * linearOf(each[k]))));
            bytes.push_back(255);
        }
        attributes["COLOR_0"] = accessor(std::as_bytes(std::span(bytes)), {{"componentType", kByte}, {"count", count}, {"type", "VEC4"}, {"normalized", true}}, kVertices);
    }
    size_t indices = 0;
    if (count <= std::numeric_limits<std::uint16_t>::max()) {
        const std::vector<std::uint16_t> narrow(mesh.indices.begin(), mesh.indices.end());
        indices = accessor(std::as_bytes(std::span(narrow)), {{"componentType", kShort}, {"count", narrow.size()}, {"type", "SCALAR"}}, kIndices);
    } else {
        indices = accessor(std::as_bytes(mesh.indices), {{"componentType", kInt}, {"count", mesh.indices.size()}, {"type", "SCALAR"}}, kIndices);
    }
    meshes_.push_back({{"name", mesh.name}, {"primitives", json::array({{{"attributes", attributes}, {"indices", indices}, {"material", material}}})}});
    return meshes_.size() - 1;
}

std::string GlbFile::freeName(std::string_view wanted) {
    std::string name = beginning(wanted.empty() ? "part" : wanted, kMostNameBytes);
    for (size_t more = 2; names_.contains(name); ++more) {
        const std::string behind = fmt::format(" {}", more);
        name = beginning(wanted, kMostNameBytes - behind.size()) + behind;
    }
    names_.insert(name);
    return name;
}

size_t GlbFile::node(std::string_view name) {
    nodes_.push_back({{"name", freeName(name)}});
    return nodes_.size() - 1;
}

std::string GlbFile::finished(size_t root, json asset, std::string_view sceneName) && {
    binary_.resize((binary_.size() + 3) / 4 * 4);
    asset["version"] = "2.0";
    json file = {{"asset", std::move(asset)}, {"scene", 0}, {"scenes", json::array({{{"name", sceneName}, {"nodes", {root}}}})}, {"nodes", std::move(nodes_)}, {"meshes", std::move(meshes_)},
                 {"materials", std::move(materials_)}, {"accessors", std::move(accessors_)}, {"bufferViews", std::move(views_)}, {"buffers", json::array({{{"byteLength", binary_.size()}}})}};
    for (const char* list : {"meshes", "materials", "accessors", "bufferViews"})
        if (file[list].empty()) file.erase(list);
    if (binary_.empty()) file.erase("buffers");
    std::string chunks;
    appendChunk(chunks, file.dump(), "JSON", ' ');
    if (!binary_.empty()) appendChunk(chunks, binary_, {'B', 'I', 'N', '\0', '\0'}, '\0');
    std::string whole = "glTF";
    appendNumber(whole, 2);
    appendNumber(whole, static_cast<std::uint32_t>(chunks.size() + 12));
    return whole + chunks;
}

}  // namespace myochart::exchange
