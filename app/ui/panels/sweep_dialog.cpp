#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "note/site_muscle.h"
#include "record/ledger.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "ui/panels/visit_edit.h"
#include "ui/structure_words.h"
#include "ui/tick_row.h"
#include "ui/value_words.h"
#include "workspace/visit_commands.h"

namespace myochart::ui {

namespace {

using record::Marker;
using record::NeedleState;

/// The needles of the visit by region from head to toe, each ticked off as it is seen to be out; one that is found to be in
/// still goes back to those that are in. Each tick is kept in the record with its moment (needle.counted_at).
class SweepDialog final : public Panel {
  public:
    std::string_view name() const override { return "sweep"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    static void drawRegion(Ui& ui, const std::string& region, const std::vector<const Marker*>& sites);
    static void drawSite(Ui& ui, const Marker& site);
    static void end(Ui& ui, size_t left, bool counted);
};

using OneNeedle = Result<record::Edited> (*)(workspace::Program&, const record::Session&, const record::MarkerId&);

/// One undo step at the needle of that site, when the frame is drawn.
void change(const Ui& ui, const record::MarkerId& id, OneNeedle edit) {
    ui.later([&program = ui.program, id, edit] {
        const record::Session* visit = program.record.session();
        if (visit && !program.record.refusedNow()) program.record.commit(edit(program, *visit, id));
    });
}

Result<record::Edited> outNow(workspace::Program& program, const record::Session& visit, const record::MarkerId& id) {
    return record::needlesOut(visit, {id}, workspace::momentOut(program, {id}));
}
Result<record::Edited> stillIn(workspace::Program&, const record::Session& visit, const record::MarkerId& id) {
    return record::needlesStillIn(visit, {id});
}
Result<record::Edited> tick(workspace::Program& program, const record::Session& visit, const record::MarkerId& id) {
    const Marker* site = visit.marker(id);
    return site && site->needle.countedAt ? record::needlesUncounted(visit, {id}) : record::needlesCounted(visit, {id}, program.record.now());
}

void SweepDialog::drawSite(Ui& ui, const Marker& site) {
    constexpr float kLeast = 88, kBetween = 4;
    const std::string name = fmt::format("sweep.{}", site.number), where = fmt::format("{}  {}", site.number, displayText(site.sentence.empty() ? site.muscle : site.sentence, 120));
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float one = std::max({labelWidth(ui, tr("Seen out"), kLeast), labelWidth(ui, tr("Still in"), kLeast), labelWidth(ui, tr("Take out"), kLeast)}), buttons = 2 * one + ui.px(kBetween);
    const float width = ImGui::GetContentRegionAvail().x, words = width - buttons - ui.px(8);
    const bool isIn = needleState(site) == NeedleState::in;
    const std::string text = isIn ? fmt::format("{}  \xC2\xB7  {}", where, trf("in {}", minutesSeconds(std::max<UtcMs>(0, ui.program.record.now() - *site.needle.inAt)))) : where;
    if (tickRow(ui, name, text, site.needle.countedAt.has_value(), !isIn, words)) change(ui, site.id, tick);
    const float under = ImGui::GetCursorScreenPos().y;
    const float wide = one / ui.scale;
    if (isIn) {
        ImGui::SetCursorScreenPos({at.x + width - one, at.y});
        if (button(ui, name + ".out", {.label = tr("Take out"), .tip = tr("It comes out now"), .kind = ButtonKind::danger, .width = wide, .height = 28})) change(ui, site.id, outNow);
    } else {
        const bool seen = site.needle.countedAt.has_value();
        ImGui::SetCursorScreenPos({at.x + width - buttons, at.y});
        if (button(ui, name + ".seen", {.label = tr("Seen out"), .tip = tr("You looked at the place, and no needle is in it"), .kind = ButtonKind::plain, .enabled = !seen, .width = wide, .height = 28})) change(ui, site.id, tick);
        ImGui::SetCursorScreenPos({at.x + width - one, at.y});
        if (button(ui, name + ".in", {.label = tr("Still in"), .tip = tr("It was taken for out and is in"), .kind = ButtonKind::plain, .width = wide, .height = 28})) change(ui, site.id, stillIn);
    }
    ImGui::SetCursorScreenPos({at.x, std::max(under, at.y + ui.px(30))});
    ImGui::Dummy({1, 0});
}

void SweepDialog::drawRegion(Ui& ui, const std::string& region, const std::vector<const Marker*>& sites) {
    const auto isSeen = [&](const Marker* site) { return site->needle.countedAt.has_value(); };
    const auto seen = std::ranges::count_if(sites, isSeen);
    heading(ui, fmt::format("{}  \xC2\xB7  {}", regionWords(region), trf("{} of {}", seen, sites.size())));
    for (const Marker* site : sites) drawSite(ui, *site);
}

void SweepDialog::end(Ui& ui, size_t left, bool counted) {
    ui.state.close();
    if (!counted) {
        if (left > 0)
            ui.program.notices.tell(trnf("{} needle was not ticked off as out. Record, Count the needles shows it.", "{} needles were not ticked off as out. Record, Count the needles shows them.", left, left), true);
        return;
    }
    const record::Therapist* by = ui.program.practice.acting();
    record::After after = ui.program.record.session()->after;
    if (!by || !after.checkedBy.empty() || ui.program.record.visitIsLocked()) return;
    after.checkedBy = by->name;
    changeVisitPart(ui, &record::Session::after, after, mark("Count the needles"));
}

void SweepDialog::draw(Ui& ui) {
    const record::Session* visit = ui.program.record.session();
    if (ui.state.dialog != Dialog::sweep) return;
    if (!visit || ui.program.record.visitIsLocked()) return ui.state.close();
    std::map<std::pair<size_t, std::string>, std::vector<const Marker*>> regions;
    const record::NeedleCount count = record::countOf(*visit);
    size_t in = 0;
    for (const Marker& site : visit->markers) {
        const NeedleState state = needleState(site);
        if (state != NeedleState::in && state != NeedleState::out) continue;
        const std::string region = note::regionOf(site, ui.program.catalogue());
        regions[{regionPlace(region), region}].push_back(&site);
        in += state == NeedleState::in ? 1 : 0;
    }
    const size_t left = in + count.uncounted.size(), all = left + count.counted.size();
    const bool outside = beginDialog(ui, "sweep", {620, 560});
    const bool close = dialogTitle(ui, tr("Count the needles"));
    const std::string says = in > 0                     ? trnf("{} needle is in.", "{} needles are in.", in, in)
                             : count.uncounted.empty() ? std::string(tr("The record has every needle as out, and each place was looked at."))
                                                       : std::string(tr("The record has every needle as out. Look at each place: is it seen out, or still in?"));
    paragraph(ui, ui.fonts.body, in > 0 ? ui.theme.danger : ui.theme.ink, says);
    ui.record.fact("sweep.says", says);
    ui.record.fact("sweep.left", std::to_string(left));
    beginScroll(ui, "sweep.list", std::max(ui.px(120), ImGui::GetContentRegionAvail().y - ui.px(48)) / ui.scale);
    for (const auto& [region, sites] : regions) drawRegion(ui, region.second, sites);
    if (all == 0) emptyPlace(ui, tr("No needle of this visit went in."));
    endScroll();
    const bool counted = button(ui, "sweep.counted", {.label = trf("All {} seen out", all), .kind = ButtonKind::plain, .enabled = all > 0 && left == 0});
    ImGui::SameLine();
    const bool later = button(ui, "sweep.close", {.label = left > 0 ? trf("Later ({} left)", left) : tr("Close")});
    endDialog();
    if (in > 0) ui.state.wake(ui.now + 1);
    if (counted) end(ui, left, true);
    else if (outside || close || later) end(ui, left, false);
}

}  // namespace

std::unique_ptr<Panel> makeSweepDialog() {
    return std::make_unique<SweepDialog>();
}

}  // namespace myochart::ui
