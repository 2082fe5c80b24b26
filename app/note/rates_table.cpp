#include "note/rates_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"

namespace myochart::note {

namespace {

constexpr const char* kNothing = "\u2013";

std::string percent(double share) {
    const double value = 100 * share;
    return value != 0 && value < 1 ? fmt::format("{:.2f}", value) : fmt::format("{:.1f}", value);
}

std::string words(std::string_view key) {
    if (key == "any") return tr("Any adverse event");
    if (key == "moderate_or_major") return tr("Moderate or major");
    if (key == "other") return tr("in words of your own");
    const AdverseCategory* category = adverseCategory(key);
    return category ? tr(category->title) : std::string(key);
}

RatesTable::Row rowOf(const AdverseRow& row, const std::vector<PublishedRates>& studies) {
    RatesTable::Row shown;
    shown.what = words(row.key);
    shown.sum = row.key == "any" || row.key == "moderate_or_major";
    const Rate& rate = row.rate;
    if (rate.treatments == 0) shown.own = kNothing;
    else if (rate.with == 0) shown.own = trf("0 of {}", rate.treatments);
    else shown.own = trf("{} of {} ({} %)", rate.with, rate.treatments, percent(rate.share));
    if (rate.treatments > 0) shown.interval = rate.ruleOfThree ? trf("below {} %", percent(*rate.ruleOfThree)) : trf("{} to {} %", percent(rate.lowest), percent(rate.highest));
    for (const PublishedRates& study : studies) {
        const PublishedRates::Row* published = study.row(row.key);
        shown.published.push_back(!published ? kNothing : published->highest ? trf("below {} %", *published->highest) : fmt::format("{:g} %", published->percent));
    }
    return shown;
}

bool isShown(const AdverseRow& row, const std::vector<PublishedRates>& studies) {
    return row.key == "any" || row.key == "moderate_or_major" || row.events > 0 || row.rate.with > 0 ||
           std::ranges::any_of(studies, [&](const PublishedRates& study) { return study.row(row.key) != nullptr; });
}

/// Code points; good enough for the words of this table.
size_t width(const std::string& text) {
    return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

RatesTable ratesTable(const AdverseRates& rates, const std::vector<PublishedRates>& studies) {
    RatesTable table;
    table.counted = trnf("{} treatment counted", "{} treatments counted", rates.treatments, rates.treatments);
    if (rates.notAsked > 0)
        table.counted += "; " + trnf("{} more was needled, but nobody said whether anything happened", "{} more were needled, but nobody said whether anything happened",
                                     rates.notAsked, rates.notAsked);
    for (const PublishedRates& study : studies) table.studies.push_back(trf("{}, {} treatments", study.name, study.treatments));
    for (const AdverseRow& row : rates.rows)
        if (isShown(row, studies)) table.rows.push_back(rowOf(row, studies));
    table.meaning = tr("Treatments in which it happened at least once, with the exact interval (Clopper and Pearson, 95 %); where it never happened, the upper limit by "
                       "the rule of three. The published figures are events for 100 treatments, told by those who treated; patients report more.");
    return table;
}

std::string asText(const RatesTable& table) {
    std::vector<std::vector<std::string>> lines;
    lines.push_back({"", tr("Here"), tr("Interval (95 %)")});
    lines.back().insert(lines.back().end(), table.studies.begin(), table.studies.end());
    for (const RatesTable::Row& row : table.rows) {
        lines.push_back({row.what, row.own, row.interval});
        lines.back().insert(lines.back().end(), row.published.begin(), row.published.end());
    }
    std::vector<size_t> widths(lines[0].size());
    for (const auto& line : lines)
        for (size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
    std::string text = table.counted + ".\n\n";
    for (const auto& line : lines) {
        for (size_t i = 0; i < line.size(); ++i) {
            text += line[i];
            if (i + 1 < line.size()) text.append(widths[i] + 2 - width(line[i]), ' ');
        }
        text += '\n';
    }
    return text + "\n" + table.meaning + "\n";
}

}  // namespace myochart::note
