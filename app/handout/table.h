#pragma once
#include <string>
#include <vector>

#include "handout/sheet.h"

namespace myochart::handout {

struct TableColumn {
    std::string title;
    double width = 0;      ///< points
};

/// A cell: a text and below it a quieter one, either may be empty.
struct TableCell {
    std::string text, below = {};
};

/// A table with hairlines between rows; the first column is a number in a pill. A row that does not fit goes on to the next page, below
/// the titles again; no row is parted unless it is higher than a page.
void drawTable(Sheet& sheet, const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows);

/// The pill that a site's number stands in, on pictures as in tables.
inline constexpr double kPillHeightPt = 15;
double pillWidth(const Sheet& sheet, const std::string& number);
void drawPill(Sheet& sheet, const std::string& number, vec2 middle);

}  // namespace myochart::handout
