#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "note/difference_words.h"
#include "record/chart.h"

namespace myochart::ui {

// Values of the record in the window's words, as short as a chip wants them.

/// "2.5"; without decimals that say nothing.
std::string shortNumber(float value);
/// "0.25 × 40", "0.25 × ?"; empty when neither is recorded.
std::string needleSize(const record::Needling& needle);
using note::needleTerm;
/// Asks about a depth beyond the needle's length, which is not refused: tissue can be pressed in. Empty where there is nothing to ask.
std::string depthQuestion(const record::Needling& needle);
/// "6 › 2", "6 ›", "› 2"; empty when neither is recorded.
std::string painChange(const std::optional<std::uint32_t>& before, const std::optional<std::uint32_t>& after);

/// "14:05" where the moment is of the same day as `of`, else "22 Nov 2026, 14:05"; in the machine's time zone.
std::string clockWords(UtcMs moment, UtcMs of);
/// "4:12" of a span of time.
std::string minutesSeconds(UtcMs span);

// One line about a part, for when it is folded; empty when nothing of it is recorded.
std::string summary(const record::Finding& finding);
std::string summary(const record::Needling& needle, const anatomy::Catalogue& catalogue);
std::string summary(const record::Response& response);

}  // namespace myochart::ui
