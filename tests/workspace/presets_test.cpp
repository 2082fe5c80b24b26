#include "workspace/presets.h"

#include <nlohmann/json.hpp>

#include "scene/build_scene.h"
#include "support/builtin_body.h"
#include "workspace/boxes.h"

namespace myochart::workspace {

using myochart::test::TestFolder;

class Presets : public ::testing::Test {
  protected:
    void SetUp() override {
        program_ = myochart::test::openProgram(folder_);
        program_->bodies.show(myochart::test::legs(folder_ / "b.cache"));
    }
    const TestFolder folder_;
    std::unique_ptr<Program> program_;
};

TEST_F(Presets, aSavedViewComesBackWithEverythingThatWasSeen) {
    program_->view.camera.azimuthRad = 1;
    program_->view.camera.distanceMm = 800;
    program_->view.camera.target = {1, 2, 3};
    program_->view.hide(1);
    program_->view.options.faded = {2};
    program_->view.options.ghostOthers = true;
    program_->view.options.effects.explode = 0.5F;
    program_->view.options.effects.section = scene::SectionPlane::axial(310);
    program_->view.setLayer(anatomy::Layer::bone, false);
    ASSERT_TRUE(savePreset(*program_, "  Mine ").ok());
    const auto before = program_->view.options;
    program_->view.options = scene::firstView();
    program_->view.camera.distanceMm = 3000;
    const Settings kept = Settings::load(folder_ / "settings.json");
    ASSERT_EQ(kept.presets.size(), 1U);
    EXPECT_EQ(kept.presets[0].name, "Mine");
    applyPreset(*program_, kept.presets[0]);
    EXPECT_EQ(program_->view.options.hidden, before.hidden);
    EXPECT_EQ(program_->view.options.faded, before.faded);
    EXPECT_EQ(program_->view.options.layers, before.layers);
    EXPECT_TRUE(program_->view.options.ghostOthers);
    EXPECT_EQ(program_->view.options.effects, before.effects);
    ASSERT_TRUE(program_->view.cameraGoal);
    EXPECT_NEAR(program_->view.cameraGoal->distanceMm, 800, 0.01);
    EXPECT_NEAR(program_->view.cameraGoal->azimuthRad, 1, 1e-4);
    EXPECT_TRUE(program_->view.undoHide()) << "the hiding before can be stepped back to";
    EXPECT_TRUE(program_->view.options.hidden.empty());
}

TEST_F(Presets, theyAreRenamedReplacedAndDeletedAndBroughtBack) {
    ASSERT_TRUE(savePreset(*program_, "A").ok());
    ASSERT_TRUE(savePreset(*program_, "B").ok());
    EXPECT_FALSE(savePreset(*program_, "  ").ok());
    EXPECT_FALSE(renamePreset(*program_, 0, "B").ok()) << "no two of one name";
    ASSERT_TRUE(renamePreset(*program_, 0, "First").ok());
    removePreset(*program_, 0);
    ASSERT_EQ(program_->settings.presets.size(), 1U);
    program_->notices.all().back().undo();
    ASSERT_EQ(program_->settings.presets.size(), 2U);
    EXPECT_EQ(program_->settings.presets[0].name, "First");
    program_->view.hide(0);
    ASSERT_TRUE(savePreset(*program_, "B").ok());
    EXPECT_EQ(program_->settings.presets[1].view.hidden, std::vector<std::string>{"left_soleus"});
    program_->notices.all().back().undo();
    EXPECT_TRUE(program_->settings.presets[1].view.hidden.empty());
    EXPECT_EQ(Settings::load(folder_ / "settings.json").presets, program_->settings.presets);
}

TEST_F(Presets, theProgramsOwnIsolateByMuscleOnBothSides) {
    const auto& own = builtInPresets();
    const auto calf = std::find_if(own.begin(), own.end(), [](const auto& p) { return p.name == "Calf"; });
    ASSERT_NE(calf, own.end());
    applyPreset(*program_, *calf);
    EXPECT_EQ(program_->view.options.isolated, (std::set<std::uint32_t>{0, 1, 2}));
    ASSERT_TRUE(program_->view.cameraGoal);
    EXPECT_LT(program_->view.cameraGoal->distanceMm, 3000);
    applyPreset(*program_, own.front());
    EXPECT_EQ(program_->view.options.isolated, (std::set<std::uint32_t>{0, 1, 2})) << "this body has no back; nothing changes";
    EXPECT_NE(program_->notices.all().back().text.find(own.front().name), std::string::npos);
    for (const ViewPreset& preset : own)
        for (const std::string& muscle : preset.muscles) EXPECT_TRUE(program_->catalogue().muscle(muscle)) << muscle;
}

TEST_F(Presets, theCalfOfTheBuiltInBodyHasItsTendon) {
    program_->bodies.show({std::shared_ptr<void>(), &myochart::test::builtinBody()});
    const auto& own = builtInPresets();
    const auto calf = std::ranges::find(own, "Calf", &ViewPreset::name);
    ASSERT_NE(calf, own.end());
    applyPreset(*program_, *calf);
    const body::Body& body = *program_->bodies.current();
    for (const char* key : {"left_calcaneal_tendon", "right_calcaneal_tendon", "left_calcaneus"}) {
        ASSERT_TRUE(body.find(key)) << key;
        EXPECT_TRUE(program_->view.options.isolated.contains(*body.find(key))) << key;
    }
    ASSERT_TRUE(body.find("left_intermediate_tendon"));
    EXPECT_FALSE(program_->view.options.isolated.contains(*body.find("left_intermediate_tendon"))) << "that is of the throat";
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
