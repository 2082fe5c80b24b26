#include "body/measured/stitch.h"

#include <algorithm>

namespace myochart::body::measured {

void Stitch::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    if (a != b && b != c && a != c) indices.insert(indices.end(), {a, b, c});
}

void Stitch::band(const Row& lower, const Row& upper) {
    const size_t n = lower.size();
    for (size_t i = 0; i < n; ++i) {
        const size_t j = (i + 1) % n;
        if (gap(lower[i], upper[j]) < gap(lower[j], upper[i])) {
            triangle(lower[i], lower[j], upper[j]);
            triangle(lower[i], upper[j], upper[i]);
        } else {
            triangle(lower[i], lower[j], upper[i]);
            triangle(lower[j], upper[j], upper[i]);
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
    for (size_t i = 0, k = 0; i < n || k < m;) {
        const std::uint32_t p = lower[(p0 + i) % n], pNext = lower[(p0 + i + 1) % n];
        const std::uint32_t q = upper[(q0 + k) % m], qNext = upper[(q0 + k + 1) % m];
        const float lead = static_cast<float>(i) / static_cast<float>(n) - static_cast<float>(k) / static_cast<float>(m);
        const bool advanceLower = k == m || (i < n && lead < 0.3F && (lead < -0.3F || gap(pNext, q) < gap(p, qNext)));
        if (advanceLower) {
            triangle(p, pNext, q);
            ++i;
        } else {
            triangle(p, qNext, q);
            ++k;
        }
    }
}

void Stitch::fan(std::uint32_t tip, const Row& row, bool top) {
    for (size_t i = 0; i < row.size(); ++i) {
        const std::uint32_t a = row[i], b = row[(i + 1) % row.size()];
        if (top) triangle(tip, a, b);
        else triangle(tip, b, a);
    }
}

void Stitch::zip(const Row& row, bool top) {
    const size_t n = row.size();
    const auto add = [&](size_t a, size_t b, size_t c) {
        if (top) triangle(row[a], row[b], row[c]);
        else triangle(row[a], row[c], row[b]);
    };
    for (size_t i = 0, j = n - 1; i + 1 < j;) {
        // i runs up the first half, j down the second; the triangle between them takes the shorter way
        const bool up = j - i == 2 || gap(row[i + 1], row[j]) <= gap(row[i], row[j - 1]);
        if (up) add(i, i + 1, j), ++i;
        else add(i, j - 1, j), --j;
    }
}

}  // namespace myochart::body::measured
