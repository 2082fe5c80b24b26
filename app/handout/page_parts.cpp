#include "handout/page_parts.h"

#include <algorithm>

#include "handout/pdf_catalog.h"
#include "handout/scripts.h"

namespace myochart::handout {

namespace {

constexpr double kBulletIndentPt = 14, kBoxBarPt = 4, kBetweenPartsPt = 16;

}  // namespace

HandoutPdf pagesOf(SheetFacts facts, const Texts& texts, const std::function<void(Sheet& sheet)>& write) {
    facts.foot = [&](size_t page, size_t pages) { return texts.of("page", {{"page", std::to_string(page)}, {"pages", std::to_string(std::max(page, pages))}}); };
    HandoutPdf pdf;
    for (const bool counting : {true, false}) {
        facts.pages = counting ? 0 : pdf.pages;
        Sheet sheet(facts);
        write(sheet);
        pdf.pages = sheet.page();
        pdf.bytes = sheet.finish();
    }
    tellLanguage(pdf.bytes, texts.language());
    return pdf;
}

void writeTitle(Sheet& sheet, const std::string& practice, const std::string& title, const std::string& name) {
    if (!practice.empty()) sheet.text(practice, {12, Weight::strong, kAccentInk, 1.3});
    sheet.y += 8;
    sheet.text(title, kTitleText);
    sheet.y += 4;
    sheet.text(name, kNameText);
    sheet.y += 2;
}

void writeLabelled(Sheet& sheet, const std::string& label, const std::string& text) {
    const std::string one = label + " " + text;
    if (inOneDirection(one).size() == 1) return sheet.text(one, kQuietText);
    sheet.text(label, kQuietText);
    sheet.text(text, kQuietText);
}

void writeHeading(Sheet& sheet, const std::string& title, double below) {
    if (sheet.room() < kBetweenPartsPt + sheet.heightOf(title, kHeadingText, sheet.width()) + below) sheet.newPage();
    else sheet.y += kBetweenPartsPt;
    sheet.text(title, kHeadingText);
    sheet.y += 3;
}

void writeBullet(Sheet& sheet, const std::string& text) {
    const TextPlace place{sheet.left() + kBulletIndentPt, sheet.width() - kBulletIndentPt};
    sheet.keep(std::min(2 * kBodyText.sizePt * kBodyText.lineSpacing, sheet.heightOf(text, kBodyText, place.width)));
    sheet.disc(vec2(sheet.left() + 3.5, sheet.y + kBodyText.sizePt * kBodyText.lineSpacing / 2 + 0.5), 2.2, kAccentInk);
    sheet.text(text, kBodyText, place);
    sheet.y += 4;
}

void writeBullets(Sheet& sheet, const std::string& title, const std::vector<std::string>& paragraphs) {
    if (paragraphs.empty()) return;
    double height = 0;
    for (const std::string& each : paragraphs) height += sheet.heightOf(each, kBodyText, sheet.width() - kBulletIndentPt) + 4;
    writeHeading(sheet, title, std::min(height, 120.0));
    for (const std::string& each : paragraphs) writeBullet(sheet, each);
}

double boxWidth(const Sheet& sheet) { return sheet.width() - kBoxBarPt - 2 * kBoxPadPt; }

void writeBox(Sheet& sheet, double height, bool isRed, const std::function<void(double x, double width)>& fill) {
    const double whole = height + 2 * kBoxPadPt;
    sheet.keep(whole);
    const double top = sheet.y;
    sheet.fill(sheet.left(), top, sheet.width(), whole, isRed ? kEmergencyTint : kTint);
    sheet.fill(sheet.left(), top, kBoxBarPt, whole, isRed ? kEmergencyInk : kAccentInk);
    sheet.y = top + kBoxPadPt;
    fill(sheet.left() + kBoxBarPt + kBoxPadPt, boxWidth(sheet));
    sheet.y = top + whole;
}

void writeBoxed(Sheet& sheet, const std::string& text, bool isRed) {
    writeBox(sheet, sheet.heightOf(text, kBodyText, boxWidth(sheet)), isRed, [&](double x, double width) { sheet.text(text, kBodyText, {x, width}); });
}

}  // namespace myochart::handout
