#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "exchange/json_exchange.h"

namespace myochart::exchange {

/// What a table of sites says.
struct CsvRead {
    Bundle bundle;
    std::vector<std::string> passedOver;  ///< columns that no field has, as sentences
};

/// True when a text begins like a table that the exporter wrote, also after a spreadsheet has kept it.
bool looksLikeTable(std::string_view text);

/// The patients and visits of a table that csvExporter() wrote, also with its columns in another order or left out, with semicolons or
/// tabs between the cells and commas in the numbers. What has no column is as in a new entry. A day that is not told as
/// YYYY-MM-DD is taken only where it can be one day alone.
/// All or nothing: refused with a sentence for each line that is wrong (the first twenty), which begins with `whatItIs` and its
/// number and holds no patient text. Lines of one visit must say the same of patient and visit.
Result<CsvRead> csvFromText(std::string_view text, std::string_view whatItIs);

}  // namespace myochart::exchange
