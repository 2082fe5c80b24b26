#include "workspace/presets.h"

#include <nlohmann/json.hpp>

#include "scene/build_scene.h"
#include "workspace/boxes.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

class Presets : public ::testing::Test {
  protected:
    void SetUp() override {
        ws_ = test::openWorkspace(folder_);
        ws_->setBody(test::legs(folder_ / "b.cache"));
    }
    const TestFolder folder_;
    std::unique_ptr<Workspace> ws_;
};

TEST_F(Presets, aSavedViewComesBackWithEverythingThatWasSeen) {
    ws_->camera.azimuthRad = 1;
    ws_->camera.distanceMm = 800;
    ws_->camera.target = {1, 2, 3};
    ws_->hide(1);
    ws_->view.faded = {2};
    ws_->view.ghostOthers = true;
    ws_->view.effects.explode = 0.5F;
    ws_->view.effects.section = scene::SectionPlane::axial(310);
    ws_->setLayer(anatomy::Layer::bone, false);
    ASSERT_TRUE(savePreset(*ws_, "  Mine ").ok());
    const auto before = ws_->view;
    ws_->view = scene::firstView();
    ws_->camera.distanceMm = 3000;
    const Settings kept = Settings::load(folder_ / "settings.json");
    ASSERT_EQ(kept.presets.size(), 1U);
    EXPECT_EQ(kept.presets[0].name, "Mine");
    applyPreset(*ws_, kept.presets[0]);
    EXPECT_EQ(ws_->view.hidden, before.hidden);
    EXPECT_EQ(ws_->view.faded, before.faded);
    EXPECT_EQ(ws_->view.layers, before.layers);
    EXPECT_TRUE(ws_->view.ghostOthers);
    EXPECT_EQ(ws_->view.effects, before.effects);
    ASSERT_TRUE(ws_->cameraGoal);
    EXPECT_NEAR(ws_->cameraGoal->distanceMm, 800, 0.01);
    EXPECT_NEAR(ws_->cameraGoal->azimuthRad, 1, 1e-4);
    EXPECT_TRUE(ws_->undoHide()) << "the hiding before can be stepped back to";
    EXPECT_TRUE(ws_->view.hidden.empty());
}

TEST_F(Presets, theyAreRenamedReplacedAndDeletedAndBroughtBack) {
    ASSERT_TRUE(savePreset(*ws_, "A").ok());
    ASSERT_TRUE(savePreset(*ws_, "B").ok());
    EXPECT_FALSE(savePreset(*ws_, "  ").ok());
    EXPECT_FALSE(renamePreset(*ws_, 0, "B").ok()) << "no two of one name";
    ASSERT_TRUE(renamePreset(*ws_, 0, "First").ok());
    removePreset(*ws_, 0);
    ASSERT_EQ(ws_->settings().presets.size(), 1U);
    ws_->notices().back().undo();
    ASSERT_EQ(ws_->settings().presets.size(), 2U);
    EXPECT_EQ(ws_->settings().presets[0].name, "First");
    ws_->hide(0);
    ASSERT_TRUE(savePreset(*ws_, "B").ok());
    EXPECT_EQ(ws_->settings().presets[1].view.hidden, std::vector<std::string>{"left_soleus"});
    ws_->notices().back().undo();
    EXPECT_TRUE(ws_->settings().presets[1].view.hidden.empty());
    EXPECT_EQ(Settings::load(folder_ / "settings.json").presets, ws_->settings().presets);
}

TEST_F(Presets, theProgramsOwnIsolateByMuscleOnBothSides) {
    const auto& own = builtInPresets();
    const auto calf = std::find_if(own.begin(), own.end(), [](const auto& p) { return p.name == "Calf"; });
    ASSERT_NE(calf, own.end());
    applyPreset(*ws_, *calf);
    EXPECT_EQ(ws_->view.isolated, (std::set<std::uint32_t>{0, 1, 2}));
    ASSERT_TRUE(ws_->cameraGoal);
    EXPECT_LT(ws_->cameraGoal->distanceMm, 3000);
    applyPreset(*ws_, own.front());
    EXPECT_EQ(ws_->view.isolated, (std::set<std::uint32_t>{0, 1, 2})) << "this body has no back; nothing changes";
    EXPECT_NE(ws_->notices().back().text.find(own.front().name), std::string::npos);
    for (const ViewPreset& preset : own)
        for (const std::string& muscle : preset.muscles) EXPECT_TRUE(ws_->catalogue().muscle(muscle)) << muscle;
}

TEST(PresetFiles, damagedOnesAreLeftOutOrPutRight) {
    using nlohmann::json;
    for (const char* bad : {"3", "{}", R"({"name": 3})", R"({"name": "   "})", "[]", "null"})
        EXPECT_FALSE(presetFromJson(json::parse(bad))) << bad;
    const auto odd = presetFromJson(json::parse(
        R"({"name": "x", "distance_mm": -5, "elevation_deg": 400, "target": [1, "b", 1e30], "hidden": ["a", 3], "effects": 7})"));
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->view.distanceMm, 0);
    EXPECT_NEAR(odd->view.elevationDeg, 89.9F, 1e-3);
    EXPECT_EQ(odd->view.target, vec3(1, 0, 1e4F));
    EXPECT_EQ(odd->view.hidden, std::vector<std::string>{"a"});
    EXPECT_EQ(odd->effects, scene::ViewEffects{});
}

}  // namespace myochart::workspace
