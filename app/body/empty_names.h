#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace myochart::body {

/// True for names that programs give where nobody gave one: "", "grp1", "Mesh.012", "default", "3D Slicer output.
/// SPACE=LPS". Plain letters only; used on both sides of the helper's pipe.
inline bool saysNothing(std::string_view name) {
    static constexpr std::array<std::string_view, 31> kEmpty = {
        "",        "grp",      "group",    "default", "mesh",     "object",        "root",     "node",
        "none",    "part",     "shape",    "polygon", "model",    "solid",         "unnamed",  "rootnode",
        "off",     "null",     "geometry", "cube",    "sphere",   "defaultobject", "material", "polysurface",
        "surface", "untitled", "body",     "stl",     "meshnode", "submesh",       "ascii"};
    static constexpr std::array<std::string_view, 6> kStampBegins = {
        "dslicer", "visualizationtoolkit", "exportedfrom", "stlfile", "createdby", "vcg"};
    std::string folded;
    for (const char c : name) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((small >= 'a' && small <= 'z') || static_cast<unsigned char>(small) >= 0x80) folded += small;
    }
    return std::find(kEmpty.begin(), kEmpty.end(), folded) != kEmpty.end() ||
           std::any_of(kStampBegins.begin(), kStampBegins.end(),
                       [&](std::string_view begin) { return folded.starts_with(begin); });
}

}  // namespace myochart::body
