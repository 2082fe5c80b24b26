#include "needle/drawn_needle.h"

#include <fmt/format.h>

namespace myochart::needle {

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

}  // namespace myochart::needle
