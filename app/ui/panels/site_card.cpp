#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "note/note_words.h"
#include "places/hand_edits.h"
#include "places/place.h"
#include "record/agreement.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/site_parts.h"
#include "ui/structure_words.h"
#include "ui/typed_field.h"

namespace myochart::ui {

namespace {

using record::Marker;
using record::MarkerType;

constexpr size_t kMostSuggestions = 4;
constexpr std::array kSides = {Side::left, Side::midline, Side::right};

std::optional<std::string> otherMuscle(const Ui& ui, const Marker& marker) {
    return ui.program.bodies.current() ? places::otherMuscleOfPlace(*ui.program.bodies.current(), ui.program.catalogue(), marker) : std::nullopt;
}

/// The marker that is selected, or one of those.
class SiteCard final : public Panel {
  public:
    std::string_view name() const override { return "site"; }
    Rect area(const Ui& ui) const override { return first(ui) && !ui.program.aim.isOpen() && !ui.program.pain.isOpen() && !ui.program.quiz.isOpen() ? ui.layout.right : Rect{}; }
    void draw(Ui& ui) override;

  private:
    static const Marker* first(const Ui& ui);
    void load(const Marker& marker);
    void drawHead(Ui& ui, const record::Session& session, const Marker& marker);
    static void drawWhere(Ui& ui, const record::Session& session, const Marker& marker);
    static void drawUnconfirmed(Ui& ui, const Marker& marker);
    void drawPinned(Ui& ui, const record::Session& session, const Marker& marker);
    void drawFields(Ui& ui, const Marker& marker);
    void drawConflicts(Ui& ui, const Marker& marker);
    void drawSentenceByHand(Ui& ui, const Marker& marker);
    static void drawWarning(Ui& ui, const char* name, const std::string& words);
    void drawMuscleOffers(Ui& ui, const Marker& marker);
    void drawTypes(Ui& ui, const Marker& marker);
    void drawPlace(Ui& ui, const Marker& marker);
    void drawMuscle(Ui& ui, const Marker& marker);
    void drawSuggestions(Ui& ui, const Marker& marker);
    std::vector<const anatomy::Muscle*> suggestions(const Ui& ui, const Marker& marker) const;
    void walkSuggestions(const Ui& ui, size_t count);
    void drawSides(Ui& ui, const Marker& marker);
    std::string meantMuscle(const Ui& ui, const Marker& marker) const;
    void correctMuscle(const Ui& ui, const Marker& marker, const std::string& muscle);
    static std::optional<places::Place> placeOf(const Ui& ui, const Marker& marker);
    void drawSeveral(Ui& ui, const record::Session& session);
    static void change(const Ui& ui, const Marker& marker, std::string message);

    record::MarkerId shown_;
    Marker seen_;  ///< as it was when the texts were taken, so that undo shows
    std::string muscle_;
    TypedField label_, sentence_, note_;
    bool editingMuscle_ = false;
    std::optional<size_t> suggested_;  ///< of the muscles that are suggested, by the arrows
    HazardLine hazard_;
    SiteParts parts_;
    bool noteOpen_ = true, placeOpen_ = true;
    float pinned_ = 0;        ///< how high the part that does not scroll was in the frame before, in window pixels
    bool toTop_ = false;      ///< the fields are to be seen from their beginning
    bool conflicts_ = false;  ///< the record and the place said different things in the frame before
};

constexpr float kSameSpotMm = 5;  ///< two sites nearer than a fingertip are as good as one

/// The nearest other site, where it lies on as good as the same spot.
std::optional<std::pair<const Marker*, float>> nearest(const record::Session& session, const Marker& marker) {
    std::optional<std::pair<const Marker*, float>> found;
    for (const Marker& each : session.markers) {
        if (each.id == marker.id) continue;
        const float away = glm::distance(each.anchor.position, marker.anchor.position);
        if (away <= kSameSpotMm && (!found || away < found->second)) found.emplace(&each, away);
    }
    return found;
}

const Marker* SiteCard::first(const Ui& ui) {
    const record::Session* session = ui.program.marks.shownSession();
    if (!session || ui.program.view.options.selectedMarkers.empty()) return nullptr;
    return session->marker(*ui.program.view.options.selectedMarkers.begin());
}

/// Commits the marker when the frame is drawn, one undo step.
void SiteCard::change(const Ui& ui, const Marker& marker, std::string message) {
    ui.later([&program = ui.program, marker, message = std::move(message)] {
        if (program.record.session()) program.record.commit(record::changeMarker(*program.record.session(), marker, message));
    });
}

void SiteCard::load(const Marker& marker) {
    if (shown_ == marker.id && seen_.muscle == marker.muscle) return;
    shown_ = marker.id;
    seen_ = marker;
    muscle_ = marker.muscle;
}

void SiteCard::drawHead(Ui& ui, const record::Session& session, const Marker& marker) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawMarkerShape(to, ui, marker.type, at + vec2(ui.px(12), ui.px(16)), ui.px(11));
    const std::string label = displayText(record::shownLabel(session, marker.id), 60), muscle = capitalised(displayText(marker.muscle, 80));
    const std::string title = muscle.empty() ? trf("Site {}", label) : fmt::format("{} \xC2\xB7 {}", label, muscle);
    const float room = width - ui.px(140);
    // A long name stands below its number, over the whole width.
    const bool below = !muscle.empty() && textSize(ui.fonts.title, title).x > room;
    textIn(to, ui.fonts.title, {at + vec2(ui.px(32), 0), at + vec2(width - ui.px(108), ui.px(32))}, ui.theme.ink, below ? label : title);
    ImGui::SetCursorScreenPos({at.x + width - ui.px(104), at.y});
    if (button(ui, "site.aim", {.icon = icon::kFocus, .tip = tr("Aim the needle: what it passes, what it nears"), .key = ui.keyOf("needle.aim")})) ui.runLater("needle.aim");
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "site.mirror",
               {.icon = icon::kMirror,
                .tip = tr("Add a mirrored copy on the other side"),
                .key = ui.keyOf("marker.mirror"),
                .enabled = marker.side != Side::midline}))
        ui.runLater("marker.mirror");
    ImGui::SameLine(0, ui.px(4));
    if (button(ui, "site.delete", {.icon = icon::kDelete, .tip = tr("Delete"), .key = ui.keyOf("marker.delete")}))
        ui.runLater("marker.delete");
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
    if (below) paragraph(ui, ui.fonts.title, ui.theme.ink, muscle);
    line(ui, ui.fonts.strong, ui.theme.ink, sideTitle(marker.side));
}

void SiteCard::drawWhere(Ui& ui, const record::Session& session, const Marker& marker) {
    if (!marker.sentence.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, displayText(marker.sentence));
    if (const auto near = nearest(session, marker)) {
        const std::string words = trf("Also site {}, {:.0f} mm away.", displayText(record::shownLabel(session, near->first->id), 60), near->second);
        paragraph(ui, ui.fonts.note, ui.theme.ink, words);
        ui.record.fact("siteNear", words);
    }
    gap(ui, 4);
}

/// That it was taken over, what happened there the last time, and the press that makes it count.
void SiteCard::drawUnconfirmed(Ui& ui, const Marker& marker) {
    if (marker.plan.unconfirmed != true) return;
    std::string happened;
    for (const std::string& key : marker.plan.reactions) happened += (happened.empty() ? "" : ", ") + note::safetyWords(ui.program.catalogue(), key);
    const std::string words = happened.empty() ? std::string(tr("Taken over, not confirmed yet")) : trf("Taken over, not confirmed yet. The last time there: {}", displayText(happened, 200));
    paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, words);
    ui.record.fact("site.unconfirmed", words);
    if (button(ui, "site.confirm", {.label = tr("Confirm this site"), .kind = ButtonKind::plain, .enabled = !ui.program.record.visitIsLocked(), .width = -1}))
        ui.runLater("site.confirm");
    gap(ui, 4);
}

/// What warns and what confirms: it stays in view while the rest is scrolled.
void SiteCard::drawPinned(Ui& ui, const record::Session& session, const Marker& marker) {
    const float top = ImGui::GetCursorPosY();
    drawHead(ui, session, marker);
    drawConflicts(ui, marker);
    hazard_.draw(ui, marker);
    drawUnconfirmed(ui, marker);
    pinned_ = ImGui::GetCursorPosY() - top;
}

/// Before all else: a needle goes where the marker lies or where the record says, and the two are not the same.
void SiteCard::drawConflicts(Ui& ui, const Marker& marker) {
    std::string side, lies;  // empty: where the record says
    if (const auto there = ui.program.bodies.current() ? places::otherSideOfPlace(*ui.program.bodies.current(), marker) : std::nullopt) {
        side = myochart::name(*there);
        lies = onSide(*there);
    }
    const auto muscle = otherMuscle(ui, marker);
    ui.record.fact("siteSideConflict", side);
    ui.record.fact("siteMuscleConflict", muscle.value_or(""));
    if (!lies.empty())
        drawWarning(ui, "site.sideConflict",
                    marker.byHand.side ? trf("Recorded {} by hand, but the marker lies {}.", onSide(marker.side), lies)
                                       : trf("Recorded {}, but the marker lies {}.", onSide(marker.side), lies));
    if (muscle)
        drawWarning(
            ui, "site.muscleConflict",
            trf("Recorded as {} by hand, but the marker lies in {}.", displayText(marker.muscle, 80), *muscle));
    const bool words = record::wordsTellOtherSide(marker), conflicts = !lies.empty() || muscle || words;
    if (conflicts && !std::exchange(conflicts_, conflicts)) toTop_ = true;  // it has just come: into sight
    conflicts_ = conflicts;
    if (words)
        drawWarning(ui, "site.wordsConflict", trf("Label or place in words tell the other side; the site is recorded {}.", onSide(marker.side)));
}

void SiteCard::drawWarning(Ui& ui, const char* name, const std::string& words) {
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    warningMark(ui, at + vec2(ui.px(14), ui.px(10)));
    ImGui::SetCursorScreenPos({at.x + ui.px(28), at.y});
    paragraph(ui, ui.fonts.strong, ui.theme.danger, words);
    recordPart(ui, name, {at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}});
    gap(ui, 4);
}

void SiteCard::drawMuscleOffers(Ui& ui, const Marker& marker) {
    const auto lies = otherMuscle(ui, marker);
    if (!lies) return;
    if (button(ui, "site.moveToMuscle",
               {.label = tr("Move the marker to the muscle recorded"), .kind = ButtonKind::plain, .width = -1}))
        ui.later([&program = ui.program, id = marker.id] { program.marks.moveToMuscle(id); });
    if (button(ui, "site.takeMuscle",
               {.label = tr("Record the muscle that it lies in"), .kind = ButtonKind::plain, .width = -1}))
        correctMuscle(ui, marker, *lies);
}

/// One row of shapes, the one that it is with its word.
void SiteCard::drawTypes(Ui& ui, const Marker& marker) {
    constexpr float kShape = 36;
    const float between = ui.px(4), wide = ImGui::GetContentRegionAvail().x - 4 * (ui.px(kShape) + between);
    for (const MarkerType type : record::choicesOf(MarkerType())) {
        const bool on = marker.type == type;
        if (type != MarkerType::active) ImGui::SameLine(0, between);
        const Pressed at = pressArea(ui, fmt::format("site.type.{}", record::name(type)), {on ? wide : ui.px(kShape), ui.px(32)});
        if (!on) tip(ui, tr(record::title(type)));
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float round = ui.px(6);
        if (on) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.chosen, round);
        if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), at.held ? ui.theme.press : ui.theme.hover, round);
        drawMarkerShape(to, ui, type, {at.rect.min.x + ui.px(kShape / 2), at.rect.centre().y}, ui.px(7));
        Rect words = at.rect;
        words.min.x += ui.px(kShape - 2);
        if (on) textIn(to, ui.fonts.strong, words, ui.theme.ink, tr(record::title(type)), 0);
        if (!at.clicked || on) continue;
        Marker changed = marker;
        changed.type = type;
        change(ui, changed, tr("Change type"));
    }
}

std::vector<const anatomy::Muscle*> SiteCard::suggestions(const Ui& ui, const Marker& marker) const {
    std::vector<const anatomy::Muscle*> suggested;
    for (const auto& hit : ui.program.catalogue().search(muscle_, kMostSuggestions))
        if (const anatomy::Muscle* muscle = ui.program.catalogue().muscle(hit.muscleKey); muscle && muscle->name != marker.muscle) suggested.push_back(muscle);
    return suggested;
}

/// Down and Up while the muscle is typed; Enter takes what they stand on.
void SiteCard::walkSuggestions(const Ui& ui, size_t count) {
    for (const InputEvent& key : ui.input.keys) {
        if (key.key == GLFW_KEY_DOWN && count > 0) suggested_ = suggested_ ? std::min(*suggested_ + 1, count - 1) : 0;
        if (key.key == GLFW_KEY_UP && suggested_) suggested_ = *suggested_ > 0 ? std::optional(*suggested_ - 1) : std::nullopt;
    }
}

void SiteCard::drawSuggestions(Ui& ui, const Marker& marker) {
    const auto suggested = suggestions(ui, marker);
    beginRows();
    for (size_t i = 0; i < suggested.size(); ++i) {
        const Pressed at = row(ui, "site.muscle.suggest." + suggested[i]->key, 28, suggested_ == i);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        const float room = at.rect.size().x - ui.px(16), y = at.rect.centre().y;
        const float wide = textAt(to, ui.fonts.body, {at.rect.min.x + ui.px(8), y - fontPx(ui.fonts.body) / 2}, ui.theme.accent, suggested[i]->name, room) + ui.px(8);
        if (room - wide > ui.px(56))
            textAt(to, ui.fonts.note, {at.rect.min.x + ui.px(8) + wide, y - fontPx(ui.fonts.note) / 2}, ui.theme.quiet,
                   plainNameOf(ui.program.catalogue(), suggested[i]->key), room - wide);
        if (at.held || at.clicked) correctMuscle(ui, marker, suggested[i]->name);
    }
    endRows();
}

/// The suggestion on which the arrows stand, or the only one; else what was typed.
std::string SiteCard::meantMuscle(const Ui& ui, const Marker& marker) const {
    const auto suggested = suggestions(ui, marker);
    if (suggested_ && *suggested_ < suggested.size()) return suggested[*suggested_]->name;
    return suggested.size() == 1 ? suggested.front()->name : trim(muscle_);
}

void SiteCard::correctMuscle(const Ui& ui, const Marker& marker, const std::string& muscle) {
    editingMuscle_ = false;
    muscle_ = muscle;
    if (muscle == marker.muscle) return;
    const auto here = placeOf(ui, marker);
    const auto corrected = places::withMuscle(ui.program.catalogue(), marker, muscle, here ? &*here : nullptr);
    if (corrected) return change(ui, *corrected, tr("Correct muscle"));
    muscle_ = marker.muscle;
    ui.later([&program = ui.program, why = corrected.error().message] { program.notices.tell(why); });
}

std::optional<places::Place> SiteCard::placeOf(const Ui& ui, const Marker& marker) {
    return ui.program.bodies.current() ? places::ownPlace(*ui.program.bodies.current(), ui.program.catalogue(), marker.anchor) : std::nullopt;
}

void SiteCard::drawMuscle(Ui& ui, const Marker& marker) {
    fieldLabel(ui, tr("Muscle"));
    const FieldEvent event = field(ui, "site.muscle", muscle_, {.hint = tr("Muscle"), .maxBytes = record::kMaxNameBytes});
    if (event.changed) editingMuscle_ = true, suggested_.reset();
    if (event.active && editingMuscle_) walkSuggestions(ui, suggestions(ui, marker).size());
    // The suggestions stay for the frame in which a press on one takes the keyboard from the field.
    if (editingMuscle_ && !trim(muscle_).empty()) drawSuggestions(ui, marker);
    if (event.committed && editingMuscle_) correctMuscle(ui, marker, event.entered ? meantMuscle(ui, marker) : trim(muscle_));
    if (const auto known = ui.program.catalogue().matchSpelt(marker.muscle); known && !editingMuscle_)
        paragraph(ui, ui.fonts.note, ui.theme.quiet, plainNameOf(ui.program.catalogue(), known->muscleKey));
    if (marker.byHand.muscle) line(ui, ui.fonts.note, ui.theme.quiet, tr("Muscle set by hand"));
    drawMuscleOffers(ui, marker);
    if (record::contradictionsIn(marker).muscle)
        paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, tr("This name tells another side than the site's."));
}

void SiteCard::drawSides(Ui& ui, const Marker& marker) {
    fieldLabel(ui, tr("Side"));
    const auto here = placeOf(ui, marker);
    const float width = std::floor((ImGui::GetContentRegionAvail().x - ui.px(8)) / 3) / ui.scale;
    for (const Side side : kSides) {
        if (side != Side::left) ImGui::SameLine(0, ui.px(4));
        const bool on = marker.side == side;
        if (!button(ui, fmt::format("site.side.{}", myochart::name(side)),
                    {.label = sideTitle(side), .kind = ButtonKind::plain, .on = on, .width = width}) ||
            on)
            continue;
        change(ui, places::withSide(ui.program.catalogue(), marker, side, here ? &*here : nullptr), tr("Correct side"));
    }
    if (!here || here->side == marker.side) return;
    paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, trf("Side set by hand; the marker itself lies {}.", onSide(here->side)));
    if (marker.side == Side::midline || here->side == Side::midline) return;
    if (button(ui, "site.moveToSide", {.label = marker.side == Side::left ? tr("Move the marker to the left") : tr("Move the marker to the right"), .kind = ButtonKind::plain, .width = -1}))
        ui.later([&program = ui.program, id = marker.id, side = marker.side] { program.marks.moveToSide(id, side); });
}

void SiteCard::drawPlace(Ui& ui, const Marker& marker) {
    const vec3 p = marker.anchor.position;
    gap(ui, 4);
    const std::string where = fmt::format("x {:.1f}   y {:.1f}   z {:.1f} mm", p.x, p.y, p.z);
    line(ui, ui.fonts.note, ui.theme.quiet, where);
    if (marker.anchor.errorRadiusMm > 0)
        paragraph(ui, ui.fonts.note, ui.theme.quiet,
                  trf("Placed on another body; within {:.0f} mm here.", marker.anchor.errorRadiusMm));
    line(ui, ui.fonts.note, ui.theme.quiet, trf("Placed {}", localDateTime(marker.createdAt)));
}

void SiteCard::drawSeveral(Ui& ui, const record::Session& session) {
    line(ui, ui.fonts.title, ui.theme.ink, trnf("{} site", "{} sites", ui.program.view.options.selectedMarkers.size(), ui.program.view.options.selectedMarkers.size()));
    paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("Arrow keys move them together; hold Shift for 5 mm steps."));
    gap(ui, 4);
    std::vector<Marker> markers;
    for (const auto& id : ui.program.view.options.selectedMarkers) {
        const Marker* marker = session.marker(id);
        if (!marker) continue;
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        const float width = ImGui::GetContentRegionAvail().x;
        drawMarkerShape(*ImGui::GetWindowDrawList(), ui, marker->type, at + vec2(ui.px(8), ui.px(12)), ui.px(7));
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, {at + vec2(ui.px(24), 0), at + vec2(width, ui.px(24))},
               ui.theme.ink,
               fmt::format("{}  {}", displayText(record::shownLabel(session, id), 60), displayText(marker->muscle)));
        ImGui::Dummy({width, ui.px(24)});
        markers.push_back(*marker);
    }
    gap(ui, 4);
    if (!markers.empty()) parts_.draw(ui, markers);
    rule(ui);
    gap(ui, 4);
    if (button(ui, "site.mirror", {.icon = icon::kMirror, .label = tr("Mirror"), .kind = ButtonKind::plain}))
        ui.runLater("marker.mirror");
    ImGui::SameLine();
    if (button(ui, "site.delete", {.icon = icon::kDelete, .label = tr("Delete"), .kind = ButtonKind::plain}))
        ui.runLater("marker.delete");
}

void SiteCard::drawSentenceByHand(Ui& ui, const Marker& marker) {
    if (!marker.byHand.sentence) return;
    line(ui, ui.fonts.note, ui.theme.quiet, tr("Written by hand"));
    if (record::contradictionsIn(marker).sentence)
        paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, tr("These words tell another side than the site's."));
    if (!button(ui, "site.sentence.anew", {.label = tr("Write it anew from the place"), .kind = ButtonKind::plain, .width = -1})) return;
    const auto here = placeOf(ui, marker);
    change(ui, places::withSentence(ui.program.catalogue(), marker, {}, here ? &*here : nullptr), tr("Write the place anew"));
}

void SiteCard::draw(Ui& ui) {
    const record::Session& session = *ui.program.marks.shownSession();
    const Marker marker = *first(ui);
    if (ui.program.view.options.selectedMarkers.size() > 1) {
        beginSide(ui, area(ui), Facing::right);
        drawSeveral(ui, session);
        return endSide();
    }
    // Where it would leave no room for the fields all of it scrolls.
    constexpr float kMostPinned = 0.6F;
    const bool pins = pinned_ < area(ui).size().y * kMostPinned;
    beginSide(ui, area(ui), Facing::right, !pins);
    if (shown_ != marker.id) editingMuscle_ = false, toTop_ = true;
    load(marker);
    drawPinned(ui, session, marker);
    if (pins) beginScroll(ui, "site.fields");
    if (std::exchange(toTop_, false)) ImGui::SetScrollY(0);
    drawWhere(ui, session, marker);
    hazard_.drawRest(ui, marker);
    drawFields(ui, marker);
    if (pins) endScroll();
    endSide();
}

void SiteCard::drawFields(Ui& ui, const Marker& marker) {
    ImGui::BeginDisabled(ui.program.record.visitIsLocked());
    drawTypes(ui, marker);
    ImGui::EndDisabled();
    parts_.draw(ui, {marker});
    const bool focus = std::exchange(ui.state.focusSite, false) && !ui.program.record.visitIsLocked();
    const auto text = [&](const char* label, const char* id, TypedField& typed, std::string Marker::*which,
                          const FieldLook& look, const char* message) {
        if (label) fieldLabel(ui, tr(label));
        typed.draw(ui, id, marker.id.text, marker.*which, look,
                   [&program = ui.program, of = marker.id, which, message](const std::string& words, const std::string& typing) {
                       const Marker* now = program.record.session() ? program.record.session()->marker(of) : nullptr;
                       if (!now) return;
                       Marker changed = *now;
                       changed.*which = words;
                       if (which == &Marker::sentence) {
                           const auto here = program.bodies.current() ? places::ownPlace(*program.bodies.current(), program.catalogue(), now->anchor) : std::nullopt;
                           changed = places::withSentence(program.catalogue(), *now, words, here ? &*here : nullptr);
                       }
                       program.record.commit(record::changeMarker(*program.record.session(), changed, tr(message)), typing);
                   });
    };
    ImGui::BeginDisabled(ui.program.record.visitIsLocked());
    ImGui::PushID(marker.id.text.c_str());
    if (foldHeading(ui, "site.noteGroup", tr("Note"), marker.note.empty() ? std::string("\xE2\x80\x94") : displayText(marker.note, 60), noteOpen_))
        text(nullptr, "site.note", note_, &Marker::note, {.hint = tr("What no chip says"), .lines = 3, .maxBytes = record::kMaxNoteBytes}, mark("Change note"));
    placeOpen_ |= focus;
    if (foldHeading(ui, "site.placeGroup", tr("Place and name"), {}, placeOpen_)) {
        text(mark("Label"), "site.label", label_, &Marker::label,
             {.hint = tr("Its number when this is empty"), .focus = focus, .maxBytes = record::kMaxLabelBytes}, mark("Change label"));
        drawMuscle(ui, marker);
        drawSides(ui, marker);
        text(mark("Where"), "site.sentence", sentence_, &Marker::sentence, {.hint = tr("In words"), .lines = 2, .maxBytes = record::kMaxNameBytes},
             mark("Correct place in words"));
        drawSentenceByHand(ui, marker);
        drawPlace(ui, marker);
    }
    ImGui::PopID();
    ImGui::EndDisabled();
}

}  // namespace

std::unique_ptr<Panel> makeSiteCard() {
    return std::make_unique<SiteCard>();
}

}  // namespace myochart::ui
