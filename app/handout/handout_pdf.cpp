#include "handout/handout_pdf.h"

#include <algorithm>
#include <cmath>

#include "handout/pdf_catalog.h"
#include "handout/scripts.h"
#include "handout/table.h"

namespace myochart::handout {

namespace {

constexpr double kDotsPerInch = 300, kBulletIndentPt = 14, kBoxPadPt = 10, kBetweenPartsPt = 16;
const TextStyle kTitleText{25, Weight::strong, kInk, 1.2, "H1"}, kNameText{15, Weight::strong, kInk}, kHeadingText{16, Weight::strong, kAccentInk, 1.3, "H2"}, kBodyText{12.5, Weight::regular, kInk, 1.38};
const TextStyle kEmergencyText{12.5, Weight::strong, kEmergencyInk, 1.38}, kStrongText{12.5, Weight::strong, kInk, 1.38}, kQuietText{12, Weight::regular, kQuietInk, 1.35}, kLinkText{12.5, Weight::regular, kAccentInk, 1.38};

/// Writes the parts of a handout one below the other.
class HandoutWriter {
  public:
    HandoutWriter(Sheet& sheet, const Handout& handout, const Texts& texts) : sheet_(sheet), handout_(handout), texts_(texts) {}

    void write(const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers) {
        writeHead();
        writePlaces(maps, numbers);
        bullets(handout_.expect);
        bullets(handout_.care);
        bullets(handout_.advice);
        writeWarning();
        writeExercises();
        writeNextVisit();
    }

  private:
    void writeHead() {
        if (!handout_.practice.empty()) sheet_.text(handout_.practice.front(), {12, Weight::strong, kAccentInk, 1.3});
        sheet_.y += 8;
        sheet_.text(handout_.title, kTitleText);
        sheet_.y += 4;
        sheet_.text(handout_.patient, kNameText);
        sheet_.y += 2;
        sheet_.text(handout_.visit, kQuietText);
        if (handout_.therapist.empty()) return;
        const std::string one = texts_.of("therapist") + " " + handout_.therapist;
        if (inOneDirection(one).size() == 1) return sheet_.text(one, kQuietText);
        sheet_.text(texts_.of("therapist"), kQuietText);
        sheet_.text(handout_.therapist, kQuietText);
    }

    /// A heading that does not stand alone at the foot of a page.
    void heading(const std::string& title, double below) {
        if (sheet_.room() < kBetweenPartsPt + sheet_.heightOf(title, kHeadingText, sheet_.width()) + below) sheet_.newPage();
        else sheet_.y += kBetweenPartsPt;
        sheet_.text(title, kHeadingText);
        sheet_.y += 3;
    }

    void writePlaces(const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers) {
        heading(texts_.of("places title"), maps.empty() ? 60 : mapHeight(sheet_, maps));
        if (handout_.sites.empty()) return sheet_.text(texts_.of("places none"), kBodyText);
        drawMaps(sheet_, maps, numbers, texts_);
        sheet_.y += 4;
        if (!maps.empty()) sheet_.text(texts_.of("places model"), kQuietText);
        sheet_.y += 8;
        constexpr double kNumberPt = 44, kSidePt = 70, kDonePt = 136;
        std::vector<std::vector<TableCell>> rows;
        for (const HandoutSite& site : handout_.sites) rows.push_back({{std::to_string(site.number)}, {site.where, site.area}, {site.side}, {site.done}});
        drawTable(sheet_, {{texts_.of("column number"), kNumberPt}, {texts_.of("column where"), sheet_.width() - kNumberPt - kSidePt - kDonePt}, {texts_.of("column side"), kSidePt}, {texts_.of("column done"), kDonePt}}, rows);
    }

    double bulletsHeight(const std::vector<std::string>& paragraphs, double width) const {
        double height = 0;
        for (const std::string& each : paragraphs) height += sheet_.heightOf(each, kBodyText, width - kBulletIndentPt) + 4;
        return height;
    }

    void bullet(const std::string& text, double x, double width) {
        sheet_.keep(std::min(2 * kBodyText.sizePt * kBodyText.lineSpacing, sheet_.heightOf(text, kBodyText, width - kBulletIndentPt)));
        sheet_.disc(vec2(x + 3.5, sheet_.y + kBodyText.sizePt * kBodyText.lineSpacing / 2 + 0.5), 2.2, kAccentInk);
        sheet_.text(text, kBodyText, {x + kBulletIndentPt, width - kBulletIndentPt});
        sheet_.y += 4;
    }

    void bullets(const HandoutPart& part) {
        if (part.paragraphs.empty()) return;
        heading(part.title, std::min(bulletsHeight(part.paragraphs, sheet_.width()), 120.0));
        for (const std::string& each : part.paragraphs) bullet(each, sheet_.left(), sheet_.width());
    }

    /// What is set apart: a tinted field with a bar at its left, never parted; red where it is an emergency.
    void box(double height, bool isEmergency, const std::function<void(double x, double width)>& fill) {
        const double whole = height + 2 * kBoxPadPt;
        sheet_.keep(whole);
        const double top = sheet_.y;
        sheet_.fill(sheet_.left(), top, sheet_.width(), whole, isEmergency ? kEmergencyTint : kTint);
        sheet_.fill(sheet_.left(), top, 4, whole, isEmergency ? kEmergencyInk : kAccentInk);
        sheet_.y = top + kBoxPadPt;
        fill(sheet_.left() + 4 + kBoxPadPt, sheet_.width() - 4 - 2 * kBoxPadPt);
        sheet_.y = top + whole;
    }

    double lungHeight() const {
        const double width = sheet_.width() - 4 - 2 * kBoxPadPt;
        double height = sheet_.heightOf(handout_.lung.title, kStrongText, width) + sheet_.heightOf(handout_.emergency, kStrongText, width) + 2;
        for (const std::string& each : handout_.lung.paragraphs) height += sheet_.heightOf(each, kBodyText, width) + 2;
        return height;
    }

    void writeWarning() {
        const bool lung = !handout_.lung.paragraphs.empty();
        heading(handout_.warning.title, lung ? lungHeight() + 2 * kBoxPadPt : 90);
        if (lung) {
            box(lungHeight(), true, [&](double x, double width) {
                sheet_.text(handout_.lung.title, kEmergencyText, {x, width});
                sheet_.y += 2;
                for (const std::string& each : handout_.lung.paragraphs) sheet_.text(each, kBodyText, {x, width}), sheet_.y += 2;
                sheet_.text(handout_.emergency, kStrongText, {x, width});
            });
            sheet_.y += 8;
        }
        for (const std::string& each : handout_.warning.paragraphs) bullet(each, sheet_.left(), sheet_.width());
        if (!lung) bullet(handout_.emergency, sheet_.left(), sheet_.width());
        writePractice();
    }

    void writePractice() {
        if (handout_.practice.size() < 2) return;
        sheet_.y += 4;
        sheet_.keep(static_cast<double>(std::min<size_t>(handout_.practice.size() + 1, 8)) * kBodyText.sizePt * kBodyText.lineSpacing);
        sheet_.text(texts_.of("call"), kStrongText);
        for (const std::string& each : handout_.practice) {
            const std::string link = linkIn(each);
            sheet_.text(each, link.empty() ? kBodyText : kLinkText, {sheet_.left(), sheet_.width()}, link);
        }
    }

    double exerciseHeight(const HandoutExercise& each) const {
        double height = sheet_.heightOf(each.name, kStrongText, sheet_.width()) + 10;
        for (const std::string& text : linesOf(each)) height += sheet_.heightOf(text, kBodyText, sheet_.width());
        return height;
    }

    /// "How often: daily"
    std::string labelled(std::string_view key, const std::string& text) const { return texts_.of("exercise line", {{"label", texts_.of(key)}, {"text", text}}); }

    std::vector<std::string> linesOf(const HandoutExercise& each) const {
        std::vector<std::string> lines;
        if (!each.how.empty()) lines.push_back(each.how);
        if (!each.dose.empty()) lines.push_back(labelled("exercise dose", each.dose));
        if (!each.stop.empty()) lines.push_back(labelled("exercise stop", each.stop));
        return lines;
    }

    void writeExercises() {
        if (handout_.exercises.empty()) return;
        heading(texts_.of("exercises title"), exerciseHeight(handout_.exercises.front()) + 36);
        sheet_.text(texts_.of("exercise both"), kQuietText);
        sheet_.y += 6;
        for (const HandoutExercise& each : handout_.exercises) {
            sheet_.keep(exerciseHeight(each));
            sheet_.text(each.name, kStrongText);
            for (const std::string& line : linesOf(each)) sheet_.text(line, kBodyText);
            sheet_.y += 8;
        }
    }

    void writeNextVisit() {
        if (handout_.nextVisit.empty()) return;
        const double width = sheet_.width() - 4 - 2 * kBoxPadPt;
        const double height = sheet_.heightOf(texts_.of("next title"), kQuietText, width) + sheet_.heightOf(handout_.nextVisit, kNameText, width);
        sheet_.y += 6;
        box(height, false, [&](double x, double wide) {
            sheet_.text(texts_.of("next title"), kQuietText, {x, wide});
            sheet_.text(handout_.nextVisit, kNameText, {x, wide});
        });
    }

    Sheet& sheet_;
    const Handout& handout_;
    const Texts& texts_;
};

}  // namespace

int pictureHeightPx(const std::vector<BodyView>& views, Paper paper) {
    std::vector<BodyMap> maps;
    for (const BodyView& view : views) maps.push_back({view, {}});
    const Sheet sheet({paper, {}, {}, 0, {}, {}});
    return static_cast<int>(std::lround(mapHeight(sheet, maps) / 72 * kDotsPerInch));
}

HandoutPdf handoutPdf(const Handout& handout, const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers, const Texts& texts, Paper paper) {
    SheetFacts facts{paper, handout.title, texts.of("subject"), 0, {}, texts.of("foot")};
    facts.foot = [&](size_t page, size_t pages) { return texts.of("page", {{"page", std::to_string(page)}, {"pages", std::to_string(std::max(page, pages))}}); };
    HandoutPdf pdf;
    for (const bool counting : {true, false}) {
        facts.pages = counting ? 0 : pdf.pages;
        Sheet sheet(facts);
        HandoutWriter(sheet, handout, texts).write(maps, numbers);
        pdf.pages = sheet.page();
        pdf.bytes = sheet.finish();
    }
    tellLanguage(pdf.bytes, texts.language());
    return pdf;
}

}  // namespace myochart::handout
