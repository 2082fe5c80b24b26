#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "scene/build_scene.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/tree_eyes.h"
#include "ui/structure_search.h"
#include "ui/structure_tree.h"
#include "ui/structure_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kRow = 28;
constexpr float kLeastPlain = 84;  ///< less of a plain name says nothing
constexpr double kDoubleClick = 0.4;  ///< s
constexpr size_t kMostFound = 60;

/// Every structure of the body by region or by layer, with an eye each; a search over them.
class TreePanel final : public Panel {
  public:
    std::string_view name() const override { return "tree"; }
    Rect area(const Ui& ui) const override { return ui.program.settings.structuresTab ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override;

  private:
    void drawHead(Ui& ui);
    void drawOrder(Ui& ui);
    void drawRows(Ui& ui);
    void drawGroup(Ui& ui, size_t row);
    void drawLeaf(Ui& ui, size_t row, std::uint32_t structure, float indent, const std::string& detail);
    bool drawEye(Ui& ui, const std::string& name, const Rect& row, bool shown);
    void followSelection(Ui& ui);
    void steer(Ui& ui);
    bool sideways(int key);
    void enter(Ui& ui, std::uint32_t structure);
    void foldOrUnfold(size_t row);
    void turnEye(Ui& ui, std::uint32_t structure);
    void turnEye(Ui& ui, const StructureTree::Group& group);
    void select(Ui& ui, std::uint32_t structure);
    size_t count() const { return searching() ? found_.size() : tree_.rows().size(); }
    bool searching() const { return !text_.empty(); }
    /// Enter takes nothing yet: the words told no side, and no row was chosen.
    bool asks() const { return searching() && !told_ && body_ && asksForSide(*body_, found_); }
    std::optional<std::uint32_t> structureAt(size_t row) const;

    StructureTree tree_;
    TreeOrder order_ = TreeOrder::region;
    std::string text_, searched_;
    std::vector<FoundStructure> found_;
    std::shared_ptr<const body::Body> body_;
    std::vector<bool> shown_;
    std::optional<std::uint32_t> lastSelected_, lastClicked_;
    std::optional<std::uint32_t> broughtUp_;  ///< by Enter, and the arrows stand there still
    double clickedAt_ = -1;
    size_t cursor_ = 0;
    bool follow_ = false, fieldActive_ = false;
    bool told_ = false;  ///< a row was chosen since the words changed: Enter means it, whatever side it is of
};

std::optional<std::uint32_t> TreePanel::structureAt(size_t row) const {
    if (row >= count()) return std::nullopt;
    return searching() ? std::optional(found_[row].structure) : tree_.rows()[row].structure;
}

void TreePanel::select(Ui& ui, std::uint32_t structure) {
    ui.program.view.clearSelection();
    ui.program.view.options.selected = structure;
    lastSelected_ = structure;
}

void TreePanel::drawOrder(Ui& ui) {
    const float width = (ImGui::GetContentRegionAvail().x - ui.px(4)) / 2 / ui.scale;
    if (button(ui, "tree.byRegion",
               {.label = tr("By region"), .on = order_ == TreeOrder::region, .width = width, .height = 28}))
        order_ = TreeOrder::region;
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "tree.byLayer", {.label = tr("By layer"), .on = order_ == TreeOrder::layer, .width = width, .height = 28}))
        order_ = TreeOrder::layer;
}

void TreePanel::drawHead(Ui& ui) {
    const FieldEvent event = field(ui, "tree.search", text_,
                                   {.hint = tr("Find by any name"),
                                    .focus = std::exchange(ui.state.focusTree, false),
                                    .maxBytes = 200});
    fieldActive_ = event.active;
    if (event.active) ui.state.treeHasKeys = true;
    if (event.active) ui.state.keys = {KeyPlace::tree, std::nullopt, false};
    if (text_ != searched_ || body_ != ui.program.bodies.current()) {
        found_ = text_.empty() ? std::vector<FoundStructure>()
                               : findStructures(*ui.program.bodies.current(), ui.program.catalogue(), text_, kMostFound);
        if (text_ != searched_) cursor_ = 0, told_ = false;
        searched_ = text_;
        body_ = ui.program.bodies.current();
    }
    if (asks()) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr(kWhichSide));
    if (event.entered && !asks())
        if (const auto structure = structureAt(cursor_)) ui.later([&program = ui.program, to = *structure] { bringUp(program, to); });
    if (event.entered) ui.state.focusTree = true;
}

bool TreePanel::drawEye(Ui& ui, const std::string& name, const Rect& row, bool shown) {
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({row.max.x - ui.px(32), row.min.y});
    const Pressed at = pressArea(ui, name, {ui.px(32), row.size().y});
    ImGui::SetCursorScreenPos(after);
    const ImU32 ink = at.hovered ? ui.theme.accent : ui.theme.quiet;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (ui.fonts.smallIcons)
        iconAt(to, ui.fonts.smallIcons, at.rect.centre(), ink, shown ? icon::kEye : icon::kEyeOff);
    else
        to.AddCircle(im(at.rect.centre()), ui.px(4), ink, 16, shown ? ui.px(4) : ui.px(1));
    tip(ui, shown ? tr("Hide") : tr("Show"));
    return at.clicked;
}

void TreePanel::drawGroup(Ui& ui, size_t row) {
    const size_t g = tree_.rows()[row].group;
    const StructureTree::Group& group = tree_.groups()[g];
    const std::string name = fmt::format("tree.group.{}", g);
    const bool steered = ui.state.treeHasKeys && row == cursor_;
    const Pressed at = ui::row(ui, name, kRow, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (steered) to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.accent, ui.px(6), 0, std::max(1.0F, ui.scale));
    const float middle = at.rect.centre().y;
    const vec2 chevron(at.rect.min.x + ui.px(12), middle);
    if (ui.fonts.smallIcons)
        iconAt(to, ui.fonts.smallIcons, chevron, ui.theme.quiet, tree_.isOpen(g) ? icon::kDown : icon::kRight);
    else
        textCentred(to, ui.fonts.note, {chevron - vec2(8), chevron + vec2(8)}, ui.theme.quiet, tree_.isOpen(g) ? "v" : ">");
    const float left = at.rect.min.x + ui.px(24);
    const float wide = textAt(to, ui.fonts.strong, {left, middle - fontPx(ui.fonts.strong) / 2}, ui.theme.ink,
                              group.title, at.rect.max.x - left - ui.px(72));
    textAt(to, ui.fonts.note, {left + wide + ui.px(8), middle - fontPx(ui.fonts.note) / 2}, ui.theme.quiet,
           std::to_string(group.structures.size()));
    if (drawEye(ui, name + ".eye", at.rect, anyShown(shown_, group.structures))) return turnEye(ui, group);
    if (!at.clicked) return;
    cursor_ = row;
    ui.state.treeHasKeys = true;
    ui.later([this, row] { foldOrUnfold(row); });
}

void TreePanel::drawLeaf(Ui& ui, size_t row, std::uint32_t structure, float indent, const std::string& detail) {
    const body::Structure& s = ui.program.bodies.current()->structure(structure);
    const std::string name = "tree.row." + s.key;
    const bool chosen = ui.program.view.options.selected == structure, shown = shown_[structure];
    const std::string title = searching() ? titleOf(ui.program.catalogue(), s) : tree_.rows()[row].title;
    const Pressed at = ui::row(ui, name, kRow, chosen);
    const std::string plain = plainNameOf(ui.program.catalogue(), s.muscleKey);
    tip(ui, capitalised(displayText(s.name, 120)) + (plain.empty() ? "" : "\n" + plain), {}, TipPlace::beside);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const bool steered = ui.state.treeHasKeys && row == cursor_ && !asks();
    if (steered) to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.accent, ui.px(6), 0, std::max(1.0F, ui.scale));
    if (at.hovered && shown) ui.state.listHovered = structure;
    const float middle = at.rect.centre().y, right = at.rect.max.x - ui.px(36);
    const float note = detail.empty() ? 0 : std::min(textSize(ui.fonts.note, detail).x, ui.px(88));
    const ImU32 ink = shown ? ui.theme.ink : ui.theme.quiet;
    const float room = right - note - ui.px(indent + 8) - at.rect.min.x;
    const float wide = textAt(to, chosen ? ui.fonts.strong : ui.fonts.body,
                              {at.rect.min.x + ui.px(indent), middle - fontPx(ui.fonts.body) / 2}, ink, title, room);
    if (const float rest = room - wide - ui.px(8); !plain.empty() && rest >= ui.px(kLeastPlain)) {
        const vec2 corner(at.rect.min.x + ui.px(indent + 8) + wide, middle - fontPx(ui.fonts.note) / 2);
        const float drawn = textAt(to, ui.fonts.note, corner, ui.theme.quiet, plain, rest);
        ui.record.add("tree.plain." + s.key, {corner, corner + vec2(drawn, fontPx(ui.fonts.note))});
    }
    textAt(to, ui.fonts.note, {right - note, middle - fontPx(ui.fonts.note) / 2}, ui.theme.quiet, detail, note);
    if (drawEye(ui, name + ".eye", at.rect, shown)) return turnEye(ui, structure);
    if (!at.clicked) return;
    cursor_ = row;
    told_ = true;
    ui.state.treeHasKeys = true;
    const bool twice = lastClicked_ == structure && ui.now - clickedAt_ < kDoubleClick;
    lastClicked_ = structure;
    clickedAt_ = ui.now;
    if (twice)
        ui.later([&program = ui.program, structure] { bringUp(program, structure); });
    else
        select(ui, structure);
}

void TreePanel::drawRows(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const vec2 corner = vec(ImGui::GetCursorScreenPos());
    if (listStop(ui, "tree.rows", {corner, corner + vec(ImGui::GetContentRegionAvail())})) ui.state.treeHasKeys = true;
    beginScroll(ui, "tree.rows");
    beginRows();
    const float height = ui.px(kRow);
    if (std::exchange(follow_, false)) keepRowInSight(cursor_, height);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(count()), height);
    while (clipper.Step())
        for (auto i = static_cast<size_t>(clipper.DisplayStart); i < static_cast<size_t>(clipper.DisplayEnd); ++i) {
            const auto structure = structureAt(i);
            if (!structure)
                drawGroup(ui, i);
            else
                drawLeaf(ui, i, *structure, searching() ? 8 : 24, sideWord(ui.program.bodies.current()->structure(*structure)));
        }
    endRows();
    if (searching() && found_.empty())
        paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("Nothing of that name in this body."));
    endScroll();
    ImGui::PopStyleVar();
}

/// What is selected elsewhere is unfolded here and scrolled to.
void TreePanel::followSelection(Ui& ui) {
    const auto selected = ui.program.view.options.selected;
    if (selected == lastSelected_) return;
    lastSelected_ = selected;
    if (!selected || searching()) return;
    if (const auto at = tree_.reveal(*selected)) {
        cursor_ = *at;
        follow_ = true;
    }
}

/// Right unfolds, left folds or goes up to the group.
bool TreePanel::sideways(int key) {
    if (searching() || cursor_ >= tree_.rows().size() || (key != GLFW_KEY_LEFT && key != GLFW_KEY_RIGHT)) return false;
    const StructureTree::Row at = tree_.rows()[cursor_];
    if (key == GLFW_KEY_RIGHT) {
        if (!at.structure && !tree_.isOpen(at.group)) tree_.setOpen(at.group, true);
        else if (!at.structure) ++cursor_;
        return true;
    }
    if (!at.structure) {
        tree_.setOpen(at.group, false);
        return true;
    }
    while (cursor_ > 0 && tree_.rows()[cursor_].structure) --cursor_;
    return true;
}

void TreePanel::steer(Ui& ui) {
    if (!ui.state.treeHasKeys || ui.state.dialog != Dialog::none) return;
    for (const InputEvent& key : ui.input.keys) {
        if (key.modifiers != 0 || count() == 0) continue;
        const size_t before = cursor_;
        const bool arrow = key.key == GLFW_KEY_DOWN || key.key == GLFW_KEY_UP;
        const bool tells = arrow && asks();  // the first arrow stays on the first row
        told_ = told_ || arrow;
        if (key.key == GLFW_KEY_DOWN && cursor_ + 1 < count() && !tells) ++cursor_;
        if (key.key == GLFW_KEY_UP && cursor_ > 0 && !tells) --cursor_;
        if (key.key == GLFW_KEY_PAGE_DOWN) cursor_ = std::min(cursor_ + 12, count() - 1);
        if (key.key == GLFW_KEY_PAGE_UP) cursor_ -= std::min<size_t>(cursor_, 12);
        const bool moved = sideways(key.key) || cursor_ != before || tells;
        follow_ = follow_ || moved;
        const auto structure = structureAt(cursor_);
        if (moved && structure) select(ui, *structure);
        if (moved) broughtUp_.reset();
        if (fieldActive_ || asks() || key.repeat) continue;
        if (key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER) structure ? enter(ui, *structure) : foldOrUnfold(cursor_);
        if (key.key == GLFW_KEY_SPACE) structure ? turnEye(ui, *structure) : turnEye(ui, tree_.groups()[tree_.rows()[cursor_].group]);
    }
}

/// Brings the structure up; Enter again places a site on it.
void TreePanel::enter(Ui& ui, std::uint32_t structure) {
    if (broughtUp_ == structure && ui.canRun("marker.placeHere")) return ui.runLater("marker.placeHere");
    broughtUp_ = structure;
    ui.later([&program = ui.program, structure] { bringUp(program, structure); });
}

void TreePanel::foldOrUnfold(size_t row) {
    const size_t group = tree_.rows()[row].group;
    tree_.setOpen(group, !tree_.isOpen(group));
}

void TreePanel::turnEye(Ui& ui, std::uint32_t structure) {
    ui.later([&program = ui.program, structure, shown = bool(shown_[structure])] { showOne(program, structure, !shown); });
}

void TreePanel::turnEye(Ui& ui, const StructureTree::Group& group) {
    ui.later([&program = ui.program, group, shown = anyShown(shown_, group.structures)] { showGroup(program, group, !shown); });
}

void TreePanel::draw(Ui& ui) {
    const Rect at = area(ui);
    beginSide(ui, at, Facing::left, false);
    const auto body = ui.program.bodies.current();
    if (!body) {
        emptyPlace(ui, tr("The structures of the body are listed here once it is there."));
        return endSide();
    }
    if (ui.program.quiz.isRunning()) {
        emptyPlace(ui, tr("The names of the structures come back when the quiz has ended."));
        return endSide();
    }
    if (ui.input.press && !at.contains(ui.input.pos)) ui.state.treeHasKeys = false;
    tree_.update(body, ui.program.catalogue(), order_);
    shown_ = scene::shownStructures(*body, ui.program.view.options);
    drawHead(ui);
    if (!searching()) drawOrder(ui);
    cursor_ = count() == 0 ? 0 : std::min(cursor_, count() - 1);
    followSelection(ui);
    steer(ui);
    ui.state.inMuscleList = ui.state.inMuscleList || (ui.state.treeHasKeys && !fieldActive_ && !asks() && structureAt(cursor_) &&
                                                         structureAt(cursor_) == ui.program.view.options.selected);
    gap(ui, 4);
    drawRows(ui);
    endSide();
}

bool TreePanel::stepBack(Ui& ui) {
    if (!ui.program.settings.structuresTab) return false;
    if (!text_.empty()) {
        text_.clear();
        return true;
    }
    return std::exchange(ui.state.treeHasKeys, false);
}

}  // namespace

std::unique_ptr<Panel> makeTreePanel() {
    return std::make_unique<TreePanel>();
}

}  // namespace myochart::ui
