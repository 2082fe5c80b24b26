#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/text.h"
#include "core/words.h"
#include "record/seal.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr double kFlash = 1.2;  ///< s the bar stands out after a change was refused

/// Above the body while a visit of another day is open: which day it is, and what may be done.
class VisitBar final : public Panel {
  public:
    std::string_view name() const override { return "visitBar"; }
    Rect area(const Ui& ui) const override { return ui.layout.visitBar; }
    void draw(Ui& ui) override;

  private:
    void drawSigned(Ui& ui, const Rect& bar);
    const char* doubtOf(const record::Session& visit);

    std::string doubted_;  ///< the visit, with what was added to it, of which `doubt_` tells
    const char* doubt_ = nullptr;
    int refused_ = 0;
    double flashUntil_ = 0;
};

void VisitBar::draw(Ui& ui) {
    if (!ui.program.record.session()) return;
    const Rect bar = area(ui);
    const bool locked = ui.program.record.visitIsLocked();
    if (refused_ != ui.program.record.refusedByLock()) flashUntil_ = ui.now + kFlash;
    refused_ = ui.program.record.refusedByLock();
    const bool flashing = locked && ui.now < flashUntil_;
    if (flashing) ui.state.wake(flashUntil_);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const ImU32 fill = flashing ? mix(ui.theme.panel, ui.theme.danger, 0.25F)
                                : mix(ui.theme.panel, locked ? ui.theme.accent : ui.theme.danger, 0.12F);
    to.AddRectFilled(im(bar.min), im(bar.max), fill);
    const float thick = std::max(1.0F, std::floor(ui.scale));
    to.AddRectFilled({bar.min.x, bar.max.y - thick}, im(bar.max), locked ? ui.theme.rule : ui.theme.danger);
    if (ui.program.record.visitIsSigned()) return drawSigned(ui, bar);
    const std::string day = dayInFullAt(ui.program.record.session()->startedAt, ui.program.record.session()->utcOffset);
    const bool narrow = bar.size().x < ui.px(620);
    const std::string words = locked   ? narrow ? trf("Visit of {}", day) : trf("This is the visit of {}", day)
                              : narrow ? trf("Correcting {}", day)
                                       : trf("Correcting the visit of {}", day);
    const float y = bar.min.y + ui.px(6);
    const char *chart = narrow ? tr("Chart today") : tr("Chart in today's visit"), *mend = narrow ? tr("Correct") : tr("Correct this one");
    const float today = labelWidth(ui, chart, narrow ? 120 : 176), correct = labelWidth(ui, mend, narrow ? 84 : 132);
    const float right = bar.max.x - ui.px(12), buttons = locked ? today + correct + ui.px(8) : ui.px(96);
    iconAt(to, ui.fonts.smallIcons, {bar.min.x + ui.px(24), bar.centre().y}, ui.theme.ink, icon::kDay);
    Rect text{{bar.min.x + ui.px(ui.fonts.smallIcons ? 40 : 16), bar.min.y}, {right - buttons - ui.px(8), bar.max.y}};
    textIn(to, ui.fonts.strong, text, ui.theme.ink, words);
    ImGui::SetCursorScreenPos({right - buttons, y});
    if (!locked) {
        if (button(ui, "visitBar.done",
                   {.label = tr("Done"), .tip = tr("Lock this visit again"), .kind = ButtonKind::plain, .width = 96}))
            ui.later([&program = ui.program] { program.record.correctVisit(false); });
        return;
    }
    if (button(ui, "visitBar.today",
               {.label = chart,
                .tip = tr("Leaves this visit as it is and opens, or begins, the one of today"),
                .kind = ButtonKind::primary,
                .width = today / ui.scale}))
        ui.runLater("session.today");
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "visitBar.correct",
               {.label = mend,
                .tip = trf("Changes what was charted on {}", day),
                .kind = ButtonKind::plain,
                .width = correct / ui.scale}))
        ui.runLater("session.correct");
}

/// Whether the visit is as it was signed, looked at once: nothing of it changes but what is added.
const char* VisitBar::doubtOf(const record::Session& visit) {
    const std::string which = fmt::format("{} {} {}", visit.id.text, visit.markers.size(), visit.signing.addenda.size());
    if (which != doubted_) doubt_ = record::sealSentence(record::sealState(visit));
    doubted_ = which;
    return doubt_;
}

/// Who signed and when; what may still be added.
void VisitBar::drawSigned(Ui& ui, const Rect& bar) {
    const record::Session& visit = *ui.program.record.session();
    const record::Signing& signing = visit.signing;
    std::string words = trf("Signed by {}, {}", displayText(signing.name, 60), localDateTime(*signing.at));
    if (signing.cosignedAt) words += trf("; co-signed by {}", displayText(signing.cosigner, 60));
    if (!signing.addenda.empty()) words += trnf("; {} addendum", "; {} addenda", signing.addenda.size(), signing.addenda.size());
    struct Choice {
        const char *name, *label, *command;
    };
    std::vector<Choice> choices = {{"visitBar.addend", tr("Add to it"), "visit.addend"}};
    const char* doubt = doubtOf(visit);
    if (doubt) words = fmt::format("{} {}", tr(doubt), words);
    if (signing.wantsCosignature()) choices.push_back({"visitBar.cosign", tr("Co-sign"), "visit.cosign"});
    if (!ui.program.record.isToday(visit)) choices.push_back({"visitBar.today", tr("Chart today"), "session.today"});
    float x = bar.max.x - ui.px(12);
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
        const float wide = labelWidth(ui, choice->label, 96);
        x -= wide;
        ImGui::SetCursorScreenPos({x, bar.min.y + ui.px(6)});
        if (button(ui, choice->name, {.label = choice->label, .kind = ButtonKind::plain, .width = wide / ui.scale})) ui.runLater(choice->command);
        x -= ui.px(8);
    }
    ImDrawList& to = *ImGui::GetWindowDrawList();
    iconAt(to, ui.fonts.smallIcons, {bar.min.x + ui.px(24), bar.centre().y}, ui.theme.ink, icon::kLock);
    textIn(to, ui.fonts.strong, {{bar.min.x + ui.px(ui.fonts.smallIcons ? 40 : 16), bar.min.y}, {x, bar.max.y}}, doubt ? ui.theme.danger : ui.theme.ink, words);
    ui.record.fact("signed", doubt ? "in doubt" : "yes");
}

}  // namespace

std::unique_ptr<Panel> makeVisitBar() {
    return std::make_unique<VisitBar>();
}

}  // namespace myochart::ui
