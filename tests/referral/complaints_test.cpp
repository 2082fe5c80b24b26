#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "anatomy/csv_table.h"
#include "core/files.h"
#include "core/text.h"
#include "referral/ask.h"
#include "referral/pain.h"
#include "referral/red_flags.h"
#include "shipped_map.h"
#include "support/test_folder.h"

namespace myochart::referral {

namespace {

/// "left knee", "both thigh_posterior_*": the regions of a part of the body, or of that name, on that side.
struct ToldItem {
    std::string side, place;
    std::set<std::string> regions;
};

std::vector<ToldItem> itemsOf(const std::vector<std::string>& cells) {
    std::vector<ToldItem> items;
    for (const std::string& cell : cells) {
        ToldItem item{cell.substr(0, cell.find(' ')), cell.substr(cell.find(' ') + 1), {}};
        for (const anatomy::PainPlace& place : test::catalogue().painPlaces())
            if (place.key == item.place) item.regions.insert(place.regions.begin(), place.regions.end());
        for (const anatomy::ReferralRegion& region : test::catalogue().regions())
            if (item.place.ends_with('*') ? region.key.starts_with(item.place.substr(0, item.place.size() - 1)) : region.key == item.place && item.regions.empty()) item.regions.insert(region.key);
        items.push_back(std::move(item));
    }
    return items;
}

bool isMet(const ToldItem& item, const AskedWords& asked) {
    std::set<std::string> sides;
    for (const AskedRegion& each : asked.regions)
        if (item.regions.contains(each.region->key)) sides.insert(each.side ? std::string(name(*each.side)) : "both");
    return sides.contains("both") || sides.contains(item.side) || (sides.contains("left") && sides.contains("right"));
}

bool isAllowed(const AskedRegion& each, const std::vector<ToldItem>& items) {
    return std::ranges::any_of(items, [&](const ToldItem& item) {
        return item.regions.contains(each.region->key) && (!each.region->paired || item.side == "both" || (each.side && item.side == name(*each.side)));
    });
}

std::string saidOf(const AskedWords& asked) {
    std::set<std::string> each;
    for (const AskedRegion& region : asked.regions) each.insert((region.side ? std::string(name(*region.side)) + " " : std::string()) + region.region->key);
    std::string all;
    for (const std::string& one : each) all += (all.empty() ? "" : ", ") + one;
    return all;
}

/// What a list of the file's last column asks for besides places: "denied", "rule:KEY", "cond:KEY", "nerve:KEY".
std::string missing(const AskedWords& asked, const std::string& told) {
    const std::string what = told.substr(0, told.find(':')), key = told.substr(told.find(':') + 1);
    if (what == "denied") return asked.denied.empty() ? "not told as denied; " : "";
    const auto isCalled = [&](const auto* fact) { return fact->key == key; };
    if (what == "cond") return std::ranges::any_of(asked.conditions, isCalled) ? "" : "no complaint " + key + "; ";
    std::vector<PaintedArea> areas;
    for (const AskedRegion& each : asked.regions) areas.push_back({{}, 0, each.region->key, each.side});
    const auto pain = painted(namedMap(), areas);
    if (!pain) return "nothing painted; ";
    const Ranking ranking = rank(namedMap(), *pain);
    if (what == "nerve") return std::ranges::any_of(ranking.nerves, [&](const RankedNerve& nerve) { return nerve.area->nerve->key == key; }) ? "" : "no nerve " + key + "; ";
    return std::ranges::any_of(toRuleOutFirst(test::catalogue(), namedMap(), *pain, ranking, asked.conditions), isCalled) ? "" : "RED FLAG " + key + "; ";
}

struct Wrong {
    std::string lost, more, other;
    bool isDangerous() const { return !lost.empty() || !more.empty() || other.find("RED FLAG") != std::string::npos; }
};

}  // namespace

TEST(Complaints, whatPeopleSayIsLookedForWhereTheyMeanIt) {
    const auto text = readTextFile(test::sourceFolder() / "tests/referral/complaints.csv", 1U << 20U);
    ASSERT_TRUE(text.ok());
    const auto table = anatomy::parseCsv("complaints.csv", *text, {"language", "words", "must", "may", "told"});
    ASSERT_TRUE(table.ok() && table->faults.empty());
    size_t wrong = 0, dangerous = 0;
    for (const anatomy::CsvRow& row : table->rows) {
        anatomy::RowReader reader(*table, row);
        const std::string words = reader.needed("words");
        std::vector<ToldItem> must = itemsOf(reader.list("must")), all = itemsOf(reader.list("may"));
        for (const ToldItem& item : must) ASSERT_FALSE(item.regions.empty()) << item.place << ", line " << row.line;
        all.insert(all.end(), must.begin(), must.end());
        const AskedWords asked = askedFor(test::catalogue(), words);
        Wrong found;
        for (const ToldItem& item : must)
            if (!isMet(item, asked)) found.lost += "lost " + item.side + " " + item.place + "; ";
        for (const AskedRegion& each : asked.regions)
            if (!isAllowed(each, all)) found.more += (each.side ? std::string(name(*each.side)) + " " : std::string()) + each.region->key + " ";
        for (const std::string& told : reader.list("told")) found.other += missing(asked, told);
        if (found.lost.empty() && found.more.empty() && found.other.empty()) continue;
        ++wrong;
        dangerous += found.isDangerous() ? 1 : 0;
        std::printf("line %d \"%s\": %s%s%s%s\n    searched: %s\n", row.line, words.c_str(), found.lost.c_str(), found.more.empty() ? "" : "not meant: ", found.more.c_str(), found.other.c_str(), saidOf(asked).c_str());
    }
    std::printf("of %zu sentences %zu are read wrong, %zu of them dangerously\n", table->rows.size(), wrong, dangerous);
    EXPECT_EQ(dangerous, 0U) << "a place that was told is lost, or another one or another side is looked for, or a red flag is missing";
    EXPECT_LE(wrong * 100, table->rows.size() * 3);
}

}  // namespace myochart::referral
