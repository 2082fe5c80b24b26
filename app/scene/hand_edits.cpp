#include "scene/hand_edits.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "chart/agreement.h"
#include "core/text.h"
#include "scene/place_search.h"

namespace myochart::scene {

namespace {

/// How a muscle's name stands in a sentence; a text that is none as it is.
std::string spoken(const anatomy::Catalogue& catalogue, const std::string& muscle) {
    const auto& all = catalogue.muscles();
    const auto known = std::find_if(all.begin(), all.end(), [&](const anatomy::Muscle& each) { return each.name == muscle; });
    return known == all.end() ? displayText(muscle, 120) : anatomy::spokenName(*known);
}

/// A name without the words of a side.
std::string withoutSide(const std::string& name) {
    std::string words;
    for (const std::string& word : split(name, ' '))
        if (!sideFromName(foldForSearch(word))) words += (words.empty() ? "" : " ") + word;
    return words;
}

/// Of a marker whose muscle or side was corrected: no thirds, they were those of the structure that it lies on.
std::string correctedSentence(const anatomy::Catalogue& catalogue, const chart::Marker& marker) {
    std::string name = spoken(catalogue, marker.muscle);
    if (name.empty()) std::ranges::replace_copy(marker.anchor.structureKey, std::back_inserter(name), '_', ' ');
    const auto told = anatomy::sideInName(name);
    if (told == marker.side || (!told && marker.side == Side::midline)) return name;
    const std::string words = withoutSide(name);
    return marker.side == Side::midline ? words : fmt::format("{} {}", myochart::name(marker.side), words);
}

void takeFromPlace(const anatomy::Catalogue& catalogue, chart::Marker& marker, const Place* here) {
    if (here) {
        marker.byHand.muscle = marker.byHand.muscle && marker.muscle != here->muscle;
        marker.byHand.side = marker.byHand.side && marker.side != here->side;
        if (!marker.byHand.muscle) marker.muscle = here->muscle;
        if (!marker.byHand.side) marker.side = here->side;
    }
    if (marker.byHand.sentence) return;
    if (marker.byHand.muscle || marker.byHand.side || !here) marker.sentence = correctedSentence(catalogue, marker);
    else marker.sentence = here->sentence;
}

/// What is not by hand follows the place; what then still contradicts the rest is marked.
void settle(const anatomy::Catalogue& catalogue, chart::Marker& marker, const Place* here) {
    takeFromPlace(catalogue, marker, here);
    chart::markContradictions(marker);
}

}  // namespace

Result<chart::Marker> withMuscle(const anatomy::Catalogue& catalogue, chart::Marker marker, std::string muscle, const Place* here) {
    const anatomy::Muscle* placed = catalogue.muscle(marker.anchor.address.muscleKey);
    const std::string own = here ? here->muscle : placed ? placed->name : std::string();
    if (trim(muscle).empty()) muscle = own;
    if (muscle.empty()) return refused("Name the muscle: what this site lies on is not known here.");
    if (const std::string bare = withoutSide(muscle); muscle != own && (bare != muscle || anatomy::sideInName(muscle))) {
        const std::string where = marker.side == Side::midline ? "in the midline" : fmt::format("on the {}", name(marker.side));
        if (anatomy::sideInName(muscle) != marker.side)
            return refused(fmt::format("This site is {}. Correct its side first, then the muscle.", where));
        if (bare.empty()) return refused("Name the muscle; the side has a place of its own.");
        muscle = bare;
    }
    marker.byHand.muscle = muscle != own;
    marker.muscle = std::move(muscle);
    settle(catalogue, marker, here);
    return marker;
}

chart::Marker withSide(const anatomy::Catalogue& catalogue, chart::Marker marker, Side side, const Place* here) {
    marker.side = side;
    marker.byHand.side = true;
    settle(catalogue, marker, here);
    return marker;
}

chart::Marker withSentence(const anatomy::Catalogue& catalogue, chart::Marker marker, std::string sentence, const Place* here) {
    marker.byHand.sentence = !sentence.empty();
    marker.sentence = std::move(sentence);
    if (here && marker.sentence == here->sentence) marker.byHand.sentence = false;
    settle(catalogue, marker, here);
    return marker;
}

chart::Marker movedTo(const anatomy::Catalogue& catalogue, chart::Marker marker, const Place& place) {
    marker.anchor = place.anchor;
    settle(catalogue, marker, &place);
    return marker;
}

Result<chart::Marker> mirroredCopy(const anatomy::Catalogue& catalogue, const chart::Marker& marker, const Place& place) {
    if (marker.byHand.side && place.side == marker.side)
        return refused("The side of this site was corrected by hand, and a mirrored copy would lie on that same side. Move the site there first.");
    chart::Marker copy;
    copy.id = chart::MarkerId::make();
    copy.type = marker.type;
    copy.createdAt = nowUtc();
    if (marker.byHand.muscle && !anatomy::sideInName(marker.muscle)) {
        copy.muscle = marker.muscle;
        copy.byHand.muscle = true;
    }
    return movedTo(catalogue, std::move(copy), place);
}

namespace {

constexpr float kOffTriangleMm = 1;   // rounding of a file's figures is far less
constexpr float kSameNormal = 0.99F;  // cosine

/// The point that the anchor's triangle and position both name; nothing when they differ. The skin moves with the habitus:
/// there they are not held against each other.
std::optional<geometry::SurfacePoint> namedPoint(const body::Body& body, const chart::SurfaceAnchor& anchor) {
    const auto structure = body.find(anchor.structureKey);
    if (!structure) return std::nullopt;
    const auto point = pointOnStructure(body, *structure, anchor.triangle, anchor.barycentric);
    const bool moves = body.structure(*structure).system == body::System::skin;
    if (point && !moves && !(glm::distance(point->position, anchor.position) < kOffTriangleMm)) return std::nullopt;
    return point;
}

/// A sentence up to its first comma: side and name of what the place is on.
std::string_view namePart(std::string_view sentence) { return sentence.substr(0, sentence.find(',')); }

}  // namespace

Result<chart::Marker> heldAgainstItsPlace(const body::Body* body, const anatomy::Catalogue& catalogue, chart::Marker marker) {
    const bool unsaid = trim(marker.sentence).empty();  // nobody wrote it: it is written as for any other site
    marker.byHand.sentence = marker.byHand.sentence && !unsaid;
    if (!body || marker.anchor.bodyChecksum != body->checksum()) {
        const anatomy::Muscle* placed = catalogue.muscle(marker.anchor.address.muscleKey);
        const auto named = catalogue.matchSpelt(marker.muscle);
        const bool same = !placed || marker.muscle == placed->name || (named && named->muscleKey == placed->key);
        marker.byHand.muscle |= !same;
        if (unsaid) marker.sentence = correctedSentence(catalogue, marker);
        return marker;
    }
    const auto point = namedPoint(*body, marker.anchor);
    if (!point)
        return refused("The place does not lie on the structure that is named for it, so it is not known which is meant.");
    const Place here = *ownPlace(*body, catalogue, marker.anchor);
    if (glm::dot(point->normal, marker.anchor.normal) < kSameNormal) marker.anchor.normal = point->normal;
    if (marker.anchor.errorRadiusMm == 0) marker.anchor.address.muscleKey = here.anchor.address.muscleKey;
    marker.byHand.muscle |= marker.muscle != here.muscle;
    marker.byHand.side |= marker.side != here.side;
    chart::Marker follows = marker;
    follows.byHand.sentence = false;
    takeFromPlace(catalogue, follows, &here);
    if (unsaid) marker.sentence = follows.sentence;
    marker.byHand.sentence |= namePart(marker.sentence) != namePart(follows.sentence);
    return marker;
}

std::optional<Place> ownPlace(const body::Body& body, const anatomy::Catalogue& catalogue, const chart::SurfaceAnchor& anchor) {
    const auto structure = body.find(anchor.structureKey);
    if (!structure || anchor.bodyChecksum != body.checksum()) return std::nullopt;
    return placeAt(body, catalogue, {*structure, anchor.triangle, anchor.barycentric, anchor.position, anchor.normal});
}

}  // namespace myochart::scene
