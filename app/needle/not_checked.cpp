#include "needle/not_checked.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/words.h"
#include "needle/spinal_canal.h"
#include "scene/depths.h"

namespace myochart::needle {

namespace {

using body::System;

constexpr float kLeastBodyMm = 100, kMostBodyMm = 3000;  ///< a hand .. a person
constexpr float kVertebraMm = 40;                         ///< a cord that ends so little above the lowest one goes along them

/// Vessels are named after what they lead to.
bool isOrganCalled(const body::Structure& structure, std::string_view word) {
    if (structure.system == System::muscle || structure.system == System::bone || structure.system == System::vessel) return false;
    return foldForSearch(structure.name).find(word) != std::string::npos;
}

struct Kind {
    std::string_view words;  ///< any of them, between "|"
    const char* sentence;
};
constexpr std::array kKinds = {
    Kind{"pleura", mark("This body has no pleura; the wall of the chest is taken for it.")},
    Kind{"lung", mark("This body has no lungs.")},
    Kind{"heart|pericard|myocard", mark("This body has no heart.")},
    Kind{"brain|cerebrum|cerebell", mark("This body has no brain.")},
    Kind{"kidney", mark("This body has no kidneys.")},
    Kind{"eyeball", mark("This body has no eyes.")},
    Kind{"peritone", mark("This body has no peritoneum.")},
};

bool has(const body::Body& body, const Kind& kind) {
    return std::ranges::any_of(split(kind.words, '|'), [&](const std::string& word) {
        return std::ranges::any_of(body.structures(), [&](const body::Structure& each) { return isOrganCalled(each, word); });
    });
}

bool hasSystem(const body::Body& body, System system) {
    return std::ranges::any_of(body.structures(), [&](const body::Structure& each) { return each.system == system; });
}

float longestOf(const body::Body& body) {
    const vec3 size = body.bounds().size();
    return std::max({size.x, size.y, size.z});
}

/// What the cord's own structures hold: nothing, or as far down as that height.
std::optional<float> cordEnds(const body::Body& body) {
    std::optional<float> lowest;
    for (const body::Structure& each : body.structures())
        if (isOrganCalled(each, "spinal cord")) lowest = std::min(lowest.value_or(each.bounds.min.z), each.bounds.min.z);
    return lowest;
}

/// The vertebra that lies at that height, and of these the lowest; null: none reaches so far.
const body::Structure* vertebraAt(const body::Body& body, float z) {
    const body::Structure* at = nullptr;
    for (const body::Structure& each : body.structures())
        if (isSpineBone(each) && each.bounds.min.z <= z && z <= each.bounds.max.z && (!at || each.bounds.min.z < at->bounds.min.z)) at = &each;
    return at;
}

/// Whether vertebrae of the neck, the chest or the loin lie below where the cord ends; the cord itself ends at the loin.
bool leavesVertebrae(const body::Body& body, float cordEndsMm) {
    return std::ranges::any_of(body.structures(), [&](const body::Structure& each) {
        const std::string name = foldForSearch(each.name);
        const bool isOfLoin = name.find("lumbar") != std::string::npos || name.find("sacr") != std::string::npos;
        return isSpineBone(each) && !isOfLoin && each.bounds.min.z < cordEndsMm - kVertebraMm;
    });
}

std::string cordSentence(const body::Body& body, const SpinalCanal* canal) {
    const std::optional<float> ends = cordEnds(body);
    const std::string taken = canal ? trf("A schematic spinal canal through the vertebrae is taken for it; its wall may lie {} mm elsewhere.", kSacUncertaintyMm) : "";
    std::string lack;
    if (!ends) lack = tr("This body has no spinal cord.");
    else if (leavesVertebrae(body, *ends)) {
        const body::Structure* at = vertebraAt(body, *ends);
        lack = at ? trf("This body has no spinal cord below: {}.", at->name) : std::string(tr("This body's spinal cord ends above its vertebrae."));
    }
    return lack.empty() || taken.empty() ? lack : lack + " " + taken;
}

}  // namespace

std::vector<std::string> notCheckedOn(const body::Body& body, const SpinalCanal* canal) {
    std::vector<std::string> sentences;
    if (!scene::hasSkin(body)) sentences.emplace_back(tr("This body has no skin, so depths count from where the needle was said to go in."));
    for (const Kind& kind : kKinds)
        if (!has(body, kind)) sentences.emplace_back(tr(kind.sentence));
    if (const std::string cord = cordSentence(body, canal); !cord.empty()) sentences.push_back(cord);
    if (!hasSystem(body, System::vessel)) sentences.emplace_back(tr("This body has no vessels."));
    if (!hasSystem(body, System::nerve)) sentences.emplace_back(tr("This body has no nerves."));
    if (const float longest = longestOf(body); longest < kLeastBodyMm || longest > kMostBodyMm)
        sentences.push_back(trf("This body is {:.0f} mm at its longest. If that is wrong it was brought in with another unit, and so is every depth here.", longest));
    sentences.emplace_back(tr("Joint spaces and the openings between vertebrae are on no body; look for them yourself."));
    sentences.emplace_back(tr("Small vessels and nerves, and how this person differs from the model, are on no body."));
    return sentences;
}

}  // namespace myochart::needle
