#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "note/muscle_count.h"
#include "ui/panels/over_time.h"
#include "ui/plot.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using note::OverTime;
using record::Session;

std::optional<float> asFloat(const std::optional<std::uint32_t>& value) { return value ? std::optional(static_cast<float>(*value)) : std::nullopt; }

/// A figure of the course under a name: what is plotted and what stands in its table.
struct Figure {
    std::string name;   ///< of the control: "time.plot.pain"
    PlotLook look;
};

/// Of every visit; a visit in which nothing is recorded has none.
class Figures {
  public:
    explicit Figures(const Ui& ui) : catalogue_(ui.program.catalogue()), visits_(ui.program.time.visits()), time_(ui.program.time.overTime()), chosen_(ui.program.time.chosen()) {}

    std::vector<Figure> all() const {
        std::vector<Figure> figures{pain(), range(), painted(), needles()};
        for (size_t i = 0; i < time_.figures.size(); ++i) figures.push_back(measure(i));
        for (size_t i = 0; i < time_.places.size(); ++i)
            if (auto threshold = thresholdOf(i)) figures.push_back(std::move(*threshold));
        std::erase_if(figures, [](const Figure& figure) { return figure.look.series.empty(); });
        return figures;
    }

  private:
    PlotLook look(std::string title) const {
        PlotLook look{.title = std::move(title)};
        for (const Session& visit : visits_) look.days.push_back(dayOf(visit)), look.moments.push_back(visit.startedAt);
        look.chosen = chosen_;
        return look;
    }
    template <class Value>
    PlotSeries series(const char* word, PlotSeries::Look as, Value value) const {
        PlotSeries series{word, as, {}};
        for (size_t i = 0; i < visits_.size(); ++i) series.values.push_back(value(i));
        return series;
    }
    static bool any(const PlotSeries& series) {
        return std::ranges::any_of(series.values, [](const auto& value) { return value.has_value(); });
    }
    static void keepIfAny(Figure& figure) {
        if (std::ranges::none_of(figure.look.series, any)) figure.look.series.clear();
    }

    Figure pain() const {
        Figure figure{"time.plot.pain", look(tr("Pain of the visit"))};
        figure.look.lowest = 0, figure.look.highest = 10;
        figure.look.series = {series(tr("before"), PlotSeries::Look::hollow, [&](size_t i) { return asFloat(visits_[i].before.pain); }),
                              series(tr("after"), PlotSeries::Look::filled, [&](size_t i) { return asFloat(visits_[i].after.pain); })};
        keepIfAny(figure);
        return figure;
    }
    Figure range() const {
        Figure figure{"time.plot.range", look(tr("Pain since the last visit"))};
        figure.look.lowest = 0, figure.look.highest = 10;
        figure.look.series = {series(tr("worst"), PlotSeries::Look::hollow, [&](size_t i) { return asFloat(visits_[i].before.painWorst); }),
                              series(tr("least"), PlotSeries::Look::filled, [&](size_t i) { return asFloat(visits_[i].before.painBest); })};
        keepIfAny(figure);
        return figure;
    }
    /// All that is painted at a visit; areas that lie over each other count each.
    Figure painted() const {
        Figure figure{"time.plot.painted", look(tr("Painted pain"))};
        figure.look.unit = " cm\xC2\xB2";
        figure.look.lowest = 0;
        figure.look.series = {series(tr("area"), PlotSeries::Look::filled, [&](size_t i) {
            std::optional<float> sum;
            for (const record::PainArea& area : visits_[i].painDrawing.areas)
                if (area.areaCm2) sum = sum.value_or(0) + *area.areaCm2;
            return sum;
        })};
        keepIfAny(figure);
        return figure;
    }
    Figure needles() const {
        Figure figure{"time.plot.needles", look(tr("Needles"))};
        figure.look.series = {series(tr("needles"), PlotSeries::Look::bars, [&](size_t i) { return std::optional(static_cast<float>(time_.visits[i].needles)); })};
        return figure;
    }
    Figure measure(size_t index) const {
        const note::FigureOverTime& measured = time_.figures[index];
        const auto value = [&](size_t visit, std::optional<float> note::FigureOverTime::At::*which) {
            const auto at = std::ranges::find(measured.values, visit, &note::FigureOverTime::At::visit);
            return at == measured.values.end() ? std::optional<float>() : (*at).*which;
        };
        Figure figure{fmt::format("time.plot.figure.{}", index), look(figureTitle(catalogue_, measured))};
        if (!measured.isScore) figure.look.unit = "\xC2\xB0";
        figure.look.series = {series(tr("before"), PlotSeries::Look::hollow, [&](size_t i) { return value(i, &note::FigureOverTime::At::before); }),
                              series(tr("after"), PlotSeries::Look::filled, [&](size_t i) { return value(i, &note::FigureOverTime::At::after); })};
        return figure;
    }
    std::optional<Figure> thresholdOf(size_t place) const {
        const note::PlaceOverTime& there = time_.places[place];
        PlotSeries newton{tr("threshold"), PlotSeries::Look::filled, std::vector<std::optional<float>>(visits_.size())};
        for (const note::Sighting& each : there.sightings) newton.values[each.visit] = note::thresholdNewton(visits_[each.visit].markers[each.marker].finding);
        if (!any(newton)) return std::nullopt;
        Figure figure{fmt::format("time.plot.threshold.{}", place), look(trf("Threshold, {}", siteTitle(there.muscle, there.side)))};
        figure.look.unit = " N";
        figure.look.lowest = 0;
        figure.look.series = {std::move(newton)};
        return figure;
    }

    const anatomy::Catalogue& catalogue_;
    const std::vector<Session>& visits_;
    const OverTime& time_;
    size_t chosen_;
};

/// A table of a figure: a row for each visit in which it was recorded, newest first.
void drawTable(Ui& ui, const Figure& figure) {
    heading(ui, figure.look.title);
    std::vector<std::string> titles{tr("Visit")};
    for (const PlotSeries& series : figure.look.series) titles.push_back(series.word);
    const Columns columns(ui, titles.size(), 80);
    columns.head(ui, titles);
    for (size_t i = figure.look.days.size(); i > 0; --i) {
        const size_t visit = i - 1;
        std::vector<std::string> words{figure.look.days[visit]};
        bool any = false;
        for (const PlotSeries& series : figure.look.series) {
            words.push_back(figureWords(series.values[visit], figure.look.unit));
            any = any || series.values[visit];
        }
        if (!any) continue;
        ImGui::PushID(static_cast<int>(visit));
        const Pressed at = row(ui, fmt::format("{}.row.{}", figure.name, visit), 28, visit == figure.look.chosen);
        columns.draw(ui, at.rect, words, true);
        if (at.clicked) openVisitOf(ui, visit);
        ImGui::PopID();
    }
}

}  // namespace

void CourseView::drawPlots(Ui& ui) {
    for (const Figure& figure : Figures(ui).all()) {
        gap(ui, 12);
        const PlotEvent event = plot(ui, figure.name, figure.look);
        if (event.chosen) ui.program.time.choose(*event.chosen);
        if (event.opens) openVisitOf(ui, event.chosen.value_or(figure.look.chosen));
    }
}

void CourseView::drawTables(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (const Figure& figure : Figures(ui).all()) {
        ImGui::PushID(figure.name.c_str());
        drawTable(ui, figure);
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
}

void CourseView::draw(Ui& ui) {
    const char* const words[] = {tr("Plots"), tr("Table")};
    table_ = wordOf(ui, "time.course", words, table_ ? 1 : 0) == 1;
    table_ ? drawTables(ui) : drawPlots(ui);
}

}  // namespace myochart::ui
