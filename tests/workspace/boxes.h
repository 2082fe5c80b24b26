#pragma once
#include "support/boxes.h"
#include "support/test_folder.h"
#include "workspace/program.h"

namespace myochart::test {

inline std::unique_ptr<workspace::Program> openProgram(const TestFolder& folder) {
    auto program = workspace::Program::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true});
    EXPECT_TRUE(program.ok()) << (program.ok() ? "" : program.error().message);
    return program.ok() ? std::move(*program) : nullptr;
}

}  // namespace myochart::test
