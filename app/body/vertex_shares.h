#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace myochart::body {

/// Up to four strengths laid on structures of a body: for every vertex of every level of detail, in their order, 0..255 each.
/// Belongs to the body whose levels it was made for.
struct VertexShares {
    struct Part {
        std::uint32_t structure = 0;
        std::vector<std::vector<std::array<std::uint8_t, 4>>> levels;
    };
    std::vector<Part> parts;

    const Part* of(std::uint32_t structure) const {
        for (const Part& part : parts)
            if (part.structure == structure) return &part;
        return nullptr;
    }
};

}  // namespace myochart::body
