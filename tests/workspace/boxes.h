#pragma once
#include "support/boxes.h"
#include "support/test_folder.h"
#include "workspace/program.h"

namespace myochart::workspace::test {

using myochart::test::boxStructure;

using myochart::test::legs;

inline std::unique_ptr<Program> openProgram(const myochart::test::TestFolder& folder) {
    auto program = Program::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true});
    EXPECT_TRUE(program.ok()) << (program.ok() ? "" : program.error().message);
    return program.ok() ? std::move(*program) : nullptr;
}

}  // namespace myochart::workspace::test
