#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/vec.h"

namespace myochart::builtin::measured {

/// Finds the nearest of many points (a lattice of cells). Borrows them; any thread.
class PointGrid {
  public:
    explicit PointGrid(std::span<const vec3> points);

    struct Nearest {
        std::uint32_t point = 0;
        float distanceMm = 0;
    };
    /// Nothing when none lies within `limitMm`.
    std::optional<Nearest> nearest(vec3 p, float limitMm) const;

  private:
    std::array<int, 3> cellOf(vec3 p) const;
    size_t indexOf(const std::array<int, 3>& cell) const;
    void lookIn(const std::array<int, 3>& cell, vec3 p, std::optional<Nearest>& best) const;

    std::span<const vec3> points_;
    vec3 origin_{};
    std::array<int, 3> count_{1, 1, 1};
    std::vector<std::uint32_t> first_, order_;  ///< points of cell i: order_[first_[i]] to order_[first_[i + 1] - 1]
};

}  // namespace myochart::builtin::measured
