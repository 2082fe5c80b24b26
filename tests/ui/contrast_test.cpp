#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "drawn_text.h"
#include "scenes.h"
#include "ui/widgets.h"

// WCAG 2.2: 1.4.3 (text 4.5 : 1) and 1.4.11 (icons, focus and the edges of controls 3 : 1).

namespace myochart::ui::test {

namespace {

constexpr double kText = 4.5, kSign = 3;

/// `veil` over an opaque ground.
ImU32 under(ImU32 ground, ImU32 veil) {
    return mix(ground, veil | 0xFF000000U, static_cast<float>(veil >> 24) / 255.0F);
}

/// A ground as it is, under the pointer, pressed, chosen, and chosen with those.
std::vector<ImU32> states(const Theme& t, ImU32 ground) {
    const ImU32 chosen = under(ground, t.chosen);
    return {ground, under(ground, t.hover), under(ground, t.press), chosen, under(chosen, t.hover), under(chosen, t.press)};
}

std::string hex(ImU32 c) { return fmt::format("{:02X}{:02X}{:02X}", c & 0xFFU, (c >> 8) & 0xFFU, (c >> 16) & 0xFFU); }

TEST(ContrastRatio, isThatOfWcag) {
    EXPECT_NEAR(contrastRatio(rgb(0), rgb(0xFFFFFF)), 21, 0.01);
    EXPECT_NEAR(contrastRatio(rgb(0x777777), rgb(0xFFFFFF)), 4.48, 0.01);
}

class Contrast : public ::testing::TestWithParam<bool> {
  protected:
    const Theme& theme() const { return GetParam() ? darkTheme() : lightTheme(); }
};

}  // namespace

TEST_P(Contrast, everyTextColourIsReadableUnderEveryVeil) {
    const Theme& t = theme();
    for (const ImU32 ground : {t.panel, t.raised})
        for (const ImU32 state : states(t, ground))
            for (const ImU32 text : {t.ink, t.quiet, t.accent, t.danger})
                EXPECT_GE(contrastRatio(text, state), kText) << hex(text) << " on " << hex(state) << " of " << hex(ground);
    for (const ImU32 ground : {t.ground, t.field})
        for (const ImU32 text : {t.ink, t.quiet, t.accent, t.danger}) EXPECT_GE(contrastRatio(text, ground), kText) << hex(text) << " on " << hex(ground);
    for (const float strength : {0.0F, 0.08F, 0.16F}) {  // at rest, hovered, pressed: widgets_press.cpp
        const ImU32 towards = t.dark ? rgb(0xFFFFFF) : rgb(0x000000);
        EXPECT_GE(contrastRatio(t.onAccent, mix(t.accent, towards, strength)), kText);
        EXPECT_GE(contrastRatio(t.onDanger, mix(t.danger, towards, strength)), kText);
    }
}

TEST_P(Contrast, theFocusAndTheEdgesOfControlsStandOut) {
    const Theme& t = theme();
    for (const ImU32 ground : {t.panel, t.raised, t.ground, t.field}) {
        EXPECT_GE(contrastRatio(t.accent, ground), kSign) << "focus on " << hex(ground);
        EXPECT_GE(contrastRatio(t.edge, ground), kSign) << "edge on " << hex(ground);
    }
    EXPECT_GE(contrastRatio(t.raised, t.accent), kSign) << "the focus's inner line on a button of the accent's colour";
    EXPECT_GE(contrastRatio(t.raised, t.danger), kSign);
    EXPECT_GE(contrastRatio(t.raised, t.edge), kSign) << "the knob of a switch that is off";
    EXPECT_GE(contrastRatio(t.onAccent, t.accent), kSign) << "and of one that is on";
}

TEST_P(Contrast, markersStandOutInTheLists) {
    FrameRig rig(FrameRig::Setup{.dark = GetParam()});
    for (const auto type : {record::MarkerType::active, record::MarkerType::latent, record::MarkerType::satellite, record::MarkerType::tender,
                            record::MarkerType::needle}) {
        const vec3 c = scene::markerColour(type, GetParam());
        const ImU32 colour = ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, 1});
        for (const ImU32 ground : {theme().panel, theme().raised}) EXPECT_GE(contrastRatio(colour, ground), kSign) << record::name(type) << " on " << hex(ground);
    }
}

// Whatever colours a panel mixes: what is really drawn, letter by letter.
TEST_P(Contrast, everyLetterThatIsDrawnIsReadable) {
    FrameRig rig(FrameRig::Setup{.dark = GetParam()});
    size_t letters = 0;
    throughAllScenes(rig, [&](const std::string& where) {
        const KeyFocus& focus = rig.frame().state().focus;
        std::map<std::pair<ImU32, ImU32>, Rect> poor;
        for (const DrawnLetter& letter : drawnLetters(rig.frame().fonts(), {1440, 900})) {
            ++letters;
            if (contrastRatio(letter.ink, letter.ground) >= (letter.icon ? kSign : kText)) continue;
            const bool exempt = std::any_of(focus.stops().begin(), focus.stops().end(), [&](const FocusStop& stop) {
                return !stop.enabled && stop.rect.contains(letter.box.centre());
            });
            // Behind a dialog everything is dimmed and out of use.
            const bool behind = focus.scope() != 0 && std::none_of(focus.stops().begin(), focus.stops().end(), [&](const FocusStop& stop) {
                                    return stop.scope == focus.scope() && stop.rect.contains(letter.box.centre());
                                });
            if (!exempt && !behind) poor.emplace(std::pair{letter.ink, letter.ground}, letter.box);
        }
        for (const auto& [colours, box] : poor)
            ADD_FAILURE() << where << ": " << hex(colours.first) << " on " << hex(colours.second) << " at " << box.min.x << ", " << box.min.y << ": "
                          << contrastRatio(colours.first, colours.second);
    });
    EXPECT_GE(letters, 20000U);
}

INSTANTIATE_TEST_SUITE_P(Ui, Contrast, ::testing::Bool(), [](const auto& of) { return of.param ? "Dark" : "Light"; });

}  // namespace myochart::ui::test
