#pragma once
#include <string>
#include <vector>

#include "body/import_helper/gltf_document.h"

namespace myochart::import_helper {

/// What each node of a glTF should be called: its own name; where that is only a number or a word of the program that
/// wrote the file ("Object_7", "mesh0"), that of the nearest ancestor that has a real one, else of its mesh. Numbers
/// that Sketchfab adds to every node's name ("Soleus_3") are taken off again. `parents[i]`: the parent of node i, or
/// -1.
std::vector<std::string> gltfNames(const GltfDocument& document, const std::vector<int>& parents);

/// "Object_7", "mesh0", "": says nothing of what it is.
bool isPlaceholder(std::string_view name);

}  // namespace myochart::import_helper
