#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "ui/panels/body_tools.h"
#include "ui/slider.h"
#include "workspace/effect_commands.h"
#include "workspace/section_pane.h"

namespace myochart::ui {

using workspace::SectionKind;

/// The slider, and the place in figures: Enter takes it.
void SectionTool::drawPlace(Ui& ui) {
    scene::SectionPlane& section = ui.program.view.options.effects.section;
    const auto kind = *workspace::sectionKind(section);
    const workspace::SectionRange range = workspace::sectionRange(ui.program.view);
    float mm = workspace::sectionMm(ui.program.view);
    const char* label = kind == SectionKind::axial      ? tr("Height above the floor")
                        : kind == SectionKind::sagittal ? tr("From the middle, left or right")
                                                        : tr("From the middle, front or back");
    const std::string place = workspace::sectionPlace(section);
    const float fieldWidth = ui.px(116), whole = ImGui::GetContentRegionAvail().x;
    const vec2 corner = vec(ImGui::GetCursorScreenPos());
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textAt(to, ui.fonts.note, corner, ui.theme.quiet, label);
    const float trackTop = corner.y + ui.px(20);
    if (sliderTrack(ui, "section.place", mm, {.lowest = range.lowestMm, .highest = range.highestMm, .step = 2},
                    {{corner.x, trackTop}, {corner.x + whole - fieldWidth - ui.px(12), trackTop + ui.px(32)}}))
        workspace::setSectionMm(ui.program.view, mm);
    if (!typing_) typed_ = place;
    ImGui::SetCursorScreenPos({corner.x + whole - fieldWidth, trackTop});
    const FieldEvent event = field(ui, "section.mm", typed_, {.width = fieldWidth / ui.scale, .maxBytes = 40});
    if (event.committed) {
        const auto wanted = workspace::sectionMmFrom(section, typed_);
        fault_ = wanted ? std::string() : wanted.error().message;
        if (wanted) workspace::setSectionMm(ui.program.view, *wanted);
    }
    if (event.active && event.changed) fault_.clear();
    typing_ = event.active;
    ImGui::SetCursorScreenPos({corner.x, trackTop + ui.px(36)});
    ImGui::Dummy({1, 1});
    if (!fault_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
}

void SectionTool::drawViews(Ui& ui) {
    workspace::SectionSheet& sheet = ui.program.view.panes.section;
    const bool own = workspace::sectionPane(ui.program.view).has_value();
    if (toggle(ui, "section.ownView", tr("The slice in a view of its own"), own)) {
        sheet.ownView = !own;
        if (!own && ui.program.view.panes.count() == 1) ui.runLater("view.two");
    }
    if (own && toggle(ui, "section.cutsBody", tr("The body cut in the other views"), sheet.cutsBody))
        sheet.cutsBody = !sheet.cutsBody;
}

void SectionTool::draw(Ui& ui) {
    if (ImGui::IsWindowAppearing()) fault_.clear();
    scene::SectionPlane& section = ui.program.view.options.effects.section;
    const char* const words[] = {tr("None"), tr("Axial"), tr("Sagittal"), tr("Coronal")};
    const auto kind = workspace::sectionKind(section);
    const size_t now = kind ? static_cast<size_t>(*kind) + 1 : 0;
    const size_t wanted = choiceOf(ui, "section", words, 4, now);
    if (wanted != now && wanted == 0) section.on = false;
    if (wanted != now && wanted > 0) workspace::cutThrough(ui.program, static_cast<SectionKind>(wanted - 1));
    gap(ui, 4);
    if (!kind || wanted != now) {
        fault_.clear();
        paragraph(ui, ui.fonts.note, ui.theme.quiet,
                  tr("Cuts through the selected site or structure; the handle on the body moves the cut."));
        return;
    }
    drawPlace(ui);
    drawViews(ui);
    gap(ui, 4);
    const float half = std::floor((ImGui::GetContentRegionAvail().x - ui.px(4)) / 2) / ui.scale;
    if (button(ui, "section.here",
               {.label = tr("Through selected"), .tip = tr("Move the cut to the selected site or structure"),
                .kind = ButtonKind::plain, .width = half}))
        workspace::moveSectionTo(ui.program.view, workspace::sectionPoint(ui.program));
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "section.flip",
               {.label = tr("Other side"), .tip = tr("Show what was cut away"), .key = ui.keyOf("section.flip"),
                .kind = ButtonKind::plain, .enabled = workspace::bodyIsCut(ui.program.view), .width = half}))
        ui.runLater("section.flip");
}

}  // namespace myochart::ui
