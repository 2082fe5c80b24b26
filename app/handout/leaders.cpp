#include "handout/leaders.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <glm/common.hpp>
#include <glm/ext/vector_double2.hpp>
#include <glm/geometric.hpp>

namespace myochart::handout {

namespace {

using glm::dvec2;

/// So far apart, in frame heights, are places set while it is worked out which line goes where: two on one line would lie on one another.
constexpr double kApart = 1e-5;

double turn(dvec2 a, dvec2 b, dvec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool isBetween(dvec2 a, dvec2 b, dvec2 c) {
    return std::min(a.x, b.x) <= c.x && c.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= c.y && c.y <= std::max(a.y, b.y);
}

bool meet(dvec2 a, dvec2 b, dvec2 c, dvec2 d) {
    const double abc = turn(a, b, c), abd = turn(a, b, d), cda = turn(c, d, a), cdb = turn(c, d, b);
    if (((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0) return true;
    return (abc == 0 && isBetween(a, b, c)) || (abd == 0 && isBetween(a, b, d)) || (cda == 0 && isBetween(c, d, a)) || (cdb == 0 && isBetween(c, d, b));
}

size_t roomInColumn(const PictureFrame& frame, const LabelColumns& columns) {
    const float step = columns.heightOfLabel + columns.between;
    return static_cast<size_t>(std::max(0.0F, std::floor((frame.bottom - frame.top + columns.between) / step + 1e-4F)));
}

/// Heights of so many labels, as near as can be to what they name: those that would overlap move apart together.
std::vector<double> spread(const std::vector<double>& wanted, double step, double top, double bottom) {
    struct Group {
        double sum = 0;  ///< of the heights that its first label is wanted at
        size_t count = 0;
        double first() const { return sum / static_cast<double>(count); }
    };
    std::vector<Group> groups;
    for (const double each : wanted) {
        groups.push_back({each, 1});
        while (groups.size() > 1) {
            const Group& last = groups.back();
            Group& before = groups[groups.size() - 2];
            const auto height = static_cast<double>(before.count) * step;
            if (before.first() + height <= last.first()) break;
            before.sum += last.sum - static_cast<double>(last.count) * height;
            before.count += last.count;
            groups.pop_back();
        }
    }
    std::vector<double> heights;
    for (const Group& group : groups)
        for (size_t i = 0; i < group.count; ++i) heights.push_back(group.first() + static_cast<double>(i) * step);
    // What hangs out is pushed back, from below and then from above; there is room for all.
    double limit = bottom;
    for (auto each = heights.rbegin(); each != heights.rend(); ++each, limit -= step) *each = std::min(*each, limit);
    limit = top;
    for (double& each : heights) {
        each = static_cast<float>(std::max(each, limit));  // as the line will have it
        limit = each + step;
    }
    return heights;
}

/// One side: gives each place one of the heights, so that no lines cross. Exchanging the ends of two lines that cross makes both
/// together shorter, so it comes to an end.
void untangle(const std::vector<dvec2>& places, double edge, const std::vector<double>& heights, std::vector<size_t>& slotOf) {
    const auto endOf = [&](size_t i) { return dvec2(edge, heights[slotOf[i]]); };
    const auto length = [&](size_t i, size_t slot) { return glm::length(places[i] - dvec2(edge, heights[slot])); };
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < places.size(); ++i)
            for (size_t k = i + 1; k < places.size(); ++k) {
                if (!meet(places[i], endOf(i), places[k], endOf(k))) continue;
                if (length(i, slotOf[k]) + length(k, slotOf[i]) >= length(i, slotOf[i]) + length(k, slotOf[k])) continue;
                std::swap(slotOf[i], slotOf[k]);
                changed = true;
            }
    }
}

/// The places of one side, by their index in `all`.
void leadSide(const std::vector<dvec2>& all, std::vector<size_t> side, bool onLeft, const PictureFrame& frame, const LabelColumns& columns, std::vector<Leader>& leaders) {
    std::ranges::stable_sort(side, {}, [&](size_t i) { return all[i].y; });
    std::vector<dvec2> places;
    std::vector<double> wanted;
    for (const size_t i : side) {
        places.push_back(all[i]);
        wanted.push_back(all[i].y);
    }
    const double half = columns.heightOfLabel / 2;
    const auto heights = spread(wanted, columns.heightOfLabel + columns.between, frame.top + half, frame.bottom - half);
    std::vector<size_t> slotOf(side.size());
    std::iota(slotOf.begin(), slotOf.end(), size_t{0});
    const double edge = onLeft ? frame.left : frame.right;
    untangle(places, edge, heights, slotOf);
    for (size_t i = 0; i < side.size(); ++i) {
        leaders[side[i]].to = vec2(dvec2(edge, heights[slotOf[i]]));
        leaders[side[i]].onLeft = onLeft;
    }
}

}  // namespace

size_t roomFor(const PictureFrame& frame, const LabelColumns& columns) { return 2 * roomInColumn(frame, columns); }

bool cross(const Leader& one, const Leader& other) { return meet(one.from, one.to, other.from, other.to); }

std::optional<std::vector<Leader>> leadersFor(std::span<const vec2> places, const PictureFrame& frame, const LabelColumns& columns) {
    const size_t room = roomInColumn(frame, columns);
    if (places.size() > 2 * room) return std::nullopt;
    std::vector<Leader> leaders(places.size());
    std::vector<dvec2> all;
    // Nothing named lies on an edge, where lines end, and no two places on one line along the picture.
    const double rim = 0.01 * static_cast<double>(frame.right - frame.left), apart = kApart * static_cast<double>(frame.bottom - frame.top);
    for (size_t i = 0; i < places.size(); ++i) {
        const dvec2 at = glm::clamp(dvec2(places[i]), dvec2(frame.left + rim, frame.top), dvec2(frame.right - rim, frame.bottom));
        leaders[i].from = vec2(at + apart * dvec2(std::sin(static_cast<double>(i) * 1.7), static_cast<double>(i)));
        all.emplace_back(leaders[i].from);
    }
    std::vector<size_t> order(places.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, {}, [&](size_t i) { return all[i].x; });
    // From left to right, so that a line runs all the way between both sides' lines.
    const auto wantedLeft = static_cast<size_t>(std::ranges::count_if(all, [&](dvec2 at) { return at.x < static_cast<double>(columns.middle); }));
    const size_t least = places.size() > room ? places.size() - room : 0;
    const size_t onLeft = std::clamp(wantedLeft, least, std::min(room, places.size()));
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(onLeft);
    leadSide(all, {order.begin(), middle}, true, frame, columns, leaders);
    leadSide(all, {middle, order.end()}, false, frame, columns, leaders);
    return leaders;
}

}  // namespace myochart::handout
