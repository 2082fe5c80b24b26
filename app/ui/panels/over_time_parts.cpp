#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "note/muscle_count.h"
#include "ui/framing.h"
#include "ui/panels/over_time.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

std::string dayOf(const record::Session& visit) { return dateAt(visit.startedAt, visit.utcOffset); }

std::string siteTitle(const std::string& muscle, Side side) { return sided(capitalised(displayText(muscle, 90)), side); }

std::string sightingWords(const record::Marker& marker, const std::optional<float>& offMm) {
    std::string text;
    const auto add = [&](const std::string& piece) {
        if (!piece.empty()) text += (text.empty() ? "" : " \xC2\xB7 ") + piece;
    };
    const std::string pain = painChange(marker.response.painBefore, marker.response.painAfter);
    if (!pain.empty()) add(trf("pain {}", pain));
    if (note::wasNeedled(marker)) add(tr("needled"));
    if (marker.response.twitch) add(trf("twitch {}", tr(name(*marker.response.twitch))));
    if (marker.finding.threshold && marker.finding.thresholdUnit) add(fmt::format("{} {}", shortNumber(*marker.finding.threshold), name(*marker.finding.thresholdUnit)));
    constexpr float kToldMm = 1;
    if (offMm && *offMm >= kToldMm) add(trf("{:.0f} mm off", *offMm));
    if (marker.anchor.errorRadiusMm > 0) add(trf("placed within {:.0f} mm", marker.anchor.errorRadiusMm));
    return text.empty() ? std::string(tr("nothing recorded")) : text;
}

void openVisitOf(const Ui& ui, size_t visit) {
    ui.state.stage = Stage::sites;
    ui.later([&program = ui.program, id = ui.program.time.visits()[visit].id] {
        program.time.setOpen(false);
        if (!program.record.session() || program.record.session()->id != id) program.record.openSession(id);
    });
}

void faceSite(const Ui& ui, const record::Marker& marker) {
    const auto& body = ui.program.bodies.current();
    if (!body || marker.anchor.bodyChecksum != body->checksum()) return;
    constexpr float kNearMm = 700;
    const scene::Camera& camera = ui.program.view.camera;
    ui.program.view.goTo(facing(camera, marker.anchor.position, marker.anchor.normal, std::min(camera.distanceMm, kNearMm)));
}

size_t wordOf(Ui& ui, const std::string& name, std::span<const char* const> words, size_t chosen) {
    const float between = ui.px(4);
    float wanted = between * static_cast<float>(words.size() - 1);
    for (const char* word : words) wanted += textSize(ui.fonts.body, word).x;
    const float slack = (ImGui::GetContentRegionAvail().x - wanted) / static_cast<float>(words.size());
    for (size_t i = 0; i < words.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, between);
        const float wide = std::max(ui.px(kLeastTarget), std::floor(textSize(ui.fonts.body, words[i]).x + slack));
        const Pressed at = pressArea(ui, fmt::format("{}.{}", name, i), {wide, ui.px(28)});
        ImDrawList& to = *ImGui::GetWindowDrawList();
        if (i == chosen) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, ui.px(6));
        if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, ui.px(6));
        textCentred(to, ui.fonts.body, at.rect, i == chosen ? ui.theme.accent : ui.theme.ink, words[i]);
        if (at.clicked) chosen = i;
    }
    return chosen;
}

void Columns::draw(const Ui& ui, const Rect& at, const std::vector<std::string>& words, bool strong, bool quiet) const {
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float y = at.centre().y - fontPx(ui.fonts.note) / 2, first = at.max.x - ui.px(8) - width_ * static_cast<float>(count_ - 1);
    const ImU32 ink = quiet ? ui.theme.quiet : ui.theme.ink;
    textAt(to, strong ? ui.fonts.noteStrong : ui.fonts.note, {at.min.x + ui.px(8), y}, ink, words[0], first - at.min.x - ui.px(16));
    for (size_t i = 1; i < count_; ++i) {
        const float wide = std::min(textSize(ui.fonts.note, words[i]).x, width_ - ui.px(6));
        textAt(to, ui.fonts.note, {first + width_ * static_cast<float>(i) - wide, y}, ink, words[i], width_ - ui.px(6));
    }
}

void Columns::head(Ui& ui, const std::vector<std::string>& words) const {
    const vec2 at = vec(ImGui::GetCursorScreenPos()), size(ImGui::GetContentRegionAvail().x, ui.px(24));
    draw(ui, {at, at + size}, words, false, true);
    ImGui::Dummy(im(size));
    rule(ui);
}

}  // namespace myochart::ui
