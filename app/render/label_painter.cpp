#include "render/label_painter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace myochart::render {
namespace {

constexpr float kTextPx = 13, kPillHeightPx = 22, kPadPx = 9, kMaxTextPx = 260;
constexpr float kLeaderPx = 1.25F, kEdgePx = 1;
constexpr float kLeaderRimPx = 3.25F, kLeaderRimAlpha = 0.7F;  // light about the line: red alone is lost on red muscle
constexpr float kStrokeRimPx = 2.5F, kDashPx = 6;
constexpr float kLeaderGapPx = 10;  // a leader begins at the rim of its marker
constexpr float kDeepFaceAlpha = 0.72F;  // hollow, as its marker; still read on muscle
constexpr float kFaceAlpha = 0.92F, kLeaderAlpha = 0.85F;

vec3 rgb(unsigned value) {
    return vec3((value >> 16U) & 0xFFU, (value >> 8U) & 0xFFU, value & 0xFFU) / 255.0F;
}

std::string textOf(const scene::PlacedLabel& label) {
    if (label.gathered > 0 && label.text.empty()) return fmt::format("+{}", label.gathered);
    return label.text;
}

float heightPx(float pixelScale) { return std::round(kPillHeightPx * pixelScale); }

}  // namespace

float LabelMetrics::textSize(float pixelScale) { return kTextPx * pixelScale; }

SetLine LabelMetrics::set(std::string_view text, float pixelScale) {
    return typesetter_.set(text, textSize(pixelScale), kMaxTextPx * pixelScale);
}

vec2 LabelMetrics::pillSize(std::string_view text, float pixelScale) {
    const float height = heightPx(pixelScale);
    const float width = std::ceil(set(text, pixelScale).width + 2 * kPadPx * pixelScale);
    return {std::max(width, height), height};
}

float LabelMetrics::baseLine(float pixelScale) { return typesetter_.capHeight(textSize(pixelScale)) / 2; }

LabelPainter::LabelPainter(gl::Program plates, gl::Program glyphs)
    : plateProgram_(std::move(plates)), glyphProgram_(std::move(glyphs)) {
    constexpr size_t kPlate = sizeof(Plate), kGlyph = sizeof(Glyph);
    plateArray_.setAttribute(plateBuffer_, {0, 4, GL_FLOAT, false, kPlate, offsetof(Plate, place), true});
    plateArray_.setAttribute(plateBuffer_, {1, 4, GL_FLOAT, false, kPlate, offsetof(Plate, shape), true});
    plateArray_.setAttribute(plateBuffer_, {2, 4, GL_FLOAT, false, kPlate, offsetof(Plate, fill), true});
    plateArray_.setAttribute(plateBuffer_, {3, 4, GL_FLOAT, false, kPlate, offsetof(Plate, line), true});
    glyphArray_.setAttribute(glyphBuffer_, {0, 4, GL_FLOAT, false, kGlyph, offsetof(Glyph, place), true});
    glyphArray_.setAttribute(glyphBuffer_, {1, 2, GL_FLOAT, false, kGlyph, offsetof(Glyph, from), true});
    glyphArray_.setAttribute(glyphBuffer_, {2, 4, GL_FLOAT, false, kGlyph, offsetof(Glyph, tint), true});
}

Result<LabelPainter> LabelPainter::create(const Path& shaderFolder) {
    auto plates = gl::Program::loadLater(shaderFolder, "plate", "plate");
    if (!plates) return plates.error();
    auto glyphs = gl::Program::loadLater(shaderFolder, "glyph", "glyph");
    if (!glyphs) return glyphs.error();
    return LabelPainter(std::move(*plates), std::move(*glyphs));
}

// The edge has the colour of the marker's type; gathered labels stand for several and get a neutral one.
LabelPainter::Ink LabelPainter::inkOf(const scene::Scene& scene, const scene::PlacedLabel& label) {
    const vec3 face = scene.dark ? rgb(0x272D34) : vec3(1);
    const vec3 text = scene.dark ? rgb(0xE8EAED) : rgb(0x1F2933);
    vec3 edge = scene.dark ? rgb(0x9AA5B1) : rgb(0x5B6770);
    const auto marker = std::find_if(scene.markers.begin(), scene.markers.end(),
                                     [&](const auto& m) { return m.id.text == label.key; });
    if (marker != scene.markers.end() && label.gathered == 0) edge = scene::markerColour(marker->type, scene.dark);
    if (marker != scene.markers.end() && marker->differs) edge = rgb(scene.dark ? 0xF28B93 : 0xB3202F);
    const bool warns = marker != scene.markers.end() && marker->differs;  // read whole, wherever it lies
    return {vec4(face, (label.deep && !warns ? kDeepFaceAlpha : kFaceAlpha) * label.opacity), vec4(text, label.opacity),
            vec4(edge, label.opacity)};
}

// Glyphs stand on whole pixels; the rest of a pixel is in the glyph's own picture. False when the atlas is full.
bool LabelPainter::addText(const scene::PlacedLabel& label, const Ink& ink, LabelMetrics& metrics, float pixelScale) {
    const SetLine line = metrics.set(textOf(label), pixelScale);
    const float start = label.cornerPx.x + (label.sizePx.x - line.width) / 2;
    const float base = std::round(label.cornerPx.y + label.sizePx.y / 2 + metrics.baseLine(pixelScale));
    for (const SetGlyph& glyph : line.glyphs) {
        const float x = std::round((start + glyph.x) * GlyphAtlas::kShifts) / GlyphAtlas::kShifts;
        const int shift = static_cast<int>((x - std::floor(x)) * GlyphAtlas::kShifts);
        const auto place = atlas_.place(metrics.typesetter(), glyph, LabelMetrics::textSize(pixelScale), shift);
        if (!place) return false;
        const vec2 corner(std::floor(x) + static_cast<float>(place->left), base + static_cast<float>(place->top));
        if (place->width > 0) glyphs_.push_back({vec4(corner, place->width, place->height), vec2(place->x, place->y), ink.text});
    }
    return true;
}

// Each on a light rim; a broken one as dashes.
void LabelPainter::addStrokes(const scene::Scene& scene, const OverlayFrame& frame) {
    const vec2 size(frame.viewport.width, frame.viewport.height);
    const auto pixel = [&](vec3 place) -> std::optional<vec2> {
        const vec4 clip = frame.clipFromBody * vec4(place, 1);
        if (clip.w <= 0) return std::nullopt;
        return vec2(clip.x / clip.w * 0.5F + 0.5F, 0.5F - clip.y / clip.w * 0.5F) * size;
    };
    for (const bool rim : {true, false})
        for (const scene::StrokeItem& stroke : scene.strokes) {
            const auto from = pixel(stroke.from), to = pixel(stroke.to);
            if (!from || !to || *from == *to) continue;
            const float length = glm::length(*to - *from), half = (stroke.widthPx + (rim ? kStrokeRimPx : 0)) * frame.pixelScale / 2;
            const vec2 way = (*to - *from) / length;
            const vec4 ink = rim ? vec4(1, 1, 1, kLeaderRimAlpha) : vec4(stroke.colour, 1);
            const bool broken = stroke.broken && !rim;
            const float dash = broken ? kDashPx * frame.pixelScale : length, step = broken ? dash * 1.6F : length;
            for (float at = 0; at < length; at += step) {
                const float end = std::min(length, at + dash);
                plates_.push_back({vec4(*from + way * ((at + end) / 2), (end - at) / 2, half), vec4(way, 0, 0), ink, ink});
            }
        }
}

void LabelPainter::addLeaders(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, float pixelScale) {
    for (const auto& label : labels) {
        const vec2 point = label.pointPx + 0.5F;  // from the middle of its pixel
        const vec2 nearest = glm::clamp(point, label.cornerPx, label.cornerPx + label.sizePx);
        const vec2 way = nearest - point;
        const float length = glm::length(way), gap = kLeaderGapPx * pixelScale;
        if (length < gap + 1) continue;
        const Ink ink = inkOf(scene, label);
        const vec4 edge = ink.edge, rim = vec4(vec3(ink.face), kLeaderRimAlpha * label.opacity);
        const vec2 middle = point + way * ((length + gap) / (2 * length));
        plates_.push_back({vec4(middle, (length - gap) / 2, kLeaderRimPx * pixelScale / 2), vec4(way / length, 0, 0), rim, rim});
        plates_.push_back({vec4(middle, (length - gap) / 2, kLeaderPx * pixelScale / 2),
                           vec4(way / length, 0, 0), vec4(vec3(edge), kLeaderAlpha * label.opacity), edge});
    }
}

void LabelPainter::addPills(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, float pixelScale) {
    for (const auto& label : labels) {
        const Ink ink = inkOf(scene, label);
        const float radius = std::min(label.sizePx.x, label.sizePx.y) / 2;
        plates_.push_back({vec4(label.cornerPx + label.sizePx * 0.5F, label.sizePx * 0.5F),
                           vec4(1, 0, radius, std::max(1.0F, kEdgePx * pixelScale)), ink.face, ink.edge});
    }
}

// Once more from an empty atlas when the glyphs of earlier labels left no room.
void LabelPainter::addTexts(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels, LabelMetrics& metrics,
                            float pixelScale) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        glyphs_.clear();
        const bool fits = std::all_of(labels.begin(), labels.end(), [&](const auto& label) {
            return addText(label, inkOf(scene, label), metrics, pixelScale);
        });
        if (fits) return;
        atlas_.clear();
    }
}

void LabelPainter::drawPlates(const OverlayFrame& frame) {
    if (plates_.empty()) return;
    plateBuffer_.replace(std::as_bytes(std::span(plates_)));
    plateProgram_.use();
    plateProgram_.set("sizePx", vec2(frame.viewport.width, frame.viewport.height));
    plateArray_.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(plates_.size()));
    plates_.clear();
}

void LabelPainter::drawLeaders(const scene::Scene& scene, std::span<const scene::PlacedLabel> labels,
                               LabelMetrics& metrics, const OverlayFrame& frame) {
    addStrokes(scene, frame);
    addLeaders(scene, labels, frame.pixelScale);
    drawPlates(frame);
    addPills(scene, labels, frame.pixelScale);
    addTexts(scene, labels, metrics, frame.pixelScale);
}

void LabelPainter::drawPills(const OverlayFrame& frame) {
    drawPlates(frame);
    if (glyphs_.empty()) return;
    glyphBuffer_.replace(std::as_bytes(std::span(glyphs_)));
    glyphProgram_.use();
    glyphProgram_.set("sizePx", vec2(frame.viewport.width, frame.viewport.height));
    glyphProgram_.set("atlas", 0);
    atlas_.bind(0);
    glyphArray_.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(glyphs_.size()));
}

}  // namespace myochart::render
