#pragma once
#include "support/boxes.h"
#include "support/test_folder.h"
#include "workspace/workspace.h"

namespace myochart::workspace::test {

using myochart::test::boxStructure;

/// Both soleus muscles as boxes, the left one touching a box called gastrocnemius.
inline std::shared_ptr<const body::Body> legs(const Path& file, const std::string& name = "legs") {
    body::NewBody made{name, "test", "", {}};
    made.structures.push_back(boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(boxStructure("right_soleus", "soleus", Side::right, vec3(-90, 30, 300), vec3(40, 40, 150)));
    made.structures.push_back(
        boxStructure("left_gastrocnemius", "gastrocnemius_medial", Side::left, vec3(90, 90, 300), vec3(40, 20, 150)));
    made.structures.push_back(boxStructure("far_off", "", Side::left, vec3(90, 30, 900), vec3(40, 40, 40)));
    return myochart::test::bodyOf(file, std::move(made));
}

inline std::unique_ptr<Workspace> openWorkspace(const myochart::test::TestFolder& folder) {
    auto ws = Workspace::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true});
    EXPECT_TRUE(ws.ok()) << (ws.ok() ? "" : ws.error().message);
    return ws.ok() ? std::move(*ws) : nullptr;
}

}  // namespace myochart::workspace::test
