#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "core/words.h"
#include "note/adverse_rates.h"
#include "note/site_muscle.h"
#include "note/visit_words.h"
#include "record/adverse_kinds.h"
#include "record/ledger.h"
#include "record/signing_rules.h"
#include "record/typed_text.h"
#include "ui/field_chips.h"
#include "ui/panels/visit_edit.h"
#include "ui/panels/visit_stages.h"
#include "ui/tick_row.h"
#include "ui/typed_field.h"

namespace myochart::ui {

namespace {

using record::After;
using record::Session;

constexpr UtcMs kHourMs = 3'600'000;

std::vector<FieldChips::Choice> eventKinds() {
    std::vector<FieldChips::Choice> kinds;
    for (const note::AdverseCategory& each : note::adverseCategories()) kinds.push_back({each.key, tr(each.title)});
    return kinds;
}

/// What comes when the needles are out.
class AfterStage final : public VisitStage {
  public:
    StageState state(const Ui& ui) const override;
    void draw(Ui& ui) override;

  private:
    void drawText(Ui& ui, const Session& session, TypedField& field, const char* name, const char* hint, std::string After::*which, const char* message);
    void drawCounts(Ui& ui, const Session& session);
    void drawAdverse(Ui& ui, const Session& session);
    /// True when the event was changed.
    bool drawFollowUp(Ui& ui, const Session& session, record::AdverseEvent& event, size_t index);
    void drawAdvice(Ui& ui, const Session& session);
    void drawExercises(Ui& ui, const Session& session);

    bool locked_ = false;
    TypedField response_, plan_, countReason_;
    FieldChips chips_, countChips_, eventChips_, adviceChips_;
    bool responseOpen_ = true, countsOpen_ = true, adverseOpen_ = true, planOpen_ = true;
};

StageState AfterStage::state(const Ui& ui) const {
    const Session& session = *ui.program.record.session();
    const After& after = session.after;
    const auto open = record::openFollowUps(session);
    const bool overdue = std::any_of(open.begin(), open.end(), [&](const record::OpenFollowUp& each) { return each.due < ui.program.record.now(); });
    if (overdue) return StageState::needsAttention;
    if (after == After()) return StageState::empty;
    return !after.response.empty() && after.pain && (after.noAdverse == true || !after.adverse.empty()) && !after.aftercare.empty() ? StageState::complete : StageState::begun;
}

void AfterStage::drawText(Ui& ui, const Session& session, TypedField& field, const char* name, const char* hint, std::string After::*which, const char* message) {
    visitText(ui, field, name, session.id.text, session.after.*which, {.hint = hint, .lines = 2, .maxBytes = record::kMaxNoteBytes}, locked_, message,
              [which](Session& changed, const std::string& text) { changed.after.*which = text; });
}

/// "in 0, out 5"; "out 5, counted 3" once somebody has begun to count.
std::string countWords(const Session& session, const record::Ledger& ledger) {
    const size_t counted = record::countOf(session).counted.size();
    return counted > 0 && ledger.in == 0 ? trf("out {}, counted {}", ledger.out, counted) : trf("in {}, out {}", ledger.in, ledger.out);
}

void AfterStage::drawCounts(Ui& ui, const Session& session) {
    const record::Ledger ledger = record::ledgerOf(session, ui.program.record.now());
    if (!foldHeading(ui, "after.countGroup", tr("Needles counted"), countWords(session, ledger), countsOpen_)) return;
    After after = session.after;
    beginChips();
    FieldChips::Look look{.skip = {"response", "pain", "no_adverse", "next_visit", "plan", "count_reason"}, .enabled = !locked_};
    if (countChips_.draw(ui, "after", after, look)) changeVisitPart(ui, &Session::after, after, mark("Change needle count"), countChips_.typing());
    endChips(ui);
    if (ledger.in + ledger.out > 0 && button(ui, "after.count", {.label = tr("Count by region"), .kind = ButtonKind::plain, .enabled = !locked_, .width = -1})) ui.runLater("needle.count");
    const bool differ = (after.opened && after.disposed && *after.opened != *after.disposed) || (after.opened && *after.opened < ledger.out) || !after.countReason.empty() || record::countOf(session).isOpen();
    if (differ) drawText(ui, session, countReason_, "after.count_reason", record::countOf(session).isOpen() ? tr("Why needles were not counted") : tr("Why the counts differ"), &After::countReason, mark("Change reason of the count"));
}

void AfterStage::drawAdverse(Ui& ui, const Session& session) {
    After after = session.after;
    const std::string words = !after.adverse.empty() ? std::to_string(after.adverse.size()) : after.noAdverse == true ? std::string(tr("none")) : std::string(tr("not asked"));
    if (!foldHeading(ui, "after.adverseGroup", tr("Adverse events"), words, adverseOpen_)) return;
    const auto kinds = eventKinds();
    FieldChips::Look look{.enabled = !locked_};
    look.choices = [&](std::string_view key) { return key == "category" ? kinds : std::vector<FieldChips::Choice>(); };
    bool changed = false;
    for (size_t i = 0; i < after.adverse.size(); ++i) {
        record::AdverseEvent& event = after.adverse[i];
        look.skip = {"site"};
        if (!event.followedUpAt && event.followUp.empty()) look.skip.emplace_back("follow_up");  // there is nothing to say yet
        beginChips();
        changed |= eventChips_.draw(ui, fmt::format("adverse.{}", i), event, look).has_value();
        const std::string severity = fmt::format("adverse.{}.severity", i);
        if (chip(ui, severity, {.label = std::string(tr(name(event.severity))), .recorded = true, .strong = event.severity != record::Severity::mild, .tip = tr("Severity"), .enabled = !locked_}).clicked) {
            event.severity = event.severity == record::Severity::mild ? record::Severity::moderate : event.severity == record::Severity::moderate ? record::Severity::major : record::Severity::mild;
            changed = true;
        }
        // What the kind asks for goes with it, until somebody says another time.
        const record::AdverseEvent& was = session.after.adverse[i];
        const UtcMs at = was.at.value_or(session.startedAt);
        if ((event.category != was.category || event.severity != was.severity) && was.followUpDue == record::followUpDue(was.category, was.severity, at))
            event.followUpDue = record::followUpDue(event.category, event.severity, at);
        changed |= drawFollowUp(ui, session, event, i);
    }
    std::erase_if(after.adverse, [](const record::AdverseEvent& event) { return event.category.empty(); });
    if (changed) changeVisitPart(ui, &Session::after, after, mark("Change adverse event"), eventChips_.typing());
    beginChips();
    if (after.adverse.empty()) {
        const record::Field field{.key = "no_adverse", .title = mark("nothing adverse happened"), .brief = mark("nothing adverse")};
        if (eventChips_.one(ui, "after.no_adverse", field, after.noAdverse, look)) changeVisitPart(ui, &Session::after, after, mark("Change adverse events"), eventChips_.typing());
    }
    eventChips_.typed(ui, "adverse.add", {.label = tr("+ event"), .tip = tr("Something happened that was not meant to"), .enabled = !locked_}, {}, tr("What happened"), kinds, [&](const std::string& text) {
        if (trim(text).empty()) return std::string(tr("Say what happened."));
        record::AdverseEvent event;
        event.category = trim(text);
        event.at = ui.program.record.now();
        ui.later([&program = ui.program, event = std::move(event)] {
            if (program.record.session()) program.record.commit(record::addAdverse(*program.record.session(), event));
        });
        return std::string();
    });
    endChips(ui);
    if (button(ui, "after.rates", {.label = tr("Adverse rates\xE2\x80\xA6"), .tip = tr("How often such things happen here, beside published surveys")})) ui.runLater("record.rates");
}

/// When the patient is asked how it went, and that it was done: in the event, or once it is signed in an addendum.
bool AfterStage::drawFollowUp(Ui& ui, const Session& session, record::AdverseEvent& event, size_t index) {
    const auto open = record::openFollowUps(session);
    const bool isOpen = std::any_of(open.begin(), open.end(), [&](const record::OpenFollowUp& each) { return each.event == index; });
    bool changed = false;
    if (!event.followedUpAt && !(event.followUpDue && !isOpen && session.signing.isSigned())) {
        static constexpr int kHours[] = {24, 48, 72, 168};
        std::vector<FieldChips::Choice> choices;
        for (const int hours : kHours) choices.push_back({std::to_string(hours), hours < 72 ? trf("{} hours after it", hours) : trnf("{} day after it", "{} days after it", static_cast<size_t>(hours / 24), hours / 24)});
        choices.push_back({"none", tr("No follow-up")});
        const UtcMs from = event.at.value_or(session.startedAt);
        const bool overdue = event.followUpDue && *event.followUpDue < ui.program.record.now();
        const ChipLook look{.label = event.followUpDue ? trf("due {}", localDateTime(*event.followUpDue)) : std::string(tr("follow-up \xE2\x80\x94")), .recorded = event.followUpDue.has_value(),
                            .strong = overdue, .danger = overdue, .tip = tr("When the patient is asked how it went"), .enabled = !locked_};
        changed = eventChips_.typed(ui, fmt::format("adverse.{}.due", index), look, {}, tr("Hours after it, or a day"), choices, [&](const std::string& text) {
            if (text.empty() || text == "none") return event.followUpDue.reset(), std::string();
            const auto hours = parseInteger(text);
            const auto day = hours ? Result<std::string>(std::string()) : dayFromTyped(text);
            if (!day) return day.error().message;
            const auto moment = hours ? std::optional<UtcMs>(from + *hours * kHourMs) : parseMoment(*day + "T12:00");
            if (!moment || *moment <= from || (hours && *hours > 24 * 365)) return std::string(tr("The follow-up comes after the event."));
            event.followUpDue = *moment;
            return std::string();
        });
    }
    endChips(ui);
    if (event.followedUpAt) line(ui, ui.fonts.note, ui.theme.quiet, trf("Followed up {}", localDateTime(*event.followedUpAt)));
    else if (event.followUpDue && !isOpen) line(ui, ui.fonts.note, ui.theme.quiet, tr("Followed up: see the addendum."));
    else if (isOpen) {
        const bool mayAdd = ui.program.record.readOnly().empty() && (!session.signing.isSigned() || ui.program.practice.acting());
        if (button(ui, fmt::format("adverse.{}.followed", index), {.label = tr("Followed up now"), .kind = ButtonKind::plain, .enabled = mayAdd}))
            ui.later([&lists = ui.program.lists, id = session.id, index] { lists.followUp(id, index, {}); });
    }
    return changed;
}

void AfterStage::drawAdvice(Ui& ui, const Session& session) {
    After after = session.after;
    if (!foldHeading(ui, "after.planGroup", tr("Advice and next visit"), after.nextVisit.empty() ? std::string() : dayInWords(after.nextVisit), planOpen_)) return;
    bool changed = false;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    for (const note::KeyWords& each : note::adviceTexts()) {
        const bool given = std::find(after.aftercare.begin(), after.aftercare.end(), each.key) != after.aftercare.end();
        if (!tickRow(ui, "advice." + each.key, each.words, given, !locked_)) continue;
        if (given) std::erase(after.aftercare, each.key);
        else after.aftercare.push_back(each.key);
        changed = true;
    }
    ImGui::PopStyleVar();
    if (changed) changeVisitPart(ui, &Session::after, after, mark("Change advice"));
    beginChips();
    FieldChips::Look look{.skip = {"response", "pain", "no_adverse", "plan", "count_reason", "opened", "disposed", "checked_by"}, .enabled = !locked_};
    look.fault = [&](std::string_view key, const std::string& day) { return key == "next_visit" ? record::nextVisitFault(session, day).text : std::string(); };
    if (adviceChips_.draw(ui, "after", after, look)) changeVisitPart(ui, &Session::after, after, mark("Change next visit"), adviceChips_.typing());
    endChips(ui);
    drawExercises(ui, session);
    drawText(ui, session, plan_, "after.plan", tr("Plan, exercises in words"), &After::plan, mark("Change plan"));
}

/// What was given to do at home, and what the table has for the muscles of this visit.
void AfterStage::drawExercises(Ui& ui, const Session& session) {
    After after = session.after;
    const anatomy::Catalogue& catalogue = ui.program.catalogue();
    const auto nameOf = [&](const std::string& keyOrWords) {
        const anatomy::HomeExercise* exercise = catalogue.exercise(keyOrWords);
        return exercise ? anatomy::called(catalogue, *exercise) : displayText(keyOrWords, 80);
    };
    std::set<std::string> muscles;
    for (const record::Marker& site : session.markers)
        if (const anatomy::Muscle* muscle = note::muscleOf(site, catalogue)) muscles.insert(muscle->key);
    const auto fits = [&](const anatomy::HomeExercise& each) { return std::any_of(each.muscles.begin(), each.muscles.end(), [&](const auto& key) { return muscles.contains(key); }); };
    std::vector<FieldChips::Choice> choices;
    for (const bool first : {true, false})
        for (const anatomy::HomeExercise& each : catalogue.exercises())
            if (fits(each) == first) choices.push_back({each.key, anatomy::called(catalogue, each), &catalogue});
    std::string removed;
    beginChips();
    for (size_t i = 0; i < after.exercises.size(); ++i) {
        const anatomy::HomeExercise* exercise = catalogue.exercise(after.exercises[i]);
        const std::string tip = exercise ? fmt::format("{} {}. {}", exercise->instructions, exercise->dose, trf("Stop at: {}. {}", exercise->stopIf, exercise->cautions)) : std::string();
        const ChipEvent event = chip(ui, fmt::format("exercise.{}", i), {.label = nameOf(after.exercises[i]), .recorded = true, .tip = tip, .enabled = !locked_});
        if (event.emptied || event.clicked) removed = after.exercises[i];
    }
    const ChipLook add{.label = tr("+ exercise"), .tip = tr("Those for the muscles of this visit come first; a click on one takes it away"), .enabled = !locked_};
    adviceChips_.typed(ui, "exercise.add", add, {}, tr("An exercise, or words"), choices, [&](const std::string& text) {
        if (trim(text).empty()) return std::string(tr("It needs a name."));
        After changed = session.after;
        if (std::find(changed.exercises.begin(), changed.exercises.end(), trim(text)) != changed.exercises.end()) return std::string();
        changed.exercises.push_back(withoutHiddenMarks(trim(text), ' '));
        changeVisitPart(ui, &Session::after, changed, mark("Change exercises"));
        return std::string();
    });
    endChips(ui);
    if (removed.empty()) return;
    std::erase(after.exercises, removed);
    changeVisitPart(ui, &Session::after, after, mark("Change exercises"));
}

void AfterStage::draw(Ui& ui) {
    const Session& session = *ui.program.record.session();
    locked_ = ui.program.record.visitIsLocked();
    beginStage(ui, "after");
    if (foldHeading(ui, "after.responseGroup", tr("Response"), session.after.pain ? trf("pain {}", *session.after.pain) : std::string(), responseOpen_)) {
        drawText(ui, session, response_, "after.response", tr("How the patient took it, what changed"), &After::response, mark("Change response"));
        After after = session.after;
        beginChips();
        FieldChips::Look look{.skip = {"response", "no_adverse", "next_visit", "plan", "count_reason", "opened", "disposed", "checked_by"}, .enabled = !locked_};
        if (chips_.draw(ui, "after", after, look)) changeVisitPart(ui, &Session::after, after, mark("Change response"), chips_.typing());
        endChips(ui);
    }
    drawCounts(ui, session);
    drawAdverse(ui, session);
    drawAdvice(ui, session);
    endScroll();
}

}  // namespace

std::unique_ptr<VisitStage> makeAfterStage() {
    return std::make_unique<AfterStage>();
}

}  // namespace myochart::ui
