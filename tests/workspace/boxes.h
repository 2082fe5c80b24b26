#pragma once
#include "support/boxes.h"
#include "support/test_folder.h"
#include "workspace/workspace.h"

namespace myochart::workspace::test {

using myochart::test::boxStructure;

using myochart::test::legs;

inline std::unique_ptr<Workspace> openWorkspace(const myochart::test::TestFolder& folder) {
    auto ws = Workspace::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true});
    EXPECT_TRUE(ws.ok()) << (ws.ok() ? "" : ws.error().message);
    return ws.ok() ? std::move(*ws) : nullptr;
}

}  // namespace myochart::workspace::test
