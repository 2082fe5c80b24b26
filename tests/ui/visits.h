#pragma once
#include "frame_rig.h"

namespace myochart::ui::test {

/// A patient with `count` visits a week apart, the last one open: pain at three places that goes down, a needle at two of them, a
/// range of motion, a threshold; not everything in every visit.
inline void chartVisits(FrameRig& rig, int count) {
    for (int i = 0; i < count; ++i) {
        if (i == 0) rig.openVisit();
        else {
            rig.clock() += UtcMs{7} * 86'400'000;
            ASSERT_TRUE(rig.frame().commands().run("session.new", rig.program()));
            rig.pass(0.1);
        }
        rig.addMarkers(3);
        record::Session visit = *rig.program().record.session();
        const auto step = static_cast<std::uint32_t>(i);
        visit.before.pain = 7 - step;
        if (i > 0) visit.after.pain = 3;
        visit.outcomes.measures.push_back({.joint = "neck", .movement = "rotation", .side = Side::left, .before = 40.0F + 5.0F * static_cast<float>(i), .after = {}, .tool = {}, .others = {}});
        visit.markers[0].response.painBefore = 7 - step;
        visit.markers[0].needle.depthMm = 20.0F, visit.markers[0].needle.insertions = 1;
        visit.markers[0].finding.threshold = 20.0F + static_cast<float>(i);
        visit.markers[0].finding.thresholdUnit = record::PressureUnit::newton;
        visit.markers[1].response.painBefore = 4;
        visit.markers[1].response.painAfter = 4 + step;
        if (i != 1) visit.markers[2].needle.insertions = 2;
        ASSERT_TRUE(rig.program().record.commit(record::Edited{visit, "chart"}));
        rig.program().view.clearSelection();
        rig.pass(0.1);
    }
}

}  // namespace myochart::ui::test
