#include "workspace/command.h"

#include <gtest/gtest.h>

#include <set>

#include "support/test_folder.h"
#include "workspace/program.h"

namespace myochart::workspace {

TEST(Commands, idsAndKeysAreUniqueAndEveryCommandHasATitle) {
    const CommandRegistry registry = standardCommands();
    std::set<std::string> ids, keys;
    for (const Command& command : registry.all()) {
        EXPECT_TRUE(ids.insert(command.id).second) << command.id;
        if (!command.key.empty()) {
            EXPECT_TRUE(keys.insert(command.key).second) << command.key;
        }
        EXPECT_FALSE(command.title.empty()) << command.id;
        EXPECT_TRUE(command.run) << command.id;
    }
    EXPECT_GE(ids.size(), 20U);
    EXPECT_EQ(registry.forKey("Ctrl+Z")->id, "edit.undo");
}

TEST(Commands, whatCannotRunNowSaysSo) {
    const myochart::test::TestFolder folder;
    auto program = Program::open({.dataDir = folder.path(), .recordFile = {}, .inlineJobs = true, .needRecord = true});
    ASSERT_TRUE(program.ok()) << program.error().message;
    const CommandRegistry registry = standardCommands();
    EXPECT_EQ(registry.run("edit.undo", **program).error().message, "There is nothing to undo.");
    EXPECT_EQ(registry.run("view.isolate", **program).error().message, "No structure is selected.");
    EXPECT_FALSE(registry.run("no.such", **program).ok());
    EXPECT_TRUE(registry.run("mode.look", **program).ok());
}

}  // namespace myochart::workspace
