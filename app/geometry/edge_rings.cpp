#include "geometry/edge_rings.h"

#include <algorithm>
#include <numeric>

namespace myochart::geometry {

namespace {

using Index = std::uint32_t;

/// The half edges by the lower of their two places: those of place p end at ends[p], each with its higher place above
/// its own number. Few meet at one place, so that putting them in order costs next to nothing.
struct ByLowerPlace {
    std::vector<Index> ends;
    std::vector<std::uint64_t> halfEdges;
};

template <class Visit>
void forEachHalfEdge(std::span<const Index> places, const Visit& visit) {
    for (Index first = 0; first + 2 < places.size(); first += 3) {
        const Index a = places[first], b = places[first + 1], c = places[first + 2];
        if (a == b || b == c || c == a) continue;
        visit(std::min(a, b), std::max(a, b), first);
        visit(std::min(b, c), std::max(b, c), first + 1);
        visit(std::min(c, a), std::max(c, a), first + 2);
    }
}

ByLowerPlace byLowerPlace(std::span<const Index> places) {
    const size_t count = size_t{*std::max_element(places.begin(), places.end())} + 1;
    ByLowerPlace sorted{std::vector<Index>(count + 1), {}};
    forEachHalfEdge(places, [&](Index lower, Index, Index) { ++sorted.ends[lower + 1]; });
    std::partial_sum(sorted.ends.begin(), sorted.ends.end(), sorted.ends.begin());
    sorted.halfEdges.resize(sorted.ends.back());
    forEachHalfEdge(places, [&](Index lower, Index higher, Index halfEdge) {
        sorted.halfEdges[sorted.ends[lower]++] = std::uint64_t{higher} << 32 | halfEdge;
    });
    sorted.ends.pop_back();
    return sorted;
}

/// By hand where there are few, as almost always: the library's way calls out for every move.
void sort(std::span<std::uint64_t> numbers) {
    constexpr size_t kFew = 24;
    if (numbers.size() > kFew) return std::sort(numbers.begin(), numbers.end());
    for (size_t i = 1; i < numbers.size(); ++i) {
        const std::uint64_t number = numbers[i];
        size_t to = i;
        for (; to > 0 && numbers[to - 1] > number; --to) numbers[to] = numbers[to - 1];
        numbers[to] = number;
    }
}

void addRing(std::span<const std::uint64_t> members, EdgeRings& rings) {
    const auto halfEdge = [&](size_t i) { return static_cast<Index>(members[i]); };
    if (members.size() == 1) return rings.open.push_back(halfEdge(0));
    for (size_t i = 0; i < members.size(); ++i) rings.next[halfEdge(i)] = halfEdge(i + 1 < members.size() ? i + 1 : 0);
    if (members.size() > 2) rings.branching.push_back(halfEdge(0));
}

}  // namespace

EdgeRings edgeRings(std::span<const Index> places) {
    EdgeRings rings;
    if (places.empty()) return rings;
    rings.next.assign(places.size(), EdgeRings::kAlone);
    ByLowerPlace sorted = byLowerPlace(places);
    size_t from = 0;
    for (const Index end : sorted.ends) {
        const auto here = std::span(sorted.halfEdges).subspan(from, end - from);
        sort(here);
        for (size_t first = 0, last = 0; first < here.size(); first = last) {
            while (last < here.size() && here[last] >> 32 == here[first] >> 32) ++last;
            addRing(here.subspan(first, last - first), rings);
        }
        from = end;
    }
    return rings;
}

}  // namespace myochart::geometry
