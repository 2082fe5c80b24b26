#pragma once
#include <span>

#include "body/vertex_shares.h"
#include "referral/skin_graph.h"

namespace myochart::referral {

/// Which vertex of the graph stands for each vertex of each level of detail of a body's skin. Made once a body; immutable.
class SkinLevels {
  public:
    SkinLevels(const body::Body& body, const SkinGraph& graph);

    /// Up to four fields, by vertex of the graph, 0..1, as strengths to draw; null or empty: nothing of that one.
    body::VertexShares laid(std::span<const std::vector<float>* const> fields) const;

  private:
    struct Part {
        std::uint32_t structure = 0;
        std::vector<std::vector<std::uint32_t>> levels;
    };
    std::vector<Part> parts_;
};

}  // namespace myochart::referral
