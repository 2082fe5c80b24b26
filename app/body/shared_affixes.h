#pragma once
#include <string>
#include <vector>

namespace myochart::body {

/// The beginning and the end that all names share, up to a word's border ("Segmentation_" of "Segmentation_Left
/// soleus", 3D Slicer; "untitled" of "untitledLeft soleus", Blender). Empty for fewer than three names.
struct SharedAffixes {
    std::string prefix, suffix;
};
SharedAffixes sharedAffixes(const std::vector<std::string>& names);

/// `name` without them.
std::string without(const SharedAffixes& affixes, const std::string& name);

}  // namespace myochart::body
