#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "core/words.h"
#include "needle/pincer.h"
#include "needle/points.h"
#include "places/visit_warnings.h"
#include "ui/chip.h"
#include "ui/icons.h"
#include "ui/panels/aim.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/visit_edit.h"
#include "ui/slider.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"

namespace myochart::ui {

namespace {

using workspace::AimedNeedle;

constexpr size_t kMostHazards = 6;

/// A figure that is typed: committed ones are handed over, wrong ones stay with the range beside them.
class TypedFigure {
  public:
    struct Look {
        const char* name;
        const char* label;
        const char* unit;
        float lowest, highest;
        std::string shown;
        bool enabled = true;
    };
    /// The figure when one was typed.
    std::optional<float> draw(Ui& ui, const Look& look, float width) {
        constexpr double kFaultStays = 6;  // s: the field itself holds what is right again
        if (!typing_) text_ = look.shown;
        if (look.shown != faultOf_ || ui.now > faultAt_ + kFaultStays) fault_.clear();
        ImGui::BeginGroup();
        fieldLabel(ui, fmt::format("{}, {}", look.label, look.unit));
        ImGui::BeginDisabled(!look.enabled);
        const FieldEvent event = field(ui, look.name, text_, {.width = width / ui.scale, .maxBytes = 12});
        ImGui::EndDisabled();
        ImGui::EndGroup();
        typing_ = event.active;
        if (event.changed) fault_.clear();
        emptied_ = event.committed && trim(text_).empty();
        if (!event.committed || emptied_) return std::nullopt;
        std::string plain = trim(text_);
        std::ranges::replace(plain, ',', '.');
        const auto value = parseNumber(plain);
        if (value && *value >= look.lowest && *value <= look.highest) return static_cast<float>(*value);
        fault_ = trf("{}: a number from {} to {}.", look.label, shortNumber(look.lowest), shortNumber(look.highest));
        faultOf_ = look.shown, faultAt_ = ui.now;
        ui.state.wake(ui.now + kFaultStays + 0.1);
        return std::nullopt;
    }
    const std::string& fault() const { return fault_; }
    /// In this frame it was left empty.
    bool emptied() const { return emptied_; }

  private:
    std::string text_, fault_, faultOf_;  ///< faultOf_: what the field held when it was told
    double faultAt_ = 0;
    bool typing_ = false, emptied_ = false;
};

/// The needle of the selected site in depth, in the place of its card.
class AimPanel final : public Panel {
  public:
    std::string_view name() const override { return "aim"; }
    Rect area(const Ui& ui) const override { return ui.program.aim.isOpen() && !ui.program.quiz.isOpen() ? ui.layout.right : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override;

  private:
    static void drawHead(Ui& ui, const record::Marker& marker);
    void drawBefore(Ui& ui, const record::Marker& marker);
    void drawReason(Ui& ui, const record::Marker& marker);
    void drawFigures(Ui& ui, const AimedNeedle& aimed);
    void drawGrip(Ui& ui, const record::Marker& marker, const AimedNeedle& aimed);
    static void drawTip(Ui& ui, const AimedNeedle& aimed);
    static void drawHazards(Ui& ui, const AimedNeedle& aimed);
    static void drawWithoutGrip(Ui& ui, const AimedNeedle& aimed);
    static void drawSection(Ui& ui);
    void drawNotChecked(Ui& ui, const AimedNeedle& aimed);

    HazardLine hazard_;
    places::VisitWarningsReader warnings_;
    TypedField reason_;
    TypedFigure depth_, toSkin_, towards_, lift_, muscle_, rib_, pleura_;
    bool ultrasound_ = false;
    AimMap map_;
    bool notChecked_ = false;
    std::string shown_;
};

bool AimPanel::stepBack(Ui& ui) {
    if (!ui.program.aim.isOpen() || ui.program.aim.dragging()) return false;  // what is held is taken back first
    ui.program.aim.close();
    return true;
}

void AimPanel::drawHead(Ui& ui, const record::Marker& marker) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() - ui.px(8));
    if (button(ui, "aim.back", {.icon = icon::kBack, .label = tr("Site"), .tip = tr("Back to the site's card"), .key = ui.keyOf("needle.aim")})) ui.runLater("needle.aim");
    const record::Session& session = *ui.program.marks.shownSession();
    paragraph(ui, ui.fonts.title, ui.theme.ink, trf("Needle of site {}", displayText(record::shownLabel(session, marker.id), 60)));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    if (!marker.muscle.empty()) paragraph(ui, ui.fonts.strong, ui.theme.ink, anatomy::sideInName(marker.muscle) ? displayText(marker.muscle, 80) : sided(displayText(marker.muscle, 80), marker.side));
}

/// What is known before any aim: the muscle's hazard and policy, and what speaks against it in this patient.
void AimPanel::drawBefore(Ui& ui, const record::Marker& marker) {
    hazard_.draw(ui, marker);
    hazard_.drawRest(ui, marker);
    const record::Patient* patient = ui.program.record.patient();
    const record::Session* session = ui.program.record.session();
    if (!patient || !session) return;
    for (const places::VisitWarning& warning : warnings_.of(*patient, *session, ui.program.catalogue())) {
        if (std::ranges::find(warning.sites, marker.id) == warning.sites.end()) continue;
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        warningMark(ui, at + vec2(ui.px(14), ui.px(10)));
        ImGui::SetCursorScreenPos({at.x + ui.px(28), at.y});
        paragraph(ui, ui.fonts.note, ui.theme.danger, warning.sentence);
        gap(ui, 2);
    }
}

/// Courses treat by hand here: that is offered first, and a needle wants its reason.
void AimPanel::drawReason(Ui& ui, const record::Marker& marker) {
    const record::Session& session = *ui.program.record.session();
    const bool locked = ui.program.record.visitIsLocked();
    paragraph(ui, ui.fonts.body, ui.theme.ink, tr("This place is treated by hand. A needle here wants its reason first, which goes into the note."));
    if (button(ui, "aim.byHand", {.label = tr("Treat by hand: no needle here"), .kind = ButtonKind::primary, .enabled = !locked, .width = -1}))
        changeSite(
            ui, marker.id, mark("Treat by hand"),
            [](record::Marker& changed) {
                if (changed.type == record::MarkerType::needle) changed.type = record::MarkerType::active;
                changed.needle = {};
            },
            [&aim = ui.program.aim] { aim.close(); });
    gap(ui, 4);
    reasonField(ui, reason_, "aim.reason", session, ui.program.aim.handsOnly(), locked, tr("Say why a needle goes there"));
}

void AimPanel::drawFigures(Ui& ui, const AimedNeedle& aimed) {
    auto& aim = ui.program.aim;
    const bool enabled = !ui.program.record.visitIsLocked();
    const float space = ui.px(8), width = std::floor((ImGui::GetContentRegionAvail().x - 2 * space) / 3);
    const auto rounded1 = [](float value) { return shortNumber(std::round(value * 10) / 10); };
    const auto depth = depth_.draw(ui, {"aim.depth", tr("Depth"), "mm", 1, needle::kLongestMm, rounded1(aimed.shaft.depthMm), enabled}, width);
    ImGui::SameLine(0, space);
    const auto toSkin = toSkin_.draw(ui, {"aim.toSkin", tr("To the skin"), "\xC2\xB0", 5, 90, fmt::format("{:.0f}", aimed.angleToSkinDeg()), enabled}, width);
    ImGui::SameLine(0, space);
    const auto leans = aimed.leansToDeg();
    const auto towards = towards_.draw(ui, {"aim.towards", tr("Leans to"), "\xC2\xB0", 0, 360, leans ? fmt::format("{:.0f}", *leans) : std::string(), enabled}, width);
    for (const TypedFigure* figure : {&depth_, &toSkin_, &towards_})
        if (!figure->fault().empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, figure->fault());
    if (depth) aim.setDepth(*depth);
    if (toSkin) aim.turnTo(aimed.leaning(*toSkin, leans.value_or(0)));
    if (towards) aim.turnTo(aimed.leaning(std::min(aimed.angleToSkinDeg(), 85.0F), *towards));
    if (depth || toSkin || towards) ui.later([&program = ui.program] { program.aim.drop(); });
    const float half = std::floor((ImGui::GetContentRegionAvail().x - space) / 2) / ui.scale;
    if (button(ui, "aim.straight", {.label = tr("Straight in"), .tip = tr("Perpendicular to the skin"), .kind = ButtonKind::plain, .enabled = enabled, .width = half}))
        ui.later([&program = ui.program] {
            if (!program.aim.aimed()) return;
            program.aim.turnTo(-program.aim.aimed()->outward);
            program.aim.drop();
        });
    ImGui::SameLine(0, space);
    const bool charted = aimed.directionCharted && aimed.depthCharted;
    if (button(ui, "aim.chart", {.label = charted ? tr("Charted") : tr("Chart this aim"), .tip = tr("Writes direction and depth into the visit"), .kind = charted ? ButtonKind::plain : ButtonKind::primary, .enabled = enabled && !charted, .width = half}))
        ui.later([&program = ui.program] {
            if (!program.aim.aimed()) return;
            program.aim.setDepth(program.aim.aimed()->shaft.depthMm);
            program.aim.drop();
        });
    if (!aimed.proposedBy.empty()) paragraph(ui, ui.fonts.note, ui.theme.ink, aimed.proposedBy);
    if (!charted) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Not charted yet. Whatever you turn or type here goes into the visit as planned; Ctrl+Z takes it back."));
    if (!aimed.lengthCharted) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("No needle length is charted: {:.0f} mm is drawn.", aimed.lengthMm));
}

/// Tissue held between fingers, and what ultrasound showed: both change what the model says, and are charted.
void AimPanel::drawGrip(Ui& ui, const record::Marker& marker, const AimedNeedle& aimed) {
    const bool enabled = !ui.program.record.visitIsLocked();
    const auto chart = [&](std::optional<float> record::Needling::*which, std::optional<float> value, const char* message) {
        changeSite(ui, marker.id, message, [which, value](record::Marker& changed) {
            changed.needle.*which = value;
            changed.plan.unconfirmed.reset();
        });
    };
    gap(ui, 4);
    ImGui::BeginDisabled(!enabled);
    if (toggle(ui, "aim.pincer", tr("Pincer grip"), marker.needle.liftMm.has_value()))
        chart(&record::Needling::liftMm, marker.needle.liftMm ? std::nullopt : std::optional(needle::kUsualLiftMm), mark("Change the pincer grip"));
    ImGui::EndDisabled();
    if (!marker.needle.liftMm && marker.needle.technique == "tech_pincer") paragraph(ui, ui.fonts.note, ui.theme.danger, tr("A pincer grip is charted, but not how far the tissue is lifted: the way is worked out without it."));
    const float space = ui.px(8), third = std::floor((ImGui::GetContentRegionAvail().x - 2 * space) / 3);
    if (marker.needle.liftMm) {
        const auto lift = lift_.draw(ui, {"aim.lift", tr("Lifted by"), "mm", 1, needle::kGreatestLiftMm, shortNumber(*marker.needle.liftMm), enabled}, third);
        if (!lift_.fault().empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, lift_.fault());
        if (lift) chart(&record::Needling::liftMm, *lift, mark("Change the pincer grip"));
        if (*marker.needle.liftMm == needle::kUsualLiftMm) paragraph(ui, ui.fonts.note, ui.theme.danger, trf("{:.0f} mm is assumed, not measured: set what you lift.", needle::kUsualLiftMm));
        const anatomy::Muscle* muscle = ui.program.catalogue().muscle(places::muscleKeyOf(ui.program.catalogue(), marker));
        if (const std::string none = muscle ? needle::noPincerSentence(ui.program.catalogue(), *muscle) : std::string(); !none.empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, none);
    }
    const record::Needling& seen = marker.needle;
    const auto figure = [](const std::optional<float>& value) { return value ? shortNumber(*value) : std::string("\xE2\x80\x94"); };
    const std::string summary = seen.ultrasoundMuscleMm || seen.ultrasoundRibMm || seen.ultrasoundPleuraMm ? fmt::format("{} / {} / {} mm", figure(seen.ultrasoundMuscleMm), figure(seen.ultrasoundRibMm), figure(seen.ultrasoundPleuraMm)) : std::string("\xE2\x80\x94");
    if (foldHeading(ui, "aim.ultrasound", tr("Ultrasound"), summary, ultrasound_)) {
        struct Row {
            TypedFigure* typed;
            const char *name, *label;
            std::optional<float> record::Needling::*which;
        };
        const Row rows[] = {{&muscle_, "aim.seen.muscle", tr("Muscle"), &record::Needling::ultrasoundMuscleMm},
                            {&rib_, "aim.seen.rib", tr("Rib"), &record::Needling::ultrasoundRibMm},
                            {&pleura_, "aim.seen.pleura", tr("Pleura"), &record::Needling::ultrasoundPleuraMm}};
        for (const Row& each : rows) {
            if (each.typed != &muscle_) ImGui::SameLine(0, space);
            const auto& value = seen.*each.which;
            const auto typed = each.typed->draw(ui, {each.name, each.label, "mm", 1, 200, value ? shortNumber(*value) : std::string(), enabled}, third);
            if (typed) chart(each.which, *typed, mark("Change what ultrasound showed"));
            else if (each.typed->emptied() && value) chart(each.which, std::nullopt, mark("Change what ultrasound showed"));
        }
        for (const Row& each : rows)
            if (!each.typed->fault().empty()) paragraph(ui, ui.fonts.note, ui.theme.danger, each.typed->fault());
        paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Depths under the skin on this way, in this patient: they take the place of the model's."));
    }
    std::string told;
    for (const std::string& sentence : aimed.overridden) {
        paragraph(ui, ui.fonts.note, ui.theme.ink, sentence);
        told += (told.empty() ? "" : "|") + sentence;
    }
    ui.record.fact("aim.overridden", told);
}

void AimPanel::drawTip(Ui& ui, const AimedNeedle& aimed) {
    const TipWords words = tipWords(ui, aimed);
    paragraph(ui, ui.fonts.strong, ui.theme.ink, words.at);
    ui.record.fact("aim.at", words.at);
    std::string all;
    for (const std::string& warning : words.warnings) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        warningMark(ui, at + vec2(ui.px(14), ui.px(10)));
        ImGui::SetCursorScreenPos({at.x + ui.px(28), at.y});
        paragraph(ui, ui.fonts.strong, ui.theme.danger, warning);
        all += (all.empty() ? "" : "|") + warning;
    }
    ui.record.fact("aim.warnings", all);
    constexpr float kHardly = 0.5;  // it would be told as 0, beside a tip that is told to lie in the muscle
    if (aimed.targetFromMm && !aimed.depthCharted && aimed.inTargetMm < kHardly) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Drawn to where the charted muscle begins on this way; how deep it goes is for you to say."));
    else if (!aimed.target.empty() && aimed.inTargetMm > 0 && aimed.inTargetMm < kHardly) paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("It only reaches the surface of the muscle that is charted."));
    else if (!aimed.target.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("{:.0f} mm of it in the muscle that is charted.", aimed.inTargetMm));
    if (const std::string& sentence = ui.program.aim.sentence(); !sentence.empty()) {
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(sentence, 400));
        recordPart(ui, "aim.sentence", {at, vec(ImGui::GetItemRectMax())});
    }
    ui.record.fact("aim.sentence", ui.program.aim.sentence());
    paragraph(ui, ui.fonts.note, ui.theme.ink, needle::statement());
}

void AimPanel::drawHazards(Ui& ui, const AimedNeedle& aimed) {
    heading(ui, tr("Beside the needle"));
    if (aimed.hazards.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Nothing that this body knows lies within {:.0f} mm; that clears nothing.", needle::kAroundMm));
    ImDrawList& to = *ImGui::GetWindowDrawList();
    for (size_t i = 0; i < std::min(kMostHazards, aimed.hazards.size()); ++i) {
        const needle::Hazard& hazard = aimed.hazards[i];
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        drawNearness(to, ui, at + vec2(ui.px(8), ui.px(10)), nearnessOf(hazard));
        ImGui::SetCursorScreenPos({at.x + ui.px(22), at.y});
        paragraph(ui, hazard.isMet() ? ui.fonts.strong : ui.fonts.body, ui.theme.ink, fmt::format("{}: {}", hazardName(ui, hazard), hazardPlace(hazard)));
        ui.record.fact(fmt::format("aim.hazard.{}", i), fmt::format("{}: {}", hazardName(ui, hazard), hazardPlace(hazard)));
    }
    if (aimed.hazards.size() > kMostHazards) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("and {} more within {:.0f} mm", aimed.hazards.size() - kMostHazards, needle::kAroundMm));
    drawWithoutGrip(ui, aimed);
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              aimed.firstHazardMm ? trf("The first hazard drawn on this way: {:.0f} mm deep on this body. It is no limit: people differ, and what is not drawn is not counted.", *aimed.firstHazardMm)
                                  : trf("None of the hazards that are drawn lies on this way. That clears nothing: small vessels and nerves are not drawn."));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Red: met, or within the uncertainty of its course. Amber: within {:.0f} mm of that.", kAmberMm));
}

/// What a grip takes out of the list stays to be seen: nobody has measured how far the tissue is lifted.
void AimPanel::drawWithoutGrip(Ui& ui, const AimedNeedle& aimed) {
    std::string told;
    for (const needle::Hazard& hazard : aimed.withoutGrip) {
        if (nearnessOf(hazard) == Nearness::farther && !told.empty()) continue;
        if (told.empty()) paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, tr("If the tissue slips out of the grip:"));
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        drawNearness(*ImGui::GetWindowDrawList(), ui, at + vec2(ui.px(8), ui.px(10)), nearnessOf(hazard));
        ImGui::SetCursorScreenPos({at.x + ui.px(22), at.y});
        const std::string words = fmt::format("{}: {}", hazardName(ui, hazard), hazardPlace(hazard));
        paragraph(ui, ui.fonts.body, ui.theme.ink, words);
        told += (told.empty() ? "" : "|") + words;
    }
    ui.record.fact("aim.withoutGrip", told);
}

void AimPanel::drawSection(Ui& ui) {
    auto& aim = ui.program.aim;
    if (toggle(ui, "aim.section", tr("Section along the needle"), aim.cutsAlong())) ui.runLater("needle.section");
    if (!aim.cutsAlong()) return;
    float turn = aim.cutTurnDeg();
    if (slider(ui, "aim.turn", turn, {.label = tr("Turned about the needle"), .lowest = 0, .highest = 180, .step = 5, .value = fmt::format("{:.0f}\xC2\xB0", turn)})) aim.setCutTurnDeg(turn);
}

void AimPanel::drawNotChecked(Ui& ui, const AimedNeedle& aimed) {
    std::vector<std::string> sentences = ui.program.aim.notChecked();
    if (!aimed.way.fromSkin) sentences.insert(sentences.begin(), tr("There is no skin on this way; depths count from the place that was charted."));
    for (const std::uint32_t open : aimed.way.openSurfaces)
        sentences.push_back(trf("The surface of {} is open; how far it reaches is not known.", titleOf(ui.program.catalogue(), ui.program.bodies.current()->structure(open))));
    gap(ui, 4);
    const Pressed at = row(ui, "aim.notChecked", 28, false);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    iconAt(to, ui.fonts.smallIcons, {at.rect.min.x + ui.px(8), at.rect.centre().y}, ui.theme.quiet, notChecked_ ? icon::kDown : icon::kRight);
    textIn(to, ui.fonts.noteStrong, at.rect, ui.theme.ink, trf("What was not looked at \xC2\xB7 {}", sentences.size()), ui.px(20));
    if (at.clicked) notChecked_ = !notChecked_;
    if (!notChecked_) return;
    for (const std::string& sentence : sentences) paragraph(ui, ui.fonts.note, ui.theme.ink, sentence);
}

void AimPanel::draw(Ui& ui) {
    beginSide(ui, area(ui), Facing::right);
    const record::Marker* marker = ui.program.aim.site();
    if (!marker) return endSide();
    if (std::exchange(shown_, marker->id.text) != marker->id.text) {
        ImGui::SetScrollY(0);
        depth_ = toSkin_ = towards_ = lift_ = muscle_ = rib_ = pleura_ = {};
    }
    drawHead(ui, *marker);
    drawBefore(ui, *marker);
    if (!ui.program.aim.aimed()) {
        emptyPlace(ui, tr("Preparing the needle's way\xE2\x80\xA6"));
        return endSide();
    }
    if (ui.program.aim.wantsReason()) {
        drawReason(ui, *marker);
        return endSide();
    }
    const AimedNeedle aimed = *ui.program.aim.aimed();  // as this frame began
    drawFigures(ui, aimed);
    drawGrip(ui, *marker, aimed);
    gap(ui, 4);
    drawTip(ui, aimed);
    drawAimRuler(ui, aimed);
    drawHazards(ui, aimed);
    heading(ui, tr("First hazard in each direction"));
    map_.draw(ui, aimed);
    drawSection(ui);
    drawNotChecked(ui, aimed);
    endSide();
}

}  // namespace

std::string pieceWords(const Ui& ui, const AimedNeedle& aimed, const needle::Piece& piece) {
    if (piece.structure) return titleOf(ui.program.catalogue(), ui.program.bodies.current()->structure(*piece.structure));
    if (piece.outside) return tr("Outside the body");
    if (piece.fromMm == 0) return aimed.way.fromSkin ? tr("Skin and fat") : tr("Not known");
    return tr("Between structures");
}

std::string hazardName(const Ui& ui, const needle::Hazard& hazard) {
    if (hazard.isCanal) return tr("Spinal canal");
    if (!hazard.structure) return tr("Wall of the chest, lung behind it");
    const body::Structure& structure = ui.program.bodies.current()->structure(*hazard.structure);
    return sided(titleOf(ui.program.catalogue(), structure), structure.side);
}

std::string hazardPlace(const needle::Hazard& hazard) {
    std::string words;
    if (hazard.distanceMm <= 0.05F) words = trf("met {:.0f} mm deep", hazard.atDepthMm);
    else if (hazard.isMet()) words = trf("may be met from {:.0f} mm on; drawn {:.0f} mm beside, {:.0f} mm deep", hazard.metFromMm(), hazard.distanceMm, hazard.atDepthMm);
    else words = trf("{:.0f} mm beside, {:.0f} mm deep", hazard.distanceMm, hazard.atDepthMm);
    if (hazard.schematic) words += trf(" (schematic, \xC2\xB1{:.0f} mm)", hazard.uncertaintyMm);
    return words;
}

Nearness nearnessOf(const needle::Hazard& hazard) {
    if (hazard.isMet()) return Nearness::red;
    return hazard.distanceMm - hazard.uncertaintyMm <= kAmberMm ? Nearness::amber : Nearness::farther;
}

ImU32 nearnessColour(const Ui& ui, Nearness nearness) {
    if (nearness == Nearness::red) return ui.theme.danger;
    if (nearness == Nearness::amber) return ui.theme.dark ? rgb(0xE39A3B) : rgb(0xA85F00);
    return ui.theme.quiet;
}

void drawNearness(ImDrawList& to, const Ui& ui, vec2 centre, Nearness nearness) {
    const float r = ui.px(6);
    const vec2 a = centre + vec2(0, -r), b = centre + vec2(r, r * 0.8F), c = centre + vec2(-r, r * 0.8F);
    const ImU32 ink = nearnessColour(ui, nearness);
    if (nearness == Nearness::red) to.AddTriangleFilled(im(a), im(b), im(c), ink);
    else if (nearness == Nearness::amber) to.AddTriangleFilled(im(a), im(b), im(c), ui.theme.panel), to.AddTriangle(im(a), im(b), im(c), ink, std::max(1.5F, 2 * ui.scale));
    else to.AddCircleFilled(im(centre), ui.px(2), ink, 12);
}

TipWords tipWords(const Ui& ui, const AimedNeedle& aimed) {
    TipWords words;
    const float depth = aimed.shaft.depthMm;
    const auto tip = aimed.atTip();
    const std::string mm = shortNumber(std::round(depth * 10) / 10);
    const auto first = aimed.way.pieces.empty() ? 0.0F : aimed.way.pieces.front().toMm;
    words.at = tip              ? trf("Tip {} mm deep, in {}", mm, insideSentence(titleOf(ui.program.catalogue(), ui.program.bodies.current()->structure(*tip))))
               : depth <= first ? trf("Tip {} mm deep, under the skin", mm)
                                : trf("Tip {} mm deep, between structures", mm);
    if (aimed.way.boneAtMm && *aimed.way.boneAtMm < depth) words.warnings.push_back(trf("Bone at {:.0f} mm", *aimed.way.boneAtMm));
    if (aimed.targetToMm && *aimed.targetToMm < depth) words.warnings.push_back(trf("Tip {:.0f} mm past the muscle that is charted", depth - *aimed.targetToMm));
    if (!aimed.target.empty() && !aimed.targetFromMm) words.warnings.push_back(tr("This way does not meet the muscle that is charted"));
    if (aimed.targetFromMm && *aimed.targetFromMm > aimed.lengthMm) words.warnings.push_back(trf("Too short for the muscle that is charted: it begins {:.0f} mm deep", *aimed.targetFromMm));
    for (const needle::Hazard& hazard : aimed.hazards)
        if (hazard.isMet() && words.warnings.size() < 3) words.warnings.push_back(fmt::format("{}: {}", hazardName(ui, hazard), hazardPlace(hazard)));
    if (aimed.lengthCharted && depth > aimed.lengthMm) words.warnings.push_back(trf("Deeper than the needle is long ({:.0f} mm)", aimed.lengthMm));
    return words;
}

std::unique_ptr<Panel> makeAimPanel() {
    return std::make_unique<AimPanel>();
}

}  // namespace myochart::ui
