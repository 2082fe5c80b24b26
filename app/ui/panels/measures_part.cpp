#include "ui/panels/measures_part.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "record/typed_text.h"
#include "ui/panels/visit_edit.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using record::Measure;
using record::Outcomes;

bool same(std::string_view a, std::string_view b) { return foldForSearch(a) == foldForSearch(b); }

/// Of the table's motions those that a person has on each side.
bool hasSides(const anatomy::MotionNorm& norm) {
    const bool ofTrunk = norm.joint == "neck" || norm.joint == "trunk" || norm.joint == "lumbar spine" || norm.joint == "jaw";
    return !ofTrunk || norm.movement == "side bending" || norm.movement == "rotation" || norm.movement == "side shift" || norm.movement == "flexion-rotation test";
}

const char* unitOf(const anatomy::MotionNorm& norm) { return norm.unit == "deg" ? "\xC2\xB0" : norm.unit == "cm" ? " cm" : " mm"; }

/// "60° (60 to 80°), active".
std::string figureOf(const anatomy::MotionNorm& norm) {
    std::string words = shortNumber(static_cast<float>(norm.norm)) + unitOf(norm);
    if (norm.low && norm.high) words += trf(" ({} to {})", shortNumber(static_cast<float>(*norm.low)), shortNumber(static_cast<float>(*norm.high)) + unitOf(norm));
    return fmt::format("{}, {}", words, norm.kind == "active" ? tr("active") : tr("passive"));
}

/// What was published, in one line; where it is from and what it is not stands in the tip.
void drawNorms(Ui& ui, const std::vector<const anatomy::MotionNorm*>& norms, size_t index) {
    if (norms.empty()) return;
    std::string words, tip;
    for (const anatomy::MotionNorm* norm : norms) {
        words += (words.empty() ? "" : "; ") + figureOf(*norm);
        tip += fmt::format("{}: {}. {}{}{}\n", norm->position, figureOf(*norm), norm->source, norm->note.empty() ? "" : ". ", norm->note);
    }
    publishedLine(ui, fmt::format("measure.{}.norm", index), words, tip + tr("Of samples of people, not a target; no clinician has reviewed the table."));
}

std::vector<FieldChips::Choice> motions(const anatomy::Catalogue& catalogue) {
    std::vector<FieldChips::Choice> choices;
    for (const anatomy::MotionNorm& norm : catalogue.motionNorms()) {
        if (norm.unit != "deg") continue;
        const std::string motion = norm.joint + " " + norm.movement, words = anatomy::called(catalogue, norm.joint) + " " + anatomy::called(catalogue, norm.movement);
        const auto add = [&](const std::string& value, const std::string& called) {
            if (std::none_of(choices.begin(), choices.end(), [&](const auto& each) { return each.value == value; })) choices.push_back({value, called});
        };
        if (!hasSides(norm)) add(motion, words);
        else
            for (const Side side : {Side::left, Side::right}) add(fmt::format("{} {}", motion, name(side)), fmt::format("{} {}", words, sideName(side)));
    }
    return choices;
}

/// What the table knows for a joint or a movement, in the window's words.
std::vector<FieldChips::Choice> motionWords(const anatomy::Catalogue& catalogue, std::string_view key) {
    std::vector<FieldChips::Choice> choices;
    if (key != "joint" && key != "movement") return choices;
    for (const anatomy::MotionNorm& norm : catalogue.motionNorms()) {
        const std::string& word = key == "joint" ? norm.joint : norm.movement;
        if (std::none_of(choices.begin(), choices.end(), [&](const auto& each) { return each.value == word; })) choices.push_back({word, anatomy::called(catalogue, word)});
    }
    return choices;
}

}  // namespace

void publishedLine(Ui& ui, const std::string& name, const std::string& words, const std::string& tip) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Published: {}", words));
    const Rect all{at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}};
    recordPart(ui, name, all);
    ui.record.fact(name, words);
    if (ImGui::IsMouseHoveringRect(im(all.min), im(all.max))) showTip(ui, all, tip, {}, TipPlace::below);
}

std::vector<const anatomy::MotionNorm*> normsOf(const anatomy::Catalogue& catalogue, const Measure& measure) {
    std::vector<const anatomy::MotionNorm*> found;
    for (const char* kind : {"active", "passive"})
        for (const anatomy::MotionNorm& norm : catalogue.motionNorms())
            if (norm.kind == kind && norm.unit == "deg" && norm.ageBand != "2-8" && same(norm.joint, measure.joint) && same(norm.movement, measure.movement)) found.push_back(&norm);
    return found;
}

std::optional<Measure> measureTyped(const anatomy::Catalogue& catalogue, const std::string& text) {
    std::string words = trim(text);
    Measure measure;
    for (const Side side : {Side::left, Side::right})
        for (const std::string& name : {std::string(sideName(side)), std::string(name(side))})
            if (!measure.side && foldForSearch(words).ends_with(" " + foldForSearch(name))) {
                measure.side = side;
                words = trim(words.substr(0, words.rfind(' ')));
            }
    for (const anatomy::MotionNorm& norm : catalogue.motionNorms())
        if (foldForSearch(words).starts_with(foldForSearch(norm.joint) + " ") && norm.joint.size() > measure.joint.size()) measure.joint = norm.joint;
    if (measure.joint.empty()) measure.joint = words.substr(0, words.find(' '));
    if (words.size() <= measure.joint.size()) return std::nullopt;
    measure.movement = trim(words.substr(measure.joint.size()));
    if (measure.joint.empty() || measure.movement.empty()) return std::nullopt;
    return record::withoutHiddenMarks(std::move(measure));
}

void MeasuresPart::drawMeasure(Ui& ui, Measure& measure, size_t index, bool& changed) {
    const auto norms = normsOf(ui.program.catalogue(), measure);
    beginChips();
    FieldChips::Look look{.enabled = !locked_};
    look.choices = [&](std::string_view key) { return motionWords(ui.program.catalogue(), key); };
    changed |= chips_.draw(ui, fmt::format("measure.{}", index), measure, look).has_value();
    endChips(ui);
    drawNorms(ui, norms, index);
}

void MeasuresPart::drawAdding(Ui& ui, Outcomes& outcomes) {
    beginChips();
    const ChipLook add{.label = tr("+ motion"), .tip = tr("A joint and a movement, as: neck rotation left"), .enabled = !locked_};
    chips_.typed(ui, "measure.add", add, {}, tr("neck rotation left"), motions(ui.program.catalogue()), [&](const std::string& text) {
        const auto measure = measureTyped(ui.program.catalogue(), text);
        if (!measure) return std::string(tr("A joint and a movement, as: neck rotation left"));
        outcomes.measures.push_back(*measure);
        changeVisitPart(ui, &record::Session::outcomes, outcomes, mark("Add a motion"));
        ui.state.fieldAsked = fmt::format("measure.{}.before", outcomes.measures.size() - 1), ui.state.fieldAskedAt = ui.now;  // its figure comes next
        return std::string();
    });
    const ChipLook score{.label = tr("+ score"), .tip = tr("The name of a questionnaire or figure"), .enabled = !locked_};
    chips_.typed(ui, "score.add", score, {}, tr("Neck Disability Index"), {}, [&](const std::string& text) {
        if (trim(text).empty()) return std::string(tr("It needs a name."));
        record::Score named;
        named.name = trim(text);
        outcomes.scores.push_back(record::withoutHiddenMarks(std::move(named)));
        changeVisitPart(ui, &record::Session::outcomes, outcomes, mark("Add a score"));
        ui.state.fieldAsked = fmt::format("score.{}.before", outcomes.scores.size() - 1), ui.state.fieldAskedAt = ui.now;
        return std::string();
    });
    endChips(ui);
}

void MeasuresPart::draw(Ui& ui, const record::Session& session, bool locked) {
    locked_ = locked;
    Outcomes outcomes = session.outcomes;
    const std::string words = outcomes == Outcomes() ? std::string("\xE2\x80\x94") : std::to_string(outcomes.measures.size() + outcomes.scores.size());
    if (!foldHeading(ui, "before.measuresGroup", tr("Range of motion and scores"), words, open_)) return;
    bool changed = false;
    for (size_t i = 0; i < outcomes.measures.size(); ++i) drawMeasure(ui, outcomes.measures[i], i, changed);
    for (size_t i = 0; i < outcomes.scores.size(); ++i) {
        beginChips();
        changed |= chips_.draw(ui, fmt::format("score.{}", i), outcomes.scores[i], {.enabled = !locked_}).has_value();
        endChips(ui);
    }
    if (changed) {
        // One whose name was emptied is taken away.
        std::erase_if(outcomes.measures, [](const auto& each) { return each.joint.empty() || each.movement.empty(); });
        std::erase_if(outcomes.scores, [](const auto& each) { return each.name.empty(); });
        changeVisitPart(ui, &record::Session::outcomes, outcomes, mark("Change measures"), chips_.typing());
    }
    drawAdding(ui, outcomes);
}

}  // namespace myochart::ui
