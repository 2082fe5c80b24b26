#include "builtin/measured/slice_stack.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace myochart::builtin::measured {

namespace {

class Slicer {
  public:
    Slicer(const geometry::TriMesh& mesh, std::vector<float> levels)
        : mesh_(mesh), triangles_(static_cast<int>(mesh.triangleCount())) {
        stack_.levels = std::move(levels);
        pairEdges();
        sortTriangles();
        root_.resize(mesh.positions.size());
        std::iota(root_.begin(), root_.end(), 0);
        current_.assign(mesh.triangleCount(), -1);
        previous_ = current_;
    }

    SliceStack run() {
        const int count = static_cast<int>(stack_.levels.size());
        for (int slice = 0; slice <= count; ++slice) {
            if (slice < count) traceSlice(slice);
            linkSlab(slice);
            for (const int t : crossing(slice - 1)) previous_[at(t)] = -1;
            std::swap(previous_, current_);
            lowerBegin_ = upperBegin_;
            upperBegin_ = static_cast<int>(stack_.loops.size());
        }
        return std::move(stack_);
    }

  private:
    static size_t at(int i) { return static_cast<size_t>(i); }
    vec3 corner(int t, int k) const { return mesh_.positions[mesh_.indices[at(3 * t + k)]]; }
    std::uint32_t index(int t, int k) const { return mesh_.indices[at(3 * t + k)]; }

    void pairEdges() {
        std::unordered_multimap<std::uint64_t, int> open;
        open.reserve(mesh_.indices.size());
        twin_.assign(mesh_.indices.size(), -1);
        for (int t = 0; t < triangles_; ++t)
            for (int k = 0; k < 3; ++k) {
                const std::uint64_t a = index(t, k), b = index(t, (k + 1) % 3);
                if (const auto other = open.find(b << 32 | a); other != open.end()) {
                    twin_[at(3 * t + k)] = other->second;
                    twin_[at(other->second)] = 3 * t + k;
                    open.erase(other);
                } else {
                    open.emplace(a << 32 | b, 3 * t + k);
                }
            }
    }

    /// Which triangles cross which level, and which touch which slab (slab i lies below level i).
    void sortTriangles() {
        const auto& levels = stack_.levels;
        crossing_.resize(levels.size());
        slab_.resize(levels.size() + 1);
        for (int t = 0; t < triangles_; ++t) {
            const float s0 = corner(t, 0).x, s1 = corner(t, 1).x, s2 = corner(t, 2).x;
            const float low = std::min({s0, s1, s2}), high = std::max({s0, s1, s2});
            const auto first = std::upper_bound(levels.begin(), levels.end(), low) - levels.begin();
            const auto last = std::upper_bound(levels.begin(), levels.end(), high) - levels.begin();
            for (auto k = first; k < last; ++k) crossing_[static_cast<size_t>(k)].push_back(t);
            for (auto k = first; k <= last; ++k) slab_[static_cast<size_t>(k)].push_back(t);
        }
    }
    const std::vector<int>& crossing(int slice) const {
        static const std::vector<int> kNone;
        return slice < 0 || slice >= static_cast<int>(crossing_.size()) ? kNone : crossing_[at(slice)];
    }

    bool above(int t, int k, float level) const { return corner(t, k).x >= level; }
    /// The edge of `t` where its cut begins (`rising` from below to above) or ends.
    int cutEdge(int t, float level, bool rising) const {
        for (int k = 0; k < 3; ++k)
            if (above(t, k, level) != rising && above(t, (k + 1) % 3, level) == rising) return k;
        return 0;
    }
    vec2 cutPoint(int t, int k, float level) const {
        const vec3 a = corner(t, k), b = corner(t, (k + 1) % 3);
        const float x = (level - a.x) / (b.x - a.x);
        return vec2(a.y, a.z) + (vec2(b.y, b.z) - vec2(a.y, a.z)) * x;
    }

    void traceSlice(int slice) {
        const float level = stack_.levels[at(slice)];
        for (const int seed : crossing(slice)) {
            if (current_[at(seed)] >= 0) continue;
            int start = seed;  // on an open surface go back to where the cut begins
            for (int t = seed;;) {
                const int edge = twin_[at(3 * t + cutEdge(t, level, false))];
                if (edge < 0) break;
                t = start = edge / 3;
                if (t == seed || current_[at(t)] >= 0) break;
                if (static_cast<int>(backtrack_++) > triangles_) break;
            }
            backtrack_ = 0;
            if (current_[at(start)] >= 0) start = seed;
            traceLoop(slice, level, start);
        }
    }

    void traceLoop(int slice, float level, int start) {
        Loop loop;
        loop.slice = slice;
        loop.s = level;
        const int id = static_cast<int>(stack_.loops.size());
        for (int t = start; current_[at(t)] < 0;) {
            current_[at(t)] = id;
            const int edge = cutEdge(t, level, true);
            const vec2 p = cutPoint(t, edge, level);
            if (loop.points.empty() || glm::distance(p, loop.points.back()) > 1e-5F) loop.points.push_back(p);
            const int next = twin_[at(3 * t + edge)];
            if (next < 0) {
                loop.points.push_back(cutPoint(t, cutEdge(t, level, false), level));
                break;
            }
            t = next / 3;
        }
        const size_t n = loop.points.size();
        for (size_t i = 0; i < n; ++i) {
            const vec2 p = loop.points[i], q = loop.points[(i + 1) % n];
            loop.area += 0.5 * (static_cast<double>(p.x) * q.y - static_cast<double>(q.x) * p.y);
            loop.perimeter += glm::distance(p, q);
        }
        stack_.loops.push_back(std::move(loop));
    }

    int find(int i) {
        while (root_[at(i)] != i) i = root_[at(i)] = root_[at(root_[at(i)])];
        return i;
    }
    void unite(int a, int b) { root_[at(find(a))] = find(b); }

    /// Joins what hangs together between level slice-1 and level slice, and writes the links.
    void linkSlab(int slice) {
        const int vertices = static_cast<int>(mesh_.positions.size());
        const int count = static_cast<int>(stack_.levels.size());
        const float low = slice > 0 ? stack_.levels[at(slice - 1)] : -1e30F;
        const float high = slice < count ? stack_.levels[at(slice)] : 1e30F;
        const int loops = static_cast<int>(stack_.loops.size());
        root_.resize(at(vertices + loops - lowerBegin_));
        for (int i = lowerBegin_; i < loops; ++i) root_[at(vertices + i - lowerBegin_)] = vertices + i - lowerBegin_;
        std::vector<int> inside;
        for (const int t : slab_[at(slice)]) {
            int ids[5];
            int n = 0;
            for (int k = 0; k < 3; ++k)
                if (const float s = corner(t, k).x; s >= low && s < high)
                    inside.push_back(ids[n++] = static_cast<int>(index(t, k)));
            if (previous_[at(t)] >= 0) ids[n++] = vertices + previous_[at(t)] - lowerBegin_;
            if (current_[at(t)] >= 0) ids[n++] = vertices + current_[at(t)] - lowerBegin_;
            for (int k = 1; k < n; ++k) unite(ids[0], ids[k]);
        }
        writeLinks(inside, vertices, loops);
        for (const int v : inside) root_[at(v)] = v;
    }

    void writeLinks(const std::vector<int>& inside, int vertices, int loops) {
        std::unordered_map<int, size_t> linkOf;
        const auto linkFor = [&](int id) -> Link& {
            const auto [found, fresh] = linkOf.try_emplace(find(id), stack_.links.size());
            if (fresh) stack_.links.emplace_back();
            return stack_.links[found->second];
        };
        for (int i = lowerBegin_; i < loops; ++i) {
            Link& link = linkFor(vertices + i - lowerBegin_);
            (i < upperBegin_ ? link.lower : link.upper).push_back(i);
        }
        for (const int v : inside) {
            const vec3 p = mesh_.positions[at(v)];
            Link& link = linkFor(v);
            if (!link.hasVertex || p.x < link.lowest.x) link.lowest = p;
            if (!link.hasVertex || p.x > link.highest.x) link.highest = p;
            link.hasVertex = true;
        }
    }

    const geometry::TriMesh& mesh_;
    int triangles_;
    SliceStack stack_;
    std::vector<int> twin_, current_, previous_, root_;
    std::vector<std::vector<int>> crossing_, slab_;
    int lowerBegin_ = 0, upperBegin_ = 0;  // loops of the slice below, and of this one
    size_t backtrack_ = 0;
};

}  // namespace

SliceStack sliceMesh(const geometry::TriMesh& mesh, std::vector<float> levels) {
    return Slicer(mesh, std::move(levels)).run();
}

}  // namespace myochart::builtin::measured
