#pragma once
#include <string>
#include <utility>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/foreign_model.h"
#include "support/test_folder.h"

namespace myochart::test {

/// The program's own catalogue, read once.
const anatomy::Catalogue& catalogue();

/// A named mesh as a foreign file holds it.
struct NamedMesh {
    std::string name;
    geometry::TriMesh mesh;
};

/// A closed box; 12 triangles.
geometry::TriMesh box(vec3 from, vec3 to);

// Foreign files as bytes.
std::string objText(const std::vector<NamedMesh>& meshes);
std::string stlBinary(const geometry::TriMesh& mesh);
std::string stlText(const geometry::TriMesh& mesh);
std::string plyText(const geometry::TriMesh& mesh);
std::string plyBinary(const geometry::TriMesh& mesh, bool bigEndian = false);
std::string glb(const std::vector<NamedMesh>& meshes);
/// With the buffer at `uri`; an empty uri: inside as base64.
std::string gltf(const std::vector<NamedMesh>& meshes, const std::string& uri = {});
std::string gltfBuffer(const std::vector<NamedMesh>& meshes);
/// Entries by name, stored or deflated.
std::string zip(const std::vector<std::pair<std::string, std::string>>& entries, bool deflate = true);

void writeText(const Path& file, std::string_view bytes);
/// The import helper of this build.
Path builtHelper();
/// Limits for small files that hang: half a second of patience more than they need.
body::ImportLimits shortLimits();

}  // namespace myochart::test
