#include "scene/labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "scene/label_columns.h"
#include "scene/label_room.h"

namespace myochart::scene {

namespace {

constexpr float kEdgePx = 4;           // labels keep off the picture's edge
constexpr float kMarkGapPx = 1.5F;     // new places keep this far from marks; kept ones only off them, so that they need not move at once
constexpr float kGapPx = 3;            // between new labels
constexpr float kLongLeaderPx = 90;    // leaders longer than this are shortened when a place beside the point is free
constexpr size_t kMostShortened = 4;   // a frame, so that few labels move at a time
constexpr size_t kMostSwapped = 1;     // pairs a frame among labels that kept their places
constexpr size_t kCompared = 4;        // free places looked at before the best is taken
constexpr float kCrossingPx = 60;      // how much longer a leader may be to cross no other
constexpr float kUnderPx = 200;        // and to run under no other label: it would seem to end there
constexpr size_t kMostUncovered = 8;   // a frame
constexpr float kGatherCellPx = 140;   // labels gathered into one pill lie in one such cell
constexpr std::array<float, 9> kRadiiPx = {11, 14, 18, 27, 38, 52, 72, 100, 140};
constexpr size_t kBeside = 6;  // of them beside the point; farther off only what would else run under another label
constexpr size_t kDirections = 12;

/// Last frame's labels by key; a pill's key is "+" and its first member's.
using LastLabels = std::unordered_map<std::string_view, const PlacedLabel*>;

/// The layout of one frame while it grows.
class Layout {
  public:
    Layout(std::span<const LabelRequest> requests, const Viewport& viewport, float scale);

    bool onScreen(size_t request) const;
    bool keep(size_t request, const PlacedLabel& last);
    bool placeBeside(size_t request);
    /// Puts those that found no place beside their points into columns; gives those that found none there either.
    std::vector<size_t> placeInColumns(std::span<const size_t> homeless);
    void shortenLongLeaders();
    /// Finds other places for labels whose leaders run under another label.
    void uncoverLeaders();
    /// Lets pairs with crossing leaders change places: all of this frame's new ones, few of the kept.
    void untangle();
    void gather(std::span<const size_t> left, const LastLabels& last);
    float fromMiddle2(size_t request) const { return glm::dot(requests_[request].pointPx - middle_, requests_[request].pointPx - middle_); }
    std::vector<PlacedLabel> take() { return std::move(placed_); }

  private:
    struct Found {
        vec2 corner{};
        float cost = 1e30F;
    };
    Found search(vec2 point, vec2 size, const PxHalf& side, size_t radii = kBeside) const;
    float cost(const PxRect& rect, vec2 point) const;
    void add(PlacedLabel label, const PxHalf& side);
    void addOwn(size_t request, vec2 corner);
    static constexpr size_t kNone = ~size_t{0};
    bool isGood(const PxRect& rect, size_t exceptA = kNone, size_t exceptB = kNone) const;
    bool leadersCross(size_t a, size_t b) const;
    bool runsUnder(size_t label) const;
    PxRect inPlaceOf(size_t label, size_t other) const;
    bool trySwap(size_t a, size_t b);
    void moveTo(size_t label, const PxRect& rect);
    void takeMarks();
    void renewRoom();
    bool isImportant(const std::string& key) const;
    PlacedLabel* hostFor(const PxHalf& side);
    void addPill(const std::vector<size_t>& members, const LastLabels& last);

    std::span<const LabelRequest> requests_;
    Viewport viewport_;
    float scale_;
    vec2 middle_{};
    PxRect hull_{vec2(1e30F), vec2(-1e30F)};  ///< of the points in the picture
    LabelRoom room_;
    std::vector<PlacedLabel> placed_;
    std::vector<PxHalf> sides_;  ///< that each stays in
    std::vector<PxRect> rects_;
    std::vector<vec2> ends_;    ///< of the leaders, on the labels' edges
    std::vector<bool> isKept_;  ///< stands as last frame
};

/// Whether the way from `a` to `b` runs under a label.
bool crosses(vec2 a, vec2 b, const PxRect& label) {
    return cross(a, b, label.min, label.max) || cross(a, b, {label.min.x, label.max.y}, {label.max.x, label.min.y});
}

PxRect rectOf(vec2 corner, vec2 size) { return {corner, corner + size}; }

PxRect markOf(const LabelRequest& request) { return {request.pointPx + request.mark.min, request.pointPx + request.mark.max}; }

Layout::Layout(std::span<const LabelRequest> requests, const Viewport& viewport, float scale)
    : requests_(requests), viewport_(viewport), scale_(scale), room_(viewport) {
    for (const LabelRequest& request : requests_) middle_ += request.pointPx / static_cast<float>(std::max<size_t>(requests_.size(), 1));
    takeMarks();
    for (size_t i = 0; i < requests_.size(); ++i) {
        if (!onScreen(i)) continue;
        hull_.min = glm::min(hull_.min, requests_[i].pointPx);
        hull_.max = glm::max(hull_.max, requests_[i].pointPx);
    }
}

void Layout::takeMarks() {
    for (const LabelRequest& request : requests_) room_.take(markOf(request).grown(kMarkGapPx * scale_));
}

bool Layout::onScreen(size_t request) const {
    return isIn(viewport_, requests_[request].pointPx);
}

void Layout::add(PlacedLabel label, const PxHalf& side) {
    sides_.push_back(side);
    rects_.push_back(rectOf(label.cornerPx, label.sizePx));
    room_.take(rects_.back().grown(kGapPx * scale_));
    ends_.push_back(rects_.back().nearest(label.pointPx));
    placed_.push_back(std::move(label));
    isKept_.push_back(false);
}

/// The label of one request.
void Layout::addOwn(size_t request, vec2 corner) {
    const LabelRequest& asked = requests_[request];
    add({asked.key, asked.text, corner, asked.sizePx, asked.pointPx, 0, asked.opacity, asked.deep}, asked.side);
}

/// Exact tests for a place of last frame: by the cells of LabelRoom neighbours would jump when they cross a cell's edge.
bool Layout::isGood(const PxRect& rect, size_t exceptA, size_t exceptB) const {
    if (rect.min.x < 0 || rect.min.y < 0 || rect.max.x > room_.sizePx().x || rect.max.y > room_.sizePx().y) return false;
    for (size_t i = 0; i < rects_.size(); ++i)
        if (i != exceptA && i != exceptB && rect.meets(rects_[i])) return false;
    return std::none_of(requests_.begin(), requests_.end(), [&](const LabelRequest& other) { return rect.meets(markOf(other)); });
}

/// Beside its point as last frame, if nothing is there now.
bool Layout::keep(size_t request, const PlacedLabel& last) {
    const LabelRequest& asked = requests_[request];
    const PxRect rect = rectOf(asked.pointPx + (last.cornerPx - last.pointPx), asked.sizePx);
    if (!isGood(rect) || !asked.side.holds(rect)) return false;
    addOwn(request, rect.min);
    isKept_.back() = true;
    return true;
}

/// Length of the leader, more when it crosses another leader or runs under another label.
float Layout::cost(const PxRect& rect, vec2 point) const {
    const vec2 end = rect.nearest(point);
    float sum = glm::distance(end, point);
    for (size_t i = 0; i < placed_.size(); ++i) {
        const PxRect& other = rects_[i];
        if (cross(point, end, placed_[i].pointPx, ends_[i])) sum += kCrossingPx * scale_;
        if (crosses(point, end, other)) sum += kUnderPx * scale_;
    }
    return sum;
}

/// The best of the nearest free places around a point, away from the middle of all points first.
Layout::Found Layout::search(vec2 point, vec2 size, const PxHalf& side, size_t radii) const {
    const vec2 away = point - middle_;
    const float outward = glm::length(away) > 1 ? std::atan2(away.y, away.x) : 0;
    Found best;
    size_t compared = 0;
    for (size_t r = 0; r < radii; ++r) {
        const float radius = kRadiiPx[r] * scale_;
        if (radius >= best.cost) break;
        for (size_t k = 0; k < kDirections; ++k) {
            // 0, +1, -1, +2, -2, ... steps from the outward direction.
            const float steps = static_cast<float>((k + 1) / 2) * (k % 2 ? 1.0F : -1.0F);
            const float angle = outward + steps * 2 * std::numbers::pi_v<float> / static_cast<float>(kDirections);
            const vec2 d(std::cos(angle), std::sin(angle));
            const vec2 near = point + d * radius;
            const vec2 corner = near - size * glm::clamp((1.0F - d * 1.6F) * 0.5F, vec2(0), vec2(1));
            const PxRect rect = rectOf(corner, size);
            if (corner.x < kEdgePx || corner.y < kEdgePx || rect.max.x > room_.sizePx().x - kEdgePx || rect.max.y > room_.sizePx().y - kEdgePx) continue;
            if (!side.holds(rect) || !room_.isFree(rect)) continue;
            const float here = cost(rect, point) + 0.6F * std::abs(steps);
            if (here < best.cost) best = {corner, here};
            if (++compared >= kCompared) return best;
        }
    }
    return best;
}

bool Layout::placeBeside(size_t request) {
    const LabelRequest& asked = requests_[request];
    const Found found = search(asked.pointPx, asked.sizePx, asked.side);
    if (found.cost >= 1e30F) return false;
    addOwn(request, found.corner);
    return true;
}

std::vector<size_t> Layout::placeInColumns(std::span<const size_t> homeless) {
    std::vector<ColumnItem> items;
    for (const size_t i : homeless) items.push_back({i, requests_[i].pointPx, requests_[i].sizePx, requests_[i].side});
    std::vector<size_t> left(homeless.begin(), homeless.end());
    for (const auto& [request, corner] : columnPlaces(room_, hull_, std::move(items))) {
        if (!requests_[request].side.holds(rectOf(corner, requests_[request].sizePx))) continue;
        addOwn(request, corner);
        std::erase(left, request);
    }
    return left;
}

void Layout::renewRoom() {
    room_ = LabelRoom(viewport_);
    takeMarks();
    for (const PxRect& rect : rects_) room_.take(rect.grown(kGapPx * scale_));
}

void Layout::shortenLongLeaders() {
    std::vector<std::pair<float, size_t>> longest;
    for (size_t i = 0; i < placed_.size(); ++i) {
        const float leader = glm::distance(ends_[i], placed_[i].pointPx);
        if (leader > kLongLeaderPx * scale_) longest.emplace_back(leader, i);
    }
    std::sort(longest.rbegin(), longest.rend());
    for (size_t n = 0; n < std::min(longest.size(), kMostShortened); ++n) {
        const auto [leader, i] = longest[n];
        const Found found = search(placed_[i].pointPx, placed_[i].sizePx, sides_[i]);
        if (found.cost >= leader) continue;
        moveTo(i, rectOf(found.corner, placed_[i].sizePx));
        renewRoom();
    }
}

bool Layout::runsUnder(size_t label) const {
    for (size_t i = 0; i < placed_.size(); ++i)
        if (i != label && crosses(placed_[label].pointPx, ends_[label], rects_[i])) return true;
    return false;
}

void Layout::uncoverLeaders() {
    size_t moved = 0;
    for (size_t i = 0; i < placed_.size() && moved < kMostUncovered; ++i) {
        if (!runsUnder(i)) continue;
        const Found found = search(placed_[i].pointPx, placed_[i].sizePx, sides_[i], kRadiiPx.size());
        if (found.cost >= cost(rects_[i], placed_[i].pointPx)) continue;
        moveTo(i, rectOf(found.corner, placed_[i].sizePx));
        renewRoom();
        moved += isKept_[i] ? 1 : 0;
    }
}

void Layout::moveTo(size_t label, const PxRect& rect) {
    placed_[label].cornerPx = rect.min;
    rects_[label] = rect;
    ends_[label] = rect.nearest(placed_[label].pointPx);
}

bool Layout::leadersCross(size_t a, size_t b) const {
    return cross(placed_[a].pointPx, ends_[a], placed_[b].pointPx, ends_[b]);
}

/// The label's rectangle at the other's place, on the edge that faces the other's point.
PxRect Layout::inPlaceOf(size_t label, size_t other) const {
    const PxRect& place = rects_[other];
    const bool isLeftOfPoint = place.max.x < placed_[other].pointPx.x;
    const vec2 size = placed_[label].sizePx;
    return rectOf({isLeftOfPoint ? place.max.x - size.x : place.min.x, place.min.y}, size);
}

bool Layout::trySwap(size_t a, size_t b) {
    const PxRect newA = inPlaceOf(a, b), newB = inPlaceOf(b, a);
    const vec2 pa = placed_[a].pointPx, pb = placed_[b].pointPx;
    const float before = glm::distance(pa, ends_[a]) + glm::distance(pb, ends_[b]);
    const float after = glm::distance(pa, newA.nearest(pa)) + glm::distance(pb, newB.nearest(pb));
    if (!sides_[a].holds(newA) || !sides_[b].holds(newB)) return false;
    if (after > before - 1 || newA.meets(newB) || !isGood(newA, a, b) || !isGood(newB, a, b)) return false;
    moveTo(a, newA);
    moveTo(b, newB);
    return true;
}

void Layout::untangle() {
    size_t keptSwaps = 0;
    for (int pass = 0; pass < 3; ++pass) {
        bool any = false;
        for (size_t a = 0; a < placed_.size(); ++a)
            for (size_t b = 0; b < a; ++b) {
                const bool kept = isKept_[a] || isKept_[b];
                if ((kept && keptSwaps >= kMostSwapped) || !leadersCross(a, b) || !trySwap(a, b)) continue;
                keptSwaps += kept ? 1 : 0;
                any = true;
            }
        if (!any) break;
    }
    renewRoom();
}

/// What may count more: on the same side before the other one, a pill before the label placed last.
PlacedLabel* Layout::hostFor(const PxHalf& side) {
    PlacedLabel* best = nullptr;
    int bestRank = 4;
    for (size_t i = 0; i < placed_.size(); ++i) {
        if (isImportant(placed_[i].key)) continue;
        const int rank = (sides_[i].number() == side.number() ? 0 : 2) + (placed_[i].gathered > 0 ? 0 : 1);
        if (rank < bestRank || (rank == bestRank && placed_[i].gathered == 0)) best = &placed_[i], bestRank = rank;
    }
    return best;
}

void Layout::addPill(const std::vector<size_t>& members, const LastLabels& last) {
    const LabelRequest& first = requests_[members.front()];
    vec2 point{};
    for (const size_t m : members) point += requests_[m].pointPx / static_cast<float>(members.size());
    const std::string key = "+" + first.key, text = fmt::format("+{}", members.size());
    const float height = first.sizePx.y;
    const vec2 size(height * (0.9F + 0.5F * static_cast<float>(text.size())), height);
    const auto count = static_cast<int>(members.size());
    PxHalf side = requests_[members.front()].side;  // of one side all; the narrowest
    for (const size_t m : members)
        if (side.isBounded() && side.inside(requests_[m].side.through) > 0) side = requests_[m].side;
    if (const auto at = last.find(key); at != last.end()) {
        const PxRect kept = rectOf(point + (at->second->cornerPx - at->second->pointPx), size);
        if (isGood(kept) && side.holds(kept)) return add({key, text, kept.min, size, point, count}, side);
    }
    const Found found = search(point, size, side);
    if (found.cost < 1e30F) return add({key, text, found.corner, size, point, count}, side);
    const auto column = columnPlaces(room_, hull_, {{0, point, size, side}});
    if (!column.empty() && side.holds(rectOf(column.front().second, size)))
        return add({key, text, column.front().second, size, point, count}, side);
    // No room at all: another pill counts these too, or the label placed last becomes one.
    PlacedLabel* host = hostFor(side);
    if (!host) return;
    if (host->gathered == 0) host->key = "+" + host->key;
    host->gathered = std::max(host->gathered, 1) + count;
    host->text = fmt::format("+{}", host->gathered);
}

bool Layout::isImportant(const std::string& key) const {
    return std::any_of(requests_.begin(), requests_.end(), [&](const LabelRequest& request) { return request.important && request.key == key; });
}

void Layout::gather(std::span<const size_t> left, const LastLabels& last) {
    using Cell = std::tuple<int, int, int>;  // row, column, side of the body
    const auto side = [&](size_t request) { return requests_[request].side.number(); };
    std::map<Cell, std::vector<size_t>> cells;
    for (const size_t request : left) {
        const vec2 cell = glm::floor(requests_[request].pointPx / (kGatherCellPx * scale_));
        cells[{static_cast<int>(cell.y), static_cast<int>(cell.x), side(request)}].push_back(request);
    }
    // "+1" tells less than the label itself: a lone one goes to the neighbourhood nearest to it.
    for (auto lone = cells.begin(); lone != cells.end() && cells.size() > 1;) {
        if (lone->second.size() > 1) { ++lone; continue; }
        const size_t request = lone->second.front();
        const auto sameSide = [&](const auto& cell) { return std::get<2>(cell.first) == side(request); };
        if (std::count_if(cells.begin(), cells.end(), sameSide) < 2) { ++lone; continue; }
        lone = cells.erase(lone);
        const auto off = [&](const auto& cell) { return (sameSide(cell) ? 0 : 1e9F) + glm::distance(requests_[cell.second.front()].pointPx, requests_[request].pointPx); };
        std::min_element(cells.begin(), cells.end(), [&](const auto& a, const auto& b) { return off(a) < off(b); })->second.push_back(request);
    }
    for (const auto& [cell, members] : cells) addPill(members, last);
}

/// Which labels get a place of their own if there is room, in order: important ones, then those that stood last frame,
/// then the outermost, which leave the room inside to the others.
std::vector<size_t> ranked(const Layout& layout, std::span<const LabelRequest> requests, const LastLabels& last) {
    std::vector<size_t> order;
    for (size_t i = 0; i < requests.size(); ++i)
        if (layout.onScreen(i)) order.push_back(i);
    const auto rank = [&](size_t i) { return requests[i].important ? 0 : last.contains(requests[i].key) ? 1 : 2; };
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const int ra = rank(a), rb = rank(b);
        return ra != rb ? ra < rb : ra == 2 && layout.fromMiddle2(a) > layout.fromMiddle2(b);
    });
    return order;
}

/// Fills the layout. With `importantFirst` the important ones choose before the others keep their places. Gives the
/// labels that found none, and whether an important one is among them.
std::pair<std::vector<size_t>, bool> fill(Layout& layout, std::span<const LabelRequest> requests, const LastLabels& last, size_t budget, bool importantFirst) {
    std::vector<size_t> homeless, left;
    const std::vector<size_t> order = ranked(layout, requests, last);
    for (size_t n = 0; n < order.size(); ++n) {
        const size_t i = order[n];
        const auto at = last.find(requests[i].key);
        if (n >= budget && !requests[i].important) left.push_back(i);
        else if (at != last.end() && layout.keep(i, *at->second)) continue;
        else if (!(importantFirst && requests[i].important && layout.placeBeside(i))) homeless.push_back(i);
    }
    std::erase_if(homeless, [&](size_t i) { return layout.placeBeside(i); });
    homeless = layout.placeInColumns(homeless);
    const bool lacking = std::any_of(homeless.begin(), homeless.end(), [&](size_t i) { return requests[i].important; });
    left.insert(left.end(), homeless.begin(), homeless.end());
    return {left, lacking};
}

}  // namespace

std::vector<PlacedLabel> layOutLabels(std::span<const LabelRequest> requests, const Viewport& viewport, std::span<const PlacedLabel> previous,
                                      size_t budget, float pixelScale) {
    LastLabels last;
    for (const PlacedLabel& label : previous) last.emplace(label.key, &label);
    Layout layout(requests, viewport, pixelScale);
    auto [left, lacking] = fill(layout, requests, last, budget, false);
    if (lacking) {
        layout = Layout(requests, viewport, pixelScale);
        left = fill(layout, requests, last, budget, true).first;
    }
    layout.shortenLongLeaders();
    layout.untangle();
    layout.uncoverLeaders();
    layout.gather(left, last);
    return layout.take();
}

}  // namespace myochart::scene
