#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "places/place_by_words.h"
#include "places/place_search.h"
#include "places/place_trigger_points.h"
#include "places/place_words.h"

namespace myochart::places {

namespace {

using Words = std::vector<std::string>;

constexpr float kMidlineSlackMm = 3;  // how far from the distance that words tell a surface may lie where none is nearer

/// What a text like "left soleus, lower third" names and asks for.
struct Spoken {
    const anatomy::Muscle* muscle = nullptr;
    std::optional<std::uint32_t> structure;  ///< one that is no muscle of the catalogue
    std::optional<Side> side;
    WantedPlace wanted;
};

std::string joined(const Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

Words without(Words words, std::string_view word) {
    std::erase(words, word);
    return words;
}

/// A structure that is no muscle, by its name; one without a side also with the side of a place on it: "left sacrum".
std::optional<std::uint32_t> structureCalled(const body::Body& body, Words words, std::optional<Side> side) {
    auto structure = structureNamed(body, words);
    if (!structure && side) {
        std::erase(words, name(*side));
        structure = structureNamed(body, std::move(words));
        if (structure && body.structure(*structure).side != Side::midline) structure.reset();
    }
    if (structure && !body.structure(*structure).muscleKey.empty()) structure.reset();
    return structure;
}

/// The name at the start of `words`, as short as it says the same muscle as the longest start that is one. Gives how
/// many words it took; 0: none.
size_t takeName(const body::Body& body, const anatomy::Catalogue& catalogue, const Words& words, Spoken& spoken) {
    std::string key;
    size_t taken = 0;
    for (size_t n = words.size(); n > 0; --n) {
        const Words start(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(n));
        if (key.empty())
            if (const auto structure = structureCalled(body, start, spoken.side)) {
                spoken.structure = structure;
                return n;
            }
        const auto match = catalogue.matchSpelt(joined(start));
        if (!match || (!key.empty() && match->muscleKey != key)) continue;
        key = match->muscleKey;
        taken = n;
    }
    spoken.muscle = key.empty() ? nullptr : catalogue.muscle(key);
    return taken;
}

/// Takes "lower third", "near the origin" and "trp 2" out of the words before the first comma.
Words takePhrases(Words words, Side side, WantedPlace& wanted) {
    const auto take = [&](size_t from, size_t count) {
        const auto first = words.begin() + static_cast<std::ptrdiff_t>(from), last = first + static_cast<std::ptrdiff_t>(count);
        if (!understandPhrase(Words(first, last), side, wanted)) return false;
        words.erase(first, last);
        return true;
    };
    for (size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "third" && i > 0 && take(i - 1, 2)) i = 0;
        else if ((words[i] == "origin" || words[i] == "insertion") && i > 0) {
            const size_t from = words[i - 1] == "the" && i > 1 ? i - 2 : i - 1;
            if (take(from, i - from + 1)) i = 0;
        } else if (words[i].starts_with("trp") || words[i] == "tp") {
            const bool apart = i + 1 < words.size() && parseInteger(words[i + 1]).has_value();
            if (take(i, apart ? 2 : 1)) i = 0;
        } else if (words[i] == "trigger" && i + 2 < words.size() && take(i, 3)) {
            i = 0;
        }
    }
    return words;
}

Error notAPlace() {
    return failed("After the name say for example \"lower third\", \"lateral part\", \"near the insertion\" or \"trp1\", between commas.");
}

/// A muscle with its own name in two pieces ("deltoid, clavicular part") takes the second piece.
bool extendName(const anatomy::Catalogue& catalogue, const Words& name, const Words& phrase, Spoken& spoken) {
    if (!spoken.muscle) return false;
    const auto longer = catalogue.matchSpelt(joined(name) + " " + joined(phrase));
    if (!longer || longer->muscleKey == spoken.muscle->key) return false;
    const anatomy::Muscle* found = catalogue.muscle(longer->muscleKey);
    const auto isPart = std::find(spoken.muscle->parts.begin(), spoken.muscle->parts.end(), found->key) != spoken.muscle->parts.end();
    if (!isPart) return false;
    spoken.muscle = found;
    return true;
}

/// What a phrase with a part's noun names: the spoken muscle itself ("upper trapezius, upper fibres"), or another part of
/// the same whole ("gastrocnemius, medial head, lateral head"; "upper trapezius, lower fibres"), which contradicts it.
struct NamedPart {
    bool isOwn = false;
    std::optional<Error> clash;
};

NamedPart namedPart(const anatomy::Catalogue& catalogue, const Words& phrase, const Spoken& spoken) {
    const auto isPartNoun = [](const std::string& word) { return word == "head" || word == "fibres" || word == "fibers"; };
    if (!spoken.muscle || std::none_of(phrase.begin(), phrase.end(), isPartNoun)) return {};
    for (const std::string& key : catalogue.wholesOf(spoken.muscle->key)) {
        const anatomy::Muscle& whole = *catalogue.muscle(key);
        const auto named = catalogue.matchSpelt(anatomy::spokenName(whole) + " " + joined(phrase));
        if (!named || std::find(whole.parts.begin(), whole.parts.end(), named->muscleKey) == whole.parts.end()) continue;
        if (named->muscleKey == spoken.muscle->key) return {true, {}};
        return {false, contradiction(anatomy::spokenName(*spoken.muscle), anatomy::spokenName(*catalogue.muscle(named->muscleKey)))};
    }
    return {};
}

/// Structures have names with commas, too: those pieces become one.
void takeCommaName(const body::Body& body, std::vector<Words>& phrases, Spoken& spoken) {
    for (size_t n = phrases.size(); n > 1 && !spoken.structure; --n) {
        Words name;
        for (size_t i = 0; i < n; ++i) name.insert(name.end(), phrases[i].begin(), phrases[i].end());
        const auto structure = structureCalled(body, name, anatomy::sideInName(joined(name)));
        if (!structure) continue;
        spoken.structure = structure;
        phrases.erase(phrases.begin() + 1, phrases.begin() + static_cast<std::ptrdiff_t>(n));
        phrases[0] = name;
    }
}

/// What stands behind the shortest name, without the side and the rest of the muscle's own name.
Words restOfName(const Spoken& spoken, Words rest) {
    const Words own = spoken.muscle ? split(foldForSearch(spoken.muscle->name), ' ') : Words{};
    std::erase_if(rest, [&](const std::string& word) { return anatomy::sideInName(word) || std::find(own.begin(), own.end(), word) != own.end(); });
    return rest;
}

/// Left and right in one text. `ownName`: the first phrase is a structure's name, which may have both.
std::optional<Error> bothSides(const std::vector<Words>& phrases, bool ownName, std::optional<Side> side) {
    std::string first = side && ownName ? std::string(name(*side)) : "";
    for (size_t i = ownName ? 1 : 0; i < phrases.size(); ++i)
        for (const std::string& word : phrases[i]) {
            const auto here = anatomy::sideInName(word);
            if (!here || *here == Side::midline) continue;
            if (!first.empty() && anatomy::sideInName(first) != here) return contradiction(first, word);
            first = word;
        }
    return std::nullopt;
}

Result<Spoken> understand(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view text) {
    std::vector<Words> phrases;
    for (const std::string& piece : split(text, ','))
        if (Words words = without(split(foldForSearch(piece), ' '), ""); !words.empty()) phrases.push_back(std::move(words));
    if (phrases.empty()) return failed("Say a muscle and where on it, for example \"left soleus, lower third\" or \"left upper trapezius, trp1\".");
    Spoken spoken;
    takeCommaName(body, phrases, spoken);
    spoken.side = anatomy::sideInName(joined(phrases[0]));
    const bool ownName = spoken.structure || structureNamed(body, phrases[0]);
    if (const auto clash = bothSides(phrases, ownName, spoken.side)) return *clash;
    const Side side = spoken.side.value_or(spoken.structure ? body.structure(*spoken.structure).side : Side::midline);
    const Words name = takePhrases(phrases[0], side, spoken.wanted);
    const size_t taken = spoken.structure ? name.size() : takeName(body, catalogue, name, spoken);
    if (taken == 0) return failed(noSuchName(body, catalogue, joined(name)));
    phrases[0] = Words(name.begin() + static_cast<std::ptrdiff_t>(taken), name.end());
    for (size_t i = 0; i < phrases.size(); ++i) {
        if (i > 0 && extendName(catalogue, name, phrases[i], spoken)) continue;
        const NamedPart part = namedPart(catalogue, phrases[i], spoken);
        if (part.clash) return *part.clash;
        if (part.isOwn) continue;
        if (i == 0) phrases[i] = restOfName(spoken, phrases[i]);
        if (!understandPhrase(takePhrases(phrases[i], side, spoken.wanted), side, spoken.wanted)) return notAPlace();
    }
    if (const auto clash = contradictionIn(spoken.wanted)) return *clash;
    return spoken;
}

/// The asked thirds, as a test of addresses and as the address to aim at.
struct Aim {
    vec3 address{0.5F};
    Accept accept;
};

/// The thirds that are meant. `exact`: what a sentence of placeAt leaves unsaid of the part is meant to be the middle.
Thirds thirdsMeant(const Region& region, const BodyAxes& axes, const WantedPlace& wanted, bool exact) {
    Thirds thirds = wanted.thirds;
    // Of a structure across the midline medial is its middle, lateral the end of the half that is meant.
    if (auto& across = thirds[BodyAxes::across]; across && region.side == Side::midline) across = *across < 2 ? 1 : region.half == Side::right ? 0 : 2;
    if (wanted.alongThird) thirds[axes.along()] = wanted.alongThird;
    const auto wide = axes.axisOf(1), thick = axes.axisOf(2);
    const bool saysPart = wanted.centre || wanted.half || thirds[wide] || thirds[thick];
    // Across the midline left, middle and right are told by the midline, not by thirds.
    const auto isFree = [&](BodyAxes::Axis axis) { return !thirds[axis] && !(region.side == Side::midline && axis == BodyAxes::across); };
    if ((wanted.centre || (exact && saysPart)) && isFree(wide)) thirds[wide] = 1;
    if (exact && saysPart && isFree(thick) && saysThickness(region.frame)) thirds[thick] = 1;
    return thirds;
}

/// x of the place that words ask for by its distance from the midline.
std::optional<float> askedX(const WantedPlace& wanted, std::optional<float> midplane) {
    if (!wanted.leftOfMidlineMm || !midplane) return std::nullopt;
    return *midplane + static_cast<float>(*wanted.leftOfMidlineMm);
}

Aim aimFor(const Region& region, const WantedPlace& wanted, bool exact, std::optional<float> midplane) {
    const BodyAxes axes(region.frame, region.side);
    const Thirds thirds = thirdsMeant(region, axes, wanted, exact);
    Aim aim;
    for (size_t k = 0; k < 3; ++k) {
        const auto axis = static_cast<BodyAxes::Axis>(k);
        if (thirds[k]) aim.address[static_cast<int>(axes.frameAxis(axis))] = axes.addressValue(axis, (2.0F * static_cast<float>(*thirds[k]) + 1) / 6);
        else if (axis == BodyAxes::across && region.half)
            aim.address[static_cast<int>(axes.frameAxis(axis))] = axes.addressValue(axis, *region.half == Side::left ? 0.75F : 0.25F);
    }
    if (wanted.nearOrigin) aim.address.x = 0.08F;
    if (wanted.nearInsertion) aim.address.x = 0.92F;
    const bool inMidline = exact && region.side == Side::midline && !region.half && midplane && (wanted.centre || thirds[axes.axisOf(1)] || thirds[axes.axisOf(2)]);
    aim.accept = [axes, thirds, wanted, frame = region.frame, inMidline, middle = midplane.value_or(0), x = askedX(wanted, midplane)](vec3 address) {
        for (size_t k = 0; k < 3; ++k)
            if (thirds[k] && thirdOf(axes.coordinate(static_cast<BodyAxes::Axis>(k), address)) != *thirds[k]) return false;
        if (x && std::abs(frame.position(address).x - *x) > kMidlineSlackMm) return false;
        if (inMidline && std::abs(frame.position(address).x - middle) > kMidlineMm) return false;
        return !(wanted.nearOrigin && address.x > 0.2F) && !(wanted.nearInsertion && address.x < 0.8F);
    };
    return aim;
}

/// The address so far to the left along the frame's axis that leads across; the same where that hardly leads across.
vec3 movedLeft(const Region& region, vec3 address, float mm) {
    constexpr float kLeastSlope = 0.3F;
    const size_t axis = BodyAxes(region.frame, region.side).frameAxis(BodyAxes::across);
    const vec3 direction = axis == 0 ? region.frame.u : axis == 1 ? region.frame.v : region.frame.w;
    if (std::abs(direction.x) < kLeastSlope) return address;
    const int at = static_cast<int>(axis);
    address[at] = std::clamp(address[at] + mm / (direction.x * region.frame.lengthMm[at]), 0.0F, 1.0F);
    return address;
}

/// The surface that is aimed at; where words tell its distance from the midline, as near to that as a few steps lead.
std::optional<geometry::SurfacePoint> surfaceAimedAt(const body::Body& body, WayOut& ways, const Region& region, const Aim& aim, std::optional<float> x,
                                                     Facing facing) {
    constexpr int kSteps = 5;
    constexpr float kNearEnoughMm = 0.2F;
    if (!x) return surfaceAt(body, ways, region, aim.address, 2, aim.accept, facing);
    const auto off = [&](const geometry::SurfacePoint& point) { return *x - point.position.x; };
    vec3 address = movedLeft(region, aim.address, *x - region.frame.position(aim.address).x);
    std::optional<geometry::SurfacePoint> best;
    for (int step = 0; step < kSteps; ++step) {
        const auto found = surfaceAt(body, ways, region, address, 2, aim.accept, facing);
        if (!found) break;
        if (!best || std::abs(off(*found)) < std::abs(off(*best))) best = found;
        if (std::abs(off(*best)) < kNearEnoughMm) break;
        address = movedLeft(region, address, off(*found));
    }
    return best;
}

/// The first region that has such a place: one come to from its own side, read exactly first. Where that is a face behind
/// the muscle itself and the place has one that a needle meets first, that one.
std::optional<geometry::SurfacePoint> placeInRegions(const body::Body& body, std::vector<Region> regions, const WantedPlace& wanted) {
    WayOut ways(body);
    const auto midplane = knownMidplane(body);
    for (Region& region : regions)
        if (region.side == Side::midline && wanted.half) region.half = wanted.half;
    const auto search = [&](Facing facing) -> std::optional<geometry::SurfacePoint> {
        for (const bool exact : {true, false})
            for (const Region& region : regions) {
                const Aim aim = aimFor(region, wanted, exact, midplane);
                if (const auto found = surfaceAimedAt(body, ways, region, aim, askedX(wanted, midplane), facing)) return found;
            }
        return std::nullopt;
    };
    auto found = search(Facing::ownSide);
    if (!found) found = search(Facing::any);
    if (!found || ways.isMetFirst(*found, regions.front().ownSide())) return found;
    const auto metFirst = search(Facing::metFirst);
    return metFirst ? metFirst : found;
}

Result<Place> placeOfTriggerPoint(const body::Body& body, const anatomy::Catalogue& catalogue, const Spoken& spoken) {
    const auto points = catalogue.triggerPointsOf(spoken.muscle->key);
    const std::string wanted = fmt::format("TrP{}", *spoken.wanted.triggerPoint);
    const auto at = std::find_if(points.begin(), points.end(), [&](const anatomy::TriggerPoint* point) { return point->index == wanted; });
    if (at == points.end()) {
        Words known;
        for (const anatomy::TriggerPoint* point : points) known.push_back(foldForSearch(point->index));
        return failed(known.empty() ? fmt::format("The catalogue has no trigger point for {}; say a third, such as \"middle third\".", anatomy::spokenName(*spoken.muscle))
                                    : fmt::format("The catalogue has {} for {}.", fmt::join(known, ", "), anatomy::spokenName(*spoken.muscle)));
    }
    LandmarkFinder landmarks(body);
    const auto placed = placeTriggerPoint(body, landmarks, catalogue, **at, spoken.side.value_or(Side::midline));
    if (!placed) return placed.error();
    return placed->place;
}

}  // namespace

Result<Place> placeByWords(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view words) {
    const auto spoken = understand(body, catalogue, words);
    if (!spoken) return spoken.error();
    const Side side = spoken->side.value_or(Side::midline);
    const auto regions = spoken->structure ? std::vector<Region>{halfOf(body, *spoken->structure, side)} : regionsOf(body, catalogue, spoken->muscle->key, side);
    if (regions.empty()) {
        const bool sided = !spoken->side && !regionsOf(body, catalogue, spoken->muscle->key, Side::left).empty();
        return failed(sided ? fmt::format("Say left or right: \"left {}\".", anatomy::spokenName(*spoken->muscle)) : missingHere(*spoken->muscle, side));
    }
    const Region& first = regions.front();
    if (const auto clash = contradictionOn(BodyAxes(first.frame, first.side), spoken->wanted)) return *clash;
    if (first.side == Side::midline && !first.half && !spoken->wanted.half && spoken->wanted.thirds[BodyAxes::across] == 2)
        return failed("That structure lies across the midline: say \"left part\" or \"right part\".");
    if (spoken->wanted.triggerPoint && spoken->muscle) return placeOfTriggerPoint(body, catalogue, *spoken);
    if (spoken->wanted.triggerPoint) return failed("Only muscles have trigger points in the catalogue; say a third, such as \"middle third\".");
    if (spoken->wanted.leftOfMidlineMm && !knownMidplane(body)) return failed("Where the midline of this body lies is not known; say a third or part.");
    const auto found = placeInRegions(body, regions, spoken->wanted);
    if (!found) return failed("That structure has no surface there on this body; ask for another third or part.");
    Place place = placeAt(body, catalogue, *found);
    if (spoken->side && place.side != *spoken->side) return failed(fmt::format("That structure does not lie on the {} of this body.", name(*spoken->side)));
    return place;
}

Result<Place> placeByAddress(const body::Body& body, const anatomy::Catalogue& catalogue, const record::MuscleAddress& address, Side side) {
    const anatomy::Muscle* muscle = catalogue.muscle(address.muscleKey);
    if (!muscle) return failed("No muscle of the catalogue has that key; search lists them.");
    if (!(address.u >= 0 && address.u <= 1 && address.v >= 0 && address.v <= 1)) return failed("u and v go from 0 to 1.");
    const auto regions = regionsOf(body, catalogue, muscle->key, side);
    if (regions.empty()) return failed(missingHere(*muscle, side));
    // Coordinates belong to one structure; of several (heads, slips) the largest stands for the muscle.
    Region region = regions.front();
    if (region.structures.size() > 1)
        region = regionOf(body, *std::max_element(region.structures.begin(), region.structures.end(), [&](std::uint32_t a, std::uint32_t b) {
                     return body.structure(a).radiusMm < body.structure(b).radiusMm;
                 }));
    const auto found = surfaceMetFirst(body, region, {address.u, address.v, 0.5F}, 2);
    if (!found) return failed(missingHere(*muscle, side));
    return placeAt(body, catalogue, *found);
}

}  // namespace myochart::places
