#include "ui/panels/hazard_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "anatomy/fact_names.h"
#include "anatomy/findings.h"
#include "core/text.h"
#include "core/words.h"
#include "scene/depths.h"
#include "ui/icons.h"

namespace myochart::ui {

namespace {

constexpr float kIndent = 28, kHazardLine = 20;

void indented(Ui& ui, ImFont* font, ImU32 colour, std::string_view text) {
    if (text.empty()) return;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(kIndent));
    paragraph(ui, font, colour, text, ImGui::GetContentRegionAvail().x);
}

}  // namespace

void warningMark(Ui& ui, vec2 centre) {
    if (ui.fonts.smallIcons)
        return iconAt(*ImGui::GetWindowDrawList(), ui.fonts.smallIcons, centre, ui.theme.danger, icon::kWarning);
    ImGui::GetWindowDrawList()->AddTriangleFilled(im(centre + vec2(0, -ui.px(6))), im(centre + vec2(ui.px(6), ui.px(5))),
                                                  im(centre + vec2(-ui.px(6), ui.px(5))), ui.theme.danger);
}

namespace {

const char* behind(anatomy::Danger danger) {
    using enum anatomy::Danger;
    switch (danger) {
        case lung: return tr("Pleura and lung lie behind");
        case heart: return tr("The heart lies behind");
        case spine: return tr("The spinal canal lies behind");
        case vessel: return tr("A large vessel lies behind");
        case organ: return tr("An organ lies behind");
        case nerve: return tr("A nerve lies behind");
        case none: break;
    }
    return tr("Nothing is on record for this place, which clears nothing");
}

}  // namespace

HazardWords hazardWords(const anatomy::Catalogue& catalogue, const places::SiteSafety& safety) {
    if (!safety.noTarget.empty())
        return {trf("Not a needling target: {}", displayText(safety.noTarget, 80)), tr("No needle belongs here."), "", true};
    if (!safety.muscle) return {behind(safety.beneath), tr("Think what lies beneath before a needle."), "", false};
    HazardWords words;
    words.hazard = safety.hazard ? capitalised(displayText(anatomy::called(catalogue, *safety.hazard), 120)) : std::string(tr(anatomy::kNoHazardRecorded));
    words.policy = tr("No course is on record for this muscle, which clears nothing.");
    if (safety.liesOn) words.why = trf("The place is on the {}: the worse of both counts.", anatomy::spokenName(*safety.liesOn));
    if (!safety.policy) return words;
    words.policy = std::string(anatomy::sentence(*safety.policy));
    words.byHand = safety.policy->policy == anatomy::Policy::handsOnly;
    if (places::reasonTakesHazardBack(safety)) return words;
    words.why = fmt::format("{}.{}{}", capitalised(displayText(anatomy::asFinding(safety.policy->why), 300)), words.why.empty() ? "" : " ", words.why);
    if (!safety.nearPoint && !safety.policy->ofMuscle) words.why += std::string(" ") + tr("The strictest of this muscle's points: none is charted near here.");
    return words;
}

namespace {

places::SiteSafety safetyOf(Ui& ui, const record::Marker& marker) {
    return scene::siteSafety(ui.state.siteSafety, ui.program.bodies.current(), ui.program.bodies.rays(), ui.program.catalogue(), marker);
}

/// The line of danger at the left of what was drawn since `at`.
void drawEdge(const Ui& ui, vec2 at) {
    ImGui::GetWindowDrawList()->AddRectFilled(im(at), {at.x + std::max(1.0F, ui.px(3)), ImGui::GetCursorScreenPos().y - ui.px(2)}, ui.theme.danger);
}

}  // namespace

void HazardLine::draw(Ui& ui, const record::Marker& marker) {
    const HazardWords words = hazardWords(ui.program.catalogue(), safetyOf(ui, marker));
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    warningMark(ui, at + vec2(ui.px(14), ui.px(10)));
    indented(ui, ui.fonts.strong, ui.theme.ink, words.hazard);
    indented(ui, words.byHand ? ui.fonts.strong : ui.fonts.body, ui.theme.danger, words.policy);
    ImGui::PopStyleVar();
    drawEdge(ui, at);
    recordPart(ui, "site.hazard", {at, {at.x + width, ImGui::GetCursorScreenPos().y}});
    ui.record.fact("siteHazard", words.hazard);
    ui.record.fact("sitePolicy", words.policy);
    gap(ui, 4);
}

void HazardLine::drawRest(Ui& ui, const record::Marker& marker) {
    const anatomy::Catalogue& catalogue = ui.program.catalogue();
    const places::SiteSafety safety = safetyOf(ui, marker);
    const auto warnings = places::warningsOf(catalogue, safety);
    const size_t count = warnings.size();
    const std::string why = hazardWords(catalogue, safety).why;
    if (count == 0 && why.empty()) return;
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    indented(ui, ui.fonts.note, ui.theme.quiet, why);
    if (count > 0) {
        const bool open = open_ == safety.muscle->key;
        const std::string told = anatomy::anyReviewed(warnings)
                                     ? trnf("{} warning", "{} warnings", count, count)
                                     : trnf("{} warning, not reviewed by a clinician", "{} warnings, not reviewed by a clinician", count, count);
        const float wrap = ImGui::GetContentRegionAvail().x - ui.px(kIndent + 8);
        const float height = textSize(ui.fonts.noteStrong, told, wrap).y;  // read whole, on two lines where it must be
        const Pressed more = row(ui, "site.hazards", height / ui.scale + 12, false);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        iconAt(to, ui.fonts.smallIcons, {more.rect.min.x + ui.px(14), more.rect.centre().y}, ui.theme.quiet,
               open ? icon::kDown : icon::kRight);
        to.AddText(ui.fonts.noteStrong, fontPx(ui.fonts.noteStrong), {more.rect.min.x + ui.px(kIndent), more.rect.min.y + ui.px(6)},
                   ui.theme.quiet, told.data(), told.data() + told.size(), wrap);
        if (more.clicked) open_ = open ? std::string() : safety.muscle->key;
        SourceNotes notes(catalogue);
        if (open) rest_.drawRows(ui, warnings, notes);
    }
    ImGui::PopStyleVar();
    drawEdge(ui, at);
    gap(ui, 4);
}

namespace {

/// How the tip's two texts lie under each other, wrapped: a warning that is cut off may read as leave.
struct TipLines {
    float hazard = 0, policy = 0, width = 0;  ///< heights, and the width with the mark
};

ImFont* policyFont(const Ui& ui, const HazardWords& words) { return words.byHand ? ui.fonts.noteStrong : ui.fonts.note; }

TipLines tipLines(const Ui& ui, const HazardWords& words, float maxWidth) {
    const float mark = ui.px(22), wrap = std::max(ui.px(80), maxWidth - mark);
    const vec2 hazard = textSize(ui.fonts.noteStrong, words.hazard, wrap), policy = textSize(policyFont(ui, words), words.policy, wrap);
    return {std::max(hazard.y, ui.px(kHazardLine)), std::max(policy.y, ui.px(kHazardLine)), std::min(std::max(hazard.x, policy.x), wrap) + mark};
}

}  // namespace

vec2 hazardTipSize(const Ui& ui, const HazardWords& words, float maxWidth) {
    const TipLines lines = tipLines(ui, words, maxWidth);
    return {lines.width, lines.hazard + lines.policy};
}

void drawHazardTip(Ui& ui, vec2 at, float width, const HazardWords& words) {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const TipLines lines = tipLines(ui, words, width);
    const auto text = [&](ImFont* font, float y, ImU32 colour, const std::string& what) {
        to.AddText(font, fontPx(font), im(at + vec2(ui.px(22), y + ui.px(2))), colour, what.data(), what.data() + what.size(),
                   std::max(ui.px(80), width - ui.px(22)));
    };
    warningMark(ui, at + vec2(ui.px(8), ui.px(kHazardLine / 2)));
    text(ui.fonts.noteStrong, 0, ui.theme.ink, words.hazard);
    text(policyFont(ui, words), lines.hazard, ui.theme.danger, words.policy);
    ui.record.add("tip.hazard", {at, at + vec2(width, lines.hazard + lines.policy)});
    ui.record.fact("tipHazard", words.hazard);
    ui.record.fact("tipPolicy", words.policy);
}

}  // namespace myochart::ui
