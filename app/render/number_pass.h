#pragma once
#include <optional>
#include <unordered_map>
#include <vector>

#include "render/body_pass.h"

namespace myochart::render {

/// Which structure is drawn at a pixel. The picture of numbers is made tile by tile when asked, with the few structures
/// that reach into the tile: nothing is spent on it while frames are drawn, and a resting pointer costs next to nothing.
class NumberPass {
  public:
    static Result<NumberPass> create(const Path& shaderFolder);
    /// Pixel counted from the upper left, inside the picture. Ghosts do not count.
    std::optional<std::uint32_t> structureAt(const DrawableBody& body, const DrawPlan& plan, scene::Viewport viewport,
                                             int x, int y);
    /// The picture has changed: forget its numbers.
    void startAnew() { tiles_.clear(); }

  private:
    static constexpr int kTile = 64;
    using Tile = std::vector<std::uint32_t>;  // kTile rows from below

    NumberPass(gl::Program program, gl::Program staged);
    Tile draw(const DrawableBody& body, const DrawPlan& plan, scene::Viewport viewport, int column, int row) const;

    void drawStructures(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> near) const;
    void drawStaged(const DrawableBody& body, const DrawPlan& plan, std::span<const PlannedStructure> near) const;

    gl::Program program_, staged_;
    gl::Texture numbers_;
    gl::Renderbuffer depth_;
    gl::Framebuffer framebuffer_;
    std::unordered_map<int, Tile> tiles_;  // by row * 1000 + column
};

}  // namespace myochart::render
