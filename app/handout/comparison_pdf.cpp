#include "handout/comparison_pdf.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/make_handout.h"
#include "handout/table.h"
#include "note/difference_words.h"

namespace myochart::handout {

namespace {

constexpr TextStyle kRowText{11.5, Weight::regular, kInk, 1.35}, kRowTitle{11.5, Weight::strong, kQuietInk, 1.35}, kSiteTitle{12.5, Weight::strong, kInk, 1.35};
constexpr double kRowGapPt = 3, kColumnGap = 12;
constexpr size_t kLongestMuscle = 90, kLongestFoot = 48;

class ComparisonWriter {
  public:
    ComparisonWriter(Sheet& sheet, const ComparisonSource& source) : sheet_(sheet), source_(source), was_(source.visits[source.before]), is_(source.visits[source.after]) {
        const auto places = note::samePlaces(source.visits, source.patient.details.sameSites, source.catalogue);
        difference_ = note::visitDifference(source.visits, places, source.before, source.after);
        time_ = note::overTime(source.visits, source.patient.details.sameSites, source.catalogue);
    }

    void write(const std::vector<BodyMap>& mapsBefore, const std::vector<BodyMap>& mapsAfter) {
        const auto practice = practiceLines(source_.practice);
        writeTitle(sheet_, practice.empty() ? std::string() : practice.front(), tr("Two visits compared"), nameOnPages(source_.patient));
        sheet_.text(trf("Visit of {}, then visit of {}", when(was_), when(is_)), kQuietText);
        writeSection(tr("Pain"), note::painLines(source_.catalogue, difference_));
        writeSites();
        writeSection(tr("Visit"), note::visitLines(source_.catalogue, difference_, time_, source_.before, source_.after));
        writeMaps(was_, mapsBefore);
        writeMaps(is_, mapsAfter);
    }

  private:
    static std::string when(const record::Session& visit) { return dateTimeAt(visit.startedAt, visit.utcOffset); }

    double whatWidth() const { return sheet_.width() * 0.36; }
    double valueWidth() const { return (sheet_.width() - whatWidth()) / 2; }

    double rowHeight(const std::array<std::string, 3>& cells, const TextStyle& style) const {
        double height = 0;
        for (size_t i = 0; i < 3; ++i) height = std::max(height, cells[i].empty() ? 0 : sheet_.heightOf(cells[i], style, (i == 0 ? whatWidth() : valueWidth()) - kColumnGap));
        return height + 2 * kRowGapPt;
    }

    void writeRow(const std::array<std::string, 3>& cells, const TextStyle& style) {
        const double height = rowHeight(cells, style);
        sheet_.keep(height);
        const double top = sheet_.y;
        double x = sheet_.left(), lowest = top;
        for (size_t i = 0; i < 3; ++i) {
            const double width = i == 0 ? whatWidth() : valueWidth();
            sheet_.y = top + kRowGapPt;
            if (!cells[i].empty()) sheet_.text(cells[i], style, {x, width - kColumnGap});
            lowest = std::max(lowest, sheet_.y);
            x += width;
        }
        sheet_.y = std::max(top + height, lowest);
        sheet_.line(vec2(sheet_.left(), sheet_.y), vec2(sheet_.left() + sheet_.width(), sheet_.y), 0.5, kHairline);
    }

    void writeColumns() { writeRow({"", dateAt(was_.startedAt, was_.utcOffset), dateAt(is_.startedAt, is_.utcOffset)}, kRowTitle); }

    void writeLines(const std::vector<note::DifferenceLine>& lines) {
        for (const note::DifferenceLine& each : lines) writeRow({each.what, each.before, each.after}, kRowText);
    }

    void writeSection(const std::string& title, const std::vector<note::DifferenceLine>& lines) {
        writeHeading(sheet_, title, 60);
        if (lines.empty()) return sheet_.text(tr("No difference"), kQuietText);
        writeColumns();
        writeLines(lines);
    }

    void writeSite(const note::SiteDifference& site) {
        const record::Marker *was = site.before ? &was_.markers[*site.before] : nullptr, *is = site.after ? &is_.markers[*site.after] : nullptr;
        const record::Marker& named = is ? *is : *was;
        const auto lines = note::siteLines(source_.catalogue, site, was, is);
        const double first = lines.empty() ? 0 : rowHeight({lines.front().what, lines.front().before, lines.front().after}, kRowText);
        sheet_.keep(kSiteTitle.sizePt * kSiteTitle.lineSpacing + first + 10);
        sheet_.y += 8;
        const std::string number = std::to_string(named.number), state = note::stateWords(site);
        const double pill = pillWidth(sheet_, number);
        drawPill(sheet_, number, vec2(sheet_.left() + pill / 2, sheet_.y + kSiteTitle.sizePt * kSiteTitle.lineSpacing / 2));
        std::string title = fmt::format("{}, {}", note::capitalised(displayText(named.muscle, kLongestMuscle)), tr(name(named.side)));
        if (!state.empty()) title += fmt::format(" ({})", state);
        sheet_.text(title, kSiteTitle, {sheet_.left() + pill + 8, sheet_.width() - pill - 8});
        sheet_.y += 2;
        writeLines(lines);
        const float error = std::max(named.anchor.errorRadiusMm, was ? was->anchor.errorRadiusMm : 0);
        if (error > 0) sheet_.text(trf("Charted on another body: placed within {:.0f} mm", error), kQuietText);
    }

    void writeSites() {
        writeHeading(sheet_, tr("Sites"), 70);
        if (difference_.sites.empty()) return sheet_.text(tr("Neither visit has a site."), kQuietText);
        size_t unchanged = 0;
        bool isFirst = true;
        for (const note::SiteDifference& site : difference_.sites) {
            if (!note::isChanged(site)) {
                ++unchanged;
                continue;
            }
            if (std::exchange(isFirst, false)) writeColumns();
            writeSite(site);
        }
        sheet_.y += 4;
        if (unchanged > 0) sheet_.text(trnf("{} site is as it was", "{} sites are as they were", unchanged, unchanged), kQuietText);
    }

    void writeMaps(const record::Session& visit, const std::vector<BodyMap>& maps) {
        if (maps.empty()) return;
        writeHeading(sheet_, trf("Sites of the visit of {}", when(visit)), mapHeight(sheet_, maps));
        drawMaps(sheet_, maps, numbersOf(visit), source_.texts.toldToOthers());
        sheet_.y += 4;
        sheet_.text(source_.texts.of("places model"), kQuietText);
    }

    Sheet& sheet_;
    const ComparisonSource& source_;
    const record::Session &was_, &is_;
    note::VisitDifference difference_;
    note::OverTime time_;
};

}  // namespace

HandoutPdf comparisonPdf(const ComparisonSource& source, const std::vector<BodyMap>& mapsBefore, const std::vector<BodyMap>& mapsAfter, Paper paper) {
    SheetFacts facts{paper, tr("Two visits compared"), tr("Two visits compared"), 0, {}, displayText(source.patient.name, kLongestFoot)};
    return pagesOf(std::move(facts), source.texts, [&](Sheet& sheet) { ComparisonWriter(sheet, source).write(mapsBefore, mapsAfter); });
}

}  // namespace myochart::handout
