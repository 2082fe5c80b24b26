#include "workspace/later_writer.h"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace myochart::workspace {

TEST(LaterWriter, writesTheNewestOfEachKindOnAThreadOfItsOwn) {
    std::vector<std::string> written;
    std::thread::id writer;
    std::promise<void> begun, goOn;
    {
        LaterWriter later(false);
        later.write("first", [&]() -> Outcome {
            begun.set_value();
            goOn.get_future().wait();
            writer = std::this_thread::get_id();
            written.push_back("first");
            return Done{};
        });
        begun.get_future().wait();
        for (int i = 0; i < 5; ++i)
            later.write("settings", [&, i]() -> Outcome {
                written.push_back("settings " + std::to_string(i));
                return Done{};
            });
        EXPECT_TRUE(written.empty()) << "whoever gave it does not wait";
        goOn.set_value();
        later.finish();
        EXPECT_EQ(written, (std::vector<std::string>{"first", "settings 4"}));
        EXPECT_NE(writer, std::this_thread::get_id());
        later.write("views", [&]() -> Outcome {
            written.push_back("views");
            return failed("The disk is full.");
        });
    }
    EXPECT_EQ(written.back(), "views") << "nothing is left behind at the end, and a failure ends nothing";
}

TEST(LaterWriter, inlineItIsDoneAtOnce) {
    LaterWriter at(true);
    bool done = false;
    at.write("settings", [&]() -> Outcome {
        done = true;
        return Done{};
    });
    EXPECT_TRUE(done);
}

}  // namespace myochart::workspace
