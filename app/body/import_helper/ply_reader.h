#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"

namespace myochart::import_helper {

/// Reads a PLY file (ascii, binary of either byte order): the elements vertex (x, y, z) and face (vertex_indices);
/// everything else is passed over. Throws Refusal for a damaged file or one without faces. Assimp's reader is not used
/// for PLY: 5.2.5 loops for ever or crashes on 4 % of slightly damaged files.
void readPly(std::string_view bytes, std::string_view file, BlobWriter& out);

}  // namespace myochart::import_helper
