#pragma once
#include <optional>
#include <string_view>

#include "core/side.h"
#include "core/vec.h"

namespace myochart::render {

/// How the fibres of a muscle run, unit, body frame, from origin to insertion: of those whose surface in the sources tells otherwise or nothing,
/// for it was modelled smooth. Nothing of the others.
std::optional<vec3> toldFibres(std::string_view muscleKey, Side side);

}  // namespace myochart::render
