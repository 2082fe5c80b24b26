#pragma once
#include <vector>

#include "needle/path.h"

namespace myochart::needle {

// From the surfaces that a way crosses to pieces end to end; only for this folder. The rule is told at Path.

/// A stretch of the way inside one structure, mm under the skin.
struct Stretch {
    float from = 0, to = 0;
    std::uint32_t structure = 0;
    int rank = 0;  ///< rankOf() it
};

constexpr float kShortest = 0.01F;  ///< mm; what is shorter is a graze

/// Of those who claim one place the lowest has it: 0 bone and the like, 1 vessel, nerve and organ, 2 muscle, 3 the rest.
int rankOf(const body::Structure& structure);
/// The stretches inside each structure: its crossings in pairs, in and out, whichever way its surface is wound. `start`: of
/// the skin along the ray. What has no way out goes into `open`.
std::vector<Stretch> stretchesOf(const body::Body& body, const std::vector<geometry::RayHit>& hits, float start, std::vector<std::uint32_t>& open);
/// Of two alike that overlap each gets half; one inside the other is left as it is.
void shareOverlaps(std::vector<Stretch>& stretches);
/// End to end from the skin to `reach`.
std::vector<Piece> piecesOf(const std::vector<Stretch>& stretches, float reach);
/// What is so short that it would be told as "38-38" goes to the piece before it, or the first to the one behind; bone, vessel, nerve
/// and organ never do.
void dropSlivers(const body::Body& body, std::vector<Piece>& pieces);
constexpr float kSliverMm = 0.5F;
/// A narrow gap between two structures is no piece; that between the skin and the first one is, however thin.
void closeSeams(std::vector<Piece>& pieces);

}  // namespace myochart::needle
