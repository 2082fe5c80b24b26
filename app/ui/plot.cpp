#include "ui/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

constexpr float kPlotHeight = 84, kAxis = 28, kPlotEdge = 10;

/// What the axis goes from and to: whole steps around the figures.
std::pair<float, float> rangeOf(const PlotLook& look) {
    float lowest = 1e9F, highest = -1e9F;
    bool bars = false;
    for (const PlotSeries& series : look.series) {
        bars = bars || series.look == PlotSeries::Look::bars;
        for (const auto& value : series.values)
            if (value) lowest = std::min(lowest, *value), highest = std::max(highest, *value);
    }
    if (highest < lowest) lowest = 0, highest = 1;
    if (bars) lowest = std::min(lowest, 0.0F);
    const float step = std::pow(10.0F, std::floor(std::log10(std::max(highest - lowest, 1.0F))));
    lowest = look.lowest.value_or(std::floor(lowest / step) * step);
    highest = look.highest.value_or(std::ceil(highest / step) * step);
    return {lowest, std::max(highest, lowest + 1)};
}

/// Where things stand in the plot.
struct Field {
    Rect box;
    float lowest, highest;
    std::vector<float> xs;  ///< of each visit

    float x(size_t visit) const { return xs[visit]; }
    float y(float value) const { return box.max.y - box.size().y * (value - lowest) / (highest - lowest); }
    size_t nearest(float at) const {
        const auto closer = [&](float a, float b) { return std::abs(a - at) < std::abs(b - at); };
        return static_cast<size_t>(std::ranges::min_element(xs, closer) - xs.begin());
    }
    /// The room of the visit that stands nearest to another one.
    float narrowest() const {
        float least = box.size().x;
        for (size_t i = 1; i < xs.size(); ++i) least = std::min(least, xs[i] - xs[i - 1]);
        return least;
    }
};

/// Where each visit stands: by its moment; all at the middle where there is one, or one moment.
std::vector<float> placesOf(const Rect& box, const PlotLook& look) {
    std::vector<float> xs(look.days.size(), box.centre().x);
    if (look.moments.size() != xs.size() || xs.empty() || look.moments.front() >= look.moments.back()) return xs;
    const auto all = static_cast<double>(look.moments.back() - look.moments.front());
    for (size_t i = 0; i < xs.size(); ++i) xs[i] = box.min.x + box.size().x * static_cast<float>(static_cast<double>(look.moments[i] - look.moments.front()) / all);
    return xs;
}

void drawPoint(const Ui& ui, vec2 at, PlotSeries::Look look, ImU32 ink, float size) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float r = ui.scale * size;
    if (look == PlotSeries::Look::filled) return to.AddCircleFilled(im(at), r, ink, 20);
    to.AddCircleFilled(im(at), r, ui.theme.panel, 20);
    to.AddCircle(im(at), r, ink, 20, std::max(1.5F, 1.5F * ui.scale));
}

void drawSeries(const Ui& ui, const Field& field, const PlotSeries& series, size_t chosen) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thick = std::max(1.5F, 1.5F * ui.scale);
    const ImU32 ink = series.look == PlotSeries::Look::hollow ? ui.theme.quiet : ui.theme.accent;
    const float wide = std::clamp(field.narrowest() * 0.6F, ui.px(3), ui.px(14));
    for (size_t i = 0; i < series.values.size(); ++i) {
        if (!series.values[i]) continue;
        const vec2 at(field.x(i), field.y(*series.values[i]));
        if (series.look == PlotSeries::Look::bars) {
            const float foot = field.y(std::max(0.0F, field.lowest));
            // None is told too: a line on the foot.
            to.AddRectFilled({at.x - wide / 2, std::min(at.y, foot - thick)}, {at.x + wide / 2, foot}, i == chosen ? ui.theme.accent : ui.theme.quiet, ui.px(2));
            continue;
        }
        if (i > 0 && series.values[i - 1]) to.AddLine({field.x(i - 1), field.y(*series.values[i - 1])}, im(at), ink, thick);
    }
    if (series.look == PlotSeries::Look::bars) return;
    for (size_t i = 0; i < series.values.size(); ++i)
        if (series.values[i]) drawPoint(ui, {field.x(i), field.y(*series.values[i])}, series.look, ink, i == chosen ? 5.0F : 3.5F);
}

std::string figuresOf(const PlotLook& look, size_t visit) {
    std::string words;
    for (const PlotSeries& series : look.series) words += (words.empty() ? "" : " \xE2\x80\xBA ") + figureWords(series.values[visit], look.unit);
    return words;
}

/// "○ before  ● after" under the title, where there are two.
void drawLegend(Ui& ui, const PlotLook& look) {
    if (look.series.size() < 2) return;
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float high = fontPx(ui.fonts.note);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    float x = at.x;
    for (const PlotSeries& series : look.series) {
        drawPoint(ui, {x + ui.px(5), at.y + high / 2}, series.look, series.look == PlotSeries::Look::hollow ? ui.theme.quiet : ui.theme.accent, 4);
        x += ui.px(14);
        x += textAt(to, ui.fonts.note, {x, at.y}, ui.theme.quiet, series.word) + ui.px(14);
    }
    ImGui::Dummy({1, high});
}

void drawHead(Ui& ui, const PlotLook& look) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const std::string figures = look.chosen < look.days.size() ? figuresOf(look, look.chosen) : std::string();
    const float wide = textSize(ui.fonts.noteStrong, figures).x;
    textAt(to, ui.fonts.noteStrong, at, ui.theme.ink, look.title, width - wide - ui.px(8));
    textAt(to, ui.fonts.noteStrong, {at.x + width - wide, at.y}, ui.theme.ink, figures);
    ImGui::Dummy({width, fontPx(ui.fonts.noteStrong)});
    drawLegend(ui, look);
}

/// A tick at each visit, and the days of as many as have room: the first and the last, between them from the left.
void drawDays(Ui& ui, std::string_view name, const Field& field, const PlotLook& look) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thin = std::max(1.0F, std::floor(ui.scale)), y = field.box.max.y + ui.px(6), between = ui.px(10);
    const float left = field.box.min.x - ui.px(kPlotEdge + kAxis), right = field.box.max.x + ui.px(kPlotEdge);
    const auto spanOf = [&](size_t visit) {
        const float wide = textSize(ui.fonts.note, look.days[visit]).x, from = std::clamp(field.x(visit) - wide / 2, left, std::max(left, right - wide));
        return std::pair(from, from + wide);
    };
    const auto write = [&](size_t visit) {
        const auto [from, end] = spanOf(visit);
        textAt(to, ui.fonts.note, {from, y}, ui.theme.quiet, look.days[visit]);
        ui.record.add(fmt::format("{}.day.{}", name, visit), {{from, y}, {end, y + fontPx(ui.fonts.note)}});
    };
    const size_t last = look.days.size() - 1;
    for (size_t i = 0; i <= last; ++i) to.AddRectFilled({std::round(field.x(i)), field.box.max.y}, {std::round(field.x(i)) + thin, field.box.max.y + ui.px(4)}, ui.theme.quiet);
    const float lastFrom = spanOf(last).first;
    float end = left - between;
    for (size_t i = 0; i < last; ++i) {
        const auto [from, until] = spanOf(i);
        if (from < end + between || until + between > lastFrom) continue;
        write(i);
        end = until;
    }
    write(last);
}

void drawAxes(Ui& ui, std::string_view name, const Field& field, const PlotLook& look) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float thin = std::max(1.0F, std::floor(ui.scale)), high = fontPx(ui.fonts.note);
    for (const float value : {field.lowest, field.highest}) {
        const float y = std::round(field.y(value));
        to.AddRectFilled({field.box.min.x - ui.px(kPlotEdge), y}, {field.box.max.x + ui.px(kPlotEdge), y + thin}, ui.theme.rule);
        const std::string word = shortNumber(value);
        textAt(to, ui.fonts.note, {field.box.min.x - ui.px(kPlotEdge + 4) - textSize(ui.fonts.note, word).x, y - high / 2}, ui.theme.quiet, word);
    }
    if (look.days.empty()) return;
    const float x = std::round(field.x(look.chosen));
    to.AddRectFilled({x, field.box.min.y - ui.px(4)}, {x + thin, field.box.max.y}, ui.theme.accent);
    drawDays(ui, name, field, look);
}

}  // namespace

std::string figureWords(const std::optional<float>& value, std::string_view unit) {
    return value ? shortNumber(*value) + std::string(unit) : "\xE2\x80\x93";
}

PlotEvent plot(Ui& ui, std::string_view name, const PlotLook& look) {
    drawHead(ui, look);
    const vec2 corner = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, foot = fontPx(ui.fonts.note) + ui.px(8);
    const Pressed at = pressArea(ui, name, {width, ui.px(kPlotHeight) + foot}, false, FocusStop::Kind::chip);
    const auto [lowest, highest] = rangeOf(look);
    const vec2 min = corner + vec2(ui.px(kAxis + kPlotEdge), ui.px(8)), max = corner + vec2(width - ui.px(kPlotEdge), ui.px(kPlotHeight));
    const Field field{{min, max}, lowest, highest, placesOf({min, max}, look)};
    drawAxes(ui, name, field, look);
    for (const PlotSeries& series : look.series) drawSeries(ui, field, series, look.chosen);
    PlotEvent event;
    if (look.days.empty()) return event;
    const auto last = static_cast<int>(look.days.size()) - 1;
    if (at.steps != 0) event.chosen = static_cast<size_t>(std::clamp(static_cast<int>(look.chosen) + at.steps, 0, last));
    if (at.clicked && at.byKey) event.opens = true;
    if (!at.hovered) return event;
    const size_t under = field.nearest(ui.input.pos.x);
    if (at.clicked && !at.byKey) return {under, true};
    const float x = field.x(under);
    const Rect about{{x - ui.px(8), field.box.min.y}, {x + ui.px(8), field.box.max.y}};
    showTip(ui, about, fmt::format("{}: {}", look.days[under], figuresOf(look, under)), {}, TipPlace::beside);
    return event;
}

}  // namespace myochart::ui
