#include <fmt/format.h>
#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "core/words.h"
#include "frame_rig.h"
#include "render/image.h"
#include "support/test_folder.h"

namespace myochart::ui::test {

namespace {

enum class Filled { noBody, noPatient, emptyVisit, day, sixtySites };

struct Case {
    float scale;
    bool dark;
    Filled filled;
    vec2 window{1440, 900};  ///< at scale 1
    const char* language = "";
};

/// In that language from here on.
bool speaks(const char* language) {
    return useLanguage(language, myochart::test::buildFolder() / "share/myochart/translations").ok();
}

std::string caseName(const ::testing::TestParamInfo<Case>& info) {
    static constexpr const char* kFilled[] = {"noBody", "noPatient", "emptyVisit", "day", "sixtySites"};
    return fmt::format("{}percent{}{}{}", static_cast<int>(info.param.scale * 100), info.param.dark ? "Dark" : "Light",
                       kFilled[static_cast<size_t>(info.param.filled)], info.param.window.x < 1200 ? fmt::format("Small{:.0f}", info.param.window.x) : "") + info.param.language;
}

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const float scale : {1.0F, 1.5F, 2.0F})
        for (const bool dark : {false, true})
            for (const Filled filled :
                 {Filled::noBody, Filled::noPatient, Filled::emptyVisit, Filled::day, Filled::sixtySites})
                all.push_back({scale, dark, filled});
    for (const Filled filled : {Filled::noPatient, Filled::day, Filled::sixtySites})
        all.push_back({1, false, filled, {1100, 700}});
    // The usual laptop's screen with larger text.
    const vec2 laptop(1366, 768);
    for (const Filled filled : {Filled::noPatient, Filled::day, Filled::sixtySites}) all.push_back({1.25F, false, filled, laptop / 1.25F});
    for (const char* language : {"de", "es", "fr"})
        for (const float scale : {1.0F, 2.0F}) all.push_back({scale, false, Filled::day, {1440, 900}, language});
    return all;
}

void fill(FrameRig& rig, Filled filled) {
    if (filled == Filled::noBody || filled == Filled::noPatient) return;
    rig.openVisit();
    if (filled == Filled::day) rig.addMarkers(9);
    if (filled == Filled::sixtySites) rig.addMarkers(60);
}

class EveryPanel : public ::testing::TestWithParam<Case> {
  protected:
    void SetUp() override { ASSERT_TRUE(speaks(GetParam().language)); }
    void TearDown() override { ASSERT_TRUE(speaks("")); }

    FrameRig rig_{FrameRig::Setup{GetParam().window * GetParam().scale, GetParam().scale, GetParam().dark,
                                  GetParam().filled != Filled::noBody, false}};

    void expectSound(const std::string& where) {
        for (const auto& panel : rig_.frame().panels().all())
            EXPECT_EQ(rig_.frame().guard().fault(panel->name()), "") << where;
        const Rect window = rig_.rect("window");
        for (const auto& [name, r] : rig_.frame().record().rects()) {
            EXPECT_GE(r.min.x, window.min.x - 1) << where << " " << name;
            EXPECT_GE(r.min.y, window.min.y - 1) << where << " " << name;
            EXPECT_LE(r.max.x, window.max.x + 1) << where << " " << name;
            EXPECT_LE(r.max.y, window.max.y + 1) << where << " " << name;
        }
    }
    /// The list may have scrolled to the last site; whichever is in full view will do.
    size_t siteInView() {
        for (size_t i = 0; i < rig_.program().record.session()->markers.size(); ++i) {
            const std::string name = fmt::format("sites.row.{}", i);
            if (rig_.has(name) && rig_.rect(name).size().y > 20 * GetParam().scale) return i;
        }
        ADD_FAILURE() << "no site is in full view";
        return 0;
    }
    /// No two things that can be pressed lie over each other in one panel's row of controls.
    void expectApart(const std::vector<std::string>& names) {
        for (size_t i = 0; i < names.size(); ++i)
            for (size_t k = i + 1; k < names.size(); ++k)
                if (rig_.has(names[i]) && rig_.has(names[k])) {
                    EXPECT_FALSE(rig_.rect(names[i]).overlaps(rig_.rect(names[k]))) << names[i] << " " << names[k];
                }
    }
};

}  // namespace

TEST_P(EveryPanel, drawsInsideTheWindowWithoutFaultOrOverlap) {
    fill(rig_, GetParam().filled);
    rig_.pass(0.2);
    expectSound("at rest");
    expectApart({"top.menu", "mode.look", "mode.trigger", "mode.types", "mode.tender", "mode.needle", "top.undo",
                 "top.redo", "search", "top.theme"});
    expectApart({"body.layers", "view.anterior", "view.inferior", "peel.superficial", "peel.bone", "body.badge.left",
                 "body.badge.right"});
    if (rig_.program().bodies.current()) {  // a view whose name is long
        const scene::Camera before = rig_.program().view.camera;
        rig_.program().view.camera.azimuthRad += 2.6F;
        rig_.pass(0.1);
        expectSound("seen askew");
        expectApart({"body.layers", "body.viewName"});
        rig_.program().view.camera = before;
        rig_.pass(0.1);
    }
    if (GetParam().filled == Filled::day || GetParam().filled == Filled::sixtySites) {
        const size_t row = siteInView();
        rig_.click(fmt::format("sites.row.{}", row));
        rig_.pass(0.4);
        EXPECT_TRUE(rig_.program().view.options.selectedMarkers.contains(rig_.program().record.session()->markers[row].id));
        ASSERT_TRUE(rig_.has("site.delete"));
        expectSound("site card");
        expectApart({"site.finding.taut_band", "site.finding.tenderness", "site.needle.size", "site.needle.technique", "site.delete", "site.mirror"});
        rig_.scrolledTo("site.sentence");
        expectSound("site card, further down");
        expectApart({"site.label", "site.muscle", "site.side.left", "site.side.midline", "site.side.right",
                     "site.sentence", "site.note", "site.delete", "site.mirror"});
        rig_.program().view.clearSelection();
        EXPECT_TRUE(rig_.frame().commands().run("site.shorthand", rig_.program()));
        rig_.pass(0.3);
        rig_.type("left soleus, 20 mm, pain 7>3, twitch strong, 5");
        rig_.pass(0.2);
        EXPECT_TRUE(rig_.has("shorthand.chip.3"));
        expectSound("shorthand line");
        rig_.key(GLFW_KEY_ESCAPE);
        rig_.pass(0.1);
    }
    if (rig_.program().bodies.current()) {
        rig_.program().view.options.selected = 0;
        rig_.pass();
        EXPECT_TRUE(rig_.has("structure.isolate"));
        expectSound("structure card");
        expectApart({"structure.isolate", "structure.hide", "structure.ghost", "structure.frame", "structure.teach"});
        rig_.frame().commands().run("window.structures", rig_.program()).ok();
        rig_.pass(0.1);
        EXPECT_TRUE(rig_.has("tree.group.0"));
        expectSound("tree");
        expectApart({"left.record", "left.structures", "tree.search", "tree.byRegion", "tree.byLayer", "tree.group.0"});
        rig_.frame().commands().run("window.record", rig_.program()).ok();
        for (const size_t count : {2, 4}) {
            rig_.program().view.panes.show(count, rig_.program().view.camera);
            rig_.pass(0.1);
            EXPECT_EQ(rig_.fact("panes"), std::to_string(count));
            expectSound("side by side");
            expectApart({"body.layers", "view.anterior", "view.inferior", "peel.superficial", "peel.bone",
                         "body.badge.left", "body.badge.right", "body.badge.left.1", "body.badge.right.1",
                         "body.badge.left.2", "body.badge.right.3", "tool.regions", "tool.panes.4",
                         "body.viewName", "body.viewName.1"});
        }
        rig_.program().view.panes.show(1, rig_.program().view.camera);
    }
    expectApart({"tool.regions", "tool.views", "tool.section", "tool.explode", "tool.xray", "tool.panes.1",
                 "tool.panes.2", "tool.panes.4"});
    for (int each = 1; each <= static_cast<int>(Dialog::backup); ++each) {
        const auto dialog = static_cast<Dialog>(each);
        rig_.frame().state().open(dialog);
        rig_.pass(0.1);
        expectSound(fmt::format("dialog {}", static_cast<int>(dialog)));
        rig_.frame().state().close();
        rig_.frame().state().quitAsked = false;
    }
    for (const char* popup : {"top.menu", "mode.types", "body.layers", "tool.regions", "tool.views", "tool.section",
                              "tool.explode", "tool.xray"}) {
        if (!rig_.has(popup)) continue;
        rig_.click(popup);
        rig_.pass(0.1);
        expectSound(popup);
        rig_.key(GLFW_KEY_ESCAPE);
    }
}

INSTANTIATE_TEST_SUITE_P(Ui, EveryPanel, ::testing::ValuesIn(cases()), caseName);

TEST(Tips, coverNoViewButton) {
    FrameRig rig;
    const std::vector<std::string> views = {"view.anterior", "view.posterior", "view.left", "view.right", "view.superior", "view.inferior"};
    for (const std::string& view : views) {
        rig.moveTo(rig.rect(view).centre());
        rig.pass(0.8);
        ASSERT_TRUE(rig.has("tip")) << view;
        for (const std::string& other : views) EXPECT_FALSE(rig.rect("tip").overlaps(rig.rect(other))) << view << " over " << other;
        rig.moveTo({700, 450});
        rig.pass(0.1);
    }
}

TEST(Tips, whatIsCutInAnyListIsReadWholeUnderThePointer) {
    FrameRig rig(FrameRig::Setup{.windowPx = {1366, 768}, .scale = 1.5F});
    rig.openVisit();
    const std::string title = "First visit after the operation on the left knee, with the surgeon's letter";
    rig.program().record.renameSession(rig.program().record.session()->id, title);
    rig.pass();
    const Rect row = rig.rect("visits.row.0");
    rig.moveTo(row.min + vec2(60, 20));
    rig.pass(0.8);
    EXPECT_EQ(rig.frame().state().tip, title);
    const Rect window = rig.rect("window"), tip = rig.rect("tip");
    EXPECT_TRUE(tip.min.x >= window.min.x && tip.max.x <= window.max.x && tip.max.y <= window.max.y);
    rig.moveTo({1000, 400});
    rig.pass(0.1);
    EXPECT_FALSE(rig.has("tip"));
}

TEST(Frame, hostileNamesAreShownAndBreakNothing) {
    FrameRig rig;
    record::Patient patient;
    patient.name =
        "%s%n##x\xE2\x80\xAE"
        "evil " +
        std::string(150, 'W');
    rig.program().record.addPatient(patient);
    rig.program().record.newSession();
    rig.addMarkers(2);
    record::Marker marker = rig.program().record.session()->markers[0];
    marker.label = "##%d";
    marker.note = std::string(3000, 'n').append("\n%s");
    ASSERT_TRUE(rig.program().record.commit(record::changeMarker(*rig.program().record.session(), marker, "Change note")));
    rig.program().marks.select(marker.id);
    rig.pass(0.2);
    for (const auto& panel : rig.frame().panels().all()) EXPECT_EQ(rig.frame().guard().fault(panel->name()), "");
    EXPECT_TRUE(rig.has("site.note"));
}

TEST(Frame, everyWindowSizeAndManyResizesAreSurvived) {
    FrameRig rig;
    rig.openVisit();
    rig.addMarkers(3);
    InputQueue none;
    unsigned seed = 1;
    double now = rig.now();
    for (int i = 0; i < 400; ++i) {
        seed = seed * 1664525U + 1013904223U;
        const auto width = static_cast<float>(i % 17 == 0 ? i % 3 : (seed >> 8) % 3000),
                   height = static_cast<float>(i % 13 == 0 ? i % 2 : (seed >> 4) % 2000);
        const float scale = std::array{1.0F, 1.25F, 1.5F, 2.0F, 3.0F}[static_cast<size_t>(i / 80)];
        rig.frame().run(none, {{width, height}, 1, scale}, now += 0.02);
    }
    for (const auto& panel : rig.frame().panels().all()) EXPECT_EQ(rig.frame().guard().fault(panel->name()), "");
}

TEST(Frame, theDrawnBodyStandsBetweenThePanelsAndAnUnchangedOneIsNotDrawnAgain) {
    FrameRig rig{FrameRig::Setup{.windowPx = {1440, 900}, .scale = 1, .dark = false, .body = true, .gl = true}};
    rig.openVisit();
    rig.addMarkers(4);
    const render::Image image = rig.picture();
    const auto pixel = [&](vec2 at) {
        const size_t i = (static_cast<size_t>(at.y) * static_cast<size_t>(image.width) + static_cast<size_t>(at.x)) * 4;
        return vec3(image.rgba[i], image.rgba[i + 1], image.rgba[i + 2]);
    };
    EXPECT_TRUE(render::writePng(image, myochart::test::buildFolder() / "tests/ui_frame.png").ok());
    const vec3 box = pixel(rig.onScreen(vec3(110, -10, 200)));
    EXPECT_GT(box.x, box.y + 40) << "muscle is red";
    const vec3 paper = pixel(rig.rect("visits.back").min - vec2(3, 3));
    EXPECT_NEAR(paper.x, 0xFB, 2);
    BodyPicture& picture = *rig.frame().picture();
    EXPECT_TRUE(picture.atRest());
    const auto drawn = picture.picturesDrawn();
    for (int i = 0; i < 20; ++i) {
        rig.pass(0.1);
        if (picture.due(rig.now())) picture.draw(rig.now());
    }
    EXPECT_EQ(picture.picturesDrawn(), drawn) << "an idle body is not drawn";
    EXPECT_GT(rig.frame().wakeAt(rig.now()), rig.now() + 1) << "nothing asks to be woken";
    rig.program().view.camera.azimuthRad += 0.1F;
    rig.pass();
    EXPECT_TRUE(picture.due(rig.now()));
}

}  // namespace myochart::ui::test
