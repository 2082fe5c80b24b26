#include "scene/label_columns.h"

#include <algorithm>
#include <cmath>

namespace myochart::scene {

namespace {

constexpr float kAsidePx = 26;  // between the points and the first column
constexpr float kRowGapPx = 4;
constexpr float kFromEdgePx = 4;
constexpr float kAcross = 0.5F;  // a half that lies so much to one side has its column there

struct Column {
    float left = 0, width = 0;
    std::vector<float> tops;  ///< free rows, downwards
};

/// Rows of a column that are free from its left to its right.
Column freeRows(const LabelRoom& room, float left, float width, float height) {
    Column column{left, width, {}};
    for (float top = kFromEdgePx; top + height + kFromEdgePx <= room.sizePx().y;) {
        const bool isFree = room.isFree({{left, top}, {left + width, top + height}});
        if (isFree) column.tops.push_back(top);
        top += isFree ? height + kRowGapPx : 4;
    }
    return column;
}

/// Which row each item takes: rows ascend as the items do, the sum of the ways up and down is least.
std::vector<size_t> orderedRows(const std::vector<ColumnItem>& items, const std::vector<float>& tops) {
    const size_t m = items.size(), n = tops.size();
    const auto at = [&](size_t i, size_t j) { return i * (n + 1) + j; };
    std::vector<float> least((m + 1) * (n + 1), 0);  // of the first i items in the first j rows
    for (size_t i = 1; i <= m; ++i) {
        for (size_t j = 0; j < i; ++j) least[at(i, j)] = 1e30F;
        for (size_t j = i; j <= n; ++j) {
            const float way = std::abs(tops[j - 1] + items[i - 1].sizePx.y / 2 - items[i - 1].pointPx.y);
            least[at(i, j)] = std::min(least[at(i, j - 1)], least[at(i - 1, j - 1)] + way);
        }
    }
    std::vector<size_t> rows(m);
    for (size_t i = m, j = n; i > 0; --j)
        if (least[at(i, j)] < least[at(i, j - 1)]) rows[--i] = j - 1;
    return rows;
}

/// Fills columns on one side, from the hull outwards.
void fillSide(const LabelRoom& room, const PxRect& hull, std::vector<ColumnItem> items, bool toTheRight, std::vector<std::pair<size_t, vec2>>& places) {
    if (items.empty()) return;
    vec2 most{};
    for (const ColumnItem& item : items) most = glm::max(most, item.sizePx);
    // A hull that fills the picture leaves the picture's own edges.
    float near = toTheRight ? std::min(hull.max.x + kAsidePx, room.sizePx().x - kFromEdgePx - most.x) : std::max(hull.min.x - kAsidePx, kFromEdgePx + most.x);
    // Who stands nearest to the columns goes into the first one.
    std::sort(items.begin(), items.end(), [&](const ColumnItem& a, const ColumnItem& b) {
        return toTheRight ? a.pointPx.x > b.pointPx.x : a.pointPx.x < b.pointPx.x;
    });
    for (size_t done = 0; done < items.size();) {
        const float left = toTheRight ? near : near - most.x;
        if (left < kFromEdgePx || left + most.x > room.sizePx().x - kFromEdgePx) return;
        const Column column = freeRows(room, left, most.x, most.y);
        const size_t count = std::min(column.tops.size(), items.size() - done);
        std::vector<ColumnItem> here(items.begin() + static_cast<std::ptrdiff_t>(done), items.begin() + static_cast<std::ptrdiff_t>(done + count));
        std::sort(here.begin(), here.end(), [](const ColumnItem& a, const ColumnItem& b) { return a.pointPx.y < b.pointPx.y; });
        const std::vector<size_t> rows = orderedRows(here, column.tops);
        for (size_t i = 0; i < count; ++i)
            places.emplace_back(here[i].request, vec2(toTheRight ? left : left + most.x - here[i].sizePx.x, column.tops[rows[i]]));
        done += count;
        near += toTheRight ? most.x + kRowGapPx * 2 : -most.x - kRowGapPx * 2;
    }
}

}  // namespace

std::vector<std::pair<size_t, vec2>> columnPlaces(const LabelRoom& room, const PxRect& hull, std::vector<ColumnItem> items) {
    // Half to either side, by where they stand among themselves; what is bounded goes to its own side.
    std::sort(items.begin(), items.end(), [](const ColumnItem& a, const ColumnItem& b) { return a.pointPx.x < b.pointPx.x; });
    const float middle = (hull.min.x + hull.max.x) / 2;
    const auto split = std::stable_partition(items.begin(), items.end(), [&](const ColumnItem& item) {
        if (std::abs(item.side.towards.x) >= kAcross) return item.side.towards.x < 0;
        return item.pointPx.x < middle;
    });
    std::vector<std::pair<size_t, vec2>> places;
    fillSide(room, hull, {items.begin(), split}, false, places);
    fillSide(room, hull, {split, items.end()}, true, places);
    return places;
}

}  // namespace myochart::scene
