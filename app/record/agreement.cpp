#include "record/agreement.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace myochart::record {

namespace {

/// Whether a folded text holds this word.
bool hasWord(std::string_view folded, std::string_view word) {
    for (size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
        const size_t end = at + word.size();
        if ((at == 0 || folded[at - 1] == ' ') && (end == folded.size() || folded[end] == ' ')) return true;
    }
    return false;
}

/// The one side that a folded text tells; nothing when none or both.
std::optional<Side> sideAmong(std::string_view folded) {
    const bool left = hasWord(folded, "left"), right = hasWord(folded, "right");
    if (left == right) return std::nullopt;
    return left ? Side::left : Side::right;
}

std::optional<Side> sideTold(std::string_view text) { return sideAmong(foldForSearch(text)); }

/// Whether what a sentence begins with, or a part in it ("sacrum, upper third, left part"), is on another side.
bool tellsOtherSideThan(Side side, std::string_view sentence) {
    while (true) {
        const size_t end = sentence.find(',');
        const std::string phrase = foldForSearch(sentence.substr(0, end));
        const std::string_view first = std::string_view(phrase).substr(0, phrase.find(' ')), last = std::string_view(phrase).substr(phrase.rfind(' ') + 1);
        const bool isPlace = first == "left" || first == "right" || last == "part" || last == "third";
        if (const auto told = isPlace ? sideAmong(phrase) : std::nullopt; told && *told != side) return true;
        if (end == std::string_view::npos) return false;
        sentence.remove_prefix(end + 1);
    }
}

/// The side that the structure's key and the place in the body's frame (x to the left) both tell.
std::optional<Side> sideOfPlace(const SurfaceAnchor& anchor) {
    const auto told = sideTold(anchor.structureKey);  // what stands between its words is no letter
    if (!told || (anchor.position.x > 0) != (*told == Side::left)) return std::nullopt;
    return told;
}

}  // namespace

ByHand contradictionsIn(const Marker& marker) {
    const auto against = [&](std::optional<Side> told) { return told && *told != marker.side; };
    ByHand found;
    found.side = against(sideOfPlace(marker.anchor));
    found.muscle = against(sideTold(marker.muscle));
    found.sentence = tellsOtherSideThan(marker.side, marker.sentence);
    return found;
}

bool labelTellsOtherSide(const Marker& marker) {
    const auto told = sideTold(marker.label);
    return told && *told != marker.side;
}

bool wordsTellOtherSide(const Marker& marker) {
    return labelTellsOtherSide(marker) || contradictionsIn(marker).sentence;
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
