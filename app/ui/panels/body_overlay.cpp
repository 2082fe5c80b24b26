#include "ui/panels/body_overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "builtin/schematic_muscles.h"
#include "core/text.h"
#include "core/words.h"
#include "scene/patient_way.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/structure_words.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

namespace {

using anatomy::Layer;

constexpr float kFromBodyEdge = 16;  ///< px from the edge of the body's area

/// `box` moved up or down along its edge by as little as clears all that floats there; as it is where nothing does.
Rect offPlates(const Ui& ui, const Rect& box, const Rect& area) {
    const float step = ui.px(8);
    for (float away = 0; away < area.size().y; away += step)
        for (const float way : {away, -away}) {
            const Rect moved{box.min + vec2(0, way), box.max + vec2(0, way)};
            if (moved.min.y < area.min.y || moved.max.y > area.max.y) continue;
            const Rect room{moved.min - ui.px(2), moved.max + ui.px(2)};
            const auto& plates = ui.state.plates;
            if (std::none_of(plates.begin(), plates.end(), [&](const Rect& plate) { return plate.overlaps(room); }))
                return moved;
        }
    return box;
}

/// "L" and "Left"; seen obliquely, where front or back lies more to that edge, "AL" and "Front, left".
struct BadgeWords {
    std::string letter, word;
};

BadgeWords badgeWords(const Ui& ui, vec3 way) {
    const scene::PatientWay main = scene::patientWay(way);
    const auto side = scene::sideBeside(way);
    const bool isSide = *main.letter == 'L' || *main.letter == 'R';
    if (!ui.program.bodies.sidesKnown() && (isSide || side)) return {"?", tr("Side not known")};
    const std::string word = tr(main.word);
    if (!side) return {main.letter, word};
    return {fmt::format("{}{}", main.letter, side->letter), *side->letter == 'L' ? trf("{}, left", word) : trf("{}, right", word)};
}

/// The letter alone on a small plate.
void letterAt(Ui& ui, vec2 centre, const std::string& name, const char* letter) {
    const vec2 half(ui.px(16));
    const Rect plate{glm::round(centre) - half, glm::round(centre) + half};
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(plate.min), im(plate.max), withAlpha(ui.theme.raised, 0.88F), ui.px(8));
    to.AddRect(im(plate.min), im(plate.max), ui.theme.rule, ui.px(8), 0, std::max(1.0F, std::floor(ui.scale)));
    textCentred(to, ui.fonts.strong, plate, ui.theme.ink, letter);
    ui.state.badges.push_back(plate);
    ui.record.add(name, plate);
}

/// On all four sides, as on a scan.
void drawSliceLetters(Ui& ui, const PaneView& pane) {
    const Rect& area = pane.area;
    // Left and right stand lower than the middle, where slices are widest; above goes under the slice's name in little room.
    const float edge = ui.px(8 + 16), middle = area.min.y + area.size().y * 0.7F;
    const float above = hasRoomAtEdges(ui) ? edge : edge + ui.px(28);
    const float below = ui.layout.body.max.y - area.max.y < ui.px(40) ? ui.px(16 + 44 + 16 + 24) : edge;
    const vec3 right = pane.camera.right(), up = pane.camera.up();
    const struct {
        const char* name;
        vec3 way;
        vec2 at;
    } kSides[] = {{"slice.left", -right, {area.min.x + edge, middle}},
                  {"slice.right", right, {area.max.x - edge, middle}},
                  {"slice.top", up, {area.centre().x, area.min.y + above}},
                  {"slice.bottom", -up, {area.centre().x, area.max.y - below}}};
    for (const auto& side : kSides) {
        const std::string letter = badgeWords(ui, side.way).letter;
        letterAt(ui, side.at, side.name, letter.c_str());
        ui.record.fact(side.name, letter);
    }
}

/// Beside the body at half its height, or where nothing else floats; where several views share the room only the
/// letter, lower down.
void badge(Ui& ui, const PaneView& pane, bool onRight, const BadgeWords& words) {
    const Rect& area = pane.area;
    const float letters = textSize(pane.alone ? ui.fonts.title : ui.fonts.strong, words.letter).x;
    const float wide =
        pane.alone ? std::max({ui.px(48), letters + ui.px(16), textSize(ui.fonts.note, words.word).x + ui.px(12)})
                   : std::max(ui.px(32), letters + ui.px(12));
    const vec2 size(wide, ui.px(pane.alone ? 52 : 32));
    const float edge = ui.px(pane.alone ? kFromBodyEdge : 8);
    const float x = onRight ? area.max.x - edge - size.x : area.min.x + edge;
    const float height = pane.alone ? 0.5F : 0.7F;
    const vec2 corner = glm::round(vec2(x, area.min.y + area.size().y * height - size.y / 2));
    const Rect plate = offPlates(ui, {corner, corner + size}, area);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(plate.min), im(plate.max), withAlpha(ui.theme.raised, 0.88F), ui.px(8));
    to.AddRect(im(plate.min), im(plate.max), ui.theme.rule, ui.px(8), 0, std::max(1.0F, std::floor(ui.scale)));
    if (pane.alone) {
        textCentred(to, ui.fonts.title, {plate.min + vec2(0, ui.px(4)), {plate.max.x, plate.min.y + ui.px(32)}},
                    ui.theme.ink, words.letter);
        textCentred(to, ui.fonts.note, {{plate.min.x, plate.min.y + ui.px(30)}, plate.max - vec2(0, ui.px(4))},
                    ui.theme.quiet, words.word);
    } else {
        textCentred(to, ui.fonts.strong, plate, ui.theme.ink, words.letter);
    }
    ui.state.badges.push_back(plate);
    ui.record.add(pane.named(onRight ? "body.badge.right" : "body.badge.left"), plate);
    ui.record.fact(pane.named(onRight ? "badgeRight" : "badgeLeft"), words.letter);
}

}  // namespace

void drawSideBadges(Ui& ui, const PaneView& pane) {
    if (pane.slice) return drawSliceLetters(ui, pane);
    badge(ui, pane, true, badgeWords(ui, pane.camera.right()));
    badge(ui, pane, false, badgeWords(ui, -pane.camera.right()));
}

namespace {

/// Whether a box still lies where the camera looks: a ready-made view or a drag may have gone elsewhere.
bool looksAt(const scene::Camera& camera, const Box& box) {
    const vec3 reach = box.size() * 0.5F + vec3(glm::length(box.size()) * 0.15F);
    const vec3 off = glm::abs(camera.target - box.centre());
    return off.x <= reach.x && off.y <= reach.y && off.z <= reach.z;
}

/// "Front, from the left" of a body whose sides are not known.
std::string_view withoutSide(std::string_view view) {
    if (view.starts_with("Front,")) return mark("Front, from one side");
    if (view.starts_with("Back,")) return mark("Back, from one side");
    return view.ends_with(" side") ? mark("From the side") : view;
}

/// Where left and right lie above and below on the picture, as from above at the patient's side, no badge at its edges
/// tells them: "left is up".
std::string sidesUpward(const Ui& ui, const scene::Camera& camera) {
    const float up = camera.up().x, across = std::abs(camera.right().x);
    if (across > 1 / 6.0F || std::abs(up) < 0.5F) return {};
    if (!ui.program.bodies.sidesKnown()) return tr("sides not known");
    return up > 0 ? tr("left is up") : tr("right is up");
}

/// Where nothing else stands: above the body; side by side at the seam, or just above the tools.
float nameTop(const Ui& ui, const PaneView& pane, float height) {
    if (pane.alone) return pane.area.min.y + ui.px(kFromBodyEdge);
    if (pane.area.min.y > ui.layout.body.min.y) return pane.area.min.y + ui.px(8);
    const bool overTools = ui.layout.body.max.y - pane.area.max.y < ui.px(40);
    return pane.area.max.y - height - ui.px(overTools ? kFromBodyEdge + 44 + 12 : 8);
}

/// Of the button that opens the layers, at the upper left.
float layersWidth(const Ui& ui) {
    return textSize(ui.fonts.body, tr("Layers")).x + ui.px(24) + (ui.fonts.icons ? ui.px(24) : 0);
}

}  // namespace

void drawViewName(Ui& ui, const PaneView& pane) {
    const scene::SectionPlane& section = ui.program.view.options.effects.section;
    std::string_view english = viewName(pane.camera);
    if (!ui.program.bodies.sidesKnown()) english = withoutSide(english);
    const std::string view = pane.slice ? ui.program.aim.cutsAlong() ? std::string(tr("Along the needle")) : workspace::sectionTitle(section) : std::string(tr(english));
    std::string word = view;
    if (pane.slice)  // in little room the tool below tells which way is cut
        word = ui.program.aim.cutsAlong() ? view : (hasRoomAtEdges(ui) ? view + " \xC2\xB7 " : "") + workspace::sectionPlace(section);
    if (const auto* region = ui.program.view.region(); region && pane.alone && looksAt(pane.camera, region->bounds)) {
        word = sided(tr(region->region->name), region->side) + " \xC2\xB7 " + view;
    }
    const std::string upward = pane.slice || !english.starts_with("From") ? std::string() : sidesUpward(ui, pane.camera);
    if (!upward.empty()) word += " \xC2\xB7 " + upward;
    const float width = textSize(ui.fonts.noteStrong, word).x;
    const vec2 size(width + ui.px(20), ui.px(24));
    vec2 corner(std::round(pane.area.centre().x - size.x / 2), nameTop(ui, pane, size.y));
    if (pane.slice) corner = pane.area.min + vec2(ui.px(8));  // the middle is a letter's
    else if (pane.alone) corner.x = std::max(corner.x, std::round(pane.area.min.x + ui.px(kFromBodyEdge + 8) + layersWidth(ui)));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(corner), im(corner + size), withAlpha(ui.theme.raised, 0.88F), ui.px(12));
    const bool marked = pane.active && !pane.alone;
    textCentred(to, ui.fonts.noteStrong, {corner, corner + size}, marked ? ui.theme.accent : ui.theme.quiet, word);
    ui.record.fact(pane.named("view"), pane.slice ? view : std::string(english));
    ui.record.fact(pane.named("viewName"), word);
    ui.state.plates.push_back({corner, corner + size});
    ui.record.add(pane.named("body.viewName"), {corner, corner + size});
    if (!marked) return;
    const float thick = std::max(1.0F, std::floor(2 * ui.scale));
    to.AddRect(im(pane.area.min + vec2(thick / 2)), im(pane.area.max - vec2(thick / 2)),
               withAlpha(ui.theme.accent, 0.7F), 0, 0, thick);
}

void drawViewButtons(Ui& ui, const Rect& area) {
    struct View {
        const char *id, *word, *name;
    };
    static constexpr std::array<View, 6> kViews = {
        View{"view.anterior", mark("Front"), "Front"},  {"view.posterior", mark("Back"), "Back"},
        {"view.left", mark("Left"), "Left side"},       {"view.right", mark("Right"), "Right side"},
        {"view.superior", mark("Above"), "From above"}, {"view.inferior", mark("Below"), "From below"}};
    if (!hasRoomAtEdges(ui)) return;
    const std::string_view now = viewName(ui.program.view.camera);
    float longest = 0;
    for (const View& view : kViews) longest = std::max(longest, textSize(ui.fonts.noteStrong, tr(view.word)).x);
    const float row = ui.px(28), width = std::max(ui.px(76), std::ceil(longest) + ui.px(32));
    const vec2 corner = area.min + vec2(ui.px(kFromBodyEdge), ui.px(kFromBodyEdge + 36 + 12));
    const vec2 size(width, row * kViews.size() + ui.px(8));
    if (corner.y + size.y > area.centre().y - ui.px(24)) return;
    // With four views the badge of the first stands higher.
    if (ui.program.view.panes.count() >= 4 && corner.y + size.y > area.min.y + area.size().y * 0.35F - ui.px(24)) return;
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + size});
    for (size_t i = 0; i < kViews.size(); ++i) {
        ImGui::SetCursorScreenPos(im(corner + vec2(ui.px(4), ui.px(4) + row * static_cast<float>(i))));
        const Pressed at = pressArea(ui, kViews[i].id, {width - ui.px(8), row});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const bool on = now == kViews[i].name;
        if (on || at.hovered)
            to.AddRectFilled(im(at.rect.min), im(at.rect.max), on ? ui.theme.chosen : ui.theme.hover, ui.px(6));
        textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, at.rect, on ? ui.theme.accent : ui.theme.ink,
               tr(kViews[i].word), ui.px(12));
        if (const workspace::Command* command = ui.commands.find(kViews[i].id)) tip(ui, tr(std::string_view(command->title)), command->key, TipPlace::beside);
        if (at.clicked) ui.runLater(kViews[i].id);
    }
}

void drawHiddenChip(Ui& ui, const Rect& area) {
    // What few people have is hidden from the start and not counted.
    std::set<std::uint32_t> byHand = ui.program.view.options.hidden;
    if (const auto body = ui.program.bodies.current())
        for (const auto structure : builtin::hiddenAtFirst(*body, ui.program.catalogue())) byHand.erase(structure);
    const size_t hidden = byHand.size(), isolated = ui.program.view.options.isolated.size();
    if (hidden + isolated == 0) return;
    const std::string word = isolated == 0                              ? trnf("{} hidden", "{} hidden", hidden, hidden)
                             : ui.program.view.options.ghostOthers ? trnf("{} shown clearly", "{} shown clearly", isolated, isolated)
                                                                   : trnf("{} shown alone", "{} shown alone", isolated, isolated);
    const std::string label = fmt::format("{} \xC2\xB7 {}", word, tr("Show all"));
    const float width = textSize(ui.fonts.body, label).x + ui.px(24) + (ui.fonts.icons ? ui.px(24) : 0);
    const vec2 corner(std::round(area.centre().x - width / 2), area.min.y + ui.px(kFromBodyEdge + 24 + 8));
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, ui.px(32))});
    ImGui::SetCursorScreenPos(im(corner));
    if (button(ui, "body.showAll",
               {.icon = icon::kEye,
                .label = label,
                .tip = tr("Show everything again"),
                .key = ui.keyOf("view.showAll"),
                .width = width / ui.scale}))
        ui.runLater("view.showAll");
}

void LayersPopover::draw(Ui& ui, const Rect& area) {
    using enum Layer;
    static constexpr std::array kLayers = {skin, superficial, intermediate, deep, bone, connective, vessel, nerve, organ, other};
    const vec2 corner = area.min + vec2(ui.px(kFromBodyEdge));
    const float width = layersWidth(ui);
    floatingPlate(*ImGui::GetWindowDrawList(), ui, {corner, corner + vec2(width, ui.px(36))});
    ImGui::SetCursorScreenPos(im(corner));
    if (button(ui, "body.layers", {.icon = icon::kLayers, .label = tr("Layers"), .width = width / ui.scale, .height = 36}))
        openList(ui, "layers");
    ImGui::SetNextWindowPos({corner.x, corner.y + ui.px(42)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::SetNextWindowSize({ui.px(264), 0});
    if (ImGui::BeginPopup("layers", ImGuiWindowFlags_NoMove)) {
        for (const Layer layer : kLayers)
            if (toggle(ui, fmt::format("layers.{}", anatomy::name(layer)), layerWords(layer), ui.program.view.options.shows(layer)))
                ui.program.view.setLayer(layer, !ui.program.view.options.shows(layer));
        gap(ui, 4);
        if (!ui.program.view.options.shows(Layer::vessel) || !ui.program.view.options.shows(Layer::nerve) || !ui.program.view.options.shows(Layer::organ))
            paragraph(ui, ui.fonts.note, ui.theme.quiet,
                      tr("Out of sight is not out of a needle's way: slices always show vessels, nerves and organs."));
        rule(ui);
        gap(ui, 4);
        if (toggle(ui, "layers.labels", tr("Labels of sites"), ui.program.view.options.labels)) ui.runLater("view.labels");
        if (toggle(ui, "layers.ghost", tr("Ghost around the isolated"), ui.program.view.options.ghostOthers)) ui.runLater("view.ghost");
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace myochart::ui
