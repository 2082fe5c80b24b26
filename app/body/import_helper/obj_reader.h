#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"

namespace myochart::import_helper {

/// Reads a Wavefront OBJ text: v, f, o, g; materials and drawing hints are passed over, and no
/// other file is ever opened. False, with nothing told, when it uses what only Assimp knows (free-form surfaces,
/// continued lines). Throws Refusal, naming the line, for a damaged file.
bool readObj(std::string_view text, std::string_view file, BlobWriter& out);

}  // namespace myochart::import_helper
