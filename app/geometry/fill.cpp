#include <algorithm>
#include <map>

#include "geometry/plane_cut.h"

namespace myochart::geometry {

namespace {

/// A segment that rises from low to high; `winding` +1 when it was given upwards.
struct Riser {
    vec2 low{}, high{};
    std::uint32_t segment = 0;
    int winding = 1;

    float shareAt(float y) const { return std::clamp((y - low.y) / (high.y - low.y), 0.0F, 1.0F); }
    float at(float y) const { return low.x + (high.x - low.x) * shareAt(y); }
    FillCorner corner(float y) const { return {segment, winding > 0 ? shareAt(y) : 1 - shareAt(y)}; }
};

/// Sweeps upwards from corner to corner; between two neighbouring risers that enclose something lies a trapezoid, which
/// grows until one of the two ends or another comes between.
class Sweep {
  public:
    Sweep(std::span<const vec2> points, std::span<const std::array<std::uint32_t, 2>> segments) {
        for (std::uint32_t i = 0; i < segments.size(); ++i) {
            const vec2 a = points[segments[i][0]], b = points[segments[i][1]];
            if (a.y == b.y) continue;
            risers_.push_back(a.y < b.y ? Riser{a, b, i, 1} : Riser{b, a, i, -1});
            heights_.insert(heights_.end(), {a.y, b.y});
        }
        std::sort(risers_.begin(), risers_.end(), [](const Riser& a, const Riser& b) { return a.low.y < b.low.y; });
        std::sort(heights_.begin(), heights_.end());
        heights_.erase(std::unique(heights_.begin(), heights_.end()), heights_.end());
    }

    std::vector<FillCorner> run() {
        for (size_t i = 0; i + 1 < heights_.size(); ++i) slab(heights_[i], heights_[i + 1]);
        if (!heights_.empty()) closeAll(heights_.back());
        return std::move(corners_);
    }

  private:
    using Pair = std::pair<size_t, size_t>;  // risers

    void slab(float from, float to) {
        std::erase_if(active_, [&](size_t i) { return risers_[i].high.y <= from; });
        for (; next_ < risers_.size() && risers_[next_].low.y <= from; ++next_) active_.push_back(next_);
        const float middle = (from + to) / 2;
        std::sort(active_.begin(), active_.end(), [&](size_t a, size_t b) { return risers_[a].at(middle) < risers_[b].at(middle); });
        std::map<Pair, float> still;
        int winding = 0;
        for (size_t k = 0, start = 0; k < active_.size(); ++k) {
            const int before = winding;
            winding += risers_[active_[k]].winding;
            if (before == 0) start = k;
            if (winding != 0 || before == 0) continue;
            const Pair pair{active_[start], active_[k]};
            const auto grown = open_.find(pair);
            still[pair] = grown == open_.end() ? from : grown->second;
            if (grown != open_.end()) open_.erase(grown);
        }
        closeAll(from);
        open_ = std::move(still);
    }

    void closeAll(float to) {
        for (const auto& [pair, from] : open_) {
            const Riser &left = risers_[pair.first], &right = risers_[pair.second];
            const FillCorner a = left.corner(from), b = right.corner(from), c = right.corner(to), d = left.corner(to);
            if (left.at(from) != right.at(from)) corners_.insert(corners_.end(), {a, b, c});
            if (left.at(to) != right.at(to)) corners_.insert(corners_.end(), {a, c, d});
        }
        open_.clear();
    }

    std::vector<Riser> risers_;  // by their lower ends
    std::vector<float> heights_;
    std::vector<size_t> active_;
    size_t next_ = 0;
    std::map<Pair, float> open_;  // and where each began
    std::vector<FillCorner> corners_;
};

}  // namespace

std::vector<FillCorner> fill(std::span<const vec2> points, std::span<const std::array<std::uint32_t, 2>> segments) {
    return Sweep(points, segments).run();
}

}  // namespace myochart::geometry
