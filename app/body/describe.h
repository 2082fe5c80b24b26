#pragma once
#include "body/body_writer.h"
#include "body/foreign_model.h"
#include "body/model_library.h"

namespace myochart::body {

/// A foreign model in the body frame, each mesh named and bound to the catalogue, and what was found on the way.
struct Described {
    NewBody body;
    ImportReport report;
};

/// Unit, axes, names, sides, systems, muscles and layers for `model`. Part tables are looked for beside `source`.
/// Meshes without a triangle that has an area are listed as skipped.
Described describe(ForeignModel model, const Path& source, const ImportOptions& options,
                   const anatomy::Catalogue& catalogue);

}  // namespace myochart::body
