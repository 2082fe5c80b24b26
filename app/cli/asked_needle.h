#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/verbs.h"
#include "needle/passage.h"

namespace myochart::cli {

/// How a needle is told on the command line.
struct NeedleArguments {
    std::string entry, direction, marker, target, ultrasound;
    std::optional<float> lengthMm, pinchMm;
    float halfAngle = 60, habitus = 1;
};
/// A usage error that names `option` when a number is given that is none or infinite.
Outcome finite(std::optional<float> number, std::string_view option);
void addNeedleOptions(CLI::App* verb, const std::shared_ptr<NeedleArguments>& arguments);

/// The needle that is asked about.
struct AskedNeedle {
    needle::Shaft shaft;
    std::string muscle;            ///< key of the one that it is meant for; empty: none was named
    Side side = Side::midline;     ///< of the marker
    needle::Lift lift;             ///< with the structures of that muscle; as given, else as charted at the site
    needle::Ultrasound ultrasound; ///< the same
    std::optional<float> needleMm; ///< how long the needle itself is, as charted
};
/// On the program's body (`rays`: of the whole of it). Fails with a sentence.
Result<AskedNeedle> askedNeedle(workspace::Program& program, const geometry::RayIndex& rays, const NeedleArguments& arguments);

}  // namespace myochart::cli
