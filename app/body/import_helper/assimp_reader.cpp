#include "body/import_helper/assimp_reader.h"

#include <assimp/postprocess.h>
#include <assimp/scene.h>
#include <assimp/IOStream.hpp>
#include <assimp/IOSystem.hpp>
#include <assimp/Importer.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "body/import_helper/refusal.h"

namespace myochart::import_helper {

namespace {

class MemoryStream final : public Assimp::IOStream {
  public:
    explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}
    size_t Read(void* into, size_t size, size_t count) override {
        if (size == 0) return 0;
        const size_t whole = std::min(count, (bytes_.size() - at_) / size);
        std::memcpy(into, bytes_.data() + at_, whole * size);
        at_ += whole * size;
        return whole;
    }
    size_t Write(const void*, size_t, size_t) override { return 0; }
    aiReturn Seek(size_t offset, aiOrigin origin) override {
        const size_t base = origin == aiOrigin_SET ? 0 : origin == aiOrigin_CUR ? at_ : bytes_.size();
        const size_t to = base + offset;
        if (to > bytes_.size()) return aiReturn_FAILURE;
        at_ = to;
        return aiReturn_SUCCESS;
    }
    size_t Tell() const override { return at_; }
    size_t FileSize() const override { return bytes_.size(); }
    void Flush() override {}

  private:
    std::string_view bytes_;
    size_t at_ = 0;
};

/// Shows Assimp the model under one name and, read only, the files beside it; nothing else exists.
class OnlyTheModel final : public Assimp::IOSystem {
  public:
    OnlyTheModel(std::string name, std::string_view bytes, SideFiles& beside)
        : name_(std::move(name)), bytes_(bytes), beside_(beside) {}
    bool Exists(const char* file) const override { return bytesOf(file).has_value(); }
    char getOsSeparator() const override { return '/'; }
    Assimp::IOStream* Open(const char* file, const char* mode) override {
        if (std::strchr(mode, 'w') || std::strchr(mode, 'a')) return nullptr;
        const auto found = bytesOf(file);
        return found ? new MemoryStream(*found) : nullptr;
    }
    void Close(Assimp::IOStream* stream) override { delete stream; }

  private:
    std::optional<std::string_view> bytesOf(const char* file) const {
        if (file == name_) return bytes_;
        const auto safe = safeRelative(file);
        if (!safe || extensionOf(*safe) == "mtl") return std::nullopt;
        return beside_.find(*safe);
    }

    std::string name_;
    std::string_view bytes_;
    SideFiles& beside_;
};

void addMesh(const aiMesh& mesh, const aiMatrix4x4& place, FlatMesh& into) {
    const bool mirrors = place.Determinant() < 0;
    const std::uint32_t first = into.vertexCount();
    into.positions.reserve(into.positions.size() + 3 * size_t{mesh.mNumVertices});
    into.indices.reserve(into.indices.size() + 3 * size_t{mesh.mNumFaces});
    for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
        const aiVector3D p = place * mesh.mVertices[i];
        into.positions.insert(into.positions.end(), {p.x, p.y, p.z});
    }
    for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
        const aiFace& face = mesh.mFaces[f];
        if (face.mNumIndices != 3) continue;
        const std::uint32_t a = face.mIndices[0], b = face.mIndices[mirrors ? 2 : 1],
                            c = face.mIndices[mirrors ? 1 : 2];
        if (std::max({a, b, c}) >= mesh.mNumVertices) throw Refusal("has a triangle without a corner");
        into.indices.insert(into.indices.end(), {first + a, first + b, first + c});
    }
}

struct Placed {
    const aiNode* node;
    aiMatrix4x4 place;
};

/// A node's meshes are one thing (Assimp cuts them by material) unless it is the root with several named meshes.
void tellNode(const aiScene& scene, const Placed& at, std::string_view file, BlobWriter& out) {
    const aiNode& node = *at.node;
    const bool apart = &node == scene.mRootNode && node.mNumMeshes > 1;
    FlatMesh joined;
    for (unsigned i = 0; i < node.mNumMeshes; ++i) {
        if (node.mMeshes[i] >= scene.mNumMeshes) throw Refusal("has a node without its mesh");
        const aiMesh& mesh = *scene.mMeshes[node.mMeshes[i]];
        if (joined.indices.size() > 3 * size_t{body::blob::kMaxMeshTriangles})
            throw Refusal("has a node of too many triangles");
        addMesh(mesh, at.place, joined);
        if (apart) {
            out.mesh({mesh.mName.data, mesh.mName.length}, file, {}, joined);
            joined = {};
        }
    }
    if (joined.indices.empty()) return;
    const aiMesh& first = *scene.mMeshes[node.mMeshes[0]];
    const aiString& name = node.mName.length > 0 && &node != scene.mRootNode ? node.mName : first.mName;
    out.mesh({name.data, name.length}, file, {}, joined);
}

void tellScene(const aiScene& scene, std::string_view file, BlobWriter& out) {
    std::vector<Placed> open = {{scene.mRootNode, scene.mRootNode->mTransformation}};
    while (!open.empty()) {
        const Placed at = open.back();
        open.pop_back();
        tellNode(scene, at, file, out);
        for (unsigned i = at.node->mNumChildren; i-- > 0;) {
            const aiNode* child = at.node->mChildren[i];
            open.push_back({child, at.place * child->mTransformation});
        }
    }
}

/// What the format itself says about unit and axes (Assimp turns and scales Collada to metres, y up).
void tellFormat(const aiScene& scene, std::string_view extension, BlobWriter& out) {
    using body::blob::Axis;
    if (extension == "dae") return out.format("Collada", 1000, Axis::yUpFacingZ);
    if (extension != "fbx" || !scene.mMetaData) return out.format(extension, 0, Axis::unknown);
    double centimetres = 0;
    float asFloat = 0;
    int up = -1;
    if (scene.mMetaData->Get("UnitScaleFactor", asFloat))
        centimetres = static_cast<double>(asFloat);
    else
        scene.mMetaData->Get("UnitScaleFactor", centimetres);
    scene.mMetaData->Get("UpAxis", up);
    const bool usable = std::isfinite(centimetres) && centimetres > 1e-6 && centimetres < 1e6;
    out.format("FBX", usable ? static_cast<float>(10 * centimetres) : 0,
               up == 1   ? Axis::yUpFacingZ
               : up == 2 ? Axis::zUpFacingNegativeY
                         : Axis::unknown);
}

std::string plainReason(const char* told) {
    std::string reason(told ? told : "");
    reason = reason.substr(0, 200);
    for (char& c : reason)
        if (c < 0x20 || c > 0x7E) c = ' ';
    return reason;
}

}  // namespace

bool assimpReads(std::string_view extension) {
    return !extension.empty() && Assimp::Importer().IsExtensionSupported("." + std::string(extension));
}

void readWithAssimp(std::string_view bytes, std::string_view extension, std::string_view file, SideFiles& beside,
                    BlobWriter& out) {
    Assimp::Importer importer;
    importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE, aiPrimitiveType_POINT | aiPrimitiveType_LINE);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_NO_SKELETON_MESHES, true);
    importer.SetPropertyBool(AI_CONFIG_IMPORT_COLLADA_USE_COLLADA_NAMES, true);  // else ids stand for names
    const std::string name = "model." + std::string(extension);
    importer.SetIOHandler(new OnlyTheModel(name, bytes, beside));
    const aiScene* scene =
        importer.ReadFile(name, aiProcess_Triangulate | aiProcess_SortByPType | aiProcess_ValidateDataStructure);
    if (!scene && std::strstr(importer.GetErrorString(), "bad_alloc")) throw std::bad_alloc();  // Assimp makes a text of it
    if (!scene || !scene->mRootNode)
        throw Refusal("could not be read (" + plainReason(importer.GetErrorString()) + ")");
    tellFormat(*scene, extension, out);
    tellScene(*scene, file, out);
}

}  // namespace myochart::import_helper
