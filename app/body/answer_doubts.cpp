#include "body/answer_doubts.h"

#include <algorithm>
#include <array>

#include "core/words.h"

namespace myochart::body {

namespace {

constexpr double kClearSign = 0.5;  ///< of t: less is no sign
constexpr float kDeeper = 1.3F;   ///< a standing body that is so much deeper than wide looks to the side
constexpr float kLyingTimes = 2;       ///< as many times longer than it is high
constexpr float kLeastBodyMm = 1200, kMostBodyMm = 2300;

const vec3 kFront{0, -1, 0}, kHead{0, 0, 1};

vec3 sizeMm(const ForeignModel& model, const Placement& placement) {
    const Box bounds = boundsOf(model);
    Box box;
    box.add(placement.place(bounds.min));
    box.add(placement.place(bounds.max));
    return box.size();
}

bool isBody(vec3 size) {
    const float longest = std::max({size.x, size.y, size.z});
    return longest >= kLeastBodyMm && longest <= kMostBodyMm;
}
bool isDeep(vec3 size) {
    return isBody(size) && size.z > size.y && size.y > kDeeper * size.x;
}
bool lies(vec3 size) {
    return isBody(size) && size.z * kLyingTimes < std::max(size.x, size.y);
}

struct Names {
    double facing = 0, left = 0;  ///< t: for this placement, if positive
};
Names namesFor(const PlacementSigns& signs, const Placement& placement) {
    std::vector<NamedPlace> places = signs.places;
    for (NamedPlace& place : places) place.centre = placement.place(place.centre);
    const double left = towardsLeft(places, {1, 0, 0}).t;
    return {left + alongBodyAxis(places, {0, 1, 0}, 1).t + alongBodyAxis(places, kHead, 2).t, left};
}

/// Where what `concluded` brings to `direction` has come by `answered`.
vec3 seen(const Placement& concluded, const Placement& answered, vec3 direction) {
    for (const vec3 axis : {vec3(1, 0, 0), vec3(0, 1, 0), vec3(0, 0, 1)})
        for (const float way : {1.0F, -1.0F})
            if (concluded.turned(axis * way) == direction) return answered.turned(axis * way);
    return direction;
}

/// How a figure seems to stand whose front and head have come there; empty: as it should.
std::string_view bearing(vec3 front, vec3 up) {
    if (up == -kHead) return tr("to stand on its head");
    if (up != kHead) return tr("to lie");
    if (front == kFront) return {};
    if (front == -kFront) return tr("to look backwards");
    return front.x > 0 ? tr("to look to the side (to the right in the front view)")
                       : tr("to look to the side (to the left in the front view)");
}

std::string_view turnWords(int quarterTurns) {
    static constexpr std::array<const char*, 3> kWords = {mark("by a quarter"), mark("by half a turn"), mark("by three quarters")};
    return (quarterTurns & 3) == 0 ? std::string_view() : tr(kWords[static_cast<size_t>((quarterTurns & 3) - 1)]);
}

/// "As you said, it was turned by a quarter", "As you said, its head lies towards -y".
std::string answerWords(const ImportOptions& options, const Placement& placement) {
    if (!options.quarterTurns) return trf("As you said, its head lies towards {}", name(placement.upAxis));
    if (placement.quarterTurns == 0) return tr("As you said, it was not turned");
    return trf("As you said, it was turned {}", turnWords(placement.quarterTurns));
}

std::string withoutAnswers(const Placement& free, const Placement& answered) {
    const bool otherHead = free.upAxis != answered.upAxis;
    if (free.quarterTurns == 0)
        return otherHead ? trf("Without your answers it would not have been turned, its head towards {}", name(free.upAxis))
                         : std::string(tr("Without your answers it would not have been turned"));
    const auto turned = turnWords(free.quarterTurns);
    return otherHead ? trf("Without your answers it would have been turned {}, its head towards {}", turned, name(free.upAxis))
                     : trf("Without your answers it would have been turned {}", turned);
}

/// `guess` and `sure` are how that is said of one sign.
std::string sureness(Certainty certainty, const char* guess, const char* sure) {
    return certainty >= Certainty::guessed ? guess : sure;
}

void doubt(Conclusion& conclusion, const std::string& sentence) {
    conclusion.certainty = std::max(conclusion.certainty, Certainty::guessed);
    conclusion.sentence += (conclusion.sentence.empty() ? "" : " ") + sentence;
}

}  // namespace

void addDoubts(const ForeignModel& model, const PlacementSigns& signs, const ImportOptions& options, Placed& placed) {
    if (!options.upAxis && !options.quarterTurns && !options.mirrored) return;
    const Placement& answered = placed.placement;
    ImportOptions open;
    open.millimetresPerUnit = answered.millimetresPerUnit;
    const Placed free = placementOf(model, signs, open);
    const Names names = namesFor(signs, free.placement), against = namesFor(signs, answered);
    const bool byNames = names.facing >= kClearSign && names.facing > against.facing + kClearSign;
    const bool byFormat = model.axis != blob::Axis::unknown;
    const vec3 size = sizeMm(model, answered), freeSize = sizeMm(model, free.placement);

    const std::string_view seems = bearing(seen(free.placement, answered, kFront), seen(free.placement, answered, kHead));
    const bool sizeAgreesWithAnswer = isDeep(freeSize) || lies(freeSize);
    if (!seems.empty() && (byNames || (byFormat && !sizeAgreesWithAnswer) || lies(size))) {
        const Certainty certainty = free.frame.certainty;
        const std::string how = byNames    ? sureness(certainty, tr("a guess, by its names"), tr("sure, by its names"))
                                : byFormat ? sureness(certainty, tr("a guess, by its format"), tr("sure, by its format"))
                                           : sureness(certainty, tr("a guess, by its size"), tr("sure, by its size"));
        doubt(placed.frame,
              trf("{}, but then it seems {}. {} ({}).", answerWords(options, answered), seems,
                  withoutAnswers(free.placement, answered), how));
    } else if (options.quarterTurns && !byFormat && names.facing < kClearSign && isDeep(size)) {
        doubt(placed.frame,
              trf("{}, but then it seems to look to the side: it is {:.0f} mm deep and only {:.0f} mm wide (a "
                  "guess, by its size). Nothing else tells where its front is.",
                          answerWords(options, answered), static_cast<double>(size.y), static_cast<double>(size.x)));
    }
    const std::string byNamesWords = sureness(free.sides.certainty, tr("a guess, by its names"), tr("sure, by its names"));
    if (free.placement.mirrored != answered.mirrored && names.left >= kClearSign)
        doubt(placed.sides,
              free.placement.mirrored
                  ? trf("Without your answers left and right would have been exchanged ({}).", byNamesWords)
                  : trf("Without your answers left and right would not have been exchanged ({}).", byNamesWords));
}

}  // namespace myochart::body
