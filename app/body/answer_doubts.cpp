#include "body/answer_doubts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace myochart::body {

namespace {

constexpr double kClearly = 0.5;  ///< of t: less is no sign
constexpr float kDeeper = 1.3F;   ///< a standing body that is so much deeper than wide looks to the side
constexpr float kLying = 2;       ///< as many times longer than it is high
constexpr float kLeastBodyMm = 1200, kMostBodyMm = 2300;

const vec3 kFront{0, -1, 0}, kUp{0, 0, 1};

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
    return isBody(size) && size.z * kLying < std::max(size.x, size.y);
}

struct Names {
    double facing = 0, left = 0;  ///< t: for this placement, if positive
};
Names namesFor(const PlacementSigns& signs, const Placement& placement) {
    std::vector<NamedPlace> places = signs.places;
    for (NamedPlace& place : places) place.centre = placement.place(place.centre);
    const double left = towardsLeft(places, {1, 0, 0}).t;
    return {left + alongBodyAxis(places, {0, 1, 0}, 1).t + alongBodyAxis(places, kUp, 2).t, left};
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
    if (up == -kUp) return "to stand on its head";
    if (up != kUp) return "to lie";
    if (front == kFront) return {};
    if (front == -kFront) return "to look backwards";
    return front.x > 0 ? "to look to the side (to the right in the front view)"
                       : "to look to the side (to the left in the front view)";
}

std::string_view turnWords(int quarterTurns) {
    static constexpr std::array<std::string_view, 4> kWords = {"", "by a quarter", "by half a turn",
                                                               "by three quarters"};
    return kWords[static_cast<size_t>(quarterTurns & 3)];
}

/// "As you said, it was turned by a quarter", "As you said, its head lies towards -y".
std::string answerWords(const ImportOptions& options, const Placement& placement) {
    if (!options.quarterTurns) return fmt::format("As you said, its head lies towards {}", name(placement.upAxis));
    if (placement.quarterTurns == 0) return "As you said, it was not turned";
    return fmt::format("As you said, it was turned {}", turnWords(placement.quarterTurns));
}

std::string withoutAnswers(const Placement& free, const Placement& answered) {
    std::string words = free.quarterTurns == 0
                            ? "it would not have been turned"
                            : fmt::format("it would have been turned {}", turnWords(free.quarterTurns));
    if (free.upAxis != answered.upAxis) words += fmt::format(", its head towards {}", name(free.upAxis));
    return "Without your answers " + words;
}

std::string sureness(Certainty certainty, std::string_view sign) {
    return fmt::format("{}, by its {}", certainty >= Certainty::guessed ? "a guess" : "sure", sign);
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
    const bool byNames = names.facing >= kClearly && names.facing > against.facing + kClearly;
    const bool byFormat = model.axis != blob::Axis::unknown;
    const vec3 size = sizeMm(model, answered), freeSize = sizeMm(model, free.placement);

    const std::string_view seems = bearing(seen(free.placement, answered, kFront), seen(free.placement, answered, kUp));
    const bool sizeAgreesWithAnswer = isDeep(freeSize) || lies(freeSize);
    if (!seems.empty() && (byNames || (byFormat && !sizeAgreesWithAnswer) || lies(size))) {
        const std::string_view sign = byNames ? "names" : byFormat ? "format" : "size";
        doubt(placed.frame,
              fmt::format("{}, but then it seems {}. {} ({}).", answerWords(options, answered), seems,
                          withoutAnswers(free.placement, answered), sureness(free.frame.certainty, sign)));
    } else if (options.quarterTurns && !byFormat && names.facing < kClearly && isDeep(size)) {
        doubt(placed.frame,
              fmt::format("{}, but then it seems to look to the side: it is {:.0f} mm deep and only {:.0f} mm wide (a "
                          "guess, by its size). Nothing else tells where its front is.",
                          answerWords(options, answered), static_cast<double>(size.y), static_cast<double>(size.x)));
    }
    if (free.placement.mirrored != answered.mirrored && names.left >= kClearly)
        doubt(placed.sides,
              fmt::format("Without your answers left and right would {}have been exchanged ({}).",
                          free.placement.mirrored ? "" : "not ", sureness(free.sides.certainty, "names")));
}

}  // namespace myochart::body
