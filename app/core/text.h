#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace myochart {

/// Lower case without diacritics (Latin letters), punctuation and runs of blanks as one blank; for comparing names.
std::string foldForSearch(std::string_view text);
/// True when `text` is well-formed UTF-8 without NUL.
bool isUtf8(std::string_view text);
/// `text` made safe to show: invalid bytes and control or bidirectional marks replaced, at most `maxBytes` long.
std::string displayText(std::string_view text, size_t maxBytes = 200);
/// `text` without the marks that nobody sees and that come along when something is pasted: C1 controls, marks that turn
/// the direction of writing, zero-width blanks and byte order marks. Line ends of other systems (U+0085, U+2028, U+2029)
/// become `lineEnd`. Joiners (U+200C, U+200D), which some scripts are written with, C0 controls and malformed bytes stay.
std::string withoutHiddenMarks(std::string_view text, char lineEnd);
/// The smallest number of inserted, deleted, replaced or swapped neighbouring letters between two words, stopping at
/// `limit + 1` (optimal string alignment distance).
int editDistance(std::string_view a, std::string_view b, int limit = 3);
/// A whole decimal number such as "-12.5" or "1e3", nothing before or after it; independent of the locale; finite only.
std::optional<double> parseNumber(std::string_view text);
std::optional<long long> parseInteger(std::string_view text);
/// Splits at every `separator`; an empty text gives one empty part.
std::vector<std::string> split(std::string_view text, char separator);
std::string trim(std::string_view text);
/// The shortest decimal text with at most `decimals` digits after the point, without trailing zeros; any locale.
std::string formatNumber(double value, int decimals = 3);

}  // namespace myochart
