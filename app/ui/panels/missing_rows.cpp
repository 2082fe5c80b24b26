#include "ui/panels/missing_rows.h"

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/go_to_field.h"

namespace myochart::ui {

namespace {

constexpr float kMissingHeight = 40, kSite = 28, kBetweenRows = 4;
constexpr size_t kMostSites = 7;  ///< of one thing, until all are asked for

/// A number that is pressed; follows the one before, or in the next line where there is no room.
bool siteLink(Ui& ui, const std::string& name, const std::string& label, std::string_view tipWords, bool first) {
    const float wide = std::max(ui.px(kSite + 6), textSize(ui.fonts.note, label).x + ui.px(14));
    if (!first) {
        ImGui::SameLine(0, ui.px(kBetweenRows));
        if (ImGui::GetCursorPosX() + wide > ImGui::GetWindowContentRegionMax().x) ImGui::NewLine();
    }
    if (ImGui::GetCursorPosX() <= ImGui::GetWindowContentRegionMin().x + 1) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(8));
    const Pressed at = pressArea(ui, name, {wide, ui.px(kSite)});
    tip(ui, tipWords, {}, TipPlace::beside);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float round = ui.px(4);
    to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.hovered ? ui.theme.hover : ui.theme.raised, round);
    to.AddRect(im(at.rect.min), im(at.rect.max), ui.theme.edge, round, 0, std::max(1.0F, std::floor(ui.scale)));
    textCentred(to, ui.fonts.note, at.rect, ui.theme.accent, label);
    return at.clicked;
}

}  // namespace

bool MissingRows::drawSites(Ui& ui, const std::string& name, const note::MissingGroup& group) {
    const record::Session& visit = *ui.program.record.session();
    const bool all = group.sites.size() <= kMostSites + 1 || whole_.contains(group.field);
    const size_t count = all ? group.sites.size() : kMostSites;
    bool followed = false;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(kBetweenRows)});
    for (size_t i = 0; i < count; ++i) {
        const note::MissingGroup::Site& site = group.sites[i];
        const record::Marker* marker = visit.marker(site.marker);
        const std::string where = marker ? displayText(marker->sentence.empty() ? marker->muscle : marker->sentence, 120) : std::string();
        if (!siteLink(ui, fmt::format("{}.site.{}", name, site.number), std::to_string(site.number), where, i == 0)) continue;
        goToField(ui, group.field, site.marker);
        followed = true;
    }
    if (!all && siteLink(ui, name + ".more", trf("{} more", group.sites.size() - count), tr("Shows every site that lacks it"), false)) whole_.insert(group.field);
    ImGui::PopStyleVar();
    gap(ui, 4);
    return followed;
}

bool MissingRows::draw(Ui& ui, const std::string& name, const std::vector<note::MissingGroup>& groups) {
    const float top = ImGui::GetCursorPosY();
    bool followed = false;
    for (size_t i = 0; i < groups.size(); ++i) {
        const note::MissingGroup& group = groups[i];
        ImGui::PushID(static_cast<int>(i));
        const std::string rowName = fmt::format("{}.{}", name, i);
        const Pressed at = row(ui, rowName, kMissingHeight, false);
        tip(ui, group.what + "\n" + group.why, {}, TipPlace::beside);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float width = at.rect.size().x - ui.px(16);
        const vec2 corner = at.rect.min + vec2(ui.px(8), 0);
        const std::string count = group.sites.empty() ? std::string() : trnf("{} site", "{} sites", group.sites.size(), group.sites.size());
        const float wide = count.empty() ? 0 : textSize(ui.fonts.note, count).x + ui.px(8);
        textAt(to, ui.fonts.body, corner + vec2(0, ui.px(2)), ui.theme.ink, group.what, width - wide);
        if (!count.empty()) textAt(to, ui.fonts.note, corner + vec2(width - wide + ui.px(8), ui.px(4)), ui.theme.quiet, count);
        textAt(to, ui.fonts.note, corner + vec2(0, ui.px(20)), ui.theme.quiet, displayText(group.why, 400), width);
        if (at.clicked) {
            goToField(ui, group.field, group.sites.empty() ? record::MarkerId() : group.sites.front().marker);
            followed = true;
        }
        if (!group.sites.empty()) followed |= drawSites(ui, rowName, group);
        ImGui::PopID();
    }
    height_ = ImGui::GetCursorPosY() - top;
    return followed;
}

}  // namespace myochart::ui
