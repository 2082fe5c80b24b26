#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "body/mesh_blob.h"

namespace myochart::import_helper {

/// Triangles of one named thing: three floats a vertex.
struct FlatMesh {
    std::vector<float> positions;
    std::vector<std::uint32_t> indices;

    std::uint32_t vertexCount() const { return static_cast<std::uint32_t>(positions.size() / 3); }
};

/// Tells the program over the pipe. Throws Refusal when a limit of the blob is passed; ends the process when nobody
/// listens.
class BlobWriter {
  public:
    void limits(std::string_view inForce);
    void format(std::string_view name, float unitMm, body::blob::Axis axis);
    /// Meshes without triangles are told as skipped.
    void mesh(std::string_view name, std::string_view file, std::string_view comment, const FlatMesh& mesh);
    void skipped(std::string_view what, std::string_view why);
    /// What was done or passed over while reading: a whole sentence for people.
    void note(std::string_view sentence);
    void refused(std::string_view why);
    void done();
    std::uint32_t meshes() const { return meshes_; }

  private:
    void tell(body::blob::Record record, std::string_view a, std::string_view b = {}, std::string_view c = {});

    std::uint32_t meshes_ = 0;
    std::uint64_t vertices_ = 0, triangles_ = 0;
};

}  // namespace myochart::import_helper
