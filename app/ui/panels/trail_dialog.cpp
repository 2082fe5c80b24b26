#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/over_time.h"
#include "ui/panels/panels.h"
#include "workspace/patient_order.h"

namespace myochart::ui {

namespace {

constexpr float kTrailRow = 46;
constexpr store::TrailKind kShownKinds[] = {store::TrailKind::all, store::TrailKind::read, store::TrailKind::handedOver, store::TrailKind::changed};

/// When, who and by what, and why: one quiet line.
std::string whenAndWho(const workspace::TrailLine& line) {
    std::string words = localDateTime(line.row.utc);
    const std::string who = displayText(line.row.author.actor, 40), by = workspace::byWhat(line.row), why = workspace::whyOf(line.row);
    words += fmt::format(" \xC2\xB7 {}", who.empty() ? std::string(tr("not known who")) : who);
    if (!by.empty()) words += fmt::format(" \xC2\xB7 {}", by);
    if (!why.empty()) words += fmt::format(" \xC2\xB7 {}", displayText(why, 200));
    return words;
}

/// Who looked at a person's chart, handed it over or changed it: newest first, by the page.
class TrailDialog final : public Panel {
  public:
    std::string_view name() const override { return "trail"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    static void drawKinds(Ui& ui, const workspace::ShownTrail& trail);
    static void drawLine(Ui& ui, const workspace::TrailLine& line, size_t index);
    static void drawLines(Ui& ui, const workspace::ShownTrail& trail);
    void drawFoot(Ui& ui);

    std::string fault_;
    bool open_ = false;
};

void TrailDialog::drawKinds(Ui& ui, const workspace::ShownTrail& trail) {
    const char* const words[] = {tr("All"), tr("Read"), tr("Handed over"), tr("Changed")};
    const auto at = static_cast<size_t>(std::ranges::find(kShownKinds, trail.kind) - std::begin(kShownKinds));
    const size_t chosen = wordOf(ui, "trail.kind", words, at);
    if (chosen != at) ui.later([&program = ui.program, id = trail.patient, kind = kShownKinds[chosen]] { program.person.readTrail(id, kind); });
    gap(ui, 4);
}

void TrailDialog::drawLine(Ui& ui, const workspace::TrailLine& line, size_t index) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x - ui.px(8);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    textAt(to, ui.fonts.body, at + vec2(0, ui.px(3)), ui.theme.ink, line.what, width);
    textAt(to, ui.fonts.note, at + vec2(0, ui.px(23)), ui.theme.quiet, whenAndWho(line), width);
    ui.record.fact(fmt::format("trail.row.{}", index), line.row.verb);
    ImGui::Dummy({width, ui.px(kTrailRow)});
}

void TrailDialog::drawLines(Ui& ui, const workspace::ShownTrail& trail) {
    beginScroll(ui, "trail.list", ImGui::GetContentRegionAvail().y - ui.px(52));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(trail.lines.size()), ui.px(kTrailRow));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) drawLine(ui, trail.lines[static_cast<size_t>(i)], static_cast<size_t>(i));
    ImGui::PopStyleVar();
    if (trail.isReading) emptyPlace(ui, tr("Reading the audit trail\xE2\x80\xA6"));
    else if (trail.lines.empty()) emptyPlace(ui, tr("Nothing of that kind."));
    if (trail.isMore && !trail.isReading && button(ui, "trail.older", {.label = tr("Older entries"), .kind = ButtonKind::plain}))
        ui.later([&program = ui.program] { program.person.readOlder(); });
    endScroll();
}

void TrailDialog::drawFoot(Ui& ui) {
    gap(ui, 6);
    if (button(ui, "trail.save", {.label = tr("Save as a table"), .tip = tr("All entries of this kind as CSV, in your own folder; ids and no names"), .kind = ButtonKind::plain})) {
        const Outcome begun = ui.program.person.saveTrail(ui.program.exchange.placeFor("audit", ".csv"));
        fault_ = begun ? std::string() : begun.error().message;
    }
    if (fault_.empty()) return;
    ImGui::SameLine();
    line(ui, ui.fonts.note, ui.theme.danger, fault_);
}

void TrailDialog::draw(Ui& ui) {
    const bool open = ui.state.dialog == Dialog::trail;
    if (open != open_) fault_.clear();
    if (!open && open_) ui.later([&program = ui.program] { program.person.closeTrail(); });
    open_ = open;
    if (!open) return;
    const auto& trail = ui.program.person.trail();
    if (!trail) return ui.state.close();
    const bool outside = beginDialog(ui, "trail", {640, 600});
    const bool close = dialogTitle(ui, tr("Who looked and who changed"));
    line(ui, ui.fonts.strong, ui.theme.ink, workspace::nameAndBirth(ui.state.person.name, ui.state.person.birthDate));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Reading is told once a day for everybody who reads. Entries cannot be changed unseen; Myochart checks them."));
    gap(ui, 2);
    drawKinds(ui, *trail);
    drawLines(ui, *trail);
    drawFoot(ui);
    endDialog();
    if (outside || close) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makeTrailDialog() {
    return std::make_unique<TrailDialog>();
}

}  // namespace myochart::ui
