#pragma once
#include <chrono>

#include "body/mesh_blob.h"
#include "core/files.h"
#include "core/progress.h"
#include "geometry/tri_mesh.h"

namespace myochart::body {

/// One mesh of a foreign file, in the file's own coordinates. The texts are UTF-8 without control characters (the
/// comment keeps its line ends) and at most some hundred bytes.
struct ForeignMesh {
    std::string name, file, comment;
    geometry::TriMesh mesh;
};

/// What the import helper read from a source, checked: finite, within limits, every corner there.
struct ForeignModel {
    std::vector<ForeignMesh> meshes;
    std::vector<std::string> skipped;  ///< files or meshes left out, each with the reason
    std::vector<std::string> notes;    ///< what else was done or passed over, a sentence each
    std::string format;                ///< as the file says, may be empty
    float unitMm = 0;                  ///< millimetres a unit; 0: the format does not say
    blob::Axis axis = blob::Axis::unknown;
    std::string limits;  ///< the helper's limits that were in force
};

/// What a helper may use for one source.
struct ImportLimits {
    std::uint64_t memoryMb = 1024;
    std::uint64_t cpuSeconds = 5;
    std::chrono::milliseconds wall{8000};

    /// 1 GB + 8 times the source (at most 8 GB); 5 s + 1 s for every 5 MB (at most 300 s), half as much again by the
    /// clock. Measured: Assimp takes 3.3 times a GLB's size, 5.4 times an OBJ's.
    static ImportLimits forSize(std::uint64_t bytes);
};

/// Reads a file, a zip or a folder in the helper program. Error kind refused for bad input, with the source named.
Result<ForeignModel> readForeignModel(const Path& helper, const Path& source, const ImportLimits& limits,
                                      Progress& progress);

/// Bytes of a regular file, or of all files in a folder (4 deep). Refused: what is missing, neither of these, an empty
/// file, more than 4 GB.
Result<std::uint64_t> sourceBytes(const Path& source);

}  // namespace myochart::body
