#pragma once
#include "support/boxes.h"

namespace myochart::test {

/// A leg to aim a needle at from in front (-y), mm under the skin at y = -30 and x = 90: the left soleus from 20 to 100 with
/// a bone in it from 62 on, and an artery 17 mm to the patient's left from 47 to 53.
inline std::shared_ptr<const body::Body> aimedLeg(const Path& file) {
    const auto made = [](const char* key, const char* muscle, body::System system, vec3 centre, vec3 half) {
        body::NewStructure structure = boxStructure(key, muscle, Side::left, centre, half);
        structure.facts.system = system;
        return structure;
    };
    body::NewBody leg{"leg", "test", "", {}};
    leg.structures.push_back(made("left_skin", "", body::System::skin, {90, 50, 300}, {60, 80, 200}));
    leg.structures.push_back(made("left_soleus", "soleus", body::System::muscle, {90, 30, 300}, {40, 40, 150}));
    leg.structures.push_back(made("left_tibia", "", body::System::bone, {90, 40, 300}, {8, 8, 150}));
    leg.structures.push_back(made("left_posterior_tibial_artery", "", body::System::vessel, {110, 20, 300}, {3, 3, 150}));
    leg.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    return bodyOf(file, std::move(leg));
}

}  // namespace myochart::test
