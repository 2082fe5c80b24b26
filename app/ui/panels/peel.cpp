#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/words.h"
#include "ui/panels/body_overlay.h"
#include "ui/slider.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

using anatomy::Layer;

constexpr std::array kInwards = {Layer::skin, Layer::superficial, Layer::intermediate, Layer::deep, Layer::bone};
constexpr float kPlateEdge = 16, kRowHeight = 28, kPeelWidth = 124, kBare = 36, kVeil = 24;
constexpr float kSolid = 0.97F;  ///< from here on the skin is solid

std::string_view word(Layer layer) {
    if (const std::string_view depth = depthWord(layer); !depth.empty()) return depth;
    return layer == Layer::skin ? tr("Skin") : tr("Bone");
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

/// What stands between the skin's row and the next.
float Peel::skinHeight(const Ui& ui) const {
    return hasSkin() && hasRoomAtEdges(ui) ? ui.px(kVeil + (HabitusSlider::isShown(ui) ? HabitusSlider::kHeight : 0)) : 0;
}

float Peel::rowTop(const Ui& ui, const Rect& plate, size_t step) const {
    const float veil = step > 0 ? skinHeight(ui) : 0;
    return plate.min.y + ui.px(4) + ui.px(kRowHeight) * static_cast<float>(step) + veil;
}

void Peel::drawStep(Ui& ui, const Rect& plate, size_t step, size_t now) {
    const float row = ui.px(kRowHeight), rail = plate.min.x + ui.px(18);
    ImGui::SetCursorScreenPos({plate.min.x + ui.px(4), rowTop(ui, plate, step)});
    const Pressed at =
        pressArea(ui, fmt::format("peel.{}", anatomy::name(layers_[step])), {plate.size().x - ui.px(8), row});
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(6));
    const bool on = step == now;
    to.AddCircleFilled({rail, at.rect.centre().y}, ui.px(on ? 6 : 4), step >= now ? ui.theme.accent : ui.theme.edge,
                       20);
    Rect words = at.rect;
    words.min.x = rail + ui.px(14);
    if (hasRoomAtEdges(ui))
        textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, words, on ? ui.theme.ink : ui.theme.quiet,
               word(layers_[step]));
    else
        tip(ui, word(layers_[step]), {}, TipPlace::beside);
    if (at.clicked) setPeelStep(layers_, ui.program.view.options, step);
    // Dragging along the rail peels on without letting go.
    if (!at.held || !ImGui::IsMouseDragging(0)) return;
    size_t wanted = 0;
    while (wanted + 1 < layers_.size() && ui.input.pos.y >= rowTop(ui, plate, wanted + 1)) ++wanted;
    setPeelStep(layers_, ui.program.view.options, wanted);
}

/// How much of the skin is seen over the layers below it; all of it is the skin's own step.
void Peel::drawVeil(Ui& ui, const Rect& plate) {
    const bool solid = ui.program.view.options.shows(Layer::skin);
    float& opacity = ui.program.view.options.effects.skinOpacity;
    float shown = solid ? 1 : opacity;
    const float top = rowTop(ui, plate, 0) + ui.px(kRowHeight);
    const Rect track{{plate.min.x + ui.px(32), top}, {plate.max.x - ui.px(10), top + ui.px(kVeil)}};
    const bool changed = sliderTrack(ui, "peel.veil", shown, {.step = 0.1F}, track);
    tip(ui, solid ? std::string(tr("The skin, solid")) : trf("Skin as a veil, {}", percent(shown)), ui.keyOf("view.skinVeil"), TipPlace::beside);
    if (!changed) return;
    opacity = shown >= kSolid ? 0 : shown;
    ui.program.view.setLayer(Layer::skin, shown >= kSolid);
}

void Peel::draw(Ui& ui, const Rect& area) {
    if (body_ != ui.program.bodies.current()) {
        body_ = ui.program.bodies.current();
        layers_ = peelLayers(*body_);
    }
    const auto count = static_cast<float>(layers_.size());
    const vec2 size(ui.px(hasRoomAtEdges(ui) ? kPeelWidth : kBare), ui.px(kRowHeight) * count + ui.px(8) + skinHeight(ui));
    const vec2 corner(area.max.x - ui.px(kPlateEdge) - size.x, area.min.y + ui.px(kPlateEdge));
    if (layers_.size() < 2 || corner.y + size.y > area.centre().y - ui.px(24)) return;
    const Rect plate{corner, corner + size};
    const size_t now = peelStep(layers_, ui.program.view.options);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, plate);
    const float rail = corner.x + ui.px(18), half = ui.px(kRowHeight) / 2;
    const float last = rowTop(ui, plate, layers_.size() - 1) + half;
    to.AddLine({rail, rowTop(ui, plate, 0) + half}, {rail, last}, ui.theme.rule, ui.px(2));
    if (now < layers_.size())
        to.AddLine({rail, rowTop(ui, plate, now) + half}, {rail, last}, ui.theme.accent, ui.px(2));
    for (size_t i = 0; i < layers_.size(); ++i) drawStep(ui, plate, i, now);
    if (skinHeight(ui) <= 0) return;
    const bool shown = HabitusSlider::isShown(ui);  // before the veil changes it
    drawVeil(ui, plate);
    const float top = rowTop(ui, plate, 0) + ui.px(kRowHeight + kVeil);
    if (shown) habitus_.draw(ui, {{plate.min.x + ui.px(32), top}, {plate.max.x - ui.px(10), top + ui.px(HabitusSlider::kHeight)}});
}

}  // namespace myochart::ui
