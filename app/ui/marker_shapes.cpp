#include <cmath>

#include "scene/build_scene.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// A pin: a shaft coming down from the right to the point, a head on top.
void drawPin(ImDrawList& to, vec2 c, float r, ImU32 colour) {
    const vec2 tip = c + vec2(-0.75F, 0.95F) * r, head = c + vec2(0.35F, -0.45F) * r;
    to.AddLine(im(tip), im(head), colour, std::max(1.5F, r * 0.28F));
    to.AddCircleFilled(im(head), r * 0.58F, colour, 24);
}

}  // namespace

ImU32 markerColour(const Ui& ui, record::MarkerType type) {
    const vec3 c = scene::markerColour(type, ui.theme.dark);
    return ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, 1});
}

void drawMarkerShape(ImDrawList& to, const Ui& ui, record::MarkerType type, vec2 centre, float radius, float alpha) {
    const ImU32 colour = withAlpha(markerColour(ui, type), alpha), white = withAlpha(rgb(0xFFFFFF), alpha);
    const float r = radius;
    switch (type) {
        case record::MarkerType::active: {
            to.AddCircleFilled(im(centre), r, colour, 32);
            to.AddCircleFilled(im(centre), r * 0.70F, white, 32);
            const float arm = r * 0.5F, width = std::max(1.2F, r * 0.26F);
            to.AddLine(im(centre - vec2(arm, 0)), im(centre + vec2(arm, 0)), colour, width);
            to.AddLine(im(centre - vec2(0, arm)), im(centre + vec2(0, arm)), colour, width);
            return;
        }
        case record::MarkerType::latent:
            to.AddCircle(im(centre), r * 0.82F, colour, 32, std::max(1.6F, r * 0.36F));
            return;
        case record::MarkerType::satellite: {
            const vec2 a = centre + vec2(0, -1.05F * r), b = centre + vec2(-0.98F * r, 0.78F * r),
                       c = centre + vec2(0.98F * r, 0.78F * r);
            to.AddTriangleFilled(im(a), im(b), im(c), colour);
            return;
        }
        case record::MarkerType::tender: {
            const vec2 half(r * 0.84F);
            to.AddRectFilled(im(centre - half), im(centre + half), colour, r * 0.2F);
            return;
        }
        case record::MarkerType::needle:
            drawPin(to, centre, r, colour);
            return;
    }
}

}  // namespace myochart::ui
