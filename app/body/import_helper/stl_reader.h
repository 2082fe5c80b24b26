#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"

namespace myochart::import_helper {

/// Reads an STL file, text or binary: every `solid` of a text with its whole name, every body of a binary one; the
/// header (where 3D Slicer says its frame) goes along as the comment. A solid without triangles is told as skipped.
/// Assimp's reader is not used for STL: 5.2.5 cuts names at the first blank and refuses a file for one empty solid.
/// Throws Refusal, naming the line, for a damaged file.
void readStl(std::string_view bytes, std::string_view file, BlobWriter& out);

}  // namespace myochart::import_helper
