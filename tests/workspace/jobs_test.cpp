#include "workspace/jobs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace myochart::workspace {

namespace {

class Jobs : public testing::TestWithParam<bool> {
  protected:
    void pumpUntilIdle() {
        for (int i = 0; i < 1000 && !runner.running().empty(); ++i) {
            runner.pump();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ASSERT_TRUE(runner.running().empty());
    }

    std::vector<std::string> said;
    JobRunner runner{GetParam(), [this](std::string text) { said.push_back(std::move(text)); }};
};

using Finish = std::function<void()>;

}  // namespace

TEST_P(Jobs, workThatThrowsIsToldInASentenceAndOthersGoOn) {
    int finished = 0;
    runner.start("Importing thigh.glb", [](Progress&) -> Finish { throw std::runtime_error("a secret"); });
    runner.start("Opening hip", [](Progress&) -> Finish { throw 42; });
    runner.start("Building levels", [](Progress&) -> Finish { throw std::bad_alloc(); });
    runner.start("Sound work", [&](Progress&) -> Finish { return [&] { ++finished; }; });
    pumpUntilIdle();
    EXPECT_EQ(finished, 1);
    ASSERT_EQ(said.size(), 3U);
    std::sort(said.begin(), said.end());
    EXPECT_TRUE(said[0].starts_with("Building levels was given up: there is not enough memory")) << said[0];
    EXPECT_TRUE(said[1].starts_with("Importing thigh.glb was given up")) << said[1];
    EXPECT_EQ(said[1].find("secret"), std::string::npos);
    EXPECT_TRUE(said[2].starts_with("Opening hip was given up")) << said[2];
}

TEST_P(Jobs, anEndThatThrowsIsToldToo) {
    runner.start("Showing it", [](Progress&) -> Finish { return [] { throw std::runtime_error("x"); }; });
    pumpUntilIdle();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].starts_with("Showing it was given up")) << said[0];
}

INSTANTIATE_TEST_SUITE_P(InlineAndThreads, Jobs, testing::Bool());

}  // namespace myochart::workspace
