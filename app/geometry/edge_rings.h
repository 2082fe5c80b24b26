#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace myochart::geometry {

/// Which triangles meet at which edge. The half edge 3 * t + k goes from corner k of triangle t to the next corner; all
/// half edges between the same two places, whichever way they go, form a ring.
struct EdgeRings {
    static constexpr std::uint32_t kAlone = 0xFFFFFFFF;
    std::vector<std::uint32_t> next;       ///< by half edge: the next in its ring; kAlone where there is no other
    std::vector<std::uint32_t> open;       ///< half edges alone at their edge
    std::vector<std::uint32_t> branching;  ///< one half edge of every ring of three or more
};

/// `places`: the place number of every corner, three a triangle. Triangles with two corners at one place meet nobody.
/// Takes time proportional to the number of triangles.
EdgeRings edgeRings(std::span<const std::uint32_t> places);

/// The half edge that begins where `halfEdge` ends, in the same triangle.
constexpr std::uint32_t following(std::uint32_t halfEdge) {
    return halfEdge % 3 == 2 ? halfEdge - 2 : halfEdge + 1;
}

}  // namespace myochart::geometry
