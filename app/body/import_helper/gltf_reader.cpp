#include "body/import_helper/gltf_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <glm/ext/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/gtc/type_ptr.hpp>
#include <glm/matrix.hpp>

#include "body/import_helper/gltf_document.h"
#include "body/import_helper/gltf_names.h"
#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

using nlohmann::json;
using Matrix = glm::dmat4;

constexpr size_t kTriangles = 4, kStrip = 5, kFan = 6;  // specification, 3.7.2.1
constexpr size_t kMaxInstances = 10'000;

/// Extensions that change only how things look, by the start of their names, and those that are read.
bool isUnderstood(std::string_view extension) {
    static constexpr std::array<std::string_view, 10> kLooks = {
        "KHR_materials_", "KHR_texture_", "EXT_texture_",         "MSFT_texture_",         "KHR_lights_",
        "EXT_lights_",    "KHR_xmp",      "EXT_primitive_voxels", "KHR_animation_pointer", "KHR_techniques_webgl"};
    static constexpr std::array<std::string_view, 4> kRead = {"KHR_mesh_quantization", "EXT_mesh_gpu_instancing",
                                                              "EXT_meshopt_compression", "KHR_draco_mesh_compression"};
    return std::find(kRead.begin(), kRead.end(), extension) != kRead.end() ||
           std::any_of(kLooks.begin(), kLooks.end(),
                       [&](std::string_view start) { return extension.starts_with(start); });
}

void checkExtensions(const json& document) {
    const auto required = document.find("extensionsRequired");
    if (required == document.end() || !required->is_array()) return;
    for (const json& extension : *required)
        if (const auto name = extension.get<std::string>(); !isUnderstood(name))
            throw Refusal("needs " + name.substr(0, 80) +
                          ", which Myochart does not read; export it again without that compression or extension");
}

glm::dvec3 triple(const json& node, const char* key, glm::dvec3 otherwise) {
    const auto found = node.find(key);
    if (found == node.end()) return otherwise;
    if (!found->is_array() || found->size() != 3) throw Refusal("is damaged: a node has no sound place");
    return {(*found)[0].get<double>(), (*found)[1].get<double>(), (*found)[2].get<double>()};
}

Matrix placeOf(glm::dvec3 translation, glm::dquat rotation, glm::dvec3 scale) {
    return glm::scale(glm::translate(Matrix(1), translation) * glm::mat4_cast(rotation), scale);
}

Matrix localPlace(const json& node) {
    if (const auto whole = node.find("matrix"); whole != node.end()) {
        if (!whole->is_array() || whole->size() != 16) throw Refusal("is damaged: a node has no sound place");
        std::array<double, 16> numbers{};
        for (size_t i = 0; i < 16; ++i) numbers[i] = (*whole)[i].get<double>();
        return glm::make_mat4(numbers.data());
    }
    glm::dquat rotation(1, 0, 0, 0);
    if (const auto turn = node.find("rotation"); turn != node.end()) {
        if (!turn->is_array() || turn->size() != 4) throw Refusal("is damaged: a node has no sound place");
        rotation = glm::dquat((*turn)[3].get<double>(), (*turn)[0].get<double>(), (*turn)[1].get<double>(),
                              (*turn)[2].get<double>());
    }
    return placeOf(triple(node, "translation", glm::dvec3(0)), rotation, triple(node, "scale", glm::dvec3(1)));
}

/// The nodes of a document: who hangs on whom, where each stands, what each is called.
class Nodes {
  public:
    explicit Nodes(const GltfDocument& document)
        : document_(document), parents_(document.count("nodes"), -1), places_(parents_.size()) {
        for (size_t i = 0; i < parents_.size(); ++i)
            for (const size_t child : childrenOf(i)) {
                if (child >= parents_.size() || parents_[child] >= 0)
                    throw Refusal("is damaged: a node hangs on two others");
                parents_[child] = static_cast<int>(i);
            }
        names = gltfNames(document, parents_);
    }

    std::vector<size_t> childrenOf(size_t node) const {
        std::vector<size_t> children;
        if (const json& facts = document_.at("nodes", node); facts.contains("children"))
            for (const json& child : facts["children"]) children.push_back(child.get<size_t>());
        return children;
    }
    bool isRoot(size_t node) const { return parents_[node] < 0; }
    size_t size() const { return parents_.size(); }

    /// From the node's own frame to the scene's.
    const Matrix& place(size_t node) {
        if (node >= places_.size()) throw Refusal("is damaged: it refers to nodes that are not there");
        std::vector<size_t> open;
        for (int at = static_cast<int>(node); at >= 0 && !places_[static_cast<size_t>(at)];
             at = parents_[static_cast<size_t>(at)]) {
            open.push_back(static_cast<size_t>(at));
            if (open.size() > parents_.size()) throw Refusal("is damaged: nodes hang on each other in a ring");
        }
        for (size_t i = open.size(); i-- > 0;) {
            const int parent = parents_[open[i]];
            const Matrix local = localPlace(document_.at("nodes", open[i]));
            places_[open[i]] = parent < 0 ? local : *places_[static_cast<size_t>(parent)] * local;
        }
        return *places_[node];
    }

    std::vector<std::string> names;

  private:
    const GltfDocument& document_;
    std::vector<int> parents_;
    std::vector<std::optional<Matrix>> places_;
};

/// Reads the meshes of a document and tells them.
class GltfReader {
  public:
    GltfReader(GltfDocument& document, std::string_view file, BlobWriter& out)
        : document_(document), nodes_(document), file_(file), out_(out) {}

    void tell() {
        const std::vector<size_t> shown = shownNodes();
        countMaterials(shown);
        for (const size_t node : shown) tellNode(node);
        if (const size_t scenes = document_.count("scenes"); scenes > 1)
            out_.note("Of " + std::to_string(scenes) + " scenes in the file the one to be shown first was read.");
    }

  private:
    std::vector<size_t> shownNodes() const {
        std::vector<size_t> open, shown;
        if (document_.count("scenes") > 0) {
            const json& scene = document_.at("scenes", wholeIn(document_.whole(), "scene", 0));
            if (scene.contains("nodes"))
                for (const json& node : scene["nodes"]) open.push_back(node.get<size_t>());
        } else {
            for (size_t i = 0; i < nodes_.size(); ++i)
                if (nodes_.isRoot(i)) open.push_back(i);
        }
        std::reverse(open.begin(), open.end());
        std::set<size_t> seen;
        while (!open.empty()) {
            const size_t node = open.back();
            open.pop_back();
            if (!seen.insert(node).second) throw Refusal("is damaged: a node is shown twice");
            shown.push_back(node);
            auto children = nodes_.childrenOf(node);
            open.insert(open.end(), children.rbegin(), children.rend());
        }
        return shown;
    }

    std::string materialOf(const json& primitive) const {
        if (!primitive.contains("material")) return {};
        const json& material = document_.at("materials", wholeIn(primitive, "material"));
        const auto name = material.find("name");
        return name != material.end() && name->is_string() ? name->get<std::string>() : std::string();
    }

    static const json& primitivesOf(const json& mesh) {
        const auto found = mesh.find("primitives");
        if (found == mesh.end() || !found->is_array()) throw Refusal("is damaged: a mesh has nothing in it");
        return *found;
    }

    /// Files that join everything into one mesh per material have fewer meshes than materials with names; in others
    /// several materials on a mesh are flesh and tendon of one muscle.
    void countMaterials(const std::vector<size_t>& shown) {
        size_t meshes = 0;
        std::set<std::string> materials;
        for (const size_t node : shown) {
            const json& facts = document_.at("nodes", node);
            if (!facts.contains("mesh")) continue;
            ++meshes;
            for (const json& primitive : primitivesOf(document_.at("meshes", wholeIn(facts, "mesh"))))
                if (const std::string name = materialOf(primitive); !isPlaceholder(name)) materials.insert(name);
        }
        joinedByMaterial_ = materials.size() > 2 && materials.size() > 2 * meshes;
    }

    void tellNode(size_t node) {
        const json& facts = document_.at("nodes", node);
        if (!facts.contains("mesh")) return;
        const json& mesh = document_.at("meshes", wholeIn(facts, "mesh"));
        const std::vector<Matrix> places = placesOf(node, facts);
        FlatMesh joined;
        for (const json& primitive : primitivesOf(mesh)) {
            const std::string material = joinedByMaterial_ ? materialOf(primitive) : std::string();
            FlatMesh read = readPrimitive(primitive, mesh, facts);
            if (!material.empty())
                tellPlaced(material, read, places);
            else if (joined.indices.empty())
                joined = std::move(read);
            else
                append(joined, read, Matrix(1));
        }
        if (!joined.indices.empty()) tellPlaced(nodes_.names[node], joined, places);
    }

    void tellPlaced(const std::string& name, const FlatMesh& mesh, const std::vector<Matrix>& places) {
        for (const Matrix& place : places) {
            FlatMesh placed;
            placed.positions.reserve(mesh.positions.size());
            placed.indices.reserve(mesh.indices.size());
            append(placed, mesh, place);
            out_.mesh(name, file_, {}, placed);
        }
    }

    /// Where the mesh of a node stands: once, or at every instance. A skinned mesh stands where its joints put it; the
    /// node's own place is to be ignored (specification, 3.7.3.3).
    std::vector<Matrix> placesOf(size_t node, const json& facts) {
        if (facts.contains("skin")) return {Matrix(1)};
        const Matrix& own = nodes_.place(node);
        if (!facts.contains("extensions") || !facts["extensions"].contains("EXT_mesh_gpu_instancing")) return {own};
        const json& given = facts["extensions"]["EXT_mesh_gpu_instancing"].at("attributes");
        const auto list = [&](const char* key, size_t components) {
            return given.contains(key) ? document_.numbers(wholeIn(given, key), components) : std::vector<float>();
        };
        const auto moves = list("TRANSLATION", 3), turns = list("ROTATION", 4), scales = list("SCALE", 3);
        const size_t count = std::max({moves.size() / 3, turns.size() / 4, scales.size() / 3});
        const auto whole = [&](const std::vector<float>& numbers, size_t components) {
            return numbers.empty() || numbers.size() == count * components;
        };
        if (count > kMaxInstances || !whole(moves, 3) || !whole(turns, 4) || !whole(scales, 3))
            throw Refusal("has instances (EXT_mesh_gpu_instancing) that are not sound");
        std::vector<Matrix> places;
        for (size_t i = 0; i < count; ++i) {
            const glm::dvec3 move = moves.empty() ? glm::dvec3(0) : glm::dvec3(glm::make_vec3(&moves[3 * i]));
            const glm::dvec3 scale = scales.empty() ? glm::dvec3(1) : glm::dvec3(glm::make_vec3(&scales[3 * i]));
            const glm::dquat turn =
                turns.empty() ? glm::dquat(1, 0, 0, 0)
                              : glm::dquat(turns[4 * i + 3], turns[4 * i], turns[4 * i + 1], turns[4 * i + 2]);
            places.push_back(own * placeOf(move, turn, scale));
        }
        return places;
    }

    FlatMesh readPrimitive(const json& primitive, const json& mesh, const json& node) {
        const json& attributes = primitive.at("attributes");
        FlatMesh read;
        const size_t mode = wholeIn(primitive, "mode", kTriangles);
        if (mode < kTriangles || mode > kFan || !attributes.contains("POSITION")) return read;
        const bool isList = document_.unpackDraco(primitive) || mode == kTriangles;
        read.positions = document_.numbers(wholeIn(attributes, "POSITION"), 3);
        morph(read.positions, primitive, mesh, node);
        if (node.contains("skin")) bend(read.positions, attributes, wholeIn(node, "skin"));
        read.indices = triangles(primitive, isList ? kTriangles : mode, read.vertexCount());
        return read;
    }

    std::vector<std::uint32_t> triangles(const json& primitive, size_t mode, std::uint32_t vertices) {
        std::vector<std::uint32_t> given;
        if (primitive.contains("indices"))
            given = document_.wholeNumbers(wholeIn(primitive, "indices"));
        else
            for (std::uint32_t i = 0; i < vertices; ++i) given.push_back(i);
        for (const std::uint32_t index : given)
            if (index >= vertices) throw Refusal("has a triangle without a corner");
        if (mode == kTriangles) {
            given.resize(given.size() / 3 * 3);
            return given;
        }
        std::vector<std::uint32_t> made;
        for (size_t i = 2; i < given.size(); ++i) {
            if (mode == kFan)
                made.insert(made.end(), {given[0], given[i - 1], given[i]});
            else
                made.insert(made.end(), {given[i - 2], given[i - 1 + i % 2], given[i - i % 2]});
        }
        return made;
    }

    /// Adds the morph targets that have a weight by default.
    void morph(std::vector<float>& positions, const json& primitive, const json& mesh, const json& node) {
        if (!primitive.contains("targets")) return;
        const json weights = node.contains("weights") ? node["weights"] : mesh.value("weights", json::array());
        for (size_t t = 0; t < primitive["targets"].size() && t < weights.size(); ++t) {
            const float weight = weights[t].get<float>();
            const json& target = primitive["targets"][t];
            if (weight == 0 || !target.contains("POSITION")) continue;
            const auto moves = document_.numbers(wholeIn(target, "POSITION"), 3);
            if (moves.size() != positions.size()) throw Refusal("is damaged: a morph target does not fit its mesh");
            for (size_t i = 0; i < moves.size(); ++i) positions[i] += weight * moves[i];
        }
    }

    std::vector<Matrix> jointPlaces(size_t skin) {
        const json& facts = document_.at("skins", skin);
        const json& joints = facts.at("joints");
        std::vector<float> inverse;
        if (facts.contains("inverseBindMatrices"))
            inverse = document_.numbers(wholeIn(facts, "inverseBindMatrices"), 16);
        if (!inverse.empty() && inverse.size() < 16 * joints.size()) throw Refusal("is damaged: a skin lacks matrices");
        std::vector<Matrix> places;
        for (size_t j = 0; j < joints.size(); ++j) {
            const Matrix& place = nodes_.place(joints[j].get<size_t>());
            places.push_back(inverse.empty() ? place : place * Matrix(glm::make_mat4(&inverse[16 * j])));
        }
        return places;
    }

    /// Puts the vertices of a skinned mesh where its joints hold them (specification, 3.7.3.3).
    void bend(std::vector<float>& positions, const json& attributes, size_t skin) {
        const std::vector<Matrix> joints = jointPlaces(skin);
        std::vector<Matrix> sums(positions.size() / 3, Matrix(0));
        std::vector<double> weightSums(sums.size(), 0);
        for (const char* set : {"0", "1"}) {
            const std::string which = std::string("JOINTS_") + set, howMuch = std::string("WEIGHTS_") + set;
            if (!attributes.contains(which) || !attributes.contains(howMuch)) continue;
            const auto held = document_.wholeNumbers(wholeIn(attributes, which.c_str()), 4);
            const auto weights = document_.numbers(wholeIn(attributes, howMuch.c_str()), 4);
            if (held.size() != 4 * sums.size() || weights.size() != held.size())
                throw Refusal("is damaged: a skin does not fit its mesh");
            for (size_t i = 0; i < held.size(); ++i) {
                if (weights[i] == 0) continue;
                if (held[i] >= joints.size()) throw Refusal("is damaged: a skin refers to joints that are not there");
                sums[i / 4] += joints[held[i]] * static_cast<double>(weights[i]);
                weightSums[i / 4] += static_cast<double>(weights[i]);
            }
        }
        for (size_t v = 0; v < sums.size(); ++v) {
            if (weightSums[v] <= 0) continue;
            const glm::dvec4 at = sums[v] / weightSums[v] * glm::dvec4(glm::make_vec3(&positions[3 * v]), 1);
            for (int c = 0; c < 3; ++c) positions[3 * v + static_cast<size_t>(c)] = static_cast<float>(at[c]);
        }
    }

    /// Adds `mesh` at `place`; a place that mirrors turns the triangles, so that surfaces keep facing outwards.
    static void append(FlatMesh& into, const FlatMesh& mesh, const Matrix& place) {
        const std::uint32_t first = into.vertexCount();
        const bool mirrors = glm::determinant(glm::dmat3(place)) < 0;
        for (size_t v = 0; v + 2 < mesh.positions.size(); v += 3) {
            const glm::dvec4 at = place * glm::dvec4(glm::make_vec3(&mesh.positions[v]), 1);
            for (int c = 0; c < 3; ++c) into.positions.push_back(static_cast<float>(at[c]));
        }
        for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3)
            into.indices.insert(into.indices.end(),
                                {first + mesh.indices[t], first + mesh.indices[t + (mirrors ? 2 : 1)],
                                 first + mesh.indices[t + (mirrors ? 1 : 2)]});
    }

    GltfDocument& document_;
    Nodes nodes_;
    std::string_view file_;
    BlobWriter& out_;
    bool joinedByMaterial_ = false;
};

}  // namespace

void readGltf(std::string_view bytes, std::string_view file, SideFiles& beside, BlobWriter& out) {
    try {
        GltfDocument document(bytes, beside);
        checkExtensions(document.whole());
        out.format("glTF", 1000, body::blob::Axis::yUpFacingZ);
        GltfReader(document, file, out).tell();
    } catch (const json::exception&) {
        throw Refusal("is damaged: what describes it does not follow glTF 2.0");
    }
}

}  // namespace myochart::import_helper
