#pragma once
#include <string>
#include <string_view>

#include "body/foreign_model.h"

namespace myochart::body {

/// What 3D Slicer writes into a file it saves: "SPACE=LPS" or "SPACE=RAS", ";SCALE=0.001" where the positions were
/// scaled by that (STL's header, comments of PLY and OBJ).
struct ToldFrame {
    enum class Space { none, lps, ras };
    Space space = Space::none;
    double millimetresPerUnit = 1;  ///< Slicer works in millimetres
};
ToldFrame toldFrame(std::string_view comment);

/// How many of a model's files told their frame, and which.
struct ToldFrames {
    size_t lps = 0, ras = 0, silent = 0;
    bool all() const { return silent == 0 && lps + ras > 0; }
};

/// Brings every mesh that tells its frame to LPS and millimetres: RAS turns by half a turn about the upright axis. When
/// all tell it the model says so itself (unit and axis).
ToldFrames applyToldFrames(ForeignModel& model);

}  // namespace myochart::body
