#include <algorithm>

#include <fmt/format.h>

#include "core/files.h"
#include "core/words.h"
#include "note/rates_table.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"

namespace myochart::ui {

namespace {

constexpr float kRatesHead = 44;

/// How often something adverse happened here, with its interval, beside published surveys.
class RatesDialog final : public Panel {
  public:
    std::string_view name() const override { return "rates"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void read();
    static void drawTable(Ui& ui, const note::RatesTable& table);
    void drawSources(Ui& ui) const;

    std::optional<std::vector<note::PublishedRates>> studies_;
    std::string fault_;
    bool open_ = false;
};

void RatesDialog::read() {
    if (studies_) return;
    const auto assets = programFolder("assets");
    auto studies = assets ? note::readPublishedRates(*assets / "adverse/published.json") : Result<std::vector<note::PublishedRates>>(assets.error());
    if (!studies) fault_ = studies.error().message;
    studies_ = studies ? std::move(*studies) : std::vector<note::PublishedRates>();
}

/// Where the columns begin and how wide they are: what, here, interval, each study.
std::vector<std::pair<float, float>> columns(const Ui& ui, size_t studies) {
    const float width = ImGui::GetContentRegionAvail().x, first = width * 0.3F, rest = (width - first) / static_cast<float>(studies + 2);
    std::vector<std::pair<float, float>> all{{0, first - ui.px(8)}};
    for (size_t i = 0; i < studies + 2; ++i) all.emplace_back(first + rest * static_cast<float>(i), rest - ui.px(8));
    return all;
}

void RatesDialog::drawTable(Ui& ui, const note::RatesTable& table) {
    const auto at = columns(ui, table.studies.size());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    vec2 corner = vec(ImGui::GetCursorScreenPos());
    const auto heading = [&](size_t column, std::string_view words) {
        to.AddText(ui.fonts.noteStrong, fontPx(ui.fonts.noteStrong), {corner.x + at[column].first, corner.y}, ui.theme.ink, words.data(), words.data() + words.size(), at[column].second);
    };
    heading(1, tr("Here"));
    heading(2, tr("Interval (95 %)"));
    for (size_t i = 0; i < table.studies.size(); ++i) heading(3 + i, table.studies[i]);
    ImGui::Dummy({0, ui.px(kRatesHead)});
    for (size_t i = 0; i < table.rows.size(); ++i) {
        const note::RatesTable::Row& row = table.rows[i];
        corner = vec(ImGui::GetCursorScreenPos());
        if (!row.sum && i > 0 && table.rows[i - 1].sum) {
            rule(ui);
            corner = vec(ImGui::GetCursorScreenPos());
        }
        float high = 0;  // a figure is never cut: it takes another line
        const auto cell = [&](size_t column, const std::string& words, ImU32 ink) {
            ImFont* font = column == 0 ? (row.sum ? ui.fonts.strong : ui.fonts.body) : row.sum ? ui.fonts.noteStrong : ui.fonts.note;
            to.AddText(font, fontPx(font), {corner.x + at[column].first, corner.y + ui.px(3)}, ink, words.data(), words.data() + words.size(), at[column].second);
            high = std::max(high, textSize(font, words, at[column].second).y);
        };
        cell(0, row.what, ui.theme.ink);
        cell(1, row.own, ui.theme.ink);
        cell(2, row.interval, ui.theme.ink);
        for (size_t s = 0; s < row.published.size(); ++s) cell(3 + s, row.published[s], ui.theme.quiet);
        ImGui::Dummy({0, high + ui.px(6)});
        ui.record.fact(fmt::format("rates.row.{}", i), row.what + " | " + row.own + " | " + row.interval);
    }
}

void RatesDialog::drawSources(Ui& ui) const {
    for (const note::PublishedRates& study : *studies_) {
        paragraph(ui, ui.fonts.note, ui.theme.ink, fmt::format("{}: {}", study.name, study.about.shown()));
        paragraph(ui, ui.fonts.note, ui.theme.quiet, study.source);
    }
}

void RatesDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::rates;
    if (open && !open_) ui.later([&lists = ui.program.lists] { lists.countRates(); });
    open_ = open;
    if (!open) return;
    read();
    const bool outside = beginDialog(ui, "rates", {920, 620});
    const bool close = dialogTitle(ui, tr("Adverse rates"));
    const note::AdverseRates* rates = ui.program.lists.rates();
    if (ui.program.lists.countingRates()) {
        line(ui, ui.fonts.note, ui.theme.quiet, trf("Looking through all visits\xE2\x80\xA6 {:.0f} %", 100 * ui.program.lists.shareOfRates()));
        ui.state.wake(ui.now + 0.2);
    }
    if (rates) {
        const note::RatesTable table = note::ratesTable(*rates, *studies_);
        paragraph(ui, ui.fonts.body, ui.theme.ink, table.counted + ".");
        gap(ui, 4);
        beginScroll(ui, "rates.table");
        drawTable(ui, table);
        gap(ui, 8);
        paragraph(ui, ui.fonts.note, ui.theme.ink, table.meaning);
        gap(ui, 4);
        drawSources(ui);
        endScroll();
    }
    if (!fault_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
    endDialog();
    if (outside || close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeRatesDialog() {
    return std::make_unique<RatesDialog>();
}

}  // namespace myochart::ui
