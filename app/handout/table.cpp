#include "handout/table.h"

#include <algorithm>

namespace myochart::handout {

namespace {

constexpr double kRowPadPt = 4, kColumnGapPt = 10;
const TextStyle kTitleStyle{12, Weight::strong, kQuietInk}, kCellStyle{12, Weight::regular, kInk}, kBelowStyle{12, Weight::regular, kQuietInk};
const TextStyle kPillStyle{11, Weight::strong, kWhite};

double cellHeight(const Sheet& sheet, const TableCell& cell, double width) {
    return (cell.text.empty() ? 0 : sheet.heightOf(cell.text, kCellStyle, width)) + (cell.below.empty() ? 0 : sheet.heightOf(cell.below, kBelowStyle, width));
}

/// Over the whole width, at the sheet's y.
void rule(Sheet& sheet, double thick) {
    sheet.line(vec2(sheet.left(), sheet.y), vec2(sheet.left() + sheet.width(), sheet.y), thick, kHairline);
}

void drawTitles(Sheet& sheet, const std::vector<TableColumn>& columns) {
    const double top = sheet.y;
    double x = sheet.left(), lowest = top;
    for (const TableColumn& column : columns) {
        sheet.y = top;
        sheet.text(column.title, kTitleStyle, {x, column.width - kColumnGapPt});
        lowest = std::max(lowest, sheet.y);
        x += column.width;
    }
    sheet.y = lowest + kRowPadPt / 2;
    rule(sheet, 0.8);
}

}  // namespace

double pillWidth(const Sheet& sheet, const std::string& number) { return std::max(kPillHeightPt + 3, sheet.widthOf(number, kPillStyle) + 8); }

void drawPill(Sheet& sheet, const std::string& number, vec2 middle) {
    const double width = pillWidth(sheet, number);
    sheet.fill(middle.x - width / 2, middle.y - kPillHeightPt / 2, width, kPillHeightPt, kAccentInk, kPillHeightPt / 2);
    sheet.centred(number, kPillStyle, middle);
}

void drawTable(Sheet& sheet, const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows) {
    const auto heightOfRow = [&](const std::vector<TableCell>& row) {
        double height = kPillHeightPt;
        for (size_t i = 0; i < row.size(); ++i) height = std::max(height, cellHeight(sheet, row[i], columns[i].width - kColumnGapPt));
        return height + 2 * kRowPadPt;
    };
    double titles = 0;
    for (const TableColumn& column : columns) titles = std::max(titles, sheet.heightOf(column.title, kTitleStyle, column.width - kColumnGapPt));
    sheet.keep(titles + (rows.empty() ? 0 : heightOfRow(rows.front())) + kRowPadPt);
    drawTitles(sheet, columns);
    for (const auto& row : rows) {
        const double height = heightOfRow(row);
        if (sheet.room() < height) {
            sheet.newPage();
            drawTitles(sheet, columns);
        }
        const double top = sheet.y;
        double x = sheet.left();
        for (size_t i = 0; i < row.size(); ++i) {
            sheet.y = top + kRowPadPt;
            if (i == 0) {
                drawPill(sheet, row[i].text, vec2(x + pillWidth(sheet, row[i].text) / 2, sheet.y + kCellStyle.sizePt * kCellStyle.lineSpacing / 2));
            } else {
                const TextPlace place{x, columns[i].width - kColumnGapPt};
                if (!row[i].text.empty()) sheet.text(row[i].text, kCellStyle, place);
                if (!row[i].below.empty()) sheet.text(row[i].below, kBelowStyle, place);
            }
            x += columns[i].width;
        }
        sheet.y = top + height;
        rule(sheet, 0.5);
    }
}

}  // namespace myochart::handout
