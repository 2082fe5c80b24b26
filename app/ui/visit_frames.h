#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "body/body.h"
#include "core/files.h"
#include "record/chart.h"

namespace myochart::ui {

/// Milliseconds of single frames at a stage of a visit.
struct StageFrames {
    std::string stage;
    std::vector<double> with, without;  ///< the left panel with the visit, and no left panel
};
/// Called so: frames in which a needle of the visit is turned on the body, and the same without anything aimed.
inline constexpr const char* kAimedStage = "aim";
/// What the panel of a visit costs a frame: the window's content without a window or a picture, `runs` times with and without the
/// panel, at each of the visit's stages; and kAimedStage. `dataDir`: a folder for its record and settings. Each site is charted by `chart`.
Result<std::vector<StageFrames>> visitPanelFrames(const Path& dataDir, std::shared_ptr<const body::Body> body, size_t sites, int runs, const std::function<void(record::Marker&)>& chart);

}  // namespace myochart::ui
