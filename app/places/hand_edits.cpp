#include "places/hand_edits.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "places/place_search.h"
#include "places/place_side.h"
#include "record/agreement.h"

namespace myochart::places {

namespace {

/// How a muscle's name stands in a sentence; a text that is none as it is.
std::string spoken(const anatomy::Catalogue& catalogue, const std::string& muscle) {
    const auto& all = catalogue.muscles();
    const auto known = std::find_if(all.begin(), all.end(), [&](const anatomy::Muscle& each) { return each.name == muscle; });
    return known == all.end() ? displayText(muscle, 120) : anatomy::spokenName(*known);
}

const char* correctSideFirst(Side side) {
    return side == Side::left    ? mark("This site is on the left. Correct its side first, then the muscle.")
           : side == Side::right ? mark("This site is on the right. Correct its side first, then the muscle.")
                                 : mark("This site is in the midline. Correct its side first, then the muscle.");
}

const char* noneOnSide(Side side) {
    return side == Side::left    ? mark("This body has no {} on the left.")
           : side == Side::right ? mark("This body has no {} on the right.")
                                 : mark("This body has no {} in the midline.");
}

/// A structure's key as words: "left soleus".
std::string spaced(std::string key) {
    std::replace(key.begin(), key.end(), '_', ' ');
    return key;
}

/// A name without the words of a side, in any of the languages that names come in: "soleus (L)", "links soleus".
std::string withoutSide(const std::string& name) {
    std::string words;
    for (const std::string& word : split(name, ' '))
        if (!anatomy::sideInName(word)) words += (words.empty() ? "" : " ") + word;
    return words;
}

/// Of a marker whose muscle or side was corrected: no thirds, they were those of the structure that it lies on.
std::string correctedSentence(const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    std::string name = spoken(catalogue, marker.muscle);
    if (name.empty()) name = spaced(marker.anchor.structureKey);
    const auto told = anatomy::sideInName(name);
    if (told == marker.side || (!told && marker.side == Side::midline)) return name;
    const std::string words = withoutSide(name);
    return marker.side == Side::midline ? words : fmt::format("{} {}", myochart::name(marker.side), words);
}

void takeFromPlace(const anatomy::Catalogue& catalogue, record::Marker& marker, const Place* here) {
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

/// What is not by hand follows the place; what then still contradicts the rest is marked. Somebody has touched the site, so it counts.
void settle(const anatomy::Catalogue& catalogue, record::Marker& marker, const Place* here) {
    takeFromPlace(catalogue, marker, here);
    marker.plan.unconfirmed.reset();
    record::markContradictions(marker);
}

}  // namespace

Result<record::Marker> withMuscle(const anatomy::Catalogue& catalogue, record::Marker marker, std::string muscle, const Place* here) {
    const anatomy::Muscle* placed = catalogue.muscle(marker.anchor.address.muscleKey);
    const std::string own = here ? here->muscle : placed ? placed->name : std::string();
    if (trim(muscle).empty()) muscle = own;
    if (muscle.empty()) return refused(said("Name the muscle: what this site lies on is not known here."));
    if (const std::string bare = withoutSide(muscle); muscle != own && (bare != muscle || anatomy::sideInName(muscle))) {
        if (anatomy::sideInName(muscle) != marker.side) return refused(saidOf(correctSideFirst(marker.side)));
        if (bare.empty()) return refused(said("Name the muscle; the side has a place of its own."));
        muscle = bare;
    }
    marker.byHand.muscle = muscle != own;
    marker.muscle = std::move(muscle);
    settle(catalogue, marker, here);
    return marker;
}

record::Marker withSide(const anatomy::Catalogue& catalogue, record::Marker marker, Side side, const Place* here) {
    marker.side = side;
    marker.byHand.side = true;
    settle(catalogue, marker, here);
    return marker;
}

record::Marker withSentence(const anatomy::Catalogue& catalogue, record::Marker marker, std::string sentence, const Place* here) {
    marker.byHand.sentence = !sentence.empty();
    marker.sentence = std::move(sentence);
    if (here && marker.sentence == here->sentence) marker.byHand.sentence = false;
    settle(catalogue, marker, here);
    return marker;
}

record::Marker movedTo(const anatomy::Catalogue& catalogue, record::Marker marker, const Place& place) {
    marker.anchor = place.anchor;
    settle(catalogue, marker, &place);
    return marker;
}

Result<record::Marker> mirroredCopy(const anatomy::Catalogue& catalogue, const record::Marker& marker, const Place& place) {
    if (marker.byHand.side && place.side == marker.side)
        return refused(said("The side of this site was corrected by hand, and a mirrored copy would lie on that same side. Move the site there first."));
    record::Marker copy;
    copy.id = record::MarkerId::make();
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
constexpr float kSameAddress = 0.02F;  // shares of a muscle's length, width and thickness

vec3 addressIn(const record::SurfaceAnchor& anchor) { return {anchor.address.u, anchor.address.v, anchor.address.w}; }

/// The point that the anchor's triangle and position both name; nothing when they differ. The skin moves with the habitus:
/// there they are not held against each other.
std::optional<geometry::SurfacePoint> namedPoint(const body::Body& body, const record::SurfaceAnchor& anchor) {
    const auto structure = body.find(anchor.structureKey);
    if (!structure) return std::nullopt;
    const auto point = pointOnStructure(body, *structure, anchor.triangle, anchor.barycentric);
    const bool moves = body.structure(*structure).system == body::System::skin;
    if (point && !moves && !(glm::distance(point->position, anchor.position) < kOffTriangleMm)) return std::nullopt;
    return point;
}

/// A sentence up to its first comma: side and name of what the place is on.
std::string_view namePart(std::string_view sentence) { return sentence.substr(0, sentence.find(',')); }

/// So far off the midplane a place is surely on one side, though its body stands up to 10 mm off it (decision 10) and
/// what is called left may reach across: muscles by 3 mm, vessels by 24 mm in the built-in body.
constexpr float kSureMuscleMm = 15, kSureMm = 35;
constexpr const char* kTwoPlaces = mark("The place does not lie on the structure that is named for it, so it is not known which is meant.");

/// The muscle that a name tells, every word as it is spelt; empty when none is known.
std::string muscleIn(const anatomy::Catalogue& catalogue, std::string_view name) {
    const auto match = catalogue.matchSpelt(name);
    return match ? match->muscleKey : std::string();
}

/// False only when both are known and neither is the other or a part of it.
bool mayBeOne(const anatomy::Catalogue& catalogue, const std::string& a, const std::string& b) {
    const auto isPart = [&](const std::string& part, const std::string& whole) {
        const auto wholes = catalogue.wholesOf(part);
        return std::find(wholes.begin(), wholes.end(), whole) != wholes.end();
    };
    return a.empty() || b.empty() || a == b || isPart(a, b) || isPart(b, a);
}

/// Whether the side is against the structure's name or the place. A structure named after the other side lies where it
/// lies: there the place counts.
bool sideIsAgainstThePlace(const record::Marker& marker, std::optional<Side> ofStructure, bool onMuscle) {
    const float x = marker.anchor.position.x;
    const bool sure = std::abs(x) > (onMuscle ? kSureMuscleMm : kSureMm);
    if (sure && marker.side == (x > 0 ? Side::left : Side::right)) return false;
    if (ofStructure) return sure || marker.side != *ofStructure;
    return sure && marker.side != Side::midline;
}

/// What names and figures alone tell of a place on a body that is not at hand.
Result<record::Marker> heldAgainstItsNames(MuscleNames& names, record::Marker marker) {
    const anatomy::Catalogue& catalogue = names.catalogue();
    const auto ofStructure = names(spaced(marker.anchor.structureKey));
    const std::string &structure = ofStructure.key, &address = marker.anchor.address.muscleKey;
    if (!mayBeOne(catalogue, structure, address)) return refused(saidOf(kTwoPlaces));
    const anatomy::Muscle* placed = catalogue.muscle(address.empty() ? structure : address);
    const auto [named, sideOfMuscle] = names(marker.muscle);
    marker.byHand.muscle |= placed && marker.muscle != placed->name && named != placed->key;
    marker.byHand.muscle |= sideOfMuscle && *sideOfMuscle != Side::midline && *sideOfMuscle != marker.side;
    marker.byHand.side |= sideIsAgainstThePlace(marker, ofStructure.side, placed != nullptr);
    const std::string told = names(namePart(marker.sentence)).key;
    marker.byHand.sentence |= placed && !mayBeOne(catalogue, told, named.empty() ? placed->key : named);
    record::markContradictions(marker);
    return marker;
}

}  // namespace

bool liesSurelyOnOtherSide(const record::Marker& marker) {
    const float x = marker.anchor.position.x;
    return marker.side != Side::midline && std::abs(x) > kSureMm && marker.side != (x > 0 ? Side::left : Side::right);
}

const MuscleNames::Told& MuscleNames::operator()(std::string_view name) {
    constexpr size_t kMost = 10'000;  // a file may have any
    if (known_.size() == kMost) known_.clear();
    const auto [at, isNew] = known_.try_emplace(std::string(name));
    if (isNew) at->second = {muscleIn(catalogue_, name), anatomy::sideInName(name)};
    return at->second;
}

Result<record::Marker> heldAgainstItsPlace(const body::Body* body, MuscleNames& names, record::Marker marker) {
    const anatomy::Catalogue& catalogue = names.catalogue();
    const bool unsaid = trim(marker.sentence).empty();  // nobody wrote it: it is written as for any other site
    marker.byHand.sentence = marker.byHand.sentence && !unsaid;
    if (!body || marker.anchor.bodyChecksum != body->checksum()) {
        auto held = heldAgainstItsNames(names, std::move(marker));
        if (held && unsaid) held->sentence = correctedSentence(catalogue, *held);
        return held;
    }
    const auto point = namedPoint(*body, marker.anchor);
    if (!point) return refused(saidOf(kTwoPlaces));
    const Place here = *ownPlace(*body, catalogue, marker.anchor);
    if (glm::dot(point->normal, marker.anchor.normal) < kSameNormal) marker.anchor.normal = point->normal;
    const record::MuscleAddress& own = here.anchor.address;
    const bool sameAddress = marker.anchor.address.muscleKey == own.muscleKey && glm::distance(addressIn(marker.anchor), addressIn(here.anchor)) < kSameAddress;
    if (marker.anchor.errorRadiusMm == 0 && !sameAddress) marker.anchor.address = own;
    marker.byHand.muscle |= marker.muscle != here.muscle;
    marker.byHand.side |= marker.side != here.side;
    record::Marker follows = marker;
    follows.byHand.sentence = false;
    takeFromPlace(catalogue, follows, &here);
    if (unsaid) marker.sentence = follows.sentence;
    marker.byHand.sentence |= namePart(marker.sentence) != namePart(follows.sentence);
    return marker;
}

std::optional<Place> ownPlace(const body::Body& body, const anatomy::Catalogue& catalogue, const record::SurfaceAnchor& anchor) {
    const auto structure = body.find(anchor.structureKey);
    if (!structure || anchor.bodyChecksum != body.checksum()) return std::nullopt;
    return placeAt(body, catalogue, {*structure, anchor.triangle, anchor.barycentric, anchor.position, anchor.normal});
}

std::optional<Side> otherSideOfPlace(const body::Body& body, const record::Marker& marker) {
    const auto structure = body.find(marker.anchor.structureKey);
    if (!structure) return std::nullopt;
    const body::Structure& own = body.structure(*structure);
    // The midplane costs a look at all pairs, every frame of every site: only what lies across it needs it.
    const Side lies = own.side != Side::midline ? own.side : sideOfPlace(own, knownMidplane(body), marker.anchor.position);
    return lies == marker.side ? std::nullopt : std::optional(lies);
}

std::optional<std::string> otherMuscleOfPlace(const body::Body& body, const anatomy::Catalogue& catalogue,
                                              const record::Marker& marker) {
    const auto structure = marker.byHand.muscle ? body.find(marker.anchor.structureKey) : std::nullopt;
    if (!structure) return std::nullopt;
    const anatomy::Muscle* lies = catalogue.muscle(body.structure(*structure).muscleKey);
    if (!lies || mayBeOne(catalogue, muscleIn(catalogue, marker.muscle), lies->key)) return std::nullopt;
    return lies->name;
}

Result<Place> placeOnMuscle(const body::Body& body, const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    const std::string key = muscleIn(catalogue, marker.muscle);
    if (key.empty()) return failed(said("The catalogue knows no {}.", displayText(marker.muscle, 80)));
    std::optional<geometry::NearestPoint> best;
    for (const Region& region : regionsOf(body, catalogue, key, marker.side))
        for (const std::uint32_t structure : region.structures) {
            const auto near = geometry::nearestOn(body.mesh(structure), structure, marker.anchor.position,
                                                  best ? best->distanceMm : 1e6F);
            if (near) best = near;
        }
    if (!best)
        return failed(saidOf(noneOnSide(marker.side), spoken(catalogue, marker.muscle)));
    return placeAt(body, catalogue, best->at);
}

}  // namespace myochart::places
