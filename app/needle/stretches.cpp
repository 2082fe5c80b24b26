#include "needle/stretches.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace myochart::needle {

using body::System;

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

void shareOverlaps(std::vector<Stretch>& stretches) {
    std::ranges::sort(stretches, [](const Stretch& a, const Stretch& b) { return std::tie(a.rank, a.from, a.to, a.structure) < std::tie(b.rank, b.from, b.to, b.structure); });
    for (size_t i = 0; i < stretches.size(); ++i)
        for (size_t k = i + 1; k < stretches.size() && stretches[k].rank == stretches[i].rank; ++k) {
            Stretch &first = stretches[i], &second = stretches[k];
            if (second.from >= first.to || second.to <= first.to || second.from <= first.from) continue;
            first.to = second.from = (second.from + first.to) / 2;
        }
}

namespace {

/// Who has the place at that depth: the lowest rank, and of these the shortest; nobody.
const Stretch* ownerAt(const std::vector<Stretch>& stretches, float depth) {
    const Stretch* owner = nullptr;
    for (const Stretch& each : stretches) {
        if (depth < each.from || depth >= each.to) continue;
        if (!owner || each.rank < owner->rank || (each.rank == owner->rank && each.to - each.from < owner->to - owner->from)) owner = &each;
    }
    return owner;
}

}  // namespace

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

void dropSlivers(const body::Body& body, std::vector<Piece>& pieces) {
    constexpr int kMuscle = 2;
    const auto isSliver = [&](const Piece& piece) { return piece.toMm - piece.fromMm < kSliverMm && (!piece.structure || rankOf(body.structure(*piece.structure)) >= kMuscle); };
    for (size_t i = 0; i < pieces.size() && pieces.size() > 1;) {
        if (!isSliver(pieces[i]) || (i == 0 && !pieces[i].structure)) {
            ++i;
            continue;
        }
        if (i > 0) pieces[i - 1].toMm = pieces[i].toMm;
        else pieces[1].fromMm = pieces[0].fromMm;
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
        // Two of one structure that it parted are one.
        if (i > 0 && i < pieces.size() && pieces[i].structure == pieces[i - 1].structure && pieces[i].outside == pieces[i - 1].outside) {
            pieces[i - 1].toMm = pieces[i].toMm;
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
}

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

}  // namespace myochart::needle
