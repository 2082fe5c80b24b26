#include "model_files.h"
#include "support/test_folder.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstring>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace myochart::test {

namespace {

template <class T>
void append(std::string& bytes, T value, bool reversed = false) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    for (size_t i = 0; i < sizeof(T); ++i) bytes += raw[reversed ? sizeof(T) - 1 - i : i];
}

std::string base64(std::string_view bytes) {
    static constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (size_t k = 0; k < 3; ++k)
            three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (size_t k = 0; k < 4; ++k) text += i + k > bytes.size() ? '=' : kSigns[three >> (18 - 6 * k) & 63];
    }
    return text;
}

nlohmann::json gltfJson(const std::vector<NamedMesh>& meshes, size_t bufferBytes) {
    nlohmann::json json = {{"asset", {{"version", "2.0"}}}, {"scene", 0}};
    nlohmann::json nodes, parts, accessors, views;
    size_t at = 0;
    for (const auto& [name, mesh] : meshes) {
        const size_t positions = mesh.positions.size() * 12, indices = mesh.indices.size() * 4, k = views.size();
        views.push_back({{"buffer", 0}, {"byteOffset", at}, {"byteLength", positions}});
        views.push_back({{"buffer", 0}, {"byteOffset", at + positions}, {"byteLength", indices}});
        accessors.push_back({{"bufferView", k},
                             {"componentType", 5126},
                             {"count", mesh.positions.size()},
                             {"type", "VEC3"},
                             {"min", {-1e5, -1e5, -1e5}},
                             {"max", {1e5, 1e5, 1e5}}});
        accessors.push_back(
            {{"bufferView", k + 1}, {"componentType", 5125}, {"count", mesh.indices.size()}, {"type", "SCALAR"}});
        nlohmann::json primitive = {{"attributes", {{"POSITION", k}}}, {"indices", k + 1}};
        parts.push_back({{"name", name}, {"primitives", nlohmann::json::array({primitive})}});
        nodes.push_back({{"name", name}, {"mesh", parts.size() - 1}});
        at += positions + indices;
    }
    std::vector<size_t> roots(meshes.size());
    for (size_t i = 0; i < roots.size(); ++i) roots[i] = i;
    json["scenes"] = nlohmann::json::array({{{"nodes", roots}}});
    json["nodes"] = nodes;
    json["meshes"] = parts;
    json["accessors"] = accessors;
    json["bufferViews"] = views;
    json["buffers"] = nlohmann::json::array({{{"byteLength", bufferBytes}}});
    return json;
}

}  // namespace

const anatomy::Catalogue& catalogue() {
    static const auto loaded = anatomy::Catalogue::load(myochart::test::sourceFolder() / "assets/knowledge");
    return *loaded;
}

geometry::TriMesh box(vec3 from, vec3 to) {
    geometry::TriMesh mesh;
    for (unsigned i = 0; i < 8; ++i)
        mesh.positions.push_back({i & 1 ? to.x : from.x, i & 2 ? to.y : from.y, i & 4 ? to.z : from.z});
    mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                    2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    return mesh;
}

std::string objText(const std::vector<NamedMesh>& meshes) {
    std::string text = "# made for a test\n";
    size_t first = 1;
    for (const auto& [name, mesh] : meshes) {
        text += "o " + name + "\n";
        for (const vec3 p : mesh.positions) text += fmt::format("v {} {} {}\n", p.x, p.y, p.z);
        for (size_t t = 0; t < mesh.indices.size(); t += 3)
            text += fmt::format("f {} {} {}\n", mesh.indices[t] + first, mesh.indices[t + 1] + first,
                                mesh.indices[t + 2] + first);
        first += mesh.positions.size();
    }
    return text;
}

std::string stlBinary(const geometry::TriMesh& mesh) {
    std::string bytes(80, ' ');
    append(bytes, static_cast<std::uint32_t>(mesh.triangleCount()));
    for (size_t t = 0; t < mesh.indices.size(); t += 3) {
        append(bytes, vec3(0, 0, 1));
        for (size_t k = 0; k < 3; ++k) append(bytes, mesh.positions[mesh.indices[t + k]]);
        append(bytes, std::uint16_t{0});
    }
    return bytes;
}

std::string stlText(const geometry::TriMesh& mesh) {
    std::string text = "solid made_for_a_test\n";
    for (size_t t = 0; t < mesh.indices.size(); t += 3) {
        text += "facet normal 0 0 1\nouter loop\n";
        for (size_t k = 0; k < 3; ++k) {
            const vec3 p = mesh.positions[mesh.indices[t + k]];
            text += fmt::format("vertex {} {} {}\n", p.x, p.y, p.z);
        }
        text += "endloop\nendfacet\n";
    }
    return text + "endsolid made_for_a_test\n";
}

std::string plyText(const geometry::TriMesh& mesh) {
    std::string text = fmt::format(
        "ply\nformat ascii 1.0\ncomment made for a test\nelement vertex {}\nproperty float x\nproperty float "
        "y\nproperty float z\n"
        "element face {}\nproperty list uchar int vertex_indices\nend_header\n",
        mesh.positions.size(), mesh.triangleCount());
    for (const vec3 p : mesh.positions) text += fmt::format("{} {} {}\n", p.x, p.y, p.z);
    for (size_t t = 0; t < mesh.indices.size(); t += 3)
        text += fmt::format("3 {} {} {}\n", mesh.indices[t], mesh.indices[t + 1], mesh.indices[t + 2]);
    return text;
}

std::string plyBinary(const geometry::TriMesh& mesh, bool bigEndian) {
    std::string bytes = fmt::format(
        "ply\nformat binary_{}_endian 1.0\nelement vertex {}\nproperty uchar red\nproperty double x\nproperty float "
        "y\nproperty float z\n"
        "element face {}\nproperty list uchar int vertex_indices\nproperty short group\nend_header\n",
        bigEndian ? "big" : "little", mesh.positions.size(), mesh.triangleCount());
    for (const vec3 p : mesh.positions) {
        append(bytes, std::uint8_t{200});
        append(bytes, static_cast<double>(p.x), bigEndian);
        append(bytes, p.y, bigEndian);
        append(bytes, p.z, bigEndian);
    }
    for (size_t t = 0; t < mesh.indices.size(); t += 3) {
        append(bytes, std::uint8_t{3});
        for (size_t k = 0; k < 3; ++k) append(bytes, static_cast<std::int32_t>(mesh.indices[t + k]), bigEndian);
        append(bytes, std::int16_t{-1}, bigEndian);
    }
    return bytes;
}

std::string gltfBuffer(const std::vector<NamedMesh>& meshes) {
    std::string bytes;
    for (const auto& [name, mesh] : meshes) {
        for (const vec3 p : mesh.positions) append(bytes, p);
        for (const std::uint32_t i : mesh.indices) append(bytes, i);
    }
    return bytes;
}

std::string glb(const std::vector<NamedMesh>& meshes) {
    const std::string buffer = gltfBuffer(meshes);
    std::string json = gltfJson(meshes, buffer.size()).dump(), bytes = "glTF";
    json.resize((json.size() + 3) / 4 * 4, ' ');
    append(bytes, std::uint32_t{2});
    append(bytes, static_cast<std::uint32_t>(28 + json.size() + buffer.size()));
    append(bytes, static_cast<std::uint32_t>(json.size()));
    bytes += "JSON" + json;
    append(bytes, static_cast<std::uint32_t>(buffer.size()));
    return bytes + std::string("BIN\0", 4) + buffer;
}

std::string gltf(const std::vector<NamedMesh>& meshes, const std::string& uri) {
    const std::string buffer = gltfBuffer(meshes);
    auto json = gltfJson(meshes, buffer.size());
    json["buffers"][0]["uri"] = uri.empty() ? "data:application/octet-stream;base64," + base64(buffer) : uri;
    return json.dump(1);
}

std::string zip(const std::vector<std::pair<std::string, std::string>>& entries, bool deflate) {
    size_t room = 4096;
    for (const auto& [name, bytes] : entries) room += 2 * name.size() + bytes.size() + 512;
    std::string made(room, '\0');
    archive* a = archive_write_new();
    archive_write_set_format_zip(a);
    archive_write_set_options(a, deflate ? "zip:compression=deflate" : "zip:compression=store");
    archive_write_set_bytes_in_last_block(a, 1);
    size_t used = 0;
    EXPECT_EQ(archive_write_open_memory(a, made.data(), made.size(), &used), ARCHIVE_OK);
    for (const auto& [name, bytes] : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        EXPECT_EQ(archive_write_header(a, entry), ARCHIVE_OK);
        EXPECT_EQ(archive_write_data(a, bytes.data(), bytes.size()), static_cast<la_ssize_t>(bytes.size()));
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    made.resize(used);
    return made;
}

void writeText(const Path& file, std::string_view bytes) {
    const auto written = writeFileAtomically(file, bytes);
    ASSERT_TRUE(written) << (written ? "" : written.error().message);
}

Path builtHelper() {
    return myochart::test::buildFolder() / "bin" / "myochart-import";
}

body::ImportLimits shortLimits() {
    return {1024, 3, std::chrono::milliseconds(6000)};
}

}  // namespace myochart::test
