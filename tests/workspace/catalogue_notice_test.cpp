#include <cstdlib>

#include "boxes.h"
#include "workspace/builtin_body.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

TEST(CatalogueNotice, aBrokenTableIsToldAndTheProgramStartsWithTheRest) {
    const TestFolder home, data;
    std::filesystem::create_directories(home / "assets");
    std::filesystem::copy(Path(MYOCHART_SOURCE_DIR) / "assets/knowledge", home / "assets/knowledge");
    std::filesystem::remove(home / "assets/knowledge/needles.csv");
    setenv("MYOCHART_HOME", home.path().c_str(), 1);
    const auto ws = test::openWorkspace(data);
    unsetenv("MYOCHART_HOME");
    ASSERT_EQ(ws->notices().size(), 1U);
    EXPECT_TRUE(ws->notices()[0].isError);
    EXPECT_NE(ws->notices()[0].text.find("needles.csv"), std::string::npos) << ws->notices()[0].text;
    EXPECT_NE(ws->catalogue().muscle("soleus"), nullptr);
}

TEST(CatalogueNotice, theBuiltInBodyHasSchematicNervesThatAreOffAtFirst) {
    const TestFolder data;
    Progress progress;
    const auto body = openBuiltinBody(data.path(), Path(MYOCHART_SOURCE_DIR) / "assets/body/body.table", false, progress);
    ASSERT_TRUE(body) << body.error().message;
    const auto nerve = (*body)->find("left_sciatic_nerve_schematic");
    ASSERT_TRUE(nerve);
    EXPECT_EQ((*body)->structure(*nerve).system, body::System::nerve);
    EXPECT_TRUE((*body)->find("right_femoral_artery_schematic"));
    const auto ws = test::openWorkspace(data);
    EXPECT_FALSE(ws->view.shows(anatomy::Layer::nerve));
    EXPECT_FALSE(ws->view.shows(anatomy::Layer::vessel));
    EXPECT_TRUE(ws->view.shows(anatomy::Layer::superficial));
}

TEST(CatalogueNotice, theBuiltInBodyHidesWhatFewPeopleHaveUntilAllIsShown) {
    const TestFolder data;
    Progress progress;
    const auto body = openBuiltinBody(data.path(), Path(MYOCHART_SOURCE_DIR) / "assets/body/body.table", false, progress);
    ASSERT_TRUE(body) << body.error().message;
    const auto sternalis = (*body)->find("left_sternalis_schematic");
    ASSERT_TRUE(sternalis);
    EXPECT_EQ((*body)->structure(*sternalis).muscleKey, "sternalis");
    const auto ws = test::openWorkspace(data);
    ws->setBody(*body);
    EXPECT_TRUE(ws->view.hidden.contains(*sternalis));
    EXPECT_EQ(ws->view.hidden.size(), 2U);
    ws->showAll();
    EXPECT_TRUE(ws->view.hidden.empty());
}

}  // namespace myochart::workspace
