#pragma once
#include <gtest/gtest.h>

#include "body/body_writer.h"

namespace myochart::test {

/// A closed box as a superficial muscle.
inline body::NewStructure boxStructure(std::string key, std::string muscle, Side side, vec3 centre, vec3 half) {
    body::NewStructure made;
    made.facts.key = key;
    made.facts.name = key;
    made.facts.muscleKey = std::move(muscle);
    made.facts.side = side;
    made.facts.system = body::System::muscle;
    made.facts.layer = anatomy::Layer::superficial;
    for (int i = 0; i < 8; ++i)
        made.mesh.positions.push_back(centre + half * vec3(i & 1 ? 1 : -1, i & 2 ? 1 : -1, i & 4 ? 1 : -1));
    made.mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                         2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    return made;
}

/// `made` written to `file` and opened from there; null, with a failed test, when that cannot be done.
inline std::shared_ptr<const body::Body> bodyOf(const Path& file, body::NewBody made, bool withLevels = false) {
    Progress progress;
    EXPECT_TRUE(body::writeBody(file, std::move(made), withLevels, progress).ok());
    auto body = body::Body::open(file);
    EXPECT_TRUE(body.ok());
    return body.ok() ? *body : nullptr;
}

/// Both soleus muscles as boxes, the left one touching a box called gastrocnemius.
inline std::shared_ptr<const body::Body> legs(const Path& file, const std::string& name = "legs") {
    body::NewBody made{name, "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(
        boxStructure("left_gastrocnemius", "gastrocnemius_medial", Side::left, vec3(90, 90, 300), vec3(40, 20, 150)));
    made.structures.push_back(boxStructure("far_off", "", Side::left, vec3(90, 30, 900), vec3(40, 40, 40)));
    return bodyOf(file, std::move(made));
}

}  // namespace myochart::test
