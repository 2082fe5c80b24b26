#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "anatomy/screening.h"
#include "core/text.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "record/typed_text.h"
#include "ui/field_chips.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/measures_part.h"
#include "ui/panels/patient_form_part.h"
#include "ui/panels/signature_pad.h"
#include "ui/panels/visit_edit.h"
#include "ui/panels/visit_stages.h"
#include "ui/structure_words.h"
#include "ui/typed_field.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using record::Before;
using record::Consent;
using record::Outcomes;
using record::Screening;
using record::Session;

std::vector<FieldChips::Choice> positionChoices() {
    std::vector<FieldChips::Choice> choices;
    for (const note::KeyWords& each : note::positions()) choices.push_back({each.key, each.words});
    return choices;
}

/// What is asked, seen and agreed before the first needle.
class BeforeStage final : public VisitStage {
  public:
    StageState state(const Ui& ui) const override;
    void draw(Ui& ui) override;

  private:
    void drawReason(Ui& ui, const Session& session);
    void drawTherapist(Ui& ui, Before& before);
    void drawEpisode(Ui& ui, Before& before);
    void drawPain(Ui& ui, const Session& session);
    void drawScreening(Ui& ui, const Session& session);
    void drawQuestion(Ui& ui, Screening& screening, const std::string& key, const std::string& title, bool& changed);
    void drawWarning(Ui& ui, const Session& session, const std::string& key);
    void drawConsent(Ui& ui, const Session& session);

    bool locked_ = false;
    TypedField reason_;
    std::map<std::string, TypedField> reasons_;
    FieldChips chips_, consentChips_;
    SignaturePad pad_;
    MeasuresPart measures_;
    PatientFormPart told_;
    bool reasonOpen_ = true, screeningOpen_ = true, consentOpen_ = true, asking_ = false;
};

StageState BeforeStage::state(const Ui& ui) const {
    const Session& session = *ui.program.record.session();
    const Screening& screening = session.screening;
    const Consent& consent = session.consent;
    const bool open = std::any_of(screening.yes.begin(), screening.yes.end(), [&](const std::string& key) { return places::reasonFor(session, key).empty(); }) || note::waitingForm(session);
    const bool noStroke = consent.how == record::Consented::written && consent.strokes.empty();
    if (open || noStroke || consent.how == record::Consented::refused || consent.withdrawnAt) return StageState::needsAttention;
    const auto unanswered = [&](const std::string& alert) { return !screening.saysYes(alert) && !screening.saysNo(alert); };
    const auto& alerts = ui.program.record.patient()->details.alerts;
    const bool asked = (!screening.yes.empty() || !screening.no.empty()) && std::none_of(alerts.begin(), alerts.end(), unanswered);
    if (asked && consent.how && !consent.risks.empty() && !ui.program.note.untoldRisks() && session.before.pain) return StageState::complete;
    const bool begun = asked || consent != Consent() || session.before != Before() || session.outcomes != Outcomes() || session.painDrawing != record::PainDrawing();
    return begun ? StageState::begun : StageState::empty;
}

void BeforeStage::drawReason(Ui& ui, const Session& session) {
    if (!foldHeading(ui, "before.reasonGroup", tr("Reason"), displayText(session.before.reason, 40), reasonOpen_)) return;
    visitText(ui, reason_, "before.reason", session.id.text, session.before.reason, {.hint = tr("Why the patient comes, why needling"), .lines = 2, .maxBytes = record::kMaxNoteBytes}, locked_,
              mark("Change reason"), [](Session& changed, const std::string& text) { changed.before.reason = text; });
}

void BeforeStage::drawTherapist(Ui& ui, Before& before) {
    std::vector<FieldChips::Choice> people;
    for (const record::Therapist& each : ui.program.practice.practice().therapists) people.push_back({each.id.text, displayText(each.name, 60)});
    const record::Therapist* treats = ui.program.practice.practice().therapist(before.therapist);
    const std::string words = treats ? displayText(treats->name, 40) : before.therapist.empty() ? std::string("\xE2\x80\x94") : std::string("?");
    const ChipLook look{.label = trf("treated by {}", words), .recorded = !before.therapist.empty(), .tip = people.empty() ? tr("Enter who works here first: Record, Practice.") : tr("Who treats"), .enabled = !locked_};
    if (people.size() == 1) {  // there is nobody else to choose
        const ChipEvent event = chip(ui, "before.therapist", look);
        if (!event.clicked && !event.emptied) return;
        before.therapist = event.emptied || !before.therapist.empty() ? record::TherapistId() : record::TherapistId{people.front().value};
        return changeVisitPart(ui, &Session::before, before, mark("Change therapist"));
    }
    chips_.typed(ui, "before.therapist", look, {}, tr("Who treats"), people, [&](const std::string& text) {
        const auto found = std::find_if(people.begin(), people.end(), [&](const auto& each) { return each.value == text || foldForSearch(each.words) == foldForSearch(text); });
        if (!text.empty() && found == people.end()) return std::string(tr("Nobody of that name works here: Record, Practice."));
        before.therapist = text.empty() ? record::TherapistId() : record::TherapistId{found->value};
        changeVisitPart(ui, &Session::before, before, mark("Change therapist"));
        return std::string();
    });
}

/// What the patient comes for: one of the episodes that are there, or a new one of a known condition or in words.
void BeforeStage::drawEpisode(Ui& ui, Before& before) {
    const record::Patient& patient = *ui.program.record.patient();
    const auto& conditions = ui.program.catalogue().conditions();
    const auto nameOf = [&](const std::string& keyOrWords) {
        for (const anatomy::Condition& each : conditions)
            if (each.key == keyOrWords) return anatomy::called(ui.program.catalogue(), each);
        return displayText(keyOrWords, 60);
    };
    std::string words = "\xE2\x80\x94";
    std::vector<FieldChips::Choice> choices;
    for (const record::Episode& each : patient.details.episodes) {
        if (each.id == before.episode) words = nameOf(each.condition);
        choices.push_back({each.id.text, each.since.empty() ? nameOf(each.condition) : trf("{}, since {}", nameOf(each.condition), dayInWords(each.since))});
    }
    for (const anatomy::Condition& each : conditions) choices.push_back({each.key, nameOf(each.key), &ui.program.catalogue()});
    const ChipLook look{.label = trf("comes for {}", words), .recorded = !before.episode.empty(), .tip = tr("The complaint over all its visits"), .enabled = !locked_};
    chips_.typed(ui, "before.episode", look, {}, tr("A complaint, or words"), choices, [&](const std::string& text) {
        record::Patient changed = patient;
        const auto there = std::find_if(changed.details.episodes.begin(), changed.details.episodes.end(), [&](const auto& each) { return each.id.text == text || each.condition == text; });
        if (text.empty()) before.episode = {};
        else if (there != changed.details.episodes.end()) before.episode = there->id;
        else {
            record::Episode begun;
            begun.id = record::EpisodeId::make();
            begun.condition = withoutHiddenMarks(trim(text), ' ');
            before.episode = begun.id;
            changed.details.episodes.push_back(begun);
            ui.later([&program = ui.program, changed] {
                if (program.record.patient() && program.record.patient()->id == changed.id) program.record.changePatient(changed);
            });
        }
        changeVisitPart(ui, &Session::before, before, mark("Change episode"));
        return std::string();
    });
}

void BeforeStage::drawPain(Ui& ui, const Session& session) {
    Before before = session.before;
    beginChips();
    drawTherapist(ui, before);
    drawEpisode(ui, before);
    endChips(ui);
    line(ui, ui.fonts.note, ui.theme.quiet, tr("Pain 0 to 10, position, hygiene"));
    beginChips();
    FieldChips::Look look{.skip = {"reason", "therapist", "episode"}, .enabled = !locked_};
    look.choices = [](std::string_view key) { return key == "position" ? positionChoices() : std::vector<FieldChips::Choice>(); };
    if (chips_.draw(ui, "before", before, look)) changeVisitPart(ui, &Session::before, before, mark("Change what came before"), chips_.typing());
    const auto& areas = session.painDrawing.areas;
    if (chip(ui, "before.painted", {.label = areas.empty() ? std::string(tr("painted pain \xE2\x80\x94")) : trf("painted pain: {}", displayText(areas.front().where, 40)), .recorded = !areas.empty(), .tip = tr("Paint where it hurts; find who refers there")}).clicked)
        ui.runLater("pain.open");
    endChips(ui);
}

/// Yes and no at the end of the row; the one that stands there already takes it back.
void BeforeStage::drawQuestion(Ui& ui, Screening& screening, const std::string& key, const std::string& title, bool& changed) {
    const bool yes = screening.saysYes(key), no = screening.saysNo(key);
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    constexpr float kAnswer = 52;
    const float width = ImGui::GetContentRegionAvail().x, answers = 2 * ui.px(kAnswer) + ui.px(12);
    ImFont* font = yes ? ui.fonts.noteStrong : ui.fonts.note;
    float longest = 0;
    for (const std::string& word : split(title, ' ')) longest = std::max(longest, textSize(font, word).x);
    const bool below = longest > width - answers;  // no word is broken
    const float room = below ? width : width - answers, words = textSize(font, title, room).y, high = std::max(ui.px(28), words);
    ImGui::GetWindowDrawList()->AddText(font, fontPx(font), {at.x, at.y + (high - words) / 2}, yes ? ui.theme.danger : ui.theme.ink, title.c_str(), nullptr, room);
    ImGui::SetCursorScreenPos({at.x + width - 2 * ui.px(kAnswer) - ui.px(4), below ? at.y + high : at.y + (high - ui.px(28)) / 2});
    const bool saysYes = button(ui, "screening." + key + ".yes", {.label = tr("yes"), .kind = yes ? ButtonKind::danger : ButtonKind::plain, .enabled = !locked_, .width = kAnswer, .height = 28});
    ImGui::SameLine(0, ui.px(4));
    const bool saysNo = button(ui, "screening." + key + ".no", {.label = tr("no"), .kind = ButtonKind::plain, .enabled = !locked_, .on = no, .width = kAnswer, .height = 28});
    ImGui::SetCursorScreenPos({at.x, at.y + high + (below ? ui.px(28) : 0) + ui.px(4)});
    ImGui::Dummy({1, 0});
    if (!saysYes && !saysNo) return;
    std::erase(screening.yes, key);
    std::erase(screening.no, key);
    if (saysYes && !yes) screening.yes.push_back(key);
    if (saysNo && !no) screening.no.push_back(key);
    changed = true;
}

/// What was answered with yes stays in view, with the reason why it goes on.
void BeforeStage::drawWarning(Ui& ui, const Session& session, const std::string& key) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    warningMark(ui, at + vec2(ui.px(10), ui.px(12)));
    ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
    paragraph(ui, ui.fonts.strong, ui.theme.danger, safetyTitle(ui.program.catalogue(), key));
    recordPart(ui, "screening." + key + ".warning", {at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}});
    reasonField(ui, reasons_[key], "screening." + key + ".reason", session, key, locked_, mark("Change screening"));
}

void BeforeStage::drawScreening(Ui& ui, const Session& session) {
    Screening screening = session.screening;
    const size_t asked = screening.yes.size() + screening.no.size();
    const auto& alerts = ui.program.record.patient()->details.alerts;
    const auto open = static_cast<size_t>(std::count_if(alerts.begin(), alerts.end(), [&](const std::string& alert) { return !screening.saysYes(alert) && !screening.saysNo(alert); }));
    std::string words = asked == 0                      ? std::string(tr("not asked"))
                              : screening.yes.empty() ? trf("{} asked, all no", asked)
                                                      : trf("{} asked, {} yes", asked, screening.yes.size());
    if (asked > 0 && open > 0) words += fmt::format(" \xC2\xB7 {}", trnf("{} open", "{} open", open, open));
    ui.record.fact("screening.summary", words);
    if (!foldHeading(ui, "before.screeningGroup", tr("Screening"), words, screeningOpen_)) return;
    const auto asks = anatomy::screeningQuestions(ui.program.catalogue());
    const auto isAmongThem = [&](const std::string& key) { return std::any_of(asks.begin(), asks.end(), [&](const auto* fact) { return fact->key == key; }); };
    bool changed = false;
    for (const std::string& alert : alerts) {  // open ones alone, so that they are not overlooked
        if (session.screening.saysYes(alert) || session.screening.saysNo(alert) || (asking_ && isAmongThem(alert))) continue;
        drawQuestion(ui, screening, alert, trf("Alert of this patient: {}", safetyTitle(ui.program.catalogue(), alert)), changed);
    }
    const auto isAlert = [&](const std::string& key) { return std::ranges::any_of(alerts, [&](const std::string& alert) { return anatomy::mentions(ui.program.catalogue(), alert, key); }); };
    if (!asking_)
        for (const std::string& key : session.screening.yes) drawWarning(ui, session, key);
    const bool anyOpen = std::any_of(asks.begin(), asks.end(), [&](const auto* fact) { return !screening.saysYes(fact->key) && !screening.saysNo(fact->key) && !isAlert(fact->key); });
    if (button(ui, "screening.allNo", {.label = session.screening.yes.empty() && open == 0 ? tr("All answered with no") : tr("All others no"), .kind = ButtonKind::plain, .enabled = !locked_ && anyOpen, .width = -1})) {
        for (const auto* fact : asks)
            if (!screening.saysYes(fact->key) && !screening.saysNo(fact->key) && !isAlert(fact->key)) screening.no.push_back(fact->key);
        changed = true;
    }
    if (button(ui, "screening.list", {.label = asking_ ? tr("Hide the questions") : tr("Question by question"), .kind = ButtonKind::quiet, .width = -1})) asking_ = !asking_;
    if (asking_)
        for (const auto* fact : asks) drawQuestion(ui, screening, fact->key, anatomy::called(ui.program.catalogue(), *fact), changed);
    if (asking_)  // below, so that no row moves under the pointer
        for (const std::string& key : session.screening.yes) drawWarning(ui, session, key);
    // A warning that is gone takes its reason along.
    if (changed) std::erase_if(screening.overrides, [&](const auto& given) { return session.screening.saysYes(given.about) && !screening.saysYes(given.about); });
    if (changed) changeVisitPart(ui, &Session::screening, screening, mark("Change screening"));
}

void BeforeStage::drawConsent(Ui& ui, const Session& session) {
    Consent consent = session.consent;
    std::string words = consent.how ? std::string(tr(name(*consent.how))) : std::string(tr("not recorded"));
    if (consent.withdrawnAt) words = tr("withdrawn");
    if (!foldHeading(ui, "before.consentGroup", tr("Consent"), words, consentOpen_)) return;
    if (button(ui, "consent.read", {.label = tr("Text and risks\xE2\x80\xA6"), .kind = ButtonKind::plain, .enabled = true, .width = -1})) ui.runLater("visit.consent");
    const auto& texts = ui.program.note.consentTexts();
    beginChips();
    FieldChips::Look look{.skip = {"strokes", "risks"}, .always = {"how", "alternatives", "questions", "copy_given"}, .enabled = !locked_};
    look.choices = [&](std::string_view key) {
        std::vector<FieldChips::Choice> versions;
        if (key == "version")
            for (const note::ConsentText& each : texts) versions.push_back({each.version, each.version});
        return versions;
    };
    if (const auto change = consentChips_.draw(ui, "consent", consent, look)) {
        if (change->key == "how") consent.at = consent.how ? std::optional(ui.program.record.now()) : std::nullopt;
        changeVisitPart(ui, &Session::consent, consent, mark("Change consent"), change->typing);
    }
    endChips(ui);
    if (consent.at) line(ui, ui.fonts.note, ui.theme.quiet, localDateTime(*consent.at));
    if (!consent.risks.empty()) line(ui, ui.fonts.note, ui.theme.quiet, trnf("{} risk talked about", "{} risks talked about", consent.risks.size(), consent.risks.size()));
    if (const auto& untold = ui.program.note.untoldRisks()) {
        paragraph(ui, ui.fonts.note, ui.theme.danger, untold->sentence);
        ui.record.fact("consent.untold", untold->sentence);
    }
    if (consent.how == record::Consented::written) {
        if (const auto strokes = pad_.draw(ui, "consent.signature", consent.strokes, !locked_)) {
            consent.strokes = *strokes;
            changeVisitPart(ui, &Session::consent, consent, mark("Sign the consent"));
        }
        if (!consent.strokes.empty() && button(ui, "consent.clear", {.label = tr("Clear the signature"), .kind = ButtonKind::quiet, .enabled = !locked_})) {
            consent.strokes.clear();
            changeVisitPart(ui, &Session::consent, consent, mark("Clear the signature"));
        }
    }
    if (!consent.how || consent.how == record::Consented::refused) return;
    const bool withdrawn = consent.withdrawnAt.has_value();
    if (!button(ui, "consent.withdraw", {.label = withdrawn ? tr("Not withdrawn after all") : tr("Consent is withdrawn"), .kind = ButtonKind::quiet, .enabled = !locked_, .width = -1})) return;
    consent.withdrawnAt = withdrawn ? std::nullopt : std::optional(ui.program.record.now());
    changeVisitPart(ui, &Session::consent, consent, mark("Change consent"));
}

void BeforeStage::draw(Ui& ui) {
    const Session& session = *ui.program.record.session();
    locked_ = ui.program.record.visitIsLocked();
    beginStage(ui, "before");
    told_.draw(ui, session, locked_);
    drawReason(ui, session);
    drawPain(ui, session);
    drawScreening(ui, session);
    drawConsent(ui, session);
    measures_.draw(ui, session, locked_);
    endScroll();
}

}  // namespace

std::unique_ptr<VisitStage> makeBeforeStage() {
    return std::make_unique<BeforeStage>();
}

}  // namespace myochart::ui
