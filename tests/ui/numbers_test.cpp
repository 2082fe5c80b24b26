#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "frame_rig.h"
#include "scene/site_marks.h"
#include "ui/body_picture.h"

namespace myochart::ui::test {

namespace {

constexpr float kBesidePx = 13;  ///< so near to the middle of its head a number needs no leader
constexpr float kRimPx = 10;     ///< where a leader begins

/// The sites of the picture as they are drawn, by their ids: the middle of the head, and all of the mark.
struct Drawn {
    vec2 head{};
    scene::PxRect mark;
};

std::map<std::string, Drawn> drawnSites(FrameRig& rig) {
    std::map<std::string, Drawn> drawn;
    const scene::Scene& scene = rig.frame().picture()->scene();
    const mat4 clip = scene::flatClipFromBody(rig.program().view.camera, rig.program().view.viewport);
    for (const scene::MarkerItem& marker : scene.markers) {
        const vec2 shaft = scene::shaftPx(marker, clip, rig.program().view.viewport, 1, scene.midlineMm);
        const vec2 head = *rig.program().view.camera.project(marker.position, rig.program().view.viewport) + shaft;
        const scene::PxRect about = scene::markAboutHead(marker, shaft, 1);
        drawn[marker.id.text] = {head, {head + about.min, head + about.max}};
    }
    return drawn;
}

scene::PxRect rectOf(const scene::PlacedLabel& label) { return {label.cornerPx, label.cornerPx + label.sizePx}; }

/// How far the pictures differ about a pixel of the body's view.
int differenceAt(const render::Image& a, const render::Image& b, vec2 pixel) {
    int most = 0;
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
            const auto x = static_cast<size_t>(pixel.x + static_cast<float>(dx)), y = static_cast<size_t>(pixel.y + static_cast<float>(dy));
            const size_t at = (y * static_cast<size_t>(a.width) + x) * 4;
            for (size_t k = 0; k < 3; ++k) most = std::max(most, std::abs(a.rgba[at + k] - b.rgba[at + k]));
        }
    return most;
}

class Numbers : public ::testing::TestWithParam<float> {};

}  // namespace

TEST_P(Numbers, ofSixtySitesStandByTheirHeadsOrHaveALeaderAndCoverNoHeadAndNoOtherNumber) {
    FrameRig rig(FrameRig::Setup{.windowPx = {1440, 900}, .gl = true});
    rig.openVisit();
    rig.addMarkers(60);
    record::Session findings = *rig.program().record.session();
    for (record::Marker& marker : findings.markers) marker.type = record::MarkerType::active;  // with needles a bar stands over the body
    rig.program().record.commit(record::Edited{findings, "findings"});
    rig.program().view.clearSelection();
    rig.program().view.camera.azimuthRad += GetParam();
    rig.moveTo({720, 20});
    const render::Image numbered = rig.picture();
    const auto labels = rig.frame().picture()->labels();
    const auto sites = drawnSites(rig);
    rig.program().view.options.labels = false;
    const render::Image bare = rig.picture();
    ASSERT_EQ(sites.size(), 60U);
    const vec2 corner = rig.rect("body").min;
    size_t named = 0, leaders = 0;
    for (const scene::PlacedLabel& label : labels) {
        const scene::PxRect rect = rectOf(label);
        for (const auto& [id, site] : sites) EXPECT_FALSE(rect.meets(site.mark)) << label.text << " over the mark of " << id;
        for (const auto& other : labels) EXPECT_TRUE(&other == &label || !rect.meets(rectOf(other))) << label.text << " over " << other.text;
        if (label.gathered > 0) {
            named += static_cast<size_t>(label.gathered);
            continue;
        }
        ++named;
        const vec2 head = sites.at(label.key).head;
        EXPECT_LT(glm::distance(head, label.pointPx), 1) << label.text;
        const vec2 way = rect.nearest(head) - head;
        const float far = glm::length(way);
        if (far <= kBesidePx) continue;
        const vec2 middle = head + way * ((far + kRimPx) / (2 * far));
        const auto covers = [&](const scene::PxRect& other) { return scene::PxRect{middle - 1.0F, middle + 1.0F}.meets(other); };
        const bool covered = std::any_of(sites.begin(), sites.end(), [&](const auto& site) { return covers(site.second.mark); }) ||
                             std::any_of(labels.begin(), labels.end(), [&](const auto& other) { return covers(rectOf(other)); });
        if (covered) continue;
        EXPECT_GT(differenceAt(numbered, bare, corner + middle), 20) << label.text << " is " << far << " px off without a leader";
        ++leaders;
    }
    EXPECT_GE(named, 50U) << "all that face the viewer";
    EXPECT_GT(leaders, 5U) << "the crowd leaves no room beside every head";
}

INSTANTIATE_TEST_SUITE_P(Ui, Numbers, ::testing::Values(0.0F, 0.5F));

}  // namespace myochart::ui::test
