#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"
#include "body/import_helper/input_file.h"

namespace myochart::import_helper {

/// Reads `bytes` as Assimp does a file with `extension`; other files it asks for come from `beside`. One mesh is told
/// for each node, in the file's own coordinates. Throws Refusal.
void readWithAssimp(std::string_view bytes, std::string_view extension, std::string_view file, SideFiles& beside,
                    BlobWriter& out);

/// True when Assimp has a reader for the extension.
bool assimpReads(std::string_view extension);

}  // namespace myochart::import_helper
