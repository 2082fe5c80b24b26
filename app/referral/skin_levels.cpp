#include "referral/skin_levels.h"

#include <algorithm>
#include <unordered_map>

namespace myochart::referral {

namespace {

std::uint64_t placeOf(const body::PackedVertex& vertex) {
    return std::uint64_t{vertex.x} << 32U | std::uint64_t{vertex.y} << 16U | vertex.z;
}

/// Levels are made by leaving vertices out, so each has its own in full detail; of a body made otherwise, the nearest.
class FullDetail {
  public:
    FullDetail(const body::Body& body, const body::Structure& structure, const std::vector<std::uint32_t>& graphVertices) : vertices_(body.vertices(structure.levels.front())), graph_(graphVertices) {
        for (size_t i = 0; i < vertices_.size(); ++i) at_.emplace(placeOf(vertices_[i]), graph_[i]);
    }
    std::uint32_t of(const body::PackedVertex& vertex) const {
        if (const auto same = at_.find(placeOf(vertex)); same != at_.end()) return same->second;
        size_t best = 0;
        std::int64_t nearest = -1;
        for (size_t i = 0; i < vertices_.size(); ++i) {
            const std::int64_t x = vertices_[i].x - vertex.x, y = vertices_[i].y - vertex.y, z = vertices_[i].z - vertex.z;
            const std::int64_t distance = x * x + y * y + z * z;
            if (nearest < 0 || distance < nearest) best = i, nearest = distance;
        }
        return graph_[best];
    }

  private:
    std::span<const body::PackedVertex> vertices_;
    const std::vector<std::uint32_t>& graph_;
    std::unordered_map<std::uint64_t, std::uint32_t> at_;
};

}  // namespace

SkinLevels::SkinLevels(const body::Body& body, const SkinGraph& graph) {
    for (const SkinPart& skin : graph.parts()) {
        const body::Structure& structure = body.structure(skin.structure);
        const FullDetail full(body, structure, skin.vertices);
        Part& part = parts_.emplace_back();
        part.structure = skin.structure;
        for (const body::Level& level : structure.levels) {
            auto& stands = part.levels.emplace_back();
            stands.reserve(level.vertexCount);
            for (const body::PackedVertex& vertex : body.vertices(level)) stands.push_back(full.of(vertex));
        }
    }
}

body::VertexShares SkinLevels::laid(std::span<const std::vector<float>* const> fields) const {
    body::VertexShares laid;
    for (const Part& part : parts_) {
        auto& shares = laid.parts.emplace_back();
        shares.structure = part.structure;
        for (const auto& stands : part.levels) {
            auto& level = shares.levels.emplace_back(stands.size());
            for (size_t k = 0; k < std::min<size_t>(4, fields.size()); ++k) {
                const std::vector<float>* field = fields[k];
                if (!field || field->empty()) continue;
                for (size_t i = 0; i < stands.size(); ++i) level[i][k] = static_cast<std::uint8_t>(std::clamp((*field)[stands[i]], 0.0F, 1.0F) * 255 + 0.5F);
            }
        }
    }
    return laid;
}

}  // namespace myochart::referral
