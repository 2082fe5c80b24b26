#include "body/import_helper/gltf_draco.h"

#include <draco/compression/decode.h>

#include <array>
#include <cstring>

#include "body/import_helper/gltf_document.h"
#include "body/import_helper/refusal.h"
#include "body/mesh_blob.h"

namespace myochart::import_helper {

namespace {

[[noreturn]] void refuse() {
    throw Refusal("has a packed part (KHR_draco_mesh_compression) that is damaged");
}

template <class Number>
std::string numbersOf(const draco::PointAttribute& attribute, std::uint32_t vertices, size_t components) {
    std::string bytes(vertices * components * sizeof(Number), '\0');
    std::array<Number, 4> element{};
    for (std::uint32_t v = 0; v < vertices; ++v) {
        const auto at = attribute.mapped_index(draco::PointIndex(v));
        if (at.value() >= attribute.size() ||
            !attribute.ConvertValue<Number>(at, static_cast<std::int8_t>(components), element.data()))
            refuse();
        std::memcpy(bytes.data() + v * components * sizeof(Number), element.data(), components * sizeof(Number));
    }
    return bytes;
}

}  // namespace

DracoMesh::DracoMesh(std::string_view packed) {
    draco::DecoderBuffer buffer;
    buffer.Init(packed.data(), packed.size());
    auto decoded = draco::Decoder().DecodeMeshFromBuffer(&buffer);
    if (!decoded.ok()) refuse();
    mesh_ = std::move(decoded).value();
    if (!mesh_ || mesh_->num_faces() > body::blob::kMaxMeshTriangles) refuse();
}

DracoMesh::~DracoMesh() = default;

size_t DracoMesh::vertices() const {
    return mesh_->num_points();
}

size_t DracoMesh::corners() const {
    return 3 * size_t{mesh_->num_faces()};
}

std::string DracoMesh::attribute(std::uint32_t id, size_t componentType, size_t components) const {
    const draco::PointAttribute* found = mesh_->GetAttributeByUniqueId(id);
    if (found == nullptr || components > 4 || static_cast<size_t>(found->num_components()) != components) refuse();
    const std::uint32_t count = mesh_->num_points();
    if (!found->is_mapping_identity() && found->indices_map_size() < count) refuse();
    switch (componentType) {
        case gltf::kByte:
            return numbersOf<std::int8_t>(*found, count, components);
        case gltf::kUnsignedByte:
            return numbersOf<std::uint8_t>(*found, count, components);
        case gltf::kShort:
            return numbersOf<std::int16_t>(*found, count, components);
        case gltf::kUnsignedShort:
            return numbersOf<std::uint16_t>(*found, count, components);
        case gltf::kFloat:
            return numbersOf<float>(*found, count, components);
        default:
            refuse();
    }
}

std::string DracoMesh::triangles() const {
    std::string bytes(corners() * sizeof(std::uint32_t), '\0');
    for (std::uint32_t f = 0; f < mesh_->num_faces(); ++f) {
        const auto& face = mesh_->face(draco::FaceIndex(f));
        const std::array<std::uint32_t, 3> three = {face[0].value(), face[1].value(), face[2].value()};
        std::memcpy(bytes.data() + f * sizeof three, three.data(), sizeof three);
    }
    return bytes;
}

}  // namespace myochart::import_helper
