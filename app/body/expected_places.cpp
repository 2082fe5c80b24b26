#include "body/expected_places.h"

#include "anatomy/csv_table.h"
#include "anatomy/name_words.h"
#include "core/files.h"
#include "core/text.h"

namespace myochart::body {

namespace {

constexpr std::uint64_t kMostPlacesBytes = 1 << 20;

/// "Left tibia", "tibia bone" and "os sacrum" to "tibia" and "sacrum".
std::string wordsKey(std::string_view name) {
    auto words = anatomy::understand(name).words;
    std::erase_if(words, [](const std::string& word) { return word == "bone" || word == "bones" || word == "os"; });
    return anatomy::joined(words);
}

}  // namespace

ExpectedPlaces ExpectedPlaces::shipped(const anatomy::Catalogue& catalogue) {
    ExpectedPlaces places;
    const std::string file = "structure_places.csv";
    const auto assets = programFolder("assets");
    if (!assets) return places;
    const auto text = readTextFile(*assets / "knowledge" / file, kMostPlacesBytes);
    if (!text) return places;
    const auto rows = anatomy::parseCsv(file, *text, {"name", "kind", "paired", "x_mm", "y_mm", "z_mm"});
    if (!rows) return places;
    for (const anatomy::CsvRow& row : rows->rows) {
        anatomy::RowReader read(*rows, row);
        const std::string name = read.needed("name");
        const auto number = [&](std::string_view column) {
            return static_cast<float>(parseNumber(read.needed(column)).value_or(0));
        };
        const ExpectedPlace place{{number("x_mm"), number("y_mm"), number("z_mm")}, read.needed("paired") == "paired"};
        if (read.needed("kind") == "muscle")
            places.muscles_[name] = place;
        else
            places.others_[wordsKey(name)] = place;
    }
    places.addWholes(catalogue);
    return places;
}

/// A muscle that the table has in parts lies in the middle of them.
void ExpectedPlaces::addWholes(const anatomy::Catalogue& catalogue) {
    for (const anatomy::Muscle& muscle : catalogue.muscles()) {
        if (muscle.parts.empty() || muscles_.contains(muscle.key)) continue;
        ExpectedPlace whole;
        float count = 0;
        for (const std::string& part : muscle.parts)
            if (const ExpectedPlace* place = ofMuscle(part)) {
                whole.mm += place->mm;
                whole.isPaired = whole.isPaired || place->isPaired;
                ++count;
            }
        if (count == 0) continue;
        whole.mm /= count;
        muscles_[muscle.key] = whole;
    }
}

const ExpectedPlace* ExpectedPlaces::ofMuscle(std::string_view muscleKey) const {
    const auto at = muscles_.find(muscleKey);
    return at == muscles_.end() ? nullptr : &at->second;
}

const ExpectedPlace* ExpectedPlaces::ofName(std::string_view name) const {
    const auto at = others_.find(wordsKey(name));
    return at == others_.end() ? nullptr : &at->second;
}

}  // namespace myochart::body
