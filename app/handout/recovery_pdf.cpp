#include "handout/recovery_pdf.h"

#include <algorithm>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/pdf_catalog.h"

namespace myochart::handout {

namespace {

constexpr TextStyle kCodeText{30, Weight::strong, kInk, 1.5};
constexpr size_t kLongestRecordName = 60;
constexpr double kWritingLinePt = 26;  ///< room to write by hand

/// Two lines of three groups each, in the middle of a field of their own.
void writeCode(Sheet& sheet, std::string_view code) {
    const size_t half = code.size() / 2;  // the hyphen in the middle
    const double line = kCodeText.sizePt * kCodeText.lineSpacing, pad = 10, middle = sheet.left() + sheet.width() / 2;
    sheet.fill(sheet.left(), sheet.y, sheet.width(), 2 * line + 2 * pad, kTint, 6);
    sheet.centred(code.substr(0, half), kCodeText, vec2(middle, sheet.y + pad + line / 2));
    sheet.centred(code.substr(half + 1), kCodeText, vec2(middle, sheet.y + pad + 1.5 * line));
    sheet.y += 2 * line + 2 * pad + 14;
}

void writeFact(Sheet& sheet, const std::string& label, const std::string& value) {
    const double top = sheet.y, column = 130;
    sheet.text(label, kQuietText, {sheet.left(), column - 10});
    const double below = sheet.y;
    sheet.y = top;
    sheet.text(value, kStrongText, {sheet.left() + column, sheet.width() - column});
    sheet.y = std::max(sheet.y, below) + 4;
}

void writeLineToFill(Sheet& sheet, const std::string& label) {
    sheet.y += kWritingLinePt - kQuietText.sizePt;
    const double column = 130;
    sheet.text(label, kQuietText, {sheet.left(), column - 10});
    sheet.line(vec2(sheet.left() + column, sheet.y - 2), vec2(sheet.left() + sheet.width(), sheet.y - 2), 0.7, kQuietInk);
}

void writeSheet(Sheet& sheet, const RecoverySheet& of) {
    writeTitle(sheet, "Myochart", tr("Recovery code"), tr("of a record that is protected by a passphrase"));
    sheet.y += 8;
    writeCode(sheet, of.code);
    sheet.text(tr("Groups of letters and digits; there is no I, L, O or U among them. Capitals, blanks and hyphens do not matter."), kQuietText);
    sheet.y += 12;
    writeFact(sheet, tr("Record"), displayText(of.record, kLongestRecordName));
    writeFact(sheet, tr("Made on"), dayInFullAt(of.madeAt, {}));
    writeHeading(sheet, tr("What it is for"), 60);
    sheet.text(tr("It opens this record when the passphrase is lost, and nothing else does: nobody can find the passphrase out or reset it. Start Myochart, press \"Use the "
                  "recovery code\", and type it. Then choose another passphrase: menu, Record, \"Another passphrase\"."), kBodyText);
    if (!of.replaces.empty()) sheet.y += 6, sheet.text(of.replaces, kBodyText);
    sheet.y += 8;
    writeBoxed(sheet, tr("Whoever has this sheet and the record can read everything in it. Keep it locked away, apart from the computer and its backups. The file that it was "
                         "printed from is as good as a key, too: delete it after printing, and empty the trash."), true);
    writeHeading(sheet, tr("Who keeps this sheet"), 4 * kWritingLinePt);
    for (const char* label : {mark("Name"), mark("Kept where"), mark("Since"), mark("Signature")}) writeLineToFill(sheet, tr(label));
}

}  // namespace

HandoutPdf recoveryCodePdf(const RecoverySheet& of, Paper paper) {
    SheetFacts facts{paper, tr("Recovery code"), tr("Recovery code"), 1, [](size_t, size_t) { return std::string(); }, tr("Keep it locked away, apart from the computer.")};
    Sheet sheet(facts);
    writeSheet(sheet, of);
    HandoutPdf pdf;
    pdf.pages = sheet.page();
    pdf.bytes = sheet.finish();
    tellLanguage(pdf.bytes, languageInUse());
    return pdf;
}

}  // namespace myochart::handout
