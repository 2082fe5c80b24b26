#pragma once
#include <vector>

#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// Averages over a surface: each vertex with those it shares an edge with.
class SurfaceAverage {
  public:
    explicit SurfaceAverage(const geometry::MeshView& mesh) {
        first_.assign(mesh.positions.size() + 1, 0);
        for (const std::uint32_t i : mesh.indices) ++first_[i + 1];
        for (size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
        next_.resize(mesh.indices.size());
        std::vector<std::uint32_t> at(first_.begin(), first_.end() - 1);
        // On a closed surface every neighbour follows the vertex in one of its triangles.
        for (size_t t = 0; t < mesh.indices.size(); t += 3)
            for (size_t k = 0; k < 3; ++k) next_[at[mesh.indices[t + k]]++] = mesh.indices[t + (k + 1) % 3];
    }

    /// A value a vertex becomes half its own and half its neighbours' mean, `rounds` times.
    template <class Value>
    void evenOut(std::vector<Value>& values, int rounds) const {
        std::vector<Value> before;
        for (int round = 0; round < rounds; ++round) {
            before = values;
            for (size_t i = 0; i < values.size(); ++i) {
                const std::uint32_t count = first_[i + 1] - first_[i];
                if (count == 0) continue;
                Value sum{};
                for (std::uint32_t k = first_[i]; k < first_[i + 1]; ++k) sum += before[next_[k]];
                values[i] = before[i] * 0.5F + sum * (0.5F / static_cast<float>(count));
            }
        }
    }

  private:
    std::vector<std::uint32_t> first_, next_;
};

}  // namespace myochart::builtin::measured
