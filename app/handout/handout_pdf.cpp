#include "handout/handout_pdf.h"

#include <algorithm>
#include <cmath>

#include "handout/page_parts.h"
#include "handout/scripts.h"
#include "handout/table.h"

namespace myochart::handout {

namespace {

constexpr double kDotsPerInch = 300;

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
        writeTitle(sheet_, handout_.practice.empty() ? std::string() : handout_.practice.front(), handout_.title, handout_.patient);
        sheet_.text(handout_.visit, kQuietText);
        if (!handout_.therapist.empty()) writeLabelled(sheet_, texts_.of("therapist"), handout_.therapist);
    }

    void heading(const std::string& title, double below) { writeHeading(sheet_, title, below); }

    void writePlaces(const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers) {
        heading(handout_.placesTitle, maps.empty() ? 60 : mapHeight(sheet_, maps));
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

    void bullets(const HandoutPart& part) { writeBullets(sheet_, part.title, part.paragraphs); }

    double lungHeight() const {
        const double width = boxWidth(sheet_);
        double height = sheet_.heightOf(handout_.lung.title, kStrongText, width) + sheet_.heightOf(handout_.emergency, kStrongText, width) + 2;
        for (const std::string& each : handout_.lung.paragraphs) height += sheet_.heightOf(each, kBodyText, width) + 2;
        return height;
    }

    void writeWarning() {
        const bool lung = !handout_.lung.paragraphs.empty();
        heading(handout_.warning.title, lung ? lungHeight() + 2 * kBoxPadPt : 90);
        if (lung) {
            writeBox(sheet_, lungHeight(), true, [&](double x, double width) {
                sheet_.text(handout_.lung.title, kEmergencyText, {x, width});
                sheet_.y += 2;
                for (const std::string& each : handout_.lung.paragraphs) sheet_.text(each, kBodyText, {x, width}), sheet_.y += 2;
                sheet_.text(handout_.emergency, kStrongText, {x, width});
            });
            sheet_.y += 8;
        }
        for (const std::string& each : handout_.warning.paragraphs) writeBullet(sheet_, each);
        if (!lung) writeBullet(sheet_, handout_.emergency);
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
        const double width = boxWidth(sheet_);
        const double height = sheet_.heightOf(texts_.of("next title"), kQuietText, width) + sheet_.heightOf(handout_.nextVisit, kNameText, width);
        sheet_.y += 6;
        writeBox(sheet_, height, false, [&](double x, double wide) {
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
    return pagesOf({paper, handout.title, texts.of("subject"), 0, {}, texts.of("foot")}, texts, [&](Sheet& sheet) { HandoutWriter(sheet, handout, texts).write(maps, numbers); });
}

}  // namespace myochart::handout
