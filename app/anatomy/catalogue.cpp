#include "anatomy/catalogue.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "anatomy/name_words.h"
#include "core/words.h"

namespace myochart::anatomy {

namespace {

constexpr std::array<std::string_view, 10> kLayerNames = {"skin", "superficial", "intermediate", "deep", "bone",
                                                          "connective", "vessel", "nerve", "organ", "other"};

template <class Fact>
const Fact* byKey(const std::vector<Fact>& facts, std::string_view key) {
    const auto at = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.key == key; });
    return at == facts.end() ? nullptr : &*at;
}

bool holds(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

}  // namespace

std::string_view name(Layer layer) { return kLayerNames[static_cast<size_t>(layer)]; }

std::optional<Layer> layerFromName(std::string_view text) {
    const auto at = std::find(kLayerNames.begin(), kLayerNames.end(), text);
    if (at == kLayerNames.end()) return std::nullopt;
    return static_cast<Layer>(at - kLayerNames.begin());
}

std::string_view name(FoundBy by) {
    constexpr std::array<std::string_view, 4> kNames = {"name", "everyday_word", "complaint", "nerve"};
    return kNames[static_cast<size_t>(by)];
}

const std::string& PlainName::in(std::string_view language) const {
    return language == "de" ? german : language == "es" ? spanish : language == "fr" ? french : english;
}

std::string spokenName(const Muscle& muscle) {
    std::string spoken = muscle.name;
    const size_t comma = spoken.find(", ");
    if (comma != std::string::npos) {
        const std::string whole = spoken.substr(0, comma), part = spoken.substr(comma + 2);
        const size_t fibres = part.find(" fibres");
        spoken = fibres == std::string::npos ? whole + " " + part : part.substr(0, fibres) + " " + whole;
    }
    for (char& c : spoken)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return spoken;
}

std::optional<Side> sideInName(std::string_view name) { return sideOf(wordsOf(name)); }

Result<Catalogue> Catalogue::load(const Path& folder) {
    auto tables = readTables(folder);
    if (!tables) return tables.error();
    Catalogue catalogue;
    catalogue.tables_ = std::move(*tables);
    catalogue.names_ = NameIndex(catalogue.tables_.muscles, catalogue.tables_.plainNames);
    catalogue.topics_ = TopicIndex(catalogue.tables_);
    for (size_t i = 0; i < catalogue.tables_.muscles.size(); ++i) catalogue.byKey_.emplace(catalogue.tables_.muscles[i].key, i);
    return catalogue;
}

std::string Catalogue::faultSentence() const {
    if (tables_.faults.empty()) return "";
    const TableFault& first = tables_.faults.front();
    const std::string where = first.file.empty() ? "" : fmt::format("{}, line {}: ", first.file, first.line);
    const size_t more = tables_.faults.size() - 1;
    // Translators: what is wrong with the tables follows the colon, always in English.
    if (more > 0) return trf("The catalogue is not whole: {}{} (and {} more). What is sound is used; install Myochart again to mend it.", where, first.message, more);
    return trf("The catalogue is not whole: {}{} What is sound is used; install Myochart again to mend it.", where,
               first.message + (first.message.ends_with('.') ? "" : "."));
}

const TriggerPlace* Catalogue::triggerPlace(std::string_view triggerPointKey) const { return byKey(tables_.triggerPlaces, triggerPointKey); }

const NeedlePolicy* Catalogue::policy(std::string_view key) const { return byKey(tables_.policies, key); }

const HomeExercise* Catalogue::exercise(std::string_view key) const { return byKey(tables_.exercises, key); }

const Muscle* Catalogue::muscle(std::string_view key) const {
    const auto at = byKey_.find(std::string(key));
    return at == byKey_.end() ? nullptr : &tables_.muscles[at->second];
}

const MuscleFlesh* Catalogue::flesh(std::string_view muscleKey) const { return byKey(tables_.flesh, muscleKey); }

const PlainName* Catalogue::plainName(std::string_view muscleKey) const { return byKey(tables_.plainNames, muscleKey); }

const Source* Catalogue::source(std::string_view key) const { return byKey(tables_.sources, key); }

const ReferralRegion* Catalogue::region(std::string_view key) const { return byKey(tables_.regions, key); }

std::vector<const TriggerPoint*> Catalogue::triggerPointsOf(std::string_view muscleKey) const {
    const Muscle* whole = muscle(muscleKey);
    std::vector<const TriggerPoint*> points;
    for (const TriggerPoint& point : tables_.triggerPoints)
        if (point.muscleKey == muscleKey || (whole && holds(whole->parts, point.muscleKey))) points.push_back(&point);
    return points;
}

std::vector<const SafetyFact*> Catalogue::safetyOf(std::string_view muscleKey) const {
    const Muscle* whole = muscle(muscleKey);
    std::vector<const SafetyFact*> facts;
    for (const SafetyFact& fact : tables_.safety) {
        const bool named = std::any_of(fact.muscleKeys.begin(), fact.muscleKeys.end(), [&](const std::string& key) {
            return key == muscleKey || (whole && holds(whole->parts, key));
        });
        if (named) facts.push_back(&fact);
    }
    return facts;
}

std::vector<std::string> Catalogue::wholesOf(std::string_view muscleKey) const {
    std::vector<const Muscle*> wholes;
    for (const Muscle& muscle : tables_.muscles)
        if (holds(muscle.parts, muscleKey)) wholes.push_back(&muscle);
    std::stable_sort(wholes.begin(), wholes.end(), [](const Muscle* a, const Muscle* b) { return a->parts.size() < b->parts.size(); });
    std::vector<std::string> keys;
    for (const Muscle* whole : wholes) keys.push_back(whole->key);
    return keys;
}

std::optional<NameMatch> Catalogue::matchName(std::string_view structureName) const { return names_.match(structureName, true); }
std::optional<NameMatch> Catalogue::matchSpelt(std::string_view typedName) const { return names_.match(typedName, false); }
std::optional<NameMatch> Catalogue::matchFma(std::string_view fma) const { return names_.matchFma(fma); }

std::vector<SearchHit> Catalogue::search(std::string_view text, size_t limit) const {
    std::vector<SearchHit> hits = names_.search(text);
    topics_.search(text, hits);
    std::erase_if(hits, [](const SearchHit& hit) { return hit.score <= 0; });
    std::stable_sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) { return a.score > b.score; });
    if (hits.size() > limit) hits.resize(limit);
    return hits;
}

}  // namespace myochart::anatomy
