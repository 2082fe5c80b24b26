#pragma once
#include <string_view>

#include "body/import_helper/blob_writer.h"
#include "body/import_helper/input_file.h"

namespace myochart::import_helper {

/// Reads a glTF 2.0 file, binary or text: the default scene, each node's mesh where the specification puts it (a
/// skinned mesh by its joints alone, instances of EXT_mesh_gpu_instancing one by one, default weights of morph
/// targets), names from named parents, a mesh joined per material taken apart again. An extension that the file
/// requires and that is not read is refused by name. Assimp's reader is not used for glTF: 5.2.5 moves skinned meshes
/// by their node as well, passes instances over and names nodes without their parents. Throws Refusal.
void readGltf(std::string_view bytes, std::string_view file, SideFiles& beside, BlobWriter& out);

}  // namespace myochart::import_helper
