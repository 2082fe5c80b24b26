#include "builtin/measured/segment.h"

#include <algorithm>
#include <initializer_list>

namespace myochart::builtin::measured {

namespace {

bool has(const std::string& name, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return name.find(word) != std::string::npos; });
}

}  // namespace

Segment segmentOf(const body::Structure& bone) {
    const bool right = bone.side == Side::right;
    const auto sided = [&](int left) { return static_cast<Segment>(left + (right ? 1 : 0)); };
    const std::string& name = bone.name;
    if (has(name, {"metatars", "talus", "calcaneus", "cuboid", "cuneiform", "navicular", " toe"}))
        return sided(leftFoot);
    if (has(name, {"metacarp", "scaphoid", "lunate", "triquetral", "pisiform", "trapezi", "trapezoid", "capitate",
                   "hamate", "finger", "thumb"}))
        return sided(leftHand);
    if (has(name, {"femur", "tibia", "fibula", "patella"})) return sided(leftLeg);
    if (has(name, {"humerus", "radius", "ulna"})) return sided(leftArm);
    if (has(name, {"parietal", "frontal", "occipital", "temporal", "sphenoid", "ethmoid", "maxilla", "mandible",
                   "zygomatic", "nasal", "palatine", "vomer", "lacrimal", "concha", "hyoid", "jaw"}))
        return head;
    return trunk;
}

}  // namespace myochart::builtin::measured
