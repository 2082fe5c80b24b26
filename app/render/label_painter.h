#pragma once
#include <span>

#include "render/marker_painter.h"
#include "render/text/glyph_atlas.h"
#include "scene/labels.h"

namespace myochart::render {

/// Sizes of labels, without drawing: for laying them out before.
class LabelMetrics {
  public:
    /// The pill around `text`, px.
    vec2 pillSize(std::string_view text, float pixelScale);
    SetLine set(std::string_view text, float pixelScale);
    float baseLine(float pixelScale);  ///< from the middle of the pill downwards, px
    Typesetter& typesetter() { return typesetter_; }
    static float textSize(float pixelScale);

  private:
    Typesetter typesetter_;
};

/// Draws labels where they were laid out: leader, pill, text.
class LabelPainter {
  public:
    static Result<LabelPainter> create(const Path& shaderFolder);
    /// First the strokes of the scene and the leaders, so that markers can go on top of them; also prepares the pills of the same labels.
    void drawLeaders(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, LabelMetrics& metrics,
                     const OverlayFrame& frame);
    /// The pills and texts of the labels given to drawLeaders().
    void drawPills(const OverlayFrame& frame);

  private:
    struct Plate {
        vec4 place, shape, fill, line;
    };
    struct Glyph {
        vec4 place;
        vec2 from;
        vec4 tint;
    };
    struct Ink {
        vec4 face, text, edge;
    };
    LabelPainter(gl::Program plates, gl::Program glyphs);
    static Ink inkOf(const scene::Scene& scene, const scene::PlacedLabel& label);
    bool addText(const scene::PlacedLabel& label, const Ink& ink, LabelMetrics& metrics, float pixelScale);
    void addStrokes(const scene::Scene& scene, const OverlayFrame& frame);
    void addLeaders(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, float pixelScale);
    void addPills(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, float pixelScale);
    void addTexts(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, LabelMetrics& metrics,
                  float pixelScale);
    void drawPlates(const OverlayFrame& frame);

    gl::Program plateProgram_, glyphProgram_;
    gl::Buffer plateBuffer_, glyphBuffer_;
    gl::VertexArray plateArray_, glyphArray_;
    GlyphAtlas atlas_;
    std::vector<Plate> plates_;
    std::vector<Glyph> glyphs_;
};

}  // namespace myochart::render
