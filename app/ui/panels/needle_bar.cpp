#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/words.h"
#include "record/ledger.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/value_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kBarHeight = 52, kLineHeight = 28, kOverTools = 76;

/// At the foot of the picture while the visit has needles: how many are planned, in and out.
class NeedleBar final : public Panel {
  public:
    std::string_view name() const override { return "needleBar"; }
    Rect area(const Ui& ui) const override { return needleBarPlace(ui); }
    bool seeThrough() const override { return true; }
    bool floats() const override { return true; }
    void draw(Ui& ui) override;

    static float wanted(const Ui& ui, const record::Ledger& ledger);  ///< the width that it would take in one line

  private:
    static std::string words(const record::Ledger& ledger);
};

std::string NeedleBar::words(const record::Ledger& ledger) {
    const std::string in = ledger.longestMs ? trf("In {} (longest {})", ledger.in, minutesSeconds(*ledger.longestMs)) : trf("In {}", ledger.in);
    return fmt::format("{}  \xC2\xB7  {}  \xC2\xB7  {}", trf("Planned {}", ledger.planned), in, trf("Out {}", ledger.out));
}

float NeedleBar::wanted(const Ui& ui, const record::Ledger& ledger) {
    float wide = textSize(ui.fonts.strong, words(ledger)).x + ui.px(40);
    for (const char* label : {tr("All in"), tr("All out"), tr("Faint: all out")}) wide += labelWidth(ui, label, 72) + ui.px(8);
    return wide;
}

void NeedleBar::draw(Ui& ui) {
    const record::Session& session = *ui.program.record.session();
    const record::Ledger ledger = record::ledgerOf(session, ui.program.record.now());
    const Rect bar = area(ui);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, bar);
    const bool late = std::any_of(ledger.open.begin(), ledger.open.end(), [](const record::OpenNeedle& each) { return each.overdueMs.has_value(); });
    // Where they have no room beside the buttons the counts stand above them.
    const bool above = bar.size().y > ui.px(kBarHeight + kLineHeight / 2);
    Rect text = bar;
    text.min.x += ui.px(16);
    if (above) text.max.y = text.min.y + ui.px(kLineHeight + 8);
    const std::string counted = words(ledger);
    textIn(to, ui.fonts.strong, text, late ? ui.theme.danger : ui.theme.ink, counted, 0);
    ui.record.fact("needles", counted);
    struct Choice {
        const char *name, *label, *tip, *command;
        ButtonKind kind;
        bool enabled;
    };
    const Choice choices[] = {{"needleBar.allIn", tr("All in"), "", "needle.allIn", ButtonKind::plain, ui.canRun("needle.allIn")},
                              {"needleBar.allOut", tr("All out"), "", "needle.allOut", ButtonKind::plain, ledger.in > 0},
                              {"needleBar.faint", tr("Faint: all out"), tr("Takes every needle out and asks you to look at each place"), "needle.faint", ButtonKind::danger, ledger.in > 0}};
    float x = bar.max.x - ui.px(12), least = 72;
    if (above) least = (bar.size().x - ui.px(40)) / 3 / ui.scale;
    for (auto choice = std::rbegin(choices); choice != std::rend(choices); ++choice) {
        const float wide = above ? ui.px(least) : labelWidth(ui, choice->label, least);
        x -= wide;
        ImGui::SetCursorScreenPos({x, bar.max.y - ui.px((kBarHeight - 32) / 2 + 32)});
        if (button(ui, choice->name, {.label = choice->label, .tip = choice->tip, .key = ui.keyOf(choice->command), .kind = choice->kind, .enabled = choice->enabled, .width = wide / ui.scale})) ui.runLater(choice->command);
        x -= ui.px(8);
    }
    if (ledger.in > 0) ui.state.wake(ui.now + 1);
}

}  // namespace

bool hasNeedleBar(const workspace::Program& program) {
    const record::Session* session = program.record.session();
    if (!session || program.record.visitIsLocked()) return false;
    return std::ranges::any_of(session->markers, [](const record::Marker& marker) { return needleState(marker) != record::NeedleState::none; });
}

float needleBarRoom(const Ui& ui) {
    if (!hasNeedleBar(ui.program)) return 0;
    const bool above = NeedleBar::wanted(ui, record::ledgerOf(*ui.program.record.session(), ui.program.record.now())) > ui.layout.body.size().x - ui.px(16);
    return ui.px(kBarHeight + 8 + (above ? kLineHeight : 0));
}

Rect needleBarPlace(const Ui& ui) {
    const float high = needleBarRoom(ui) - ui.px(8);
    if (high <= 0) return {};
    const record::Ledger ledger = record::ledgerOf(*ui.program.record.session(), ui.program.record.now());
    const Rect& body = ui.layout.body;
    const float wide = std::min(NeedleBar::wanted(ui, ledger), body.size().x - ui.px(16)), x = std::round(body.centre().x - wide / 2), y = body.max.y - ui.px(kOverTools) - high;
    return {{x, y}, {x + wide, y + high}};
}

std::unique_ptr<Panel> makeNeedleBar() {
    return std::make_unique<NeedleBar>();
}

}  // namespace myochart::ui
