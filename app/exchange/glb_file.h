#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/vec.h"

namespace myochart::exchange {

/// A place of the body frame (mm, LPS) in glTF's: metres, y up, the figure looking along z.
inline vec3 inMetres(vec3 mm) { return vec3(mm.x, mm.z, -mm.y) * 0.001F; }
/// The same of a direction.
inline vec3 upIsY(vec3 direction) { return {direction.x, direction.z, -direction.y}; }

/// How a surface of a GLB looks.
struct GlbLook {
    std::string name;
    vec3 colour{1};      ///< sRGB 0..1; white where each vertex has its own
    float opacity = 1;
    float glow = 0;      ///< how much of its colour it shows without light
};

/// Triangles of a GLB: metres, y up.
struct GlbMesh {
    std::string name;
    std::span<const vec3> positions, normals;      ///< one unit normal a position
    std::span<const vec3> colours = {};            ///< sRGB of each position; empty: the look's alone
    std::span<const std::uint32_t> indices;
};

/// Puts a glTF 2.0 file in one piece (GLB) together, of plain float triangles that every reader takes: no extension is used.
/// Names of nodes are made unique and no longer than 63 bytes, which is what Blender keeps.
class GlbFile {
  public:
    /// Number of the material; one that looks the same is made once.
    size_t material(const GlbLook& look);
    /// Number of the mesh.
    size_t mesh(const GlbMesh& mesh, size_t material);
    /// Number of a node called so, with no more than the name.
    size_t node(std::string_view name);
    nlohmann::json& at(size_t node) { return nodes_[node]; }
    void putUnder(size_t parent, size_t child) { nodes_[parent]["children"].push_back(child); }
    size_t size() const { return binary_.size(); }

    /// The whole file, seen from `root`. `asset` says what stands beside the version.
    std::string finished(size_t root, nlohmann::json asset, std::string_view sceneName) &&;

  private:
    size_t accessor(std::span<const std::byte> bytes, nlohmann::json accessor, int target);
    std::string freeName(std::string_view wanted);

    nlohmann::json nodes_ = nlohmann::json::array(), meshes_ = nlohmann::json::array(), materials_ = nlohmann::json::array();
    nlohmann::json accessors_ = nlohmann::json::array(), views_ = nlohmann::json::array();
    std::string binary_;
    std::set<std::string, std::less<>> names_;
    std::map<std::tuple<std::string, float, float>, size_t> known_;  ///< materials by colour, opacity and glow
};

/// A ball of radius 1.
struct GlbShape {
    std::vector<vec3> positions, normals;
    std::vector<std::uint32_t> indices;
};
GlbShape ballShape();
/// A closed cylinder of radius 1 about y from 0 to 1.
GlbShape rodShape();
/// What turns y to that direction: x, y, z, w.
std::array<double, 4> turnFromY(vec3 direction);

}  // namespace myochart::exchange
