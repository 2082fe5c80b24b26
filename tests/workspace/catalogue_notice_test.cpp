#include <cstdlib>

#include "builtin/builtin_body.h"
#include "support/test_folder.h"
#include "workspace/boxes.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

TEST(CatalogueNotice, aBrokenTableIsToldAndTheProgramStartsWithTheRest) {
    const TestFolder home, data;
    std::filesystem::create_directories(home / "assets");
    std::filesystem::copy(myochart::test::sourceFolder() / "assets/knowledge", home / "assets/knowledge");
    std::filesystem::remove(home / "assets/knowledge/needles.csv");
    setenv("MYOCHART_HOME", home.path().c_str(), 1);
    const auto program = myochart::test::openProgram(data);
    unsetenv("MYOCHART_HOME");
    ASSERT_EQ(program->notices.all().size(), 1U);
    EXPECT_TRUE(program->notices.all()[0].isError);
    EXPECT_NE(program->notices.all()[0].text.find("needles.csv"), std::string::npos) << program->notices.all()[0].text;
    EXPECT_NE(program->catalogue().muscle("soleus"), nullptr);
}

TEST(CatalogueNotice, theBuiltInBodyHasSchematicNervesThatAreOffAtFirst) {
    const TestFolder data;
    Progress progress;
    const auto body = builtin::openBuiltinBody(data.path(), myochart::test::sourceFolder() / "assets/body/body.table", false, progress);
    ASSERT_TRUE(body) << body.error().message;
    const auto nerve = (*body)->find("left_sciatic_nerve_schematic");
    ASSERT_TRUE(nerve);
    EXPECT_EQ((*body)->structure(*nerve).system, body::System::nerve);
    EXPECT_TRUE((*body)->find("right_femoral_artery_schematic"));
    const auto program = myochart::test::openProgram(data);
    EXPECT_FALSE(program->view.options.shows(anatomy::Layer::nerve));
    EXPECT_FALSE(program->view.options.shows(anatomy::Layer::vessel));
    EXPECT_TRUE(program->view.options.shows(anatomy::Layer::superficial));
}

TEST(BuiltinHabitus, theSkinGrowsTheBodyStaysTheSameAndOneSkinIsKept) {
    const TestFolder data;
    const Path table = myochart::test::sourceFolder() / "assets/body/body.table";
    Progress progress;
    const auto measured = builtin::openBuiltinBodyOfHabitus(data.path(), table, 1, progress);
    const auto large = builtin::openBuiltinBodyOfHabitus(data.path(), table, 2.5F, progress);
    ASSERT_TRUE(measured && large);
    EXPECT_EQ((*large)->checksum(), (*measured)->checksum());
    const auto skin = *(*large)->find("skin"), soleus = *(*large)->find("left_soleus");
    EXPECT_LT((*large)->structure(skin).bounds.min.y, (*measured)->structure(skin).bounds.min.y - 1);
    EXPECT_EQ((*large)->structure(soleus).bounds.max, (*measured)->structure(soleus).bounds.max);
    const auto skins = [&] {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(data.path() / "builtin"))
            if (entry.path().extension() == ".skin") names.push_back(entry.path().filename().string().substr(16));
        return names;
    };
    EXPECT_EQ(skins(), std::vector<std::string>{"-skin250.skin"});
    ASSERT_TRUE(builtin::openBuiltinBodyOfHabitus(data.path(), table, 0.7F, progress));
    EXPECT_EQ(skins(), std::vector<std::string>{"-skin70.skin"});
    // A damaged skin is made again.
    const Path file = data.path() / "builtin" / (builtin::builtinCacheFile(data.path(), table).stem().string() + "-skin70.skin");
    std::filesystem::resize_file(file, 1000);
    EXPECT_TRUE(builtin::openBuiltinBodyOfHabitus(data.path(), table, 0.7F, progress));
    const auto refused = builtin::openBuiltinBodyOfHabitus(data.path(), table, 3.5F, progress);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "The body habitus lies between 0.6 (lean) and 3 (large); 1 is as measured.");
}

TEST(BuiltinHabitus, theWorkspaceRefusesWhatIsOutOfRangeAndKeepsTheOldOne) {
    const TestFolder data;
    const auto program = myochart::test::openProgram(data);
    EXPECT_EQ(program->bodies.habitus(), 1);
    EXPECT_TRUE(program->bodies.setHabitus(1.6F));
    EXPECT_FALSE(program->bodies.setHabitus(0.5F));
    EXPECT_EQ(program->bodies.habitus(), 1.6F);
}

TEST(CatalogueNotice, theBuiltInBodyHidesWhatFewPeopleHaveUntilAllIsShown) {
    const TestFolder data;
    Progress progress;
    const auto body = builtin::openBuiltinBody(data.path(), myochart::test::sourceFolder() / "assets/body/body.table", false, progress);
    ASSERT_TRUE(body) << body.error().message;
    const auto sternalis = (*body)->find("left_sternalis_schematic");
    ASSERT_TRUE(sternalis);
    EXPECT_EQ((*body)->structure(*sternalis).muscleKey, "sternalis");
    const auto program = myochart::test::openProgram(data);
    program->bodies.show(*body);
    EXPECT_TRUE(program->view.options.hidden.contains(*sternalis));
    EXPECT_EQ(program->view.options.hidden.size(), 2U);
    program->view.showAll();
    EXPECT_TRUE(program->view.options.hidden.empty());
}

}  // namespace myochart::workspace
