#include "needle/drawn_needle.h"

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::needle {

namespace {

constexpr float kDrawnMm = 0.05F;  ///< a shaft that comes so near meets what is drawn

bool isNamed(const Hazard& hazard) { return hazard.isMet() || hazard.distanceMm - hazard.uncertaintyMm <= kNamedWithinMm; }

std::string shortOf(const body::Body& body, const Hazard& hazard) {
    const std::string name = displayText(spokenHazard(body, hazard), 50);
    if (hazard.distanceMm <= kDrawnMm) return trf("met: {} {:.0f}", name, hazard.atDepthMm);
    if (hazard.isMet()) return trf("may be met: {} {:.0f}", name, hazard.metFromMm());
    return trf("{}, {:.0f} mm beside", name, hazard.distanceMm);
}

}  // namespace

std::vector<scene::StrokeItem> strokesOf(const Shaft& shaft, float lengthMm, vec3 across) {
    constexpr vec3 kInk(0.12F, 0.16F, 0.2F), kSteel(0.36F, 0.4F, 0.44F), kCopper(0.6F, 0.36F, 0.18F);
    constexpr float kTickMm = 10, kHalfTickMm = 1.5F;
    const Handle handle(shaft.depthMm, lengthMm);
    std::vector<scene::StrokeItem> strokes;
    strokes.push_back({shaft.entry, shaft.tip(), kInk, 2.5F, true});
    for (float mm = kTickMm; mm <= shaft.depthMm; mm += kTickMm) strokes.push_back({shaft.at(mm) - across * kHalfTickMm, shaft.at(mm) + across * kHalfTickMm, kInk, 1.25F});
    if (handle.hubMm < 0) strokes.push_back({shaft.entry, shaft.at(handle.hubMm), kSteel, 2});
    strokes.push_back({shaft.at(handle.hubMm), shaft.at(handle.endMm), kCopper, 6});
    return strokes;
}

std::vector<scene::NameItem> namesOf(const Path& path, const std::function<std::string(const Piece&)>& nameOf) {
    std::vector<scene::NameItem> names;
    for (const Piece& piece : path.pieces) names.push_back({path.shaft.at((piece.fromMm + piece.toMm) / 2), fmt::format("{} {:.0f}\xE2\x80\x93{:.0f}", nameOf(piece), piece.fromMm, piece.toMm)});
    return names;
}

std::vector<scene::NameItem> hazardNamesOf(const body::Body& body, const Passage& passage, size_t most) {
    std::vector<scene::NameItem> names;
    for (const Hazard& hazard : passage.hazards)
        if (isNamed(hazard) && names.size() < most) names.push_back({passage.path.shaft.at(hazard.atDepthMm), shortOf(body, hazard)});
    return names;
}

std::vector<std::string> hazardSentencesOf(const body::Body& body, const Passage& passage, const std::optional<Passage>& without) {
    constexpr size_t kMost = 4;
    std::string hazards;
    size_t count = 0;
    for (const Hazard& hazard : passage.hazards) {
        if (!isNamed(hazard) || ++count > kMost) continue;
        hazards += (hazards.empty() ? "" : "; ") + shortOf(body, hazard);
    }
    if (count > kMost) hazards += "; " + trf("and {} more", count - kMost);
    std::vector<std::string> sentences = {trf("Hazards met or within {:.0f} mm: {}.", kNamedWithinMm, hazards.empty() ? noneModelled() : hazards)};
    if (passage.path.fold.mm > 0) {
        std::string grip = trf("Pincer grip: lifted by {:.0f} mm.", passage.path.fold.mm);
        if (without && without->firstHazardMm) grip += " " + trf("Without it the first hazard comes at {:.0f} mm.", *without->firstHazardMm);
        sentences.push_back(std::move(grip));
    }
    return sentences;
}

}  // namespace myochart::needle
