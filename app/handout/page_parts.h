#pragma once
#include <functional>
#include <string>
#include <vector>

#include "handout/sheet.h"
#include "handout/texts.h"

namespace myochart::handout {

// What the pages of handouts, notes, consent forms and the like have in common.

inline constexpr TextStyle kTitleText{25, Weight::strong, kInk, 1.2, "H1"}, kNameText{15, Weight::strong, kInk}, kHeadingText{16, Weight::strong, kAccentInk, 1.3, "H2"};
inline constexpr TextStyle kBodyText{12.5, Weight::regular, kInk, 1.38}, kStrongText{12.5, Weight::strong, kInk, 1.38}, kQuietText{12, Weight::regular, kQuietInk, 1.35};
inline constexpr TextStyle kEmergencyText{12.5, Weight::strong, kEmergencyInk, 1.38}, kLinkText{12.5, Weight::regular, kAccentInk, 1.38};

/// A file of pages.
struct HandoutPdf {
    std::string bytes;
    size_t pages = 0;
};

/// The pages that `write` fills, with "Page 1 of 2" at their feet and their language told; it is asked twice, the first time to count. Throws
/// std::runtime_error where it cannot be made.
HandoutPdf pagesOf(SheetFacts facts, const Texts& texts, const std::function<void(Sheet& sheet)>& write);

/// The head of the first page: whose it is (may be empty), what it is, and whom it is about.
void writeTitle(Sheet& sheet, const std::string& practice, const std::string& title, const std::string& name);
/// "Treated by Ana Muster", quiet; on two lines where their scripts run in two directions.
void writeLabelled(Sheet& sheet, const std::string& label, const std::string& text);
/// A heading that does not stand alone at the foot of a page: `below` points of what follows stay with it.
void writeHeading(Sheet& sheet, const std::string& title, double below);
void writeBullet(Sheet& sheet, const std::string& text);
/// A heading with its paragraphs as points of a list; without any there is nothing.
void writeBullets(Sheet& sheet, const std::string& title, const std::vector<std::string>& paragraphs);
/// What is set apart: a tinted field with a bar at its left, never parted; red where it is an emergency or a draft. `height`: of what `fill` writes.
void writeBox(Sheet& sheet, double height, bool isRed, const std::function<void(double x, double width)>& fill);
inline constexpr double kBoxPadPt = 10;  ///< above and below what stands in a box
/// How wide a text in a box is.
double boxWidth(const Sheet& sheet);
/// One text in a box.
void writeBoxed(Sheet& sheet, const std::string& text, bool isRed);

}  // namespace myochart::handout
