#include "record/agreement.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace myochart::record {

namespace {

/// The one side that the words tell; nothing when none or both.
std::optional<Side> sideAmong(const std::vector<std::string>& words) {
    const bool left = std::find(words.begin(), words.end(), "left") != words.end();
    const bool right = std::find(words.begin(), words.end(), "right") != words.end();
    if (left == right) return std::nullopt;
    return left ? Side::left : Side::right;
}

std::vector<std::string> wordsOf(std::string_view text) { return split(foldForSearch(text), ' '); }

/// The sides that a sentence begins with, and that parts in it are on ("sacrum, upper third, left part").
std::vector<Side> sidesOfSentence(const std::string& sentence) {
    std::vector<Side> sides;
    for (const std::string& phrase : split(sentence, ',')) {
        const auto words = wordsOf(phrase);
        const bool isPlace = words.front() == "left" || words.front() == "right" || words.back() == "part" || words.back() == "third";
        if (const auto told = sideAmong(words); told && isPlace) sides.push_back(*told);
    }
    return sides;
}

/// The side that the structure's key and the place in the body's frame (x to the left) both tell.
std::optional<Side> sideOfPlace(const SurfaceAnchor& anchor) {
    std::string key = anchor.structureKey;
    std::replace(key.begin(), key.end(), '_', ' ');
    const auto told = sideAmong(wordsOf(key));
    if (!told || (anchor.position.x > 0) != (*told == Side::left)) return std::nullopt;
    return told;
}

}  // namespace

ByHand contradictionsIn(const Marker& marker) {
    const auto against = [&](std::optional<Side> told) { return told && *told != marker.side; };
    ByHand found;
    found.side = against(sideOfPlace(marker.anchor));
    found.muscle = against(sideAmong(wordsOf(marker.muscle)));
    found.sentence = std::ranges::any_of(sidesOfSentence(marker.sentence), [&](Side told) { return told != marker.side; });
    return found;
}

bool labelTellsOtherSide(const Marker& marker) {
    const auto told = sideAmong(wordsOf(marker.label));
    return told && *told != marker.side;
}

bool agrees(const Marker& marker) {
    const ByHand found = contradictionsIn(marker);
    return (!found.side || marker.byHand.side) && (!found.muscle || marker.byHand.muscle) && (!found.sentence || marker.byHand.sentence);
}

void markContradictions(Marker& marker) {
    const ByHand found = contradictionsIn(marker);
    marker.byHand.side |= found.side;
    marker.byHand.muscle |= found.muscle;
    marker.byHand.sentence |= found.sentence;
}

}  // namespace myochart::record
