#include "body/import_helper/polygon.h"

#include <array>
#include <cmath>

namespace myochart::import_helper {

namespace {

struct Point {
    double x, y;
};

/// Twice the signed area of a, b, c.
double turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// The polygon seen along its normal (Newell's sum), counter-clockwise.
std::vector<Point> flattened(const std::vector<float>& positions, std::span<const std::uint32_t> corners) {
    const auto at = [&](size_t i, size_t axis) {
        return static_cast<double>(positions[3 * size_t{corners[i]} + axis]);
    };
    std::array<double, 3> normal{};
    for (size_t i = 0; i < corners.size(); ++i) {
        const size_t next = (i + 1) % corners.size();
        for (size_t k = 0; k < 3; ++k) {
            const size_t l = (k + 1) % 3, m = (k + 2) % 3;
            normal[k] += (at(i, l) - at(next, l)) * (at(i, m) + at(next, m));
        }
    }
    size_t along = 0;
    for (size_t k = 1; k < 3; ++k)
        if (std::abs(normal[k]) > std::abs(normal[along])) along = k;
    const double flip = normal[along] < 0 ? -1 : 1;
    std::vector<Point> flat;
    for (size_t i = 0; i < corners.size(); ++i) flat.push_back({at(i, (along + 1) % 3) * flip, at(i, (along + 2) % 3)});
    return flat;
}

/// True when the corner `b` between `a` and `c` can be cut off: it turns left and no other corner lies in the ear.
bool isEar(const std::vector<Point>& flat, const std::vector<size_t>& open, size_t at) {
    const size_t count = open.size();
    const Point a = flat[open[(at + count - 1) % count]], b = flat[open[at]], c = flat[open[(at + 1) % count]];
    if (turn(a, b, c) <= 0) return false;
    for (size_t i = 2; i + 1 < count; ++i) {
        const Point p = flat[open[(at + i) % count]];
        if (turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0) return false;
    }
    return true;
}

void appendFan(std::span<const std::uint32_t> corners, std::vector<std::uint32_t>& triangles) {
    for (size_t i = 1; i + 1 < corners.size(); ++i)
        triangles.insert(triangles.end(), {corners[0], corners[i], corners[i + 1]});
}

}  // namespace

void appendPolygon(const std::vector<float>& positions, std::span<const std::uint32_t> corners,
                   std::vector<std::uint32_t>& triangles) {
    constexpr size_t kMostWithDents = 256;
    if (corners.size() <= 3 || corners.size() > kMostWithDents) return appendFan(corners, triangles);
    const auto flat = flattened(positions, corners);
    std::vector<size_t> open(corners.size());
    for (size_t i = 0; i < open.size(); ++i) open[i] = i;
    while (open.size() > 3) {
        size_t ear = 0;
        while (ear < open.size() && !isEar(flat, open, ear)) ++ear;
        if (ear == open.size()) break;  // crossing itself or without area: the rest as a fan
        const size_t count = open.size();
        triangles.insert(triangles.end(), {corners[open[(ear + count - 1) % count]], corners[open[ear]],
                                           corners[open[(ear + 1) % count]]});
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(ear));
    }
    std::vector<std::uint32_t> rest;
    for (const size_t i : open) rest.push_back(corners[i]);
    appendFan(rest, triangles);
}

}  // namespace myochart::import_helper
