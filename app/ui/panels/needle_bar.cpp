#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/words.h"
#include "record/ledger.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/value_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kBarHeight = 52, kLineHeight = 28, kOverTools = 76, kChoiceHigh = 32, kLeastChoice = 72;

/// At the foot of the picture while the visit has needles: how many are planned, in and out.
class NeedleBar final : public Panel {
  public:
    std::string_view name() const override { return "needleBar"; }
    Rect area(const Ui& ui) const override { return needleBarPlace(ui); }
    bool seeThrough() const override { return true; }
    bool floats() const override { return true; }
    void draw(Ui& ui) override;

    static float wanted(const Ui& ui, const record::Session& session);  ///< the width that it would take in one line
    /// How many more than one it takes: the counts above the buttons, and the last button below the others.
    static int lines(const Ui& ui, const record::Session& session);

  private:
    struct Choice {
        const char *name, *label, *tip, *command;
        ButtonKind kind;
        bool enabled;
    };
    static std::string words(const record::Session& session, const record::Ledger& ledger);
    static float shared(const Ui& ui, float wide, std::span<const Choice> choices);
    static std::array<Choice, 3> choices(const Ui& ui, const record::Session& session, const record::Ledger& ledger);
};

std::string NeedleBar::words(const record::Session& session, const record::Ledger& ledger) {
    const std::string in = ledger.longestMs ? trf("In {} (longest {})", ledger.in, minutesSeconds(*ledger.longestMs)) : trf("In {}", ledger.in);
    std::string counted = fmt::format("{}  \xC2\xB7  {}  \xC2\xB7  {}", trf("Planned {}", ledger.planned), in, trf("Out {}", ledger.out));
    if (const record::NeedleCount count = record::countOf(session); count.isOpen()) counted += fmt::format("  \xC2\xB7  {}", trf("{} not seen out", count.uncounted.size()));
    return counted;
}

/// A count that was begun and left is gone on with from here, until nobody wonders any more where a needle is.
std::array<NeedleBar::Choice, 3> NeedleBar::choices(const Ui& ui, const record::Session& session, const record::Ledger& ledger) {
    const bool counts = ledger.in == 0 && record::countOf(session).isOpen();
    const Choice faint{"needleBar.faint", tr("Faint: all out"), tr("Takes every needle out and asks you to look at each place"), "needle.faint", ButtonKind::danger, ledger.in > 0};
    const Choice count{"needleBar.count", tr("Count the needles"), tr("Goes on with the count that was left"), "needle.count", ButtonKind::danger, true};
    return {Choice{"needleBar.allIn", tr("All in"), "", "needle.allIn", ButtonKind::plain, ui.canRun("needle.allIn")}, Choice{"needleBar.allOut", tr("All out"), "", "needle.allOut", ButtonKind::plain, ledger.in > 0}, counts ? count : faint};
}

float NeedleBar::wanted(const Ui& ui, const record::Session& session) {
    const record::Ledger ledger = record::ledgerOf(session, ui.program.record.now());
    float wide = textSize(ui.fonts.strong, words(session, ledger)).x + ui.px(40);
    for (const Choice& choice : choices(ui, session, ledger)) wide += labelWidth(ui, choice.label, 72) + ui.px(8);
    return wide;
}

/// What each of them may be wider than its words when they share so wide a bar; negative: they have no room in it.
float NeedleBar::shared(const Ui& ui, float wide, std::span<const Choice> choices) {
    float more = wide - ui.px(24) - ui.px(8) * static_cast<float>(choices.size() - 1);
    for (const Choice& choice : choices) more -= labelWidth(ui, choice.label, kLeastChoice);
    return std::floor(more / static_cast<float>(choices.size()));
}

int NeedleBar::lines(const Ui& ui, const record::Session& session) {
    const float room = ui.layout.body.size().x - ui.px(16);
    if (wanted(ui, session) <= room) return 0;
    return shared(ui, room, choices(ui, session, record::ledgerOf(session, ui.program.record.now()))) < 0 ? 2 : 1;
}

void NeedleBar::draw(Ui& ui) {
    const record::Session& session = *ui.program.record.session();
    const record::Ledger ledger = record::ledgerOf(session, ui.program.record.now());
    const Rect bar = area(ui);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, bar);
    const bool late = std::any_of(ledger.open.begin(), ledger.open.end(), [](const record::OpenNeedle& each) { return each.overdueMs.has_value(); });
    // Where they have no room beside the buttons the counts stand above them.
    const bool above = lines(ui, session) > 0;
    Rect text = bar;
    text.min.x += ui.px(16);
    if (above) text.max.y = text.min.y + ui.px(kLineHeight + 8);
    const std::string counted = words(session, ledger);
    textIn(to, ui.fonts.strong, text, late || record::countOf(session).isOpen() ? ui.theme.danger : ui.theme.ink, counted, 0);
    ui.record.fact("needles", counted);
    const auto choices = NeedleBar::choices(ui, session, ledger);
    constexpr float kFoot = (kBarHeight - kChoiceHigh) / 2 + kChoiceHigh;
    // Below the counts they share the bar, each with room for its own words; where even that is too little the last, what is pressed in an
    // emergency, has a line of its own.
    const bool apart = lines(ui, session) > 1;
    float x = bar.max.x - ui.px(12), y = bar.max.y - ui.px(kFoot), more = above ? shared(ui, bar.size().x, std::span(choices).first(apart ? 2 : 3)) : 0;
    const auto draw = [&](const Choice& choice, float wide) {
        x -= wide;
        ImGui::SetCursorScreenPos({x, y});
        if (button(ui, choice.name, {.label = choice.label, .tip = choice.tip, .key = ui.keyOf(choice.command), .kind = choice.kind, .enabled = choice.enabled, .width = wide / ui.scale})) ui.runLater(choice.command);
        x -= ui.px(8);
    };
    if (apart) {
        draw(choices[2], bar.size().x - ui.px(24));
        x = bar.max.x - ui.px(12), y -= ui.px(kChoiceHigh + 8);
    }
    for (size_t i = apart ? 2 : 3; i-- > 0;) draw(choices[i], labelWidth(ui, choices[i].label, kLeastChoice) + more);
    if (ledger.in > 0) ui.state.wake(ui.now + 1);
}

}  // namespace

bool hasNeedleBar(const workspace::Program& program) {
    const record::Session* session = program.record.session();
    if (!session || program.record.visitIsLocked()) return false;
    if (program.quiz.isRunning() && record::sitesOf(*session, record::NeedleState::in).empty()) return false;  // nothing waits for anybody
    return std::ranges::any_of(session->markers, [](const record::Marker& marker) { return needleState(marker) != record::NeedleState::none; });
}

float needleBarRoom(const Ui& ui) {
    if (!hasNeedleBar(ui.program)) return 0;
    const int more = NeedleBar::lines(ui, *ui.program.record.session());
    return ui.px(kBarHeight + 8 + (more > 0 ? kLineHeight : 0) + (more > 1 ? kChoiceHigh + 8 : 0));
}

Rect needleBarPlace(const Ui& ui) {
    const float high = needleBarRoom(ui) - ui.px(8);
    if (high <= 0) return {};
    const Rect& body = ui.layout.body;
    const float wide = std::min(NeedleBar::wanted(ui, *ui.program.record.session()), body.size().x - ui.px(16)), x = std::round(body.centre().x - wide / 2), y = body.max.y - ui.px(kOverTools) - high;
    return {{x, y}, {x + wide, y + high}};
}

std::unique_ptr<Panel> makeNeedleBar() {
    return std::make_unique<NeedleBar>();
}

}  // namespace myochart::ui
