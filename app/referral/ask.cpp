#include "referral/ask.h"

#include <algorithm>
#include <set>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "referral/told_complaints.h"
#include "referral/told_places.h"

namespace myochart::referral {

namespace {

constexpr double kLeast = 0.5, kLeastOfSeveral = 0.6;  // of the words said, to name a region
constexpr double kAsGood = 0.85;  // of the best fit, to be named beside it
constexpr double kInDescription = 0.5;

using Words = std::set<std::string>;
using Regions = std::vector<const anatomy::ReferralRegion*>;

/// Words of the regions' names and descriptions that are words of every sentence too, or of any place: alone they name none.
bool isOfAnyPlace(const std::string& word) {
    static const Words kWords = {"point", "tip", "pad", "border", "web", "hollow", "base", "deep", "bone", "joint", "fold", "angle", "crest", "floor", "body", "sit", "great", "lesser", "little", "big", "small", "ball", "often", "between", "beside",
                                 "first", "second", "third", "fifth", "half", "hard", "soft", "level", "line", "mass", "most", "on", "one", "process", "prominent", "region", "space", "surface", "surrounding", "through", "two", "way", "where", "within",
                                 "major", "just", "highest", "felt", "before", "skin", "muscle", "canal", "root", "arch", "groove", "external", "rear", "ridge", "insertion", "junction", "cage", "blade", "to", "up"};
    return kWords.contains(word);
}

/// Words in the singular, without articles.
std::vector<std::string> withoutArticles(const std::vector<std::string>& words) {
    std::vector<std::string> left;
    for (size_t i = 0; i < words.size(); ++i)
        if (!isArticle(words[i]) || (i + 1 < words.size() && words[i + 1] == "dos")) left.push_back(words[i]);  // "le dos" is the back, "los dos" are both
    return left;
}

Words wordSet(std::string_view text) {
    const auto words = placeWords(text);
    return {words.begin(), words.end()};
}

/// Regions and parts of the body with their words, made once for a question.
struct Known {
    struct Region {
        const anatomy::ReferralRegion* region;
        Words name, description;
    };
    struct Part {
        std::vector<std::string> words;
        const anatomy::PainPlace* place;
    };
    struct Complaint {
        const anatomy::TriggerPoint* point;
        Words words;
        size_t meant = 0;  ///< of them that are no fillers
    };
    std::vector<Region> regions;
    std::vector<Part> parts;  ///< longest first
    std::vector<Complaint> complaints;
    PlaceVocabulary vocabulary;
    ComplaintNames names;

    explicit Known(const anatomy::Catalogue& catalogue) : names(catalogue) {
        for (const anatomy::ReferralRegion& region : catalogue.regions()) {
            std::string key = region.key;
            std::replace(key.begin(), key.end(), '_', ' ');
            regions.push_back({&region, wordSet(region.label + " " + key + " " + anatomy::wordsFor(catalogue, anatomy::regionNameKey(region.key))), wordSet(region.description)});
        }
        for (const anatomy::PainPlace& place : catalogue.painPlaces())
            for (const std::string& words : place.words) parts.push_back({withoutArticles(placeWords(words)), &place});
        std::ranges::stable_sort(parts, std::ranges::greater{}, [](const Part& part) { return part.words.size(); });
        for (const anatomy::TriggerPoint& point : catalogue.triggerPoints())
            for (const std::string& complaint : point.complaints) complaints.push_back({&point, wordSet(complaint), static_cast<size_t>(std::ranges::count_if(wordSet(complaint), [](const std::string& word) { return !isFiller(word); }))});
        for (const Part& part : parts)
            for (const std::string& word : part.words)
                if (!isFiller(word) && !towardOf(word) && !isOfAnyPlace(word)) vocabulary.places.insert(word);
        vocabulary.places.insert("back");
        vocabulary.all = vocabulary.named = vocabulary.places;
        for (const Part& part : parts) vocabulary.all.insert(part.words.begin(), part.words.end());
        for (const Region& region : regions)
            for (const std::string& word : region.name) {
                vocabulary.all.insert(word);
                if (!isFiller(word) && !towardOf(word) && !isOfAnyPlace(word)) vocabulary.named.insert(word);
            }
        for (const Complaint& complaint : complaints) vocabulary.all.insert(complaint.words.begin(), complaint.words.end());
    }

    /// The longest part that begins with that word of the place; null when none does.
    const Part* partAt(const std::vector<std::string>& words, size_t from) const {
        const auto begins = [&](const Part& part) {
            return part.words.size() <= words.size() - from && std::equal(part.words.begin(), part.words.end(), words.begin() + static_cast<std::ptrdiff_t>(from));
        };
        const auto found = std::ranges::find_if(parts, begins);
        return found == parts.end() ? nullptr : &*found;
    }
};

bool isDirection(const std::string& word) { return towardOf(word).has_value(); }

double fit(const Words& asked, const Words& name, const Words& description) {
    const auto isSaid = [&](const std::string& word) { return name.contains(word) || description.contains(word); };
    const auto isPlace = [&](const std::string& word) { return !isDirection(word) && !isOfAnyPlace(word); };
    if (std::ranges::none_of(asked, [&](const std::string& word) { return isPlace(word) && isSaid(word); })) return 0;
    double sum = 0;
    for (const std::string& word : asked) sum += name.contains(word) ? 1 : description.contains(word) ? kInDescription : 0;
    return sum / static_cast<double>(asked.size());
}

/// The regions whose names fit best, when they fit at least so well.
Regions regionsCalled(const Known& known, const Words& asked, double least) {
    std::vector<double> fits;
    for (const Known::Region& each : known.regions) fits.push_back(fit(asked, each.name, each.description));
    const double best = fits.empty() ? 0 : std::ranges::max(fits);
    Regions called;
    for (size_t i = 0; i < fits.size(); ++i)
        if (best >= least && fits[i] >= std::max(least, best * kAsGood)) called.push_back(known.regions[i].region);
    return called;
}

bool liesToward(const anatomy::ReferralRegion& region, const std::string& direction) {
    const auto faces = [&](std::string_view way) { return region.facing.find(way) != std::string::npos; };
    const auto isCalled = [&](std::string_view word) { return wordSet(region.label).contains(std::string(word)); };
    using enum Toward;
    switch (*towardOf(direction)) {
        case front: return faces("anter");
        case back: return faces("poster");
        case outer: return faces("lateral");
        case inner: return faces("medial");
        case side: return faces("lateral") || faces("medial");
        case top: return faces("superior") || isCalled("upper");
        case bottom: return faces("inferior") || isCalled("lower");
        case middle: return isCalled("middle");
        case near: return true;
    }
    return true;
}

/// What the words say besides the parts of the body in them.
struct Read {
    std::vector<const anatomy::PainPlace*> parts;
    Regions regions;  ///< of the parts
    Words asked;      ///< all that is said
    std::vector<std::string> directions;
    bool wordsLeft = false;  ///< that are neither of a part nor of direction
};

/// "Headache behind the eye", "the foot, its arch": of one place within another that was told in the same breath the narrower is meant.
void keepNarrower(const anatomy::Catalogue& catalogue, Read& read) {
    const auto isWithin = [](const anatomy::PainPlace* inner, const anatomy::PainPlace* outer) {
        return inner->regions.size() < outer->regions.size() && std::ranges::all_of(inner->regions, [&](const std::string& key) { return std::ranges::find(outer->regions, key) != outer->regions.end(); });
    };
    std::vector<const anatomy::PainPlace*> kept = read.parts;
    std::erase_if(kept, [&](const anatomy::PainPlace* outer) { return std::ranges::any_of(read.parts, [&](const anatomy::PainPlace* inner) { return isWithin(inner, outer); }); });
    if (kept.size() == read.parts.size()) return;
    read.regions.clear();
    for (const anatomy::PainPlace* place : kept)
        for (const std::string& key : place->regions) read.regions.push_back(catalogue.region(key));
}

Read readPlace(const anatomy::Catalogue& catalogue, const Known& known, const std::vector<std::string>& told) {
    const std::vector<std::string> words = withoutArticles(told);
    const bool moves = std::ranges::any_of(words, [](const std::string& word) { return isMovement(word); });
    Read read;
    bool isPartOfNext = false;
    for (size_t at = 0; at < words.size();) {
        const Known::Part* part = known.partAt(words, at);
        const size_t behind = part ? at + part->words.size() : at;
        // "The back of the knee", "lower back thigh": directions, not the back.
        const std::string next = behind < words.size() ? words[behind] : std::string();
        // "Cara externa": face is a side of something there. "Le dos de la main": its back.
        if (part && part->place->key == "face" && isDirection(next)) {
            at = behind;
            continue;
        }
        if (part && part->place->key == "back" && next != "of" && isOf(next)) {
            read.directions.emplace_back("posterior");
            at = behind;
            continue;
        }
        // Who cannot turn the head has a stiff neck.
        if (part && part->place->key == "head" && moves) {
            for (const Known::Part& neck : known.parts)
                if (neck.place->key == "stiff_neck" && read.regions.empty())
                    for (const std::string& key : neck.place->regions) read.regions.push_back(catalogue.region(key));
            read.asked.insert(part->words.begin(), part->words.end());
            at = behind;
            continue;
        }
        if (part && std::ranges::all_of(part->words, isDirection) && behind < words.size() && (next == "of" || known.partAt(words, behind))) part = nullptr;
        if (part && isPartOfNext) {  // "little finger of the hand": no more than the finger
            read.asked.insert(part->words.begin(), part->words.end());
            at = behind;
            continue;
        }
        if (part) {
            read.parts.push_back(part->place);
            for (const std::string& key : part->place->regions) read.regions.push_back(catalogue.region(key));
            read.asked.insert(part->words.begin(), part->words.end());
            at = behind;
            continue;
        }
        const std::string& word = words[at++];
        if (isOf(word)) isPartOfNext = !read.regions.empty();
        if (isFiller(word)) continue;
        isPartOfNext = false;
        read.asked.insert(word);
        if (isDirection(word)) read.directions.push_back(word);
        else read.wordsLeft = true;
    }
    std::erase_if(read.asked, [](const std::string& word) { return isFiller(word); });
    keepNarrower(catalogue, read);
    return read;
}

/// The regions of the parts, as far as they lie where the directions say; all of them where none does.
Regions narrowed(const Read& read) {
    Regions there = read.regions;
    std::erase_if(there, [&](const anatomy::ReferralRegion* region) {
        return !std::ranges::all_of(read.directions, [&](const std::string& direction) { return liesToward(*region, direction); });
    });
    return there.empty() ? read.regions : there;
}

/// Of complaints at least half of which is said; what hurts how ("tingling", "hot") is none without a place.
std::vector<const anatomy::TriggerPoint*> pointsOf(const Known& known, const Words& asked) {
    static const Words kHow = {"night", "nacht", "noche", "nuit", "morning", "rest", "sleep", "worse", "wors", "hot", "cramp", "weak", "weakness", "stiffness", "tight", "whole", "severe", "sharp", "dull"};
    std::vector<const anatomy::TriggerPoint*> points;
    if (std::ranges::all_of(asked, [](const std::string& word) { return isPainWord(word) || kHow.contains(word); })) return points;
    for (const Known::Complaint& each : known.complaints)
        if (std::ranges::includes(each.words, asked) && 2 * asked.size() >= each.meant && (points.empty() || points.back() != each.point)) points.push_back(each.point);
    return points;
}

void addOnce(auto& to, const auto& what) {
    if (std::ranges::find(to, what) == to.end()) to.push_back(what);
}

/// "L5 dermatome", "right C6 radiculopathy": the field of the root; none when no root is told of.
Regions fieldOfRoot(const anatomy::Catalogue& catalogue, const std::vector<std::string>& words) {
    static const Words kRoot = {"dermatome", "dermatom", "dermatoma", "root", "radiculopathy", "radiculopathie", "radiculopatia", "radicular", "radikular", "radiculaire", "radiculitis", "nerve", "nervenwurzel", "wurzel", "raiz", "racine", "syndrom"};
    Regions field;
    if (std::ranges::none_of(words, [](const std::string& word) { return kRoot.contains(word); })) return field;
    for (const anatomy::NerveField& nerve : catalogue.nerveFields())
        if (nerve.kind == "dermatome" && std::ranges::find(words, foldForSearch(nerve.roots)) != words.end())
            for (const std::string& key : nerve.regions) field.push_back(catalogue.region(key));
    return field;
}

struct Meant {
    Regions regions;
    std::vector<const anatomy::TriggerPoint*> points;
};

Meant meantBy(const anatomy::Catalogue& catalogue, const Known& known, const ToldPlace& place) {
    const Read read = readPlace(catalogue, known, place.words);
    if (read.regions.empty() && std::ranges::all_of(read.asked, isDirection)) return {};  // "side", "upper": of what?
    Meant meant{{}, pointsOf(known, read.asked)};
    if (Regions field = fieldOfRoot(catalogue, place.words); !field.empty()) return {std::move(field), {}};
    constexpr double kWhole = 1;
    const bool partIsAll = !read.regions.empty() && !read.wordsLeft;
    if (partIsAll && read.directions.empty()) meant.regions = read.regions;
    else meant.regions = regionsCalled(known, read.asked, !read.regions.empty() ? kWhole : read.asked.size() > 1 ? kLeastOfSeveral : kLeast);
    if (meant.regions.empty() && !read.regions.empty()) meant.regions = narrowed(read);
    if (meant.regions.empty())
        for (const anatomy::TriggerPoint* point : meant.points)
            for (const std::string& zone : point->essentialZones)
                if (const auto* region = catalogue.region(zone)) addOnce(meant.regions, region);
    return meant;
}

/// "Both knees, but the left one is fine", "the right hand except the thumb": takes from what is asked what is denied of it. Never all
/// of it, unless a side is told: "no swelling of the knee" denies no pain.
void takeAway(AskedWords& asked, const Regions& regions, std::optional<Side> side, bool excepted) {
    const bool isAll = std::ranges::all_of(asked.regions, [&](const AskedRegion& each) { return std::ranges::find(regions, each.region) != regions.end(); });
    std::vector<AskedRegion> kept;
    for (AskedRegion each : asked.regions) {
        const bool isDenied = std::ranges::find(regions, each.region) != regions.end();
        if (isDenied && side && each.region->paired && !each.side) each.side = opposite(*side);
        else if (isDenied && excepted && !isAll && (!side || !each.side || each.side == side)) continue;
        addOnce(kept, each);
    }
    asked.regions = std::move(kept);
}

}  // namespace

AskedWords askedFor(const anatomy::Catalogue& catalogue, std::string_view words) {
    AskedWords asked;
    const Known known(catalogue);
    ToldText text = wordsTold(words, known.vocabulary);
    const std::vector<ToldPlace> places = toldPlaces(text, known.vocabulary);
    asked.readAs = std::move(text.readAs);
    struct Away {
        Regions regions;
        std::optional<Side> side;
        bool excepted = false, sideAlone = false;
    };
    std::vector<Away> takenAway;
    Regions last;  // of the last place that hurts
    for (const ToldPlace& place : places) {
        if (place.denied) {
            asked.denied.push_back(place.text);
            const bool sideAlone = std::ranges::none_of(place.words, [&](const std::string& word) { return known.vocabulary.named.contains(word); });
            takenAway.push_back({sideAlone ? Regions() : meantBy(catalogue, known, place).regions, place.side, place.excepted, sideAlone});
            continue;
        }
        const Meant meant = meantBy(catalogue, known, place);
        for (const auto* condition : known.names.told(place.words)) addOnce(asked.conditions, condition);
        if (meant.regions.empty() && meant.points.empty() && places.size() > 1) asked.notKnown.push_back(place.text);
        if (place.sideInDoubt && std::ranges::any_of(meant.regions, &anatomy::ReferralRegion::paired)) asked.sideInDoubt.push_back(place.text);
        for (const auto* region : meant.regions) addOnce(asked.regions, AskedRegion{region, region->paired ? place.side : std::nullopt});
        if (!meant.regions.empty()) last = meant.regions;
        for (const auto* point : meant.points) addOnce(asked.complaints, point);
    }
    for (const Away& each : takenAway) takeAway(asked, each.sideAlone ? last : each.regions, each.side, each.excepted);
    return asked;
}

}  // namespace myochart::referral
