#pragma once
#include <string>
#include <vector>

namespace myochart::import_helper {

/// A stretch of an OBJ file's triangles under one object, group and material; numbers into the lists of statements,
/// each 0 before the first of its kind.
struct ObjStretch {
    size_t firstCorner = 0, lastCorner = 0;
    size_t object = 0, group = 0, material = 0;
};

/// What the statements o, g and usemtl say, in their order; the first of each list is the empty name.
struct ObjStatements {
    std::vector<std::string> objects = {""}, groups = {""}, materials = {""};
};

/// The name of each stretch, and stretches that are one thing by the same number. Objects name things, unless an object
/// holds several groups of names of their own (then these do, with the object's name before them where the same group
/// name stands in several objects), or nothing is named but materials. Names are kept whole, blanks and all.
struct ObjThing {
    std::string name;
    std::vector<size_t> stretches;
};
std::vector<ObjThing> namedThings(const std::vector<ObjStretch>& stretches, const ObjStatements& told);

}  // namespace myochart::import_helper
