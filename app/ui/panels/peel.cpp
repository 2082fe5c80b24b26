#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ui/panels/body_overlay.h"

namespace myochart::ui {

namespace {

using anatomy::Layer;

constexpr std::array kInwards = {Layer::skin, Layer::superficial, Layer::intermediate, Layer::deep, Layer::bone};
constexpr float kEdge = 16, kRow = 28, kWidth = 124;

const char* word(Layer layer) {
    switch (layer) {
        case Layer::skin:
            return "Skin";
        case Layer::superficial:
            return "Superficial";
        case Layer::intermediate:
            return "Intermediate";
        case Layer::deep:
            return "Deep";
        default:
            return "Bone";
    }
}

}  // namespace

std::vector<Layer> peelLayers(const body::Body& body) {
    std::vector<Layer> layers;
    for (const Layer layer : kInwards)
        if (std::any_of(body.structures().begin(), body.structures().end(),
                        [&](const auto& s) { return s.layer == layer; }))
            layers.push_back(layer);
    return layers;
}

size_t peelStep(const std::vector<Layer>& layers, const scene::ViewOptions& view) {
    for (size_t i = 0; i < layers.size(); ++i)
        if (view.shows(layers[i])) return i;
    return layers.size();
}

void setPeelStep(const std::vector<Layer>& layers, scene::ViewOptions& view, size_t step) {
    for (size_t i = 0; i < layers.size(); ++i) view.layers[static_cast<size_t>(layers[i])] = i >= step;
}

void Peel::drawStep(Ui& ui, const Rect& plate, size_t step, size_t now) {
    const float row = ui.px(kRow), rail = plate.min.x + ui.px(18);
    ImGui::SetCursorScreenPos({plate.min.x + ui.px(4), plate.min.y + ui.px(4) + row * static_cast<float>(step)});
    const Pressed at =
        pressArea(ui, fmt::format("peel.{}", anatomy::name(layers_[step])), {plate.size().x - ui.px(8), row});
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(6));
    const bool on = step == now;
    to.AddCircleFilled({rail, at.rect.centre().y}, ui.px(on ? 6 : 4), step >= now ? ui.theme.accent : ui.theme.rule,
                       20);
    Rect words = at.rect;
    words.min.x = rail + ui.px(14);
    textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, words, on ? ui.theme.ink : ui.theme.quiet,
           word(layers_[step]));
    if (at.clicked) setPeelStep(layers_, ui.ws.view, step);
    // Dragging along the rail peels on without letting go.
    if (!at.held || !ImGui::IsMouseDragging(0)) return;
    const float along = (ui.input.pos.y - plate.min.y - ui.px(4)) / row;
    setPeelStep(layers_, ui.ws.view,
                static_cast<size_t>(std::clamp(along, 0.0F, static_cast<float>(layers_.size() - 1))));
}

void Peel::draw(Ui& ui, const Rect& area) {
    if (body_ != ui.ws.body()) {
        body_ = ui.ws.body();
        layers_ = peelLayers(*body_);
    }
    const auto count = static_cast<float>(layers_.size());
    const vec2 size(ui.px(kWidth), ui.px(kRow) * count + ui.px(8));
    const vec2 corner(area.max.x - ui.px(kEdge) - size.x, area.min.y + ui.px(kEdge));
    if (layers_.size() < 2 || corner.y + size.y > area.centre().y - ui.px(24)) return;
    const Rect plate{corner, corner + size};
    const size_t now = peelStep(layers_, ui.ws.view);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, plate);
    const float rail = corner.x + ui.px(18), top = corner.y + ui.px(4) + ui.px(kRow) / 2, row = ui.px(kRow);
    to.AddLine({rail, top}, {rail, top + row * (count - 1)}, ui.theme.rule, ui.px(2));
    if (now < layers_.size())
        to.AddLine({rail, top + row * static_cast<float>(now)}, {rail, top + row * (count - 1)}, ui.theme.accent,
                   ui.px(2));
    for (size_t i = 0; i < layers_.size(); ++i) drawStep(ui, plate, i, now);
}

}  // namespace myochart::ui
