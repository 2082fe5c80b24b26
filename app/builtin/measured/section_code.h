#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "builtin/measured/shape.h"

namespace myochart::builtin::measured {

/// A section as figures that are small where it resembles the section `before` it (null: the first of a branch):
/// first s, then a and b of each point. Read back with readSection.
std::string sectionText(const Section& section, const Section* before);
/// Nothing when the text does not hold exactly `points` points.
std::optional<Section> readSection(std::string_view text, size_t points, const Section* before);

}  // namespace myochart::builtin::measured
