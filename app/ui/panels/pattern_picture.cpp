#include "ui/panels/pattern_picture.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "referral/unseen_zones.h"
#include "ui/panels/pattern_words.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kPictureHeight = 150;  ///< px at scale 1

/// Essential zones are full, of spillover every other line: told apart without colour.
void drawFigure(ImDrawList& to, const std::vector<referral::SketchPiece>& pieces, vec2 corner) {
    using referral::SketchTone;
    const ImU32 skin = rgb(0xE7C3AC), ink = rgb(0xBF1C22);
    for (const referral::SketchPiece& each : pieces) {
        const bool isRed = each.tone == SketchTone::essential || (each.tone == SketchTone::spillover && each.row % 2 == 0);
        const float top = corner.y + static_cast<float>(each.row);
        to.AddRectFilled({corner.x + static_cast<float>(each.from), top}, {corner.x + static_cast<float>(each.to), top + 1}, isRed ? ink : skin);
    }
}

const char* seenFrom(const referral::Sketch& sketch, referral::SketchFrom from) {
    if (from == referral::SketchFrom::side) return sketch.side == Side::left ? tr("Left side") : tr("Right side");
    return from == referral::SketchFrom::front ? tr("Front") : tr("Back");
}

/// Where the charted points lie, as teachers mark them.
void drawCross(ImDrawList& to, const Ui& ui, vec2 at) {
    const float arm = ui.px(3);
    for (const auto& [ink, thick] : {std::pair(rgb(0xFFFFFF), 3.2F), std::pair(rgb(0x111111), 1.5F)}) {
        to.AddLine({at.x - arm, at.y - arm}, {at.x + arm, at.y + arm}, ink, thick * ui.scale);
        to.AddLine({at.x - arm, at.y + arm}, {at.x + arm, at.y - arm}, ink, thick * ui.scale);
    }
}

/// The zones that no picture here shows: inside of the body, or far from the others.
std::string unseenWords(const Ui& ui, const referral::PatternSource& source, const referral::Sketch& sketch) {
    const referral::ReferralMap& map = *ui.program.pain.map();
    const auto patterns = referral::patternsOf(ui.program.catalogue(), map, source);
    std::vector<std::string> told;
    for (const std::uint32_t region : referral::unseenZones(map, *ui.program.pain.sketcher(), sketch, patterns))
        told.push_back(displayText(anatomy::called(ui.program.catalogue(), *map.regions()[region].region), 60));
    return fmt::format("{}", fmt::join(told, ", "));
}

}  // namespace

void PatternPicture::drawViews(Ui& ui, const referral::PatternSource& source, bool on) {
    const referral::PatternSketcher* sketcher = ui.program.pain.sketcher();
    if (!sketcher) {
        ui.program.pain.want();
        const auto& pain = ui.program.pain;
        const std::string words = pain.isPreparing() ? trf("Laying out the patterns \xE2\x80\xA6 {:.0f} %", pain.progress() * 100) : pain.why();
        if (!words.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, words);
        return;
    }
    const float all = ImGui::GetContentRegionAvail().x;
    const Drawn wanted{sketcher, source, static_cast<int>(ui.px(kPictureHeight)), static_cast<int>(all)};
    if (drawn_ != wanted) {
        const referral::ReferralMap& map = *ui.program.pain.map();
        std::vector<const referral::Field*> fields;
        for (const referral::Pattern* pattern : referral::patternsOf(ui.program.catalogue(), map, source)) fields.push_back(&pattern->field);
        std::vector<vec3> points;
        for (const places::TriggerPlace& each : ui.state.guides.places()) points.push_back(each.position);
        const referral::Field field = map.together(fields);
        sketch_ = sketcher->sketch(field, wanted.rows, true, points);
        const int gaps = static_cast<int>(ui.px(6)) * static_cast<int>(sketch_.views.size());
        if (const int wide = sketch_.columns() + gaps; wide > wanted.wide)  // smaller, where the panel is too narrow for all views
            sketch_ = sketcher->sketch(field, wanted.rows * std::max(0, wanted.wide - gaps) / std::max(1, sketch_.columns()), true, points);
        unseen_ = unseenWords(ui, source, sketch_);
        drawn_ = wanted;
    }
    const float high = static_cast<float>(sketch_.rows), foot = fontPx(ui.fonts.note) + ui.px(4);
    const Pressed at = pressArea(ui, "structure.pattern.picture", {all, high + foot + ui.px(8)}, false, FocusStop::Kind::chip);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (at.hovered) to.AddRectFilled(im(at.rect.min), im(at.rect.max), ui.theme.hover, ui.px(6));
    to.PushClipRect(im(at.rect.min), im(at.rect.max), true);
    const float gap = (all - static_cast<float>(sketch_.columns())) / static_cast<float>(std::max<size_t>(1, sketch_.views.size()));
    float left = at.rect.min.x + gap / 2;
    for (const referral::SketchView& view : sketch_.views) {
        const vec2 corner(std::round(left), std::round(at.rect.min.y + ui.px(4)));
        drawFigure(to, view.pieces, corner);
        for (size_t i = 0; i < ui.state.guides.places().size(); ++i) {
            if (ui.state.guides.chosen() && ui.state.guides.chosen() != i) continue;
            const auto spot = sketcher->spot(sketch_, ui.state.guides.places()[i].position);
            if (spot && spot->from == view.from) drawCross(to, ui, corner + vec2(spot->column, spot->row));
        }
        const std::string words = seenFrom(sketch_, view.from);
        const float wide = static_cast<float>(view.columns);
        textAt(to, ui.fonts.note, {left + (wide - textSize(ui.fonts.note, words).x) / 2, at.rect.min.y + high + ui.px(6)}, ui.theme.quiet, words);
        left += wide + gap;
    }
    to.PopClipRect();
    if (at.clicked) ui.later([&program = ui.program, source, on] { program.pain.show(source, !on); });
    if (!unseen_.empty()) paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Not seen here: {}", unseen_));
    paragraph(ui, ui.fonts.note, ui.theme.quiet, trf("Crosses: charted points; full: essential; lines: spillover. Reported, no finding. {}", patternOrigin(ui.program, source)));
}

void PatternPicture::draw(Ui& ui, const anatomy::Muscle& muscle) {
    const auto selected = ui.program.view.options.selected;
    const auto body = ui.program.bodies.current();
    if (!selected || !body || ui.program.catalogue().triggerPointsOf(muscle.key).empty()) return;
    const Guides& guides = ui.state.guides;
    const auto chosen = guides.chosen();
    const Side side = body->structure(*selected).side;
    const referral::PatternSource source{chosen ? guides.places()[*chosen].point->key : muscle.key, side == Side::midline ? std::nullopt : std::optional(side)};
    const bool on = ui.program.pain.shows(source);
    const std::string label = chosen ? trf("Reported pattern of {}", displayText(guides.places()[*chosen].point->index, 12)) : std::string(tr("Reported pattern"));
    if (toggle(ui, "structure.pattern", label, on)) ui.later([&program = ui.program, source, on] { program.pain.show(source, !on); });
    drawViews(ui, source, on);
}

}  // namespace myochart::ui
