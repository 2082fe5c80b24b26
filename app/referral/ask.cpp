#include "referral/ask.h"

#include <algorithm>
#include <set>

#include "anatomy/fact_names.h"
#include "core/text.h"

namespace myochart::referral {

namespace {

constexpr double kLeast = 0.5;    // of the words said, to name a region
constexpr double kAsGood = 0.85;  // of the best fit, to be named beside it
constexpr double kInDescription = 0.5;

std::string singular(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    return word;
}

std::set<std::string> wordsIn(std::string_view text) {
    std::set<std::string> words;
    for (const std::string& word : split(foldForSearch(text), ' '))
        if (!word.empty()) words.insert(singular(word));
    return words;
}

/// What is said besides that it hurts.
std::set<std::string> meant(std::string_view text) {
    static const std::set<std::string> kFillers = {"pain", "ache", "aching", "hurt", "sore", "the", "a", "an", "in", "at", "on", "of", "my", "and", "over", "it", "is", "i", "have",
                                                   "to", "with", "from", "left", "right", "both", "side", "when", "muscle", "which", "give", "cause", "painful", "down", "along",
                                                   "schmerz", "schmerzen", "weh", "tut", "der", "die", "das", "den", "dem", "im", "am", "und", "links", "linke", "linken", "linker", "linkes", "rechts", "rechte", "rechten", "rechter", "rechtes",
                                                   "dolor", "duele", "el", "la", "los", "las", "de", "del", "en", "y", "izquierdo", "izquierda", "derecho", "derecha",
                                                   "douleur", "mal", "le", "les", "du", "des", "au", "aux", "et", "l", "gauche", "droit", "droite"};
    std::set<std::string> words;
    for (const std::string& word : wordsIn(text))
        if (!kFillers.contains(word)) words.insert(word);
    if (const auto all = wordsIn(text); all.contains("side") && !words.empty()) words.insert("side");
    return words;
}

/// A word that tells no place by itself.
bool isDirectionWord(const std::string& word) {
    static const std::set<std::string> kDirections = {"front", "back", "side", "outer", "inner", "upper", "lower", "behind", "above", "below", "middle", "top", "vorn", "vorne", "hinten", "seite",
                                                      "seitlich", "oben", "unten", "innen", "aussen", "delante", "detras", "lado", "arriba", "abajo", "devant", "derriere", "cote", "dessus", "dessous"};
    return kDirections.contains(word);
}

double fit(const std::set<std::string>& asked, const std::set<std::string>& name, const std::set<std::string>& description) {
    const auto isSaid = [&](const std::string& word) { return name.contains(word) || description.contains(word); };
    const auto isPlace = [&](const std::string& word) { return !isDirectionWord(word); };
    if (std::ranges::any_of(asked, isPlace) && std::ranges::none_of(asked, [&](const std::string& word) { return isPlace(word) && isSaid(word); })) return 0;
    double sum = 0;
    for (const std::string& word : asked) sum += name.contains(word) ? 1 : description.contains(word) ? kInDescription : 0;
    return sum / static_cast<double>(asked.size());
}

void addRegions(const anatomy::Catalogue& catalogue, const std::set<std::string>& asked, AskedWords& meaning) {
    std::vector<std::pair<double, const anatomy::ReferralRegion*>> fits;
    double best = kLeast;
    for (const anatomy::ReferralRegion& region : catalogue.regions()) {
        std::string key = region.key;
        std::replace(key.begin(), key.end(), '_', ' ');
        const double here = fit(asked, wordsIn(region.label + " " + key + " " + anatomy::wordsFor(catalogue, anatomy::regionNameKey(region.key))), wordsIn(region.description));
        fits.emplace_back(here, &region);
        best = std::max(best, here);
    }
    for (const auto& [here, region] : fits)
        if (here >= kLeast && here >= best * kAsGood) meaning.regions.push_back(region);
}

void addComplaints(const anatomy::Catalogue& catalogue, const std::set<std::string>& asked, AskedWords& meaning) {
    for (const anatomy::TriggerPoint& point : catalogue.triggerPoints())
        for (const std::string& complaint : point.complaints) {
            const std::set<std::string> told = wordsIn(complaint);
            if (!std::includes(told.begin(), told.end(), asked.begin(), asked.end())) continue;
            meaning.complaints.push_back(&point);
            break;
        }
}

void addOnce(auto& to, const auto* what) {
    if (std::ranges::find(to, what) == to.end()) to.push_back(what);
}

/// The places that are told one after the other.
std::vector<std::string> placesIn(std::string_view words) {
    static const std::set<std::string> kAnd = {"and", "und", "y", "e", "et"};
    std::vector<std::string> places(1);
    std::string marked(words);
    for (char& letter : marked)
        if (letter == ',' || letter == ';' || letter == '+' || letter == '/' || letter == '&') letter = '\n';
    for (const std::string& line : split(marked, '\n')) {
        for (const std::string& word : split(line, ' ')) {
            if (kAnd.contains(foldForSearch(word))) places.emplace_back();
            else places.back() += (places.back().empty() ? "" : " ") + word;
        }
        places.emplace_back();
    }
    std::erase_if(places, [](const std::string& place) { return trim(place).empty(); });
    // "Front and side of the shoulder" is one place told by two words of direction.
    const auto isDirection = [&](const std::string& place) {
        const std::set<std::string> told = meant(place);
        return std::ranges::all_of(told, isDirectionWord);
    };
    if (std::ranges::any_of(places, isDirection)) return {std::string(words)};
    return places;
}

}  // namespace

AskedWords askedFor(const anatomy::Catalogue& catalogue, std::string_view words) {
    AskedWords meaning;
    std::set<Side> sides;
    for (const std::string& word : split(foldForSearch(words), ' '))
        if (const auto side = word.size() > 1 ? anatomy::sideInName(word) : std::nullopt; side && *side != Side::midline) sides.insert(*side);
    if (sides.size() == 1) meaning.side = *sides.begin();
    const std::vector<std::string> places = placesIn(words);
    for (const std::string& place : places) {
        const std::set<std::string> asked = meant(place);
        if (asked.empty()) continue;
        AskedWords part;
        addRegions(catalogue, asked, part);
        addComplaints(catalogue, asked, part);
        if (part.regions.empty())
            for (const anatomy::TriggerPoint* point : part.complaints)
                for (const std::string& zone : point->essentialZones)
                    if (const auto* region = catalogue.region(zone)) addOnce(part.regions, region);
        if (part.regions.empty() && part.complaints.empty() && places.size() > 1) meaning.notKnown.push_back(trim(place));
        for (const auto* region : part.regions) addOnce(meaning.regions, region);
        for (const auto* point : part.complaints) addOnce(meaning.complaints, point);
    }
    return meaning;
}

}  // namespace myochart::referral
