#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace draco {
class Mesh;
}

namespace myochart::import_helper {

/// The triangles and numbers that KHR_draco_mesh_compression packed into one view, unpacked by Draco's own library.
class DracoMesh {
  public:
    /// Throws Refusal when the bytes are no sound triangle mesh.
    explicit DracoMesh(std::string_view packed);
    ~DracoMesh();

    size_t vertices() const;
    size_t corners() const;
    /// All elements of the attribute that the file knows by `id`, one after the other, as numbers of glTF's
    /// `componentType`. Throws Refusal when there is no such attribute or it has another shape.
    std::string attribute(std::uint32_t id, size_t componentType, size_t components) const;
    /// The corners of all triangles as numbers of 4 bytes.
    std::string triangles() const;

  private:
    std::unique_ptr<draco::Mesh> mesh_;
};

}  // namespace myochart::import_helper
