#include "ui/panels/muscle_sections.h"

#include <fmt/format.h>

#include <algorithm>

#include "anatomy/fact_names.h"
#include "anatomy/findings.h"
#include "anatomy/hazards.h"
#include "core/text.h"
#include "core/words.h"
#include "scene/colours.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

constexpr float kLabel = 76, kNumbers = 28;

std::string zoneWords(const anatomy::Catalogue& catalogue, const std::vector<std::string>& zones) {
    std::string words;
    for (const auto& key : zones) {
        const anatomy::ReferralRegion* zone = catalogue.region(key);
        std::string label = zone ? anatomy::called(catalogue, *zone) : key;
        if (!label.empty() && !words.empty() && label[0] >= 'A' && label[0] <= 'Z')
            label[0] = static_cast<char>(label[0] - 'A' + 'a');
        words += (words.empty() ? "" : ", ") + label;
    }
    return displayText(words, 400);
}

std::string pointDetails(const anatomy::Catalogue& catalogue, const anatomy::TriggerPoint& point) {
    std::string text = capitalised(displayText(point.landmark, 300));
    const auto add = [&](const char* label, const std::string& words) {
        if (!words.empty()) text += fmt::format("\n{}: {}", label, words);
    };
    add(tr("Pain felt"), zoneWords(catalogue, point.essentialZones));
    add(tr("Sometimes also"), zoneWords(catalogue, point.spilloverZones));
    std::string complaints;
    for (const auto& each : point.complaints) complaints += (complaints.empty() ? "" : ", ") + each;
    add(tr("Typical complaints"), displayText(complaints, 300));
    if (const anatomy::NeedlePolicy* policy = catalogue.policy(point.key))
        text += fmt::format("\n{} {}.", anatomy::sentence(*policy), capitalised(displayText(anatomy::asFinding(policy->why), 300)));
    add(tr("Confidence"), point.confidence);
    return fmt::format("{}\n{} {}", text, tr("A guide where to feel, not a fixed place."), anatomy::reviewSentence(point.reviewedBy));
}

void drawPoint(Ui& ui, size_t index, SourceNotes& notes) {
    Guides& guides = ui.state.guides;
    const anatomy::TriggerPoint& point = *guides.places()[index].point;
    const bool chosen = guides.chosen() == index;
    ImGui::PushID(static_cast<int>(index));
    const Pressed at = row(ui, "structure.point." + point.key, 44, chosen);
    wideTip(ui, pointDetails(ui.program.catalogue(), point));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const vec2 dot(at.rect.min.x + ui.px(16), at.rect.centre().y);
    to.AddCircle(im(dot), ui.px(7), ui.theme.accent, 24, std::max(1.0F, 1.5F * ui.scale));
    to.AddCircleFilled(im(dot), ui.px(2.5F), ui.theme.accent, 12);
    const float left = at.rect.min.x + ui.px(36), right = at.rect.max.x - ui.px(kNumbers + 4);
    const float name = textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(4)}, ui.theme.ink,
                              displayText(point.index, 12));
    textAt(to, ui.fonts.body, {left + name + ui.px(8), at.rect.min.y + ui.px(4)}, ui.theme.ink,
           capitalised(displayText(point.landmark, 120)), right - left - name - ui.px(8));
    const std::string zones = zoneWords(ui.program.catalogue(), point.essentialZones);
    const anatomy::NeedlePolicy* policy = ui.program.catalogue().policy(point.key);
    float byHand = 0;
    if (policy && policy->policy == anatomy::Policy::handsOnly)
        byHand = textAt(to, ui.fonts.noteStrong, {left, at.rect.min.y + ui.px(24)}, ui.theme.danger, tr("Treat by hand")) + ui.px(8);
    textAt(to, ui.fonts.note, {left + byHand, at.rect.min.y + ui.px(24)}, ui.theme.quiet,
           zones.empty() ? "" : trf("Pain: {}", zones), right - left - byHand);
    notes.draw(ui, "source", {at.rect.max.x, at.rect.min.y + ui.px(4)}, {point.source});
    ImGui::PopID();
    const bool focused = ui.state.focus.isIn("structure.point." + point.key);
    if (focused) ui.state.pointAtKeys = index, ui.state.inMuscleList = true;
    if (at.byKey && chosen) return ui.runLater("marker.placeHere");  // Enter again
    if (at.clicked)
        ui.later([&state = ui.state, &program = ui.program, index] { state.guides.fly(program, index); });
}

/// Its title, and how bad it can be by colour and shape.
void drawWarningSign(Ui& ui, vec2 centre, const anatomy::SafetyFact& fact) {
    const bool grave = fact.severity == "critical" || fact.severity == "high";
    const ImU32 colour = grave ? ui.theme.danger : ui.theme.quiet;
    if (ui.fonts.smallIcons)
        return iconAt(*ImGui::GetWindowDrawList(), ui.fonts.smallIcons, centre, colour, icon::kWarning);
    ImGui::GetWindowDrawList()->AddCircleFilled(im(centre), ui.px(4), colour, 16);
}

std::string safetyDetails(const anatomy::SafetyFact& fact) {
    std::string text;
    const auto add = [&](const char* label, const std::string& words) {
        if (!words.empty()) text += fmt::format("{}{}{}", text.empty() ? "" : "\n", label, words);
    };
    add("", capitalised(displayText(anatomy::techniqueSentence(fact), 800)));
    add("", displayText(anatomy::directionSentence(fact), 300));
    add("", displayText(anatomy::depthSentence(fact), 800));
    add("", displayText(anatomy::asFinding(fact.incidenceText), 300));
    add("", anatomy::reviewSentence(fact.reviewedBy));
    return text;
}

vec3 dotColour(const body::Structure& structure) {
    return scene::lookOf(structure).colour;
}

ImU32 packed(vec3 c) {
    return ImGui::ColorConvertFloat4ToU32({c.x, c.y, c.z, 1});
}

}  // namespace

void drawFact(Ui& ui, const char* label, std::string_view text, SourceNotes& notes,
              const std::vector<std::string>& sources) {
    if (text.empty()) return;
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.note, at + vec2(0, ui.px(2)), ui.theme.quiet, tr(label));
    ImGui::SetCursorScreenPos({at.x + ui.px(kLabel), at.y});
    paragraph(ui, ui.fonts.body, ui.theme.ink, text, width - ui.px(kLabel + kNumbers));
    notes.draw(ui, std::string("structure.source.") + label, {at.x + width, at.y}, sources);
}

void drawTriggerPoints(Ui& ui, const anatomy::Muscle& muscle, SourceNotes& notes) {
    const size_t known = ui.program.catalogue().triggerPointsOf(muscle.key).size();
    if (known == 0) return;
    const size_t count = ui.state.guides.places().size();
    gap(ui, 4);
    rule(ui);
    heading(ui, count == known ? trf("Trigger points \xC2\xB7 {}", known)
                               : trf("Trigger points \xC2\xB7 {} of {} on this body", count, known));
    if (count > 0) {
        const bool on = ui.state.guides.teach;
        ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ui.px(32));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(8));
        if (button(ui, "structure.teach",
                   {.icon = on ? icon::kEye : icon::kEyeOff,
                    .tip = on ? tr("Hide the points on the body") : tr("Show all points on the body"),
                    .key = ui.keyOf("view.triggerPoints"),
                    .on = on}))
            ui.runLater("view.triggerPoints");
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (size_t i = 0; i < count; ++i) drawPoint(ui, i, notes);
    ImGui::PopStyleVar();
}

void SafetySection::drawFactRow(Ui& ui, const anatomy::SafetyFact& fact, SourceNotes& notes) {
    const bool open = open_ == fact.key;
    const std::string title = capitalised(displayText(anatomy::called(ui.program.catalogue(), fact), 120));
    const float width = ImGui::GetContentRegionAvail().x, wrap = width - ui.px(36 + kNumbers + 4);
    const float height = textSize(ui.fonts.body, title, wrap).y / ui.scale + 12;
    const Pressed at = row(ui, "structure.safety." + fact.key, height, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawWarningSign(ui, {at.rect.min.x + ui.px(16), at.rect.min.y + ui.px(16)}, fact);
    to.AddText(ui.fonts.body, fontPx(ui.fonts.body), {at.rect.min.x + ui.px(36), at.rect.min.y + ui.px(6)}, ui.theme.ink,
               title.data(), title.data() + title.size(), wrap);
    notes.draw(ui, "structure.safety.source." + fact.key, {at.rect.max.x, at.rect.min.y + ui.px(6)}, fact.sources);
    if (at.clicked) open_ = open ? std::string() : fact.key;
    if (!open) return;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(36));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, safetyDetails(fact), wrap);
    gap(ui, 4);
}

void SafetySection::draw(Ui& ui, const anatomy::Muscle& muscle, SourceNotes& notes) {
    gap(ui, 4);
    rule(ui);
    heading(ui, tr("Safety"));
    if (!anatomy::mostSeriousHazard(ui.program.catalogue(), muscle.key)) paragraph(ui, ui.fonts.body, ui.theme.danger, tr(anatomy::kNoHazardRecorded));
    const anatomy::NeedlePolicy* policy = ui.program.catalogue().policy(muscle.key);  // of a muscle without charted points
    if (policy) paragraph(ui, ui.fonts.body, ui.theme.danger, anatomy::sentence(*policy));
    const auto facts = anatomy::safetyWorstFirst(ui.program.catalogue(), muscle.key);
    if (!anatomy::anyReviewed(facts)) paragraph(ui, ui.fonts.note, ui.theme.quiet, anatomy::reviewSentence(""));
    drawRows(ui, facts, notes);
}

void SafetySection::drawRows(Ui& ui, const std::vector<const anatomy::SafetyFact*>& facts, SourceNotes& notes) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const anatomy::SafetyFact* fact : facts) drawFactRow(ui, *fact, notes);
    ImGui::PopStyleVar();
}

/// What a neighbour is called in the list: two parts of one muscle by their own names, one of the selected muscle as such.
std::string NeighbourSection::titleIn(const Ui& ui, const body::Structure& other) const {
    const body::Structure& own = body_->structure(structure_);
    const std::string title = titleOf(ui.program.catalogue(), other);
    const auto alsoCalled = [&](const body::Structure& s) { return &s != &other && titleOf(ui.program.catalogue(), s) == title; };
    std::string words = title;
    if (alsoCalled(own)) {
        const std::string part = partOf(other);
        words = other.side != own.side ? title : trf("{}, same muscle", part.substr(0, part.find(" of ")));
    } else if (std::any_of(found_.begin(), found_.end(),
                           [&](const auto& each) { return alsoCalled(body_->structure(each.structure)); })) {
        words = partOf(other);
    }
    return words;
}

void NeighbourSection::draw(Ui& ui, std::uint32_t structure) {
    if (body_ != ui.program.bodies.current() || structure_ != structure) {
        body_ = ui.program.bodies.current();
        structure_ = structure;
        found_ = places::neighboursOf(*body_, structure);
    }
    if (found_.empty()) return;
    gap(ui, 4);
    rule(ui);
    heading(ui, tr("Neighbours"));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const places::Neighbour& neighbour : found_) {
        const body::Structure& other = body_->structure(neighbour.structure);
        const Pressed at = row(ui, "structure.neighbour." + other.key, 28, false);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        to.AddCircleFilled({at.rect.min.x + ui.px(16), at.rect.centre().y}, ui.px(5), packed(dotColour(other)), 20);
        // The side stands where it is never cut off.
        std::string gapWords = neighbour.gapMm <= 0 ? tr("touches") : trf("{:.0f} mm", neighbour.gapMm);
        if (other.side != body_->structure(structure).side && other.side != Side::midline)
            gapWords = sideName(other.side) + (neighbour.gapMm <= 0 ? "" : " \xC2\xB7 " + gapWords);
        const float gapWidth = textSize(ui.fonts.note, gapWords).x;
        const std::string title = titleIn(ui, other);
        textAt(to, ui.fonts.body, {at.rect.min.x + ui.px(36), at.rect.centre().y - fontPx(ui.fonts.body) / 2},
               ui.theme.ink, title, at.rect.size().x - ui.px(56) - gapWidth);
        textAt(to, ui.fonts.note,
               {at.rect.max.x - gapWidth - ui.px(8), at.rect.centre().y - fontPx(ui.fonts.note) / 2}, ui.theme.quiet,
               gapWords);
        if (at.hovered) ui.state.listHovered = neighbour.structure;
        if (at.clicked) ui.later([&program = ui.program, to_ = neighbour.structure] { bringUp(program, to_); });
    }
    ImGui::PopStyleVar();
}

}  // namespace myochart::ui
