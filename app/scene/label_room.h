#pragma once
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/vec.h"
#include "scene/camera.h"

namespace myochart::scene {

/// A rectangle in pixels, y down.
struct PxRect {
    vec2 min{}, max{};

    bool meets(const PxRect& other) const { return min.x < other.max.x && other.min.x < max.x && min.y < other.max.y && other.min.y < max.y; }
    PxRect grown(float px) const { return {min - px, max + px}; }
    /// The point of the rectangle nearest to `p`, where a leader ends.
    vec2 nearest(vec2 p) const { return glm::clamp(p, min, max); }
};

/// The half of a picture on one side of a line; all of it while `towards` is zero.
struct PxHalf {
    vec2 through{};  ///< a place on the line
    vec2 towards{};  ///< unit, from the line into the half

    bool isBounded() const { return towards != vec2(0); }
    float inside(vec2 p) const { return glm::dot(p - through, towards); }
    bool holds(const PxRect& rect) const {
        return !isBounded() ||
               inside({towards.x > 0 ? rect.min.x : rect.max.x, towards.y > 0 ? rect.min.y : rect.max.y}) >= 0;
    }
    /// 1 or -1 for the two halves of a picture, 0 for all of it.
    int number() const {
        return !isBounded() ? 0 : std::abs(towards.x) > 1e-3F ? (towards.x > 0 ? 1 : -1) : towards.y > 0 ? 1 : -1;
    }
};

/// Whether a pixel lies in the picture.
inline bool isIn(const Viewport& viewport, vec2 pixel) {
    return pixel.x >= 0 && pixel.y >= 0 && pixel.x < static_cast<float>(viewport.width) && pixel.y < static_cast<float>(viewport.height);
}

/// Which parts of the picture are taken, in cells of 2 pixels; asking about a rectangle costs a few machine words.
class LabelRoom {
  public:
    explicit LabelRoom(const Viewport& viewport);

    void take(const PxRect& rect);
    /// True when the rectangle lies inside the picture and touches no taken cell.
    bool isFree(const PxRect& rect) const;
    vec2 sizePx() const { return size_; }

  private:
    struct Cells {
        int left, right, top, bottom;  ///< inclusive
    };
    Cells cellsOf(const PxRect& rect) const;

    vec2 size_;
    int columns_, rows_;
    size_t wordsPerRow_;
    std::vector<std::uint64_t> taken_;
};

/// True when the segments ab and cd cross.
inline bool cross(vec2 a, vec2 b, vec2 c, vec2 d) {
    if (glm::max(a.x, b.x) < glm::min(c.x, d.x) || glm::max(c.x, d.x) < glm::min(a.x, b.x) || glm::max(a.y, b.y) < glm::min(c.y, d.y) ||
        glm::max(c.y, d.y) < glm::min(a.y, b.y))
        return false;
    const auto side = [](vec2 from, vec2 to, vec2 p) { return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x); };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

}  // namespace myochart::scene
