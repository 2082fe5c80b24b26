#include "anatomy/fact_names.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "anatomy/table_rows.h"
#include "core/text.h"
#include "core/words.h"

namespace myochart::anatomy {

namespace {

/// The keys of everything that the table may name.
Keys namedKeys(const Tables& tables) {
    Keys keys;
    const auto add = [&](const auto& facts) {
        for (const auto& fact : facts) keys.insert(fact.key);
    };
    add(tables.safety), add(tables.needles), add(tables.conditions), add(tables.protocols), add(tables.exercises);
    for (const Condition& condition : tables.conditions) keys.insert(screenKey(condition.key));
    for (const ReferralRegion& region : tables.regions) keys.insert(regionNameKey(region.key));
    for (const MotionNorm& norm : tables.motionNorms) keys.insert(norm.joint), keys.insert(norm.movement);
    return keys;
}

auto allNames(const PlainName& names) { return std::array{&names.english, &names.german, &names.spanish, &names.french}; }

}  // namespace

Outcome readFactNames(const Path& folder, Tables& tables) {
    const Keys named = namedKeys(tables), sources = keysOf(tables.sources);
    return readTable(folder, "fact_names.csv", {"key", "english", "german", "spanish", "french", "source", "confidence", "reviewed_by"}, tables.plainNames, tables.faults,
                     [&](RowReader& row, Keys&) {
                         std::string key = row.needed("key");
                         if (!named.contains(key)) row.wrong("key names nothing in the other tables: " + key);
                         return namesIn(row, std::move(key), sources);
                     });
}

std::string called(const Catalogue& catalogue, std::string_view key, std::string_view english) {
    const std::string_view language = languageInUse();
    const PlainName* names = language == "en" ? nullptr : catalogue.plainName(key);
    return names ? names->in(language) : std::string(english);
}

std::string screenFirstIn(const Catalogue& catalogue, const std::string& english) {
    for (const Condition& condition : catalogue.conditions())
        if (condition.screenFirst == english) return screenFirstIn(catalogue, condition);
    return english;
}

std::string wordsFor(const Catalogue& catalogue, std::string_view key) {
    std::string words;
    for (const PlainName& names : catalogue.plainNames())
        if (names.key == key)
            for (const std::string* name : allNames(names)) words += *name + '\n';
    return words;
}

std::string keyMeant(const Catalogue& catalogue, const std::vector<std::string>& keys, std::string_view text) {
    const auto isOne = [&](std::string_view key) { return std::ranges::find(keys, key) != keys.end(); };
    if (isOne(text)) return std::string(text);
    const std::string sought = foldForSearch(text);
    std::string found;
    for (const PlainName& names : catalogue.plainNames()) {
        const auto all = allNames(names);
        if (sought.empty() || !isOne(names.key) || std::ranges::none_of(all, [&](const std::string* name) { return foldForSearch(*name) == sought; })) continue;
        if (!found.empty() && found != names.key) return {};
        found = names.key;
    }
    return found;
}

namespace {

/// Whether words say that it is not so, is over, or is somebody else's: "no allergy", "husband has haemophilia".
bool isDenied(const std::string& folded) {
    constexpr std::string_view kDenials[] = {" no ", " not ", " without ", " denies ", " denied ", " stopped ", " removed ", " kein ", " keine ", " ohne ", " verneint ", " abgesetzt ", " entfernt ", " sin ", " niega ",
                                             " pas ", " sans ", " aucun ", " aucune ", " husband ", " wife ", " partner ", " mother ", " father ", " brother ", " sister ", " family ", " works "};
    return std::ranges::any_of(kDenials, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

}  // namespace

bool mentions(const Catalogue& catalogue, std::string_view text, std::string_view key) {
    if (text == key) return true;
    const std::string within = " " + foldForSearch(text) + " ";
    const auto stands = [&](const std::string& name) {
        const std::string sought = " " + foldForSearch(name) + " ";
        return sought.size() > 2 && within.find(sought) != std::string::npos && (within == sought || !isDenied(within));
    };
    return std::ranges::any_of(catalogue.plainNames(), [&](const PlainName& names) { return names.key == key && std::ranges::any_of(allNames(names), [&](const std::string* name) { return stands(*name); }); });
}

}  // namespace myochart::anatomy
