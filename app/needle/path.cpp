#include "needle/path.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/words.h"

namespace myochart::needle {

namespace {

using body::System;

/// Of those who claim one place the lowest has it.
int rankOf(const body::Structure& structure) {
    switch (structure.system) {
        case System::bone:
        case System::cartilage:
        case System::disc:
        case System::tooth:
            return 0;
        case System::vessel:
        case System::nerve:
        case System::organ:
        case System::eye:
            return 1;
        case System::muscle:
            return 2;
        default:
            return 3;
    }
}

struct Stretch {
    float from = 0, to = 0;
    std::uint32_t structure = 0;
    int rank = 0;
};

constexpr float kShortest = 0.01F;  ///< mm; what is shorter is a graze

/// The stretches inside each structure: its crossings in pairs, in and out, whichever way its surface is wound.
std::vector<Stretch> stretchesOf(const body::Body& body, const std::vector<geometry::RayHit>& hits, float start, std::vector<std::uint32_t>& open) {
    std::map<std::uint32_t, std::vector<float>> crossings;
    for (const geometry::RayHit& hit : hits)
        if (body.structure(hit.at.part).system != System::skin) crossings[hit.at.part].push_back(hit.distanceMm - start);
    std::vector<Stretch> stretches;
    for (const auto& [part, at] : crossings) {
        const int rank = rankOf(body.structure(part));
        for (size_t i = 0; i + 1 < at.size(); i += 2)
            if (at[i + 1] > 0 && at[i + 1] - at[i] >= kShortest) stretches.push_back({std::max(0.0F, at[i]), at[i + 1], part, rank});
        if (at.size() % 2 == 1 && at.back() > 0) open.push_back(part);
    }
    return stretches;
}

/// Of two alike that overlap each gets half; one inside the other is left as it is.
void shareOverlaps(std::vector<Stretch>& stretches) {
    std::ranges::sort(stretches, [](const Stretch& a, const Stretch& b) { return std::tie(a.rank, a.from, a.to, a.structure) < std::tie(b.rank, b.from, b.to, b.structure); });
    for (size_t i = 0; i < stretches.size(); ++i)
        for (size_t k = i + 1; k < stretches.size() && stretches[k].rank == stretches[i].rank; ++k) {
            Stretch &first = stretches[i], &second = stretches[k];
            if (second.from >= first.to || second.to <= first.to || second.from <= first.from) continue;
            first.to = second.from = (second.from + first.to) / 2;
        }
}

/// Who has the place at that depth: the lowest rank, and of these the shortest; nobody.
const Stretch* ownerAt(const std::vector<Stretch>& stretches, float depth) {
    const Stretch* owner = nullptr;
    for (const Stretch& each : stretches) {
        if (depth < each.from || depth >= each.to) continue;
        if (!owner || each.rank < owner->rank || (each.rank == owner->rank && each.to - each.from < owner->to - owner->from)) owner = &each;
    }
    return owner;
}

std::vector<Piece> piecesOf(const std::vector<Stretch>& stretches, float reach) {
    std::vector<float> cuts = {0, reach};
    for (const Stretch& each : stretches)
        for (const float cut : {each.from, each.to})
            if (cut > 0 && cut < reach) cuts.push_back(cut);
    std::ranges::sort(cuts);
    std::vector<Piece> pieces;
    for (size_t i = 0; i + 1 < cuts.size(); ++i) {
        if (cuts[i + 1] <= cuts[i]) continue;
        const Stretch* owner = ownerAt(stretches, (cuts[i] + cuts[i + 1]) / 2);
        const std::optional<std::uint32_t> structure = owner ? std::optional(owner->structure) : std::nullopt;
        if (!pieces.empty() && pieces.back().structure == structure) pieces.back().toMm = cuts[i + 1];
        else pieces.push_back({cuts[i], cuts[i + 1], structure});
    }
    return pieces;
}

/// A narrow gap between two structures is no piece; that between the skin and the first one is, however thin.
void closeSeams(std::vector<Piece>& pieces) {
    for (size_t i = 1; i + 1 < pieces.size();) {
        const Piece gap = pieces[i];
        if (gap.structure || gap.toMm - gap.fromMm > kSeamMm) {
            ++i;
            continue;
        }
        const float middle = (gap.fromMm + gap.toMm) / 2;
        pieces[i - 1].toMm = pieces[i + 1].fromMm = middle;
        if (pieces[i - 1].structure == pieces[i + 1].structure) {
            pieces[i - 1].toMm = pieces[i + 1].toMm;
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

/// Where the way goes in through the skin, nearest to the entry that was given.
std::optional<float> skinNear(const body::Body& body, const std::vector<geometry::RayHit>& hits, float entry) {
    std::optional<float> best;
    for (const geometry::RayHit& hit : hits) {
        if (body.structure(hit.at.part).system != System::skin || !hit.entering) continue;
        const float off = std::abs(hit.distanceMm - entry);
        if (off <= kSkinReachMm && (!best || off < std::abs(*best - entry))) best = hit.distanceMm;
    }
    return best;
}

void cutAt(std::vector<Piece>& pieces, float depth) {
    std::erase_if(pieces, [&](const Piece& piece) { return piece.fromMm >= depth; });
    if (!pieces.empty()) pieces.back().toMm = depth;
}

}  // namespace

Result<Shaft> shaftFrom(vec3 entry, vec3 direction, float depthMm) {
    constexpr float kFarthestMm = 100'000;
    for (int i = 0; i < 3; ++i)
        if (!(std::abs(entry[i]) <= kFarthestMm)) return refused(said("The entry is no place on a body: its coordinates are three numbers in mm."));
    const float length = glm::length(direction);
    if (!(length > 1e-6F) || !std::isfinite(length)) return refused(said("The direction is none: it is three numbers that are not all 0."));
    if (!(depthMm > 0) || depthMm > kLongestMm) return refused(said("The length must be more than 0 and at most {} mm.", kLongestMm));
    return Shaft{entry, direction / length, depthMm};
}

vec3 firstDirection(places::SkinWay& skinWay, vec3 place, vec3 normal) {
    if (const auto out = skinWay.out(place); out && glm::length(*out) > kShortest) return -glm::normalize(*out);
    return -normal;
}

float distanceFrom(const body::Body& body, vec3 place) {
    const Box box = body.bounds();
    return glm::length(glm::max(glm::max(box.min - place, place - box.max), vec3(0)));
}

Path pathOf(const body::Body& body, const geometry::RayIndex& rays, const Shaft& shaft) {
    // From outside of what lies at the entry to behind what lies at the tip, so that every crossing has its partner.
    constexpr float kBeforeMm = 400, kBehindMm = 400;
    const geometry::Ray ray{shaft.at(-kBeforeMm), shaft.direction};
    const auto hits = rays.allHits(ray, kBeforeMm + shaft.depthMm + kBehindMm);
    Path path;
    path.shaft = shaft;
    float start = kBeforeMm;
    if (const auto skin = skinNear(body, hits, kBeforeMm)) {
        path.fromSkin = true;
        path.movedMm = *skin - kBeforeMm;
        path.shaft.entry = shaft.at(path.movedMm);
        start = *skin;
    }
    std::vector<Stretch> stretches = stretchesOf(body, hits, start, path.openSurfaces);
    shareOverlaps(stretches);
    const float reach = shaft.depthMm + kBehindMm;
    path.pieces = piecesOf(stretches, reach);
    closeSeams(path.pieces);
    cutAt(path.pieces, shaft.depthMm);
    for (const Piece& piece : path.pieces)
        if (piece.structure && rankOf(body.structure(*piece.structure)) == 0 && !path.boneAtMm) path.boneAtMm = piece.fromMm;
    return path;
}

float lengthIn(const Path& path, const std::vector<std::uint32_t>& structures) {
    float mm = 0;
    for (const Piece& piece : path.pieces)
        if (piece.structure && std::ranges::find(structures, *piece.structure) != structures.end()) mm += piece.toMm - piece.fromMm;
    return mm;
}

std::optional<std::uint32_t> tipIn(const Path& path) { return path.pieces.empty() ? std::nullopt : path.pieces.back().structure; }

}  // namespace myochart::needle
