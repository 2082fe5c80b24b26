#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"

namespace myochart::import_helper {

/// Reads a Wavefront OBJ text: v, f, o, g and, where nothing else names its parts, usemtl; every other statement is
/// passed over, and no other file is ever opened. Names are kept whole. Assimp's reader is never used for OBJ: 5.2.5
/// cuts names at the first blank and puts the triangles of both sides together. Throws Refusal, naming the line, for a
/// damaged file or one without triangles.
void readObj(std::string_view text, std::string_view file, BlobWriter& out);

}  // namespace myochart::import_helper
