#include "drawn_text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "ui/theme.h"

namespace myochart::ui::test {

namespace {

using Uv = std::pair<int, int>;

Uv rounded(ImVec2 uv) {
    return {static_cast<int>(std::lround(uv.x * 65536)), static_cast<int>(std::lround(uv.y * 65536))};
}

/// Lower right corners of the letters in the texture: wrapped text may be cut at its upper left.
std::set<Uv> lettersOf(const ImFont* font) {
    std::set<Uv> corners;
    for (const ImFontGlyph& glyph : font ? font->Glyphs : ImVector<ImFontGlyph>()) corners.insert(rounded({glyph.U1, glyph.V1}));
    return corners;
}

std::set<Uv> lettersOf(std::initializer_list<const ImFont*> fonts) {
    std::set<Uv> all;
    for (const ImFont* font : fonts) all.merge(lettersOf(font));
    return all;
}

struct Paint {
    vec3 colour;
    float alpha;
};

Paint paintOf(ImU32 packed) {
    const ImVec4 c = ImGui::ColorConvertU32ToFloat4(packed);
    return {{c.x, c.y, c.z}, c.w};
}

ImU32 packed(vec3 c) { return ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, 1}); }

class Canvas {
  public:
    explicit Canvas(vec2 size) : width_(static_cast<int>(size.x)), height_(static_cast<int>(size.y)), pixels_(static_cast<size_t>(width_ * height_)) {}

    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImVec4& clip) {
        const Paint pa = paintOf(a.col), pb = paintOf(b.col), pc = paintOf(c.col);
        const float area = cross(a.pos, b.pos, c.pos);
        if (std::abs(area) < 1e-6F) return;
        const int left = std::max(0, static_cast<int>(std::max(clip.x, std::min({a.pos.x, b.pos.x, c.pos.x}))));
        const int right = std::min(width_ - 1, static_cast<int>(std::min(clip.z, std::max({a.pos.x, b.pos.x, c.pos.x}))));
        const int top = std::max(0, static_cast<int>(std::max(clip.y, std::min({a.pos.y, b.pos.y, c.pos.y}))));
        const int bottom = std::min(height_ - 1, static_cast<int>(std::min(clip.w, std::max({a.pos.y, b.pos.y, c.pos.y}))));
        for (int y = top; y <= bottom; ++y)
            for (int x = left; x <= right; ++x) {
                const ImVec2 p(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
                const float u = cross(p, b.pos, c.pos) / area, v = cross(a.pos, p, c.pos) / area, w = 1 - u - v;
                if (u < 0 || v < 0 || w < 0) continue;
                const float alpha = pa.alpha * u + pb.alpha * v + pc.alpha * w;
                vec3& under = pixels_[static_cast<size_t>(y * width_ + x)];
                under = glm::mix(under, pa.colour * u + pb.colour * v + pc.colour * w, alpha);
            }
    }
    vec3 at(vec2 p) const {
        const int x = std::clamp(static_cast<int>(p.x), 0, width_ - 1), y = std::clamp(static_cast<int>(p.y), 0, height_ - 1);
        return pixels_[static_cast<size_t>(y * width_ + x)];
    }

  private:
    static float cross(ImVec2 a, ImVec2 b, ImVec2 c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }
    int width_, height_;
    std::vector<vec3> pixels_;
};

}  // namespace

std::vector<DrawnLetter> drawnLetters(const Fonts& fonts, vec2 size) {
    const std::set<Uv> texts = lettersOf({fonts.body, fonts.strong, fonts.note, fonts.noteStrong, fonts.title}),
                       icons = lettersOf({fonts.icons, fonts.smallIcons});
    Canvas canvas(size);
    std::vector<DrawnLetter> letters;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int l = 0; l < data.CmdListsCount; ++l) {
        const ImDrawList& list = *data.CmdLists[l];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const auto vertex = [&](unsigned i) -> const ImDrawVert& { return list.VtxBuffer[static_cast<int>(index[i] + command.VtxOffset)]; };
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const ImDrawVert &a = vertex(i), &b = vertex(i + 1), &c = vertex(i + 2);
                const bool icon = icons.contains(rounded(c.uv));
                if (!icon && !texts.contains(rounded(c.uv))) {
                    canvas.triangle(a, b, c, command.ClipRect);
                    continue;
                }
                const Rect box{{a.pos.x, a.pos.y}, {c.pos.x, c.pos.y}};
                i += 3;  // its second triangle
                const vec2 middle = box.centre();
                const ImVec4& clip = command.ClipRect;
                if (!Rect{{clip.x, clip.y}, {clip.z, clip.w}}.contains(middle) || box.size().x < 1 || box.size().y < 1) continue;
                const vec3 ground = canvas.at(middle);
                const Paint ink = paintOf(c.col);
                letters.push_back({box, packed(glm::mix(ground, ink.colour, ink.alpha)), packed(ground), icon});
            }
        }
    }
    return letters;
}

}  // namespace myochart::ui::test
