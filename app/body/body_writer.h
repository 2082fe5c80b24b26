#pragma once
#include "body/body.h"

namespace myochart::body {

/// A structure about to be stored: `facts` without bounds, frame and levels, and its triangles (mm, body frame).
struct NewStructure {
    Structure facts;
    geometry::TriMesh mesh;
    std::vector<anatomy::MuscleFlesh::Span> flesh = {};  ///< of its muscle; empty: flesh and tendon are told by its shape alone
};

struct NewBody {
    std::string name, source, licence;
    std::vector<NewStructure> structures;
    bool builtInRows = false;  ///< triangles follow each other along rows, as kind to a vertex cache as ordering them is
};

/// Tells each structure where its muscle is flesh.
void noteFlesh(NewBody& body, const anatomy::Catalogue& catalogue);

/// Welds, orders, packs and writes a body's cache file (atomically). With `withLevels` also the levels of detail
/// (0.1 to 6.4 mm, meshoptimizer); without them it takes a tenth of the time.
Outcome writeBody(const Path& file, NewBody body, bool withLevels, Progress& progress,
                  Written written = Written::onDisk);
/// The same, without levels and without a file.
Result<std::shared_ptr<const Body>> bodyInMemory(NewBody body, Progress& progress);
/// Reads a cache without levels and writes it again with them, or to `into` when given.
Outcome addLevels(const Path& file, Progress& progress, const Path& into = {});

}  // namespace myochart::body
