#pragma once
#include <fmt/format.h>

#include "needle/path.h"
#include "support/boxes.h"
#include "support/test_folder.h"

namespace myochart::needle::test_layers {

/// A box 100 mm wide from `top` to `bottom` (z, mm).
inline body::NewStructure box(const char* key, body::System system, float top, float bottom, const char* muscle = "") {
    body::NewStructure made = test::boxStructure(key, muscle, Side::left, {0, 0, (top + bottom) / 2}, {50, 50, std::abs(top - bottom) / 2});
    made.facts.system = system;
    return made;
}

/// Boxes under each other, 0 the skin, depths downwards in mm.
struct Layers {
    test::TestFolder folder;
    std::shared_ptr<const body::Body> body;
    std::optional<geometry::RayIndex> rays;

    explicit Layers(std::vector<body::NewStructure> structures) {
        body::NewBody made{"layers", "test", "", {}};
        made.structures = std::move(structures);
        made.structures.push_back(test::boxStructure("far_off", "", Side::left, {900, 0, 0}, {10, 10, 10}));
        body = test::bodyOf(folder / "layers.body", std::move(made));
        rays = body->buildRayIndex();
    }
    Path path(float depth, vec3 entry = {1, 2, 0}, const Lift& lift = {}) const { return pathOf(*body, *rays, *shaftFrom(entry, {0, 0, -1}, depth), lift); }
    std::string told(const Path& path) const {
        std::string text;
        for (const Piece& piece : path.pieces) text += fmt::format("{}{} {:.1f}-{:.1f}", text.empty() ? "" : ", ", piece.structure ? body->structure(*piece.structure).key : "-", piece.fromMm, piece.toMm);
        return text;
    }
};

}  // namespace myochart::needle::test_layers
