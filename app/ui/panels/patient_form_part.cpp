#include "ui/panels/patient_form_part.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "note/visit_words.h"
#include "ui/panels/hazard_line.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

using note::FormAnswers;
using record::PatientForm;

std::string languageName(const std::string& code) {
    for (const Language& each : kLanguages)
        if (code == each.code) return each.name;
    return displayText(code, 20);
}

/// "14:05 on their screen, in Deutsch".
std::string whenAndHow(const PatientForm& form) {
    const std::string place = form.atHome == true ? tr("at home") : tr("on their own screen");
    const std::string when = form.at ? localDateTime(*form.at) : std::string(tr("broken off"));
    return fmt::format("{} \xC2\xB7 {} \xC2\xB7 {}", when, place, languageName(form.language));
}

std::string paintedWords(const PatientForm& form) {
    std::string words;
    for (const record::PainArea& area : form.painted.areas) {
        if (!words.empty()) words += "; ";
        words += area.where.empty() ? std::string(tr("painted on the body")) : displayText(area.where, 200);
        std::string like;
        for (const std::string& quality : area.qualities) {
            const std::string known = note::wordsOf(note::painQualities(), quality);
            like += fmt::format("{}{}", like.empty() ? "" : ", ", known.empty() ? displayText(quality, 40) : known);
        }
        if (!like.empty()) words += ": " + like;
    }
    return words;
}

std::string figuresWords(const PatientForm& form) {
    std::string words;
    const auto add = [&](const std::optional<std::uint32_t>& value, const char* what) {
        if (value) words += fmt::format("{}{} {}", words.empty() ? "" : " \xC2\xB7 ", what, *value);
    };
    add(form.pain, tr("now"));
    add(form.painWorst, tr("worst"));
    add(form.painBest, tr("least"));
    return words;
}

bool hasAnswers(const PatientForm& form) { return !form.yes.empty() || !form.no.empty() || !form.notSure.empty(); }

}  // namespace

std::string safetyTitle(const anatomy::Catalogue& catalogue, const std::string& keyOrWords) {
    const auto found = std::ranges::find(catalogue.safety(), keyOrWords, &anatomy::SafetyFact::key);
    return found == catalogue.safety().end() ? displayText(keyOrWords) : anatomy::called(catalogue, *found);
}

void PatientFormPart::drawAnswers(Ui& ui, const PatientForm&, const FormAnswers& told) {
    const auto each = [&](const std::vector<std::string>& keys, ImU32 colour, auto said, bool warns) {
        for (const std::string& key : keys) {
            const vec2 at = vec(ImGui::GetCursorScreenPos());
            if (warns) warningMark(ui, at + vec2(ui.px(10), ui.px(11)));
            ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
            paragraph(ui, warns ? ui.fonts.noteStrong : ui.fonts.note, colour, said(safetyTitle(ui.program.catalogue(), key)));
            recordPart(ui, "form.answer." + key, {at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}});
        }
    };
    each(told.againstNo, ui.theme.danger, [](const std::string& what) { return trf("Yes, and the screening says no: {}", what); }, true);
    each(told.yes, ui.theme.danger, [](const std::string& what) { return trf("Yes: {}", what); }, true);
    each(told.againstYes, ui.theme.danger, [](const std::string& what) { return trf("No, and the screening or an alert says yes: {}. It is not taken over.", what); }, true);
    each(told.notSure, ui.theme.ink, [](const std::string& what) { return trf("Not sure: {}", what); }, false);
    if (!told.no.empty()) line(ui, ui.fonts.note, ui.theme.quiet, trnf("{} question answered with no", "{} questions answered with no", told.no.size(), told.no.size()));
}

void PatientFormPart::drawTicks(Ui& ui, const PatientForm& form, const FormAnswers& told) {
    const auto tick = [&](bool& on, const char* name, const std::string& label, bool there) {
        if (there && toggle(ui, name, label, on)) on = !on;
    };
    const bool painted = !form.painted.areas.empty(), figures = form.pain || form.painWorst || form.painBest, answers = hasAnswers(form), words = !form.words.empty();
    gap(ui, 6);
    if (painted) paragraph(ui, ui.fonts.note, ui.theme.ink, trf("Painted: {}", paintedWords(form)));
    tick(parts_.painted, "form.painted", tr("take over the painted pain"), painted);
    if (figures) line(ui, ui.fonts.note, ui.theme.ink, trf("Pain: {}", figuresWords(form)));
    tick(parts_.figures, "form.figures", tr("take over how strong it is"), figures);
    if (answers) drawAnswers(ui, form, told);
    tick(parts_.answers, "form.answers", tr("take over the answers"), answers);
    if (words) paragraph(ui, ui.fonts.note, ui.theme.ink, trf("In the patient's words: {}", displayText(form.words, 400)));
    tick(parts_.words, "form.words", tr("add the words to the reason"), words);
}

void PatientFormPart::drawForm(Ui& ui, const PatientForm& form, const FormAnswers& told) {
    if (shown_ != form.form) shown_ = form.form, parts_ = {};
    heading(ui, tr("The patient has answered"));
    ui.record.fact("form.waiting", form.form);
    paragraph(ui, ui.fonts.note, ui.theme.quiet, whenAndHow(form));
    drawTicks(ui, form, told);
    gap(ui, 8);
    note::FormParts parts = parts_;
    if (form.painted.areas.empty()) parts.painted = false;
    if (!hasAnswers(form)) parts.answers = false;
    if (button(ui, "form.take", {.label = tr("Take over into this visit"), .kind = ButtonKind::primary, .enabled = parts.any(), .width = -1}))
        ui.later([&program = ui.program, id = form.form, parts] { program.ask.take(id, parts); });
    if (button(ui, "form.leave", {.label = tr("Leave it"), .tip = tr("It stays with the visit as it is; what was answered with yes goes on to warn."), .kind = ButtonKind::plain, .width = -1}))
        ui.later([&program = ui.program, id = form.form] { program.ask.leave(id); });
    rule(ui);
}

void PatientFormPart::draw(Ui& ui, const record::Session& session, bool locked) {
    const PatientForm* form = locked ? nullptr : note::waitingForm(session);
    const record::Patient* patient = ui.program.record.patient() ? &*ui.program.record.patient() : nullptr;
    if (form) ui.program.pain.offer(form->painted);
    if (form && patient) drawForm(ui, *form, note::answersOf(*form, *patient, session, ui.program.catalogue()));
    if (locked) return;
    const bool asking = ui.program.ask.isAsking();
    if (button(ui, "patient.ask", {.label = asking ? tr("The patient is answering\xE2\x80\xA6") : tr("Let the patient paint and answer"), .key = "Shift+F8", .kind = ButtonKind::plain, .enabled = !asking, .width = -1})) ui.runLater("patient.ask");
}

}  // namespace myochart::ui
