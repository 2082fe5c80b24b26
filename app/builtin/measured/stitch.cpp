#include "builtin/measured/stitch.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace myochart::builtin::measured {

void Stitch::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    if (a != b && b != c && a != c) indices.insert(indices.end(), {a, b, c});
}

void Stitch::band(const Picked& lower, const Picked& upper) {
    const size_t n = lower.row.size(), m = upper.row.size();
    for (size_t i = 0, k = 0; i < n || k < m;) {
        const std::uint32_t p = lower.row[i % n], pNext = lower.row[(i + 1) % n];
        const std::uint32_t q = upper.row[k % m], qNext = upper.row[(k + 1) % m];
        constexpr int kEnd = 1 << 30;
        const int placeP = i + 1 < n ? lower.places[i + 1] : kEnd, placeQ = k + 1 < m ? upper.places[k + 1] : kEnd;
        bool onLower = k == m || (i < n && placeP < placeQ);
        if (i < n && k < m && placeP == placeQ) onLower = gap(pNext, q) < gap(p, qNext);
        if (onLower) {
            triangle(p, pNext, q);
            ++i;
        } else {
            triangle(p, qNext, q);
            ++k;
        }
    }
}

void Stitch::strip(const Row& lower, const Row& upper) {
    const size_t n = lower.size(), m = upper.size();
    if (n < 3 || m < 3) return;
    size_t p0 = 0, q0 = 0;
    float best = 1e30F;
    for (size_t i = 0; i < n; ++i)
        for (size_t k = 0; k < m; ++k)
            if (const float d = gap(lower[i], upper[k]); d < best) best = d, p0 = i, q0 = k;
    // the cheapest way round, by the squared lengths of the edges between the rows (Fuchs, Kedem, Uselton 1977)
    std::vector<float> cost((n + 1) * (m + 1), 1e30F);
    std::vector<bool> byLower((n + 1) * (m + 1), false);
    const auto at = [m](size_t i, size_t k) { return i * (m + 1) + k; };
    cost[0] = 0;
    for (size_t i = 0; i <= n; ++i)
        for (size_t k = 0; k <= m; ++k) {
            if (i + k == 0) continue;
            const float length = gap(lower[(p0 + i) % n], upper[(q0 + k) % m]);
            const float viaLower = i > 0 ? cost[at(i - 1, k)] : 1e30F, viaUpper = k > 0 ? cost[at(i, k - 1)] : 1e30F;
            byLower[at(i, k)] = viaLower < viaUpper;
            cost[at(i, k)] = std::min(viaLower, viaUpper) + length * length;
        }
    for (size_t i = n, k = m; i + k > 0;) {
        const std::uint32_t p = lower[(p0 + i) % n], q = upper[(q0 + k) % m];
        if (byLower[at(i, k)]) {
            --i;
            triangle(lower[(p0 + i) % n], p, q);
        } else {
            --k;
            triangle(p, q, upper[(q0 + k) % m]);
        }
    }
}

void Stitch::fan(std::uint32_t tip, const Row& row, bool top) {
    for (size_t i = 0; i < row.size(); ++i) {
        const std::uint32_t a = row[i], b = row[(i + 1) % row.size()];
        if (top)
            triangle(tip, a, b);
        else
            triangle(tip, b, a);
    }
}

void Stitch::zip(const Row& row, bool top) {
    const size_t n = row.size();
    const auto add = [&](size_t a, size_t b, size_t c) {
        if (top)
            triangle(row[a], row[b], row[c]);
        else
            triangle(row[a], row[c], row[b]);
    };
    for (size_t i = 0, j = n - 1; i + 1 < j;) {
        // i runs up the first half, j down the second; the triangle between them takes the shorter way
        const bool up = j - i == 2 || gap(row[i + 1], row[j]) <= gap(row[i], row[j - 1]);
        if (up)
            add(i, i + 1, j), ++i;
        else
            add(i, j - 1, j), --j;
    }
}

void Stitch::relax(std::vector<vec3>& points, const std::vector<std::uint32_t>& corners, int rounds) const {
    constexpr float kShrink = 0.5F, kGrow = -0.52F;  // Taubin 1995: smooths without shrinking
    std::vector<vec4> sum(points.size(), vec4(0));
    for (int round = 0; round < 2 * rounds; ++round) {
        for (const std::uint32_t i : corners) sum[indices[i]] += vec4(points[indices[i % 3 == 2 ? i - 2 : i + 1]], 1);
        for (const std::uint32_t i : corners) {
            vec4& s = sum[indices[i]];
            if (s.w == 0) continue;
            points[indices[i]] += (vec3(s) / s.w - points[indices[i]]) * (round % 2 ? kGrow : kShrink);
            s = vec4(0);
        }
    }
}

void Stitch::fair(const std::vector<std::uint32_t>& around) {
    constexpr int kHops = 3, kRounds = 8;
    std::vector<std::uint8_t> moves(positions.size(), 0);
    for (const std::uint32_t v : around) moves[v] = kHops;
    for (std::uint8_t hop = kHops; hop > 1; --hop)  // and what hangs on it
        for (size_t t = 0; t + 2 < indices.size(); t += 3) {
            const bool touched =
                moves[indices[t]] == hop || moves[indices[t + 1]] == hop || moves[indices[t + 2]] == hop;
            for (size_t k = t; k < t + 3 && touched; ++k)
                moves[indices[k]] = std::max<std::uint8_t>(moves[indices[k]], static_cast<std::uint8_t>(hop - 1));
        }
    std::vector<std::uint32_t> corners;
    for (size_t i = 0; i < indices.size(); ++i)
        if (moves[indices[i]]) corners.push_back(static_cast<std::uint32_t>(i));
    relax(positions, corners, kRounds);
}

void Stitch::calm(float mostMm) {
    std::vector<std::uint32_t> corners(indices.size());
    std::iota(corners.begin(), corners.end(), 0U);
    std::vector<vec3> smooth = positions;
    relax(smooth, corners, 2);
    for (size_t i = 0; i < positions.size(); ++i) {
        const vec3 move = smooth[i] - positions[i];
        const float length = glm::length(move);
        positions[i] += length > mostMm ? move * (mostMm / length) : move;
    }
}

void turnSlivers(geometry::TriMesh& mesh) {
    const auto flat = [&](size_t t) {
        const vec3 a = mesh.positions[mesh.indices[t]], b = mesh.positions[mesh.indices[t + 1]],
                   c = mesh.positions[mesh.indices[t + 2]];
        return glm::length(glm::cross(b - a, c - a)) < 1e-5F;
    };
    std::vector<size_t> slivers;
    for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3)
        if (flat(t)) slivers.push_back(t);
    if (slivers.empty()) return;
    std::unordered_map<std::uint64_t, size_t> owner;  // directed edge -> index of its first corner
    const auto edge = [](std::uint32_t a, std::uint32_t b) { return static_cast<std::uint64_t>(a) << 32 | b; };
    const auto next = [](size_t i) { return i / 3 * 3 + (i + 1) % 3; };
    const auto enter = [&](size_t t) {
        for (size_t i = t; i < t + 3; ++i) owner[edge(mesh.indices[i], mesh.indices[next(i)])] = i;
    };
    for (size_t t = 0; t + 2 < mesh.indices.size(); t += 3) enter(t);
    for (int round = 0; round < 4; ++round)
        for (const size_t t : slivers) {
            if (!flat(t)) continue;
            size_t longest = t;
            const auto length = [&](size_t i) {
                return glm::distance(mesh.positions[mesh.indices[i]], mesh.positions[mesh.indices[next(i)]]);
            };
            for (size_t i = t; i < t + 3; ++i)
                if (length(i) > length(longest)) longest = i;
            const std::uint32_t a = mesh.indices[longest], c = mesh.indices[next(longest)],
                                b = mesh.indices[next(next(longest))];
            const auto across = owner.find(edge(c, a));
            if (across == owner.end()) continue;
            const size_t other = across->second / 3 * 3;
            const std::uint32_t d = mesh.indices[next(next(across->second))];
            if (b == d || owner.contains(edge(b, d)) || owner.contains(edge(d, b))) continue;
            owner.erase(edge(a, c));
            owner.erase(edge(c, a));
            mesh.indices[t] = a, mesh.indices[t + 1] = d, mesh.indices[t + 2] = b;
            mesh.indices[other] = d, mesh.indices[other + 1] = c, mesh.indices[other + 2] = b;
            enter(t);
            enter(other);
        }
}

}  // namespace myochart::builtin::measured
