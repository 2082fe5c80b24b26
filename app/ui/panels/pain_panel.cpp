#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "ui/chip.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/panels.h"
#include "ui/panels/pattern_words.h"
#include "ui/panels/side_panel.h"
#include "ui/slider.h"
#include "ui/structure_words.h"
#include "ui/tick_row.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

constexpr size_t kFirstRows = 8, kMostPainRows = 40, kMostNerves = 4;

std::string regionName(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, std::uint32_t region) {
    const referral::RegionPlace& place = map.regions()[region];
    const std::string name = anatomy::called(catalogue, *place.region);
    return place.side == Side::midline ? name : sided(name, place.side);
}

/// Where it hurts, painted, and the points that are reported to refer there; in the place of the cards.
class PainPanel final : public Panel {
  public:
    std::string_view name() const override { return "pain"; }
    Rect area(const Ui& ui) const override { return ui.program.pain.isOpen() && !ui.program.quiz.isOpen() ? ui.layout.right : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        if (!ui.program.pain.isOpen() || ui.program.quiz.isOpen() || ui.program.pain.stroking()) return false;  // the stroke is taken back first
        ui.program.pain.setOpen(false);
        return true;
    }

  private:
    static void drawHead(Ui& ui);
    void drawBrush(Ui& ui);
    void turnToPainted(Ui& ui, size_t before);
    void drawTold(Ui& ui);
    void drawRanking(Ui& ui);
    static void drawRanked(Ui& ui, const referral::Ranked& each, size_t row);
    static void drawFew(Ui& ui, const referral::Ranking& ranking);
    static void drawNerves(Ui& ui, const referral::Ranking& ranking);
    static void drawRuleOut(Ui& ui);

    std::string words_, fault_;
    bool all_ = false, told_ = true;
};

void PainPanel::drawHead(Ui& ui) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "pain.back", {.icon = icon::kBack, .label = trc("go back", "Back"), .tip = tr("Leave the painted pain"), .key = ui.keyOf("pain.open")})) ui.runLater("pain.open");
    paragraph(ui, ui.fonts.title, ui.theme.ink, tr("Where it hurts"));
    const auto& pain = ui.program.pain;
    if (!pain.isKept()) paragraph(ui, ui.fonts.note, ui.theme.danger, tr("No visit is open: what is painted here is not kept."));
    else if (ui.program.record.visitIsLocked()) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("This visit is locked: its pain is shown, not changed."));
}

void PainPanel::drawBrush(Ui& ui) {
    auto& pain = ui.program.pain;
    const char* const modes[] = {tr("Paint"), tr("Erase"), tr("Turn")};
    const size_t now = !pain.brush.on ? 2 : pain.brush.erases ? 1 : 0;
    const size_t chosen = choiceOf(ui, "pain.mode", modes, 3, now);
    pain.brush.on = chosen != 2;
    pain.brush.erases = chosen == 1;
    gap(ui, 4);
    slider(ui, "pain.size", pain.brush.radiusMm, {.label = tr("Brush, radius"), .lowest = workspace::kThinnestBrushMm, .highest = workspace::kWidestBrushMm, .step = 2, .value = fmt::format("{:.0f} mm", pain.brush.radiusMm)});
    if (tickRow(ui, "pain.bothSides", tr("On both sides"), pain.brush.bothSides)) pain.brush.bothSides = !pain.brush.bothSides;
    const FieldEvent event = field(ui, "pain.words", words_, {.hint = tr("or say where: left temple"), .maxBytes = record::kMaxNameBytes});
    if (event.changed) fault_.clear();
    if (event.entered && !trim(words_).empty()) {
        const size_t before = pain.painted() ? pain.painted()->dabs.size() : 0;
        const Outcome outcome = pain.paintWords(words_);
        turnToPainted(ui, before);
        fault_ = outcome ? std::string() : outcome.error().message;
        if (outcome) words_.clear();
    }
    if (!fault_.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, fault_);
}

/// What words have painted is seen, wherever the body was turned to.
void PainPanel::turnToPainted(Ui& ui, size_t before) {
    const auto& pain = ui.program.pain;
    if (!pain.painted() || !pain.map()) return;
    std::vector<FacedPlace> places;
    const auto& dabs = pain.painted()->dabs;
    for (size_t i = before; i < dabs.size(); ++i)
        for (const referral::RegionPlace& place : pain.map()->regions())
            if (place.region->key == dabs[i].region && (!dabs[i].side || place.side == Side::midline || place.side == *dabs[i].side)) places.push_back({place.position, place.outward});
    bringUp(ui.program, places);
}

/// What the pain is like, and what stands in the record of it.
void PainPanel::drawTold(Ui& ui) {
    auto& pain = ui.program.pain;
    const record::PainArea* painted = pain.painted();
    const auto& areas = pain.drawing().areas;
    const bool locked = pain.isKept() && ui.program.record.visitIsLocked();
    gap(ui, 4);
    if (!areas.empty()) {
        beginChips();
        for (size_t i = 0; i <= areas.size() && i < 50; ++i) {
            const bool isNew = i == areas.size();
            if (isNew && locked) break;
            const ChipEvent event = chip(ui, "pain.area." + std::to_string(i), {.label = isNew ? std::string(tr("+ another pain")) : trf("Pain {}", i + 1), .recorded = !isNew, .strong = pain.area() == i, .tip = isNew ? tr("Paint a pain of another kind") : tr("Paint and tell of this one")});
            if (event.clicked) ui.later([&program = ui.program, i] { program.pain.chooseArea(i); });
        }
        endChips(ui);
    }
    if (!painted) return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Nothing is painted yet. Drag over the skin."));
    const record::PainArea told = *painted;
    if (told.areaCm2) line(ui, ui.fonts.strong, ui.theme.ink, fmt::format("{:.0f} cm\xC2\xB2", *told.areaCm2));
    paragraph(ui, ui.fonts.body, ui.theme.ink, capitalised(displayText(told.where, 400)));
    if (pain.stroking() || !foldHeading(ui, "pain.told", tr("What it is like"), told.intensity ? fmt::format("{}/10", *told.intensity) : std::string("\xE2\x80\x94"), told_)) return;
    std::optional<record::PainArea> changed;
    beginChips();
    for (const note::KeyWords& quality : note::painQualities()) {
        const auto has = std::find(told.qualities.begin(), told.qualities.end(), quality.key);
        const bool on = has != told.qualities.end();
        if (!chip(ui, "pain.quality." + quality.key, {.label = quality.words, .recorded = on, .strong = on, .enabled = !locked}).clicked) continue;
        changed = told;
        if (on) std::erase(changed->qualities, quality.key);
        else changed->qualities.push_back(quality.key);
    }
    endChips(ui);
    line(ui, ui.fonts.note, ui.theme.quiet, tr("How strong, 0 to 10; how deep"));
    beginChips();
    const ChipEvent strength = chip(ui, "pain.intensity", {.label = told.intensity ? trf("pain {}", *told.intensity) : trf("pain {}", "\xE2\x80\x94"), .recorded = told.intensity.has_value(), .tip = tr("Digits, or arrows; Backspace empties it"), .enabled = !locked});
    const int now = told.intensity ? static_cast<int>(*told.intensity) : -1;
    int next = now;
    if (strength.clicked) next = now >= 10 ? -1 : now + 1;
    if (strength.steps != 0) next = std::clamp(now + strength.steps, 0, 10);
    if (strength.digit) next = now == 1 && *strength.digit == 0 ? 10 : *strength.digit;
    if (strength.emptied) next = -1;
    if (next != now) {
        changed = told;
        changed->intensity = next < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(next));
    }
    for (const note::KeyWords& depth : note::painDepths()) {
        const bool on = told.depth == depth.key;
        if (!chip(ui, "pain.depth." + depth.key, {.label = depth.words, .recorded = on, .strong = on, .enabled = !locked}).clicked) continue;
        changed = told;
        changed->depth = on ? std::string() : depth.key;
    }
    endChips(ui);
    if (changed) ui.later([&program = ui.program, told = *changed] { program.pain.tell(told, tr("Change painted pain")); });
    if (button(ui, "pain.clear", {.icon = icon::kDelete, .label = tr("Clear this pain"), .enabled = !locked})) ui.later([&program = ui.program] { program.pain.clearArea(); });
}

void PainPanel::drawRanked(Ui& ui, const referral::Ranked& each, size_t place) {
    auto& pain = ui.program.pain;
    const referral::PatternSource source{each.pattern->point->key, each.pattern->side};
    const bool on = pain.shows(source);
    const std::string name = "pain.ranked." + std::to_string(place);
    const Pressed at = row(ui, name, 60, on);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float left = at.rect.min.x + ui.px(8), right = at.rect.max.x - ui.px(36);
    drawPatternTitle(to, ui, {left, at.rect.min.y + ui.px(4)}, right - left, source);
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(23)}, ui.theme.quiet, trf("explains {} \xC2\xB7 {} of its pattern hurts", percent(static_cast<float>(each.explained)), percent(static_cast<float>(each.painted))), right - left);
    const Rect bar{{left, at.rect.min.y + ui.px(46)}, {right, at.rect.min.y + ui.px(51)}};
    to.AddRectFilled(im(bar.min), im(bar.max), ui.theme.rule, ui.px(2));
    to.AddRectFilled(im(bar.min), {bar.min.x + bar.size().x * static_cast<float>(std::clamp(each.explained, 0.0, 1.0)), bar.max.y}, rgb(0xBF1C22), ui.px(2));
    std::string why;
    for (const referral::MetZone& zone : each.why) why += fmt::format("{}{} ({}, {:.0f} %)", why.empty() ? "" : ", ", regionName(ui.program.catalogue(), *pain.map(), zone.region), zone.essential ? tr("essential") : tr("spillover"), zone.share * 100);
    tip(ui, trf("Its zones that hurt: {}. {}. A guide for the fingers, no finding.", why, patternOrigin(ui.program, source)));
    if (at.clicked) ui.later([&program = ui.program, source, on] { program.pain.show(source, !on); });
    if (!pain.isKept() || ui.program.record.visitIsLocked()) return;
    const vec2 after = vec(ImGui::GetCursorScreenPos());
    ImGui::SetCursorScreenPos({at.rect.max.x - ui.px(34), at.rect.min.y + ui.px(6)});
    if (button(ui, name + ".plan", {.icon = icon::kAdd, .tip = tr("Plan a site at this point"), .height = 28})) ui.later([&program = ui.program, pattern = each.pattern] { program.pain.plan(*pattern); });
    ImGui::SetCursorScreenPos(im(after));
}

void PainPanel::drawFew(Ui& ui, const referral::Ranking& ranking) {
    const referral::ReferralMap& map = *ui.program.pain.map();
    if (ranking.few.size() > 1) {
        std::vector<std::string> names;
        for (const size_t i : ranking.few) names.push_back(patternTitle(ui.program, {ranking.ranked[i].pattern->point->key, ranking.ranked[i].pattern->side}));
        paragraph(ui, ui.fonts.body, ui.theme.ink, trf("Together they explain most: {}", fmt::format("{}", fmt::join(names, "; "))));
    }
    if (ranking.unexplained.empty() || ranking.unexplainedShare < 0.01) return;
    std::vector<std::string> left;
    for (const referral::Unexplained& each : ranking.unexplained)
        if (left.size() < 5) left.push_back(regionName(ui.program.catalogue(), map, each.region));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("{} of the pain stays unexplained: {}", percent(static_cast<float>(ranking.unexplainedShare)), fmt::format("{}", fmt::join(left, ", "))));
}

/// What fits as well as muscles, and better.
void PainPanel::drawNerves(Ui& ui, const referral::Ranking& ranking) {
    if (ranking.nerves.empty()) return;
    heading(ui, tr("Nerves and roots that fit"));
    size_t count = 0;
    for (const referral::RankedNerve& each : ranking.nerves) {
        if (++count > kMostNerves) break;
        const anatomy::NerveField& nerve = *each.area->nerve;
        paragraph(ui, each.fitsBetter ? ui.fonts.strong : ui.fonts.body, each.fitsBetter ? ui.theme.danger : ui.theme.ink,
                  fmt::format("{}{}", sided(displayText(nerve.name, 80), each.area->side), each.fitsBetter ? std::string(": ") + tr("fits better than every muscle") : std::string()));
        std::string checks;
        if (!nerve.motorCheck.empty()) checks = trf("check {}", displayText(nerve.motorCheck, 120));
        if (!nerve.reflex.empty()) checks += (checks.empty() ? "" : "; ") + trf("reflex {}", displayText(nerve.reflex, 60));
        paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("explains {} of the pain \xC2\xB7 {} of its field hurts{}", percent(static_cast<float>(each.explained)), percent(static_cast<float>(each.painted)), checks.empty() ? "" : " \xC2\xB7 " + checks));
    }
}

void PainPanel::drawRuleOut(Ui& ui) {
    const auto& conditions = ui.program.pain.ruleOutFirst();
    if (conditions.empty()) return;
    heading(ui, tr("Rule out first"));
    for (const anatomy::Condition* condition : conditions) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        warningMark(ui, at + vec2(ui.px(8), ui.px(10)));
        ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
        // The danger before the complaint that it is taken for.
        paragraph(ui, ui.fonts.strong, ui.theme.danger, capitalised(displayText(anatomy::screenFirstIn(ui.program.catalogue(), *condition), 400)));
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(24));
        paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("before it is taken for {}", anatomy::called(ui.program.catalogue(), *condition)));
    }
}

void PainPanel::drawRanking(Ui& ui) {
    const referral::Ranking* ranking = ui.program.pain.ranking();
    if (!ranking) return;
    heading(ui, tr("Reported to refer there"));
    drawFew(ui, *ranking);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    const std::vector<size_t> first = referral::firstOfEachMuscle(*ranking);
    const size_t shown = std::min(all_ ? kMostPainRows : kFirstRows, first.size());
    for (size_t i = 0; i < shown; ++i) drawRanked(ui, ranking->ranked[first[i]], i);
    ImGui::PopStyleVar();
    if (first.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("No pattern is reported to refer there."));
    if (first.size() > kFirstRows && button(ui, "pain.more", {.label = all_ ? tr("Fewer") : trf("{} more", std::min(kMostPainRows, first.size()) - kFirstRows), .width = -1})) all_ = !all_;
    drawNerves(ui, *ranking);
    gap(ui, 4);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Reported patterns are a tradition of where pain is told of: a guide for the fingers, no finding and no diagnosis. Pain in the same place has other causes."));
}

void PainPanel::draw(Ui& ui) {
    beginSide(ui, area(ui), Facing::right);
    drawHead(ui);
    const auto& pain = ui.program.pain;
    if (!pain.map()) {
        paragraph(ui, ui.fonts.body, pain.isPreparing() ? ui.theme.quiet : ui.theme.danger, pain.isPreparing() ? trf("Laying out the patterns \xE2\x80\xA6 {:.0f} %", pain.progress() * 100) : pain.why());
        if (pain.isPreparing()) ui.state.wake(ui.now + 0.1);
    } else {
        if (!pain.isKept() || !ui.program.record.visitIsLocked()) drawBrush(ui);
        drawRuleOut(ui);  // before what it is like: nobody has to scroll to a danger
        drawTold(ui);
        drawRanking(ui);
    }
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makePainPanel() {
    return std::make_unique<PainPanel>();
}

}  // namespace myochart::ui
