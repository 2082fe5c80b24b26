#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "places/place.h"
#include "scene/depths.h"
#include "scene/under_skin.h"
#include "ui/panels/body_overlay.h"
#include "ui/panels/habitus_slider.h"
#include "ui/panels/hazard_line.h"
#include "ui/structure_words.h"

namespace myochart::ui {

namespace {

constexpr size_t kMostDepthRows = 9;
constexpr float kRowHigh = 20;  ///< px at scale 1: of who refers to a place

constexpr float kTools = 16 + 44;  ///< the row of tools with its distance from the edge, body_tools.cpp

/// Keeps a plate of `size` beside `place` inside `whole`, off the tools below and the badges that tell left and right.
vec2 beside(const Ui& ui, const Rect& whole, vec2 place, vec2 size) {
    const float away = ui.px(20);
    Rect area = whole;
    const float tools = ui.layout.body.max.y - ui.px(kTools);
    if (place.y < tools && size.y < tools - area.min.y) area.max.y = std::min(area.max.y, tools);
    const float right = place.x + away, left = place.x - away - size.x, below = place.y + away,
                above = place.y - away - size.y;
    const bool toLeft = right + size.x > area.max.x - ui.px(8), upwards = below + size.y > area.max.y - ui.px(8);
    const auto inside = [&](float x, float y) { return glm::round(glm::max(vec2(x, y), area.min + vec2(ui.px(8)))); };
    const vec2 usual = inside(toLeft ? left : right, upwards ? above : below);
    const Rect within{area.min, area.max};
    for (const vec2 at : {usual, inside(toLeft ? left : right, upwards ? below : above),
                          inside(toLeft ? right : left, upwards ? above : below)}) {
        const Rect box{at, at + size};
        const bool fits = box.max.x <= area.max.x && box.max.y <= area.max.y;
        if (fits && offBadges(ui, box, within).min == at && !box.contains(place)) return at;
    }
    // Beside the place at any height, on the side with more room: what it is about stays in sight, and the pointer on it.
    const float y = std::clamp(place.y - size.y / 2, area.min.y + ui.px(8), std::max(area.min.y + ui.px(8), area.max.y - size.y - ui.px(8)));
    const bool roomRight = right + size.x <= area.max.x - ui.px(8), roomLeft = left >= area.min.x + ui.px(8);
    for (const auto& [hasRoom, x] : {std::pair(roomRight, right), std::pair(roomLeft, left)})
        if (const Rect box = offBadges(ui, {vec2(x, y), vec2(x, y) + size}, within); hasRoom && !box.contains(place)) return box.min;
    return offBadges(ui, {usual, usual + size}, within).min;
}

std::string sideWords(const Ui& ui, Side side) {
    if (side == Side::midline) return {};
    return ui.program.bodies.sidesKnown() ? sideName(side) : tr("side not known");
}

/// What a click would chart, while something is about to be placed: on the skin, what lies under it.
std::optional<places::Place> chartedHere(const Ui& ui) {
    if (ui.program.marks.mode() != workspace::Mode::place || ui.state.under.empty()) return std::nullopt;
    const body::Body& body = *ui.program.bodies.current();
    const auto at = scene::underSkin(body, ui.program.bodies.rays(), ui.state.under[ui.state.depthChoice].at, ui.program.view.options);
    return places::placeAt(body, ui.program.catalogue(), at);
}

/// What a needle at a site can do, as its card says.
std::optional<HazardWords> hazardOf(Ui& ui, const record::Marker& marker) {
    return hazardWords(ui.program.catalogue(), scene::siteSafety(ui.state.siteSafety, ui.program.bodies.current(), ui.program.bodies.rays(), ui.program.catalogue(), marker));
}

/// What a needle there can do.
std::optional<HazardWords> hazardOf(Ui& ui, const std::optional<places::Place>& place) {
    if (!place || ui.program.marks.placing() != record::MarkerType::needle) return std::nullopt;
    record::Marker marker;
    marker.anchor = place->anchor;
    marker.muscle = place->muscle;
    marker.side = place->side;
    return hazardOf(ui, marker);
}

void drawName(Ui& ui, const Rect& area, const std::optional<HazardWords>& hazard, const std::string& text, const std::string& detail,
              const std::string& plain = {}, const std::vector<std::string>& rows = {}) {
    ui.record.fact("underPointer", detail.empty() ? text : text + ", " + detail);
    ui.record.fact("underPointer.plain", plain);
    const std::string quiet = detail + (detail.empty() || plain.empty() ? "" : " \xC2\xB7 ") + plain;
    if (hazard) ui.record.fact("underPointer.hazard", hazard->hazard);
    const float name = std::min(textSize(ui.fonts.noteStrong, text).x, ui.px(300));
    const float more = quiet.empty() ? 0 : std::min(textSize(ui.fonts.note, quiet).x, ui.px(280)) + ui.px(8);
    const vec2 below = hazard ? hazardTipSize(ui, *hazard, ui.px(360)) : vec2(0);
    float widest = 0;
    for (const std::string& row : rows) widest = std::max(widest, std::min(textSize(ui.fonts.note, row).x, ui.px(360)));
    const float rowsHigh = rows.empty() ? 0 : ui.px(kRowHigh) * static_cast<float>(rows.size()) + ui.px(6);
    const vec2 size(std::max({name + more, below.x, widest}) + ui.px(20), ui.px(26) + below.y + (hazard ? ui.px(6) : 0) + rowsHigh);
    const vec2 at = beside(ui, area, ui.input.pos, size);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(at), im(at + size), withAlpha(ui.theme.raised, 0.95F), ui.px(6));
    to.AddRect(im(at), im(at + size), ui.theme.rule, ui.px(6), 0, std::max(1.0F, std::floor(ui.scale)));
    const float y = at.y + (ui.px(26) - fontPx(ui.fonts.note)) / 2;
    ui.record.add("body.tip", {at, at + size});
    if (hazard) drawHazardTip(ui, at + vec2(ui.px(8), ui.px(26)), size.x - ui.px(16), *hazard);
    textAt(to, ui.fonts.noteStrong, {at.x + ui.px(10), y}, ui.theme.ink, text, name);
    if (!quiet.empty()) textAt(to, ui.fonts.note, {at.x + ui.px(18) + name, y}, ui.theme.quiet, quiet, more - ui.px(8));
    for (size_t i = 0; i < rows.size(); ++i)
        textAt(to, ui.fonts.note, {at.x + ui.px(10), at.y + size.y - rowsHigh + ui.px(kRowHigh) * static_cast<float>(i)}, ui.theme.ink, rows[i], size.x - ui.px(16));
}

/// Who is reported to refer to the skin under the pointer, under a line that says so.
std::vector<std::string> referrerRows(Ui& ui) {
    std::vector<std::string> rows = ui.state.referrers;
    ui.record.fact("underPointer.referrers", rows.empty() ? std::string() : rows.front());
    if (!rows.empty()) rows.insert(rows.begin(), tr("Reported to refer there"));
    return rows;
}

constexpr const char* kPleura = mark("Pleura and lung lie behind");

void drawPleuraRow(Ui& ui, const Rect& line) {
    warningMark(ui, {line.min.x + ui.px(14), line.centre().y});
    Rect words = line;
    words.min.x += ui.px(20);
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.noteStrong, words, ui.theme.danger, tr(kPleura), ui.px(8));
    ui.record.fact("depth.pleura", std::string(kPleura) + " !");
}

void drawDepthRow(Ui& ui, const Rect& line, const DepthRow& row, bool on) {
    if (row.isPleura) return drawPleuraRow(ui, line);
    const body::Structure& structure = ui.program.bodies.current()->structure(row.structure);
    const bool grave = row.danger != anatomy::Danger::none;
    ImDrawList& to = *ImGui::GetWindowDrawList();
    if (on) to.AddRectFilled(im(line.min), im(line.max), ui.theme.chosen, ui.px(4));
    if (grave) warningMark(ui, {line.min.x + ui.px(14), line.centre().y});
    const std::string depth = depthWords(ui.state.depths, row, isSchematic(structure));
    const float depthWidth = textSize(ui.fonts.note, depth).x;
    const std::string side = sideWords(ui, structure.side);
    const std::string title = titleOf(ui.program.catalogue(), structure) + (side.empty() ? "" : ", " + side);
    Rect words = line;
    words.min.x += ui.px(20);
    words.max.x -= depthWidth + ui.px(16);
    textIn(to, on ? ui.fonts.noteStrong : ui.fonts.note, words, grave ? ui.theme.danger : ui.theme.ink, title, ui.px(8));
    textAt(to, ui.fonts.note, {line.max.x - depthWidth - ui.px(8), line.centre().y - fontPx(ui.fonts.note) / 2},
           grave ? ui.theme.danger : ui.theme.quiet, depth);
    ui.record.fact("depth." + structure.key, depth + (grave ? " !" : ""));
}

/// What the list has no room for: its end must not read as a free way.
std::string moreBelow(const DepthList& list, size_t from) {
    if (from >= list.rows.size()) return {};
    const auto dangers = std::count_if(list.rows.begin() + static_cast<std::ptrdiff_t>(from), list.rows.end(),
                                       [](const DepthRow& row) { return row.danger != anatomy::Danger::none; });
    const size_t more = list.rows.size() - from;
    return dangers == 0 ? trnf("{} more below", "{} more below", more, more)
                        : trnf("{} more below, {} of them dangerous", "{} more below, {} of them dangerous", more, more, dangers);
}

/// The structures along the ray with their depth under the skin, the chosen one marked.
void drawDepths(Ui& ui, const Rect& area) {
    DepthList& list = ui.state.depths;
    size_t chosen = 0;
    for (size_t i = 0; i < list.rows.size(); ++i)
        if (list.rows[i].choice == ui.state.depthChoice) chosen = i;
    const size_t first = chosen >= kMostDepthRows ? chosen - kMostDepthRows + 1 : 0;
    const size_t count = std::min(list.rows.size() - first, kMostDepthRows);
    const std::string rest = moreBelow(list, first + count);
    const std::string habitus = habitusRemark(ui);
    const float row = ui.px(26), head = ui.px(habitus.empty() ? 24.0F : 42.0F), width = ui.px(420);
    const auto hazard = hazardOf(ui, chartedHere(ui));
    const float foot = hazard ? hazardTipSize(ui, *hazard, width - ui.px(24)).y + ui.px(8) : 0;
    const float lines = static_cast<float>(count) + (rest.empty() ? 0.0F : 1.0F);
    const vec2 size(width, head + row * lines + foot + ui.px(12));
    const vec2 at = beside(ui, area, list.at, size);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    floatingPlate(to, ui, {at, at + size});
    textAt(to, ui.fonts.note, at + vec2(ui.px(14), ui.px(8)), ui.theme.quiet, depthsFrom(list), width - ui.px(20));
    if (!habitus.empty()) textAt(to, ui.fonts.noteStrong, at + vec2(ui.px(14), ui.px(26)), ui.theme.danger, habitus, width - ui.px(20));
    list.plate = {at, at + size};
    list.drawn.clear();
    for (size_t i = 0; i < count; ++i) {
        const vec2 top = at + vec2(ui.px(6), ui.px(6) + head + row * static_cast<float>(i));
        const Rect line{top, top + vec2(width - ui.px(12), row)};
        drawDepthRow(ui, line, list.rows[first + i], list.rows[first + i].choice == ui.state.depthChoice);
        list.drawn.emplace_back(line, first + i);
        ui.record.add(fmt::format("body.depths.row.{}", first + i), line);
    }
    const float restY = at.y + ui.px(6) + head + row * static_cast<float>(count) + (row - fontPx(ui.fonts.note)) / 2;
    if (!rest.empty()) textAt(to, ui.fonts.note, {at.x + ui.px(34), restY}, ui.theme.danger, rest, width - ui.px(48));
    ui.record.fact("depthsBelow", rest);
    if (hazard) drawHazardTip(ui, at + vec2(ui.px(12), size.y - foot), width - ui.px(24), *hazard);
    ui.record.add("body.depths", list.plate);
    ui.record.fact("depthsFrom", depthsFrom(list));
    ui.record.fact("depthsHabitus", habitus);
}

void drawPreview(Ui& ui) {
    const record::MarkerType type = ui.program.marks.placing();
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const float r = ui.px(9);
    // The pin's point, not its middle, is where it will be.
    const vec2 centre = ui.input.pos + (type == record::MarkerType::needle ? vec2(0.75F, -0.95F) * r : vec2(0));
    drawMarkerShape(to, ui, type, centre, r, 0.75F);
    if (type != record::MarkerType::needle)
        to.AddCircle(im(centre), r + ui.px(4), withAlpha(markerColour(ui, type), 0.5F), 32, std::max(1.0F, ui.scale));
}

}  // namespace

void drawUnderPointer(Ui& ui, const Rect& area) {
    if (ui.program.namesHidden()) return;
    const bool placing = ui.program.marks.mode() == workspace::Mode::place;
    if (ui.state.depths.open) return drawDepths(ui, area);
    if (ui.program.view.options.hoveredMarker) {
        const record::Session* session = ui.program.marks.shownSession();
        const record::Marker* marker = session ? session->marker(*ui.program.view.options.hoveredMarker) : nullptr;
        if (marker)
            drawName(ui, area, hazardOf(ui, *marker),
                     displayText(record::shownLabel(*session, marker->id), 40) + "  " +
                         capitalised(displayText(marker->muscle, 90)),
                     sideName(marker->side));
        else if (const GhostWords words = ghostWords(ui, *ui.program.view.options.hoveredMarker); !words.title.empty())
            drawName(ui, area, std::nullopt, words.title, words.detail);
        return;
    }
    if (placing && (ui.state.overBody || !ui.state.under.empty())) drawPreview(ui);
    if (!ui.program.view.options.hovered) return;
    const body::Structure& structure = ui.program.bodies.current()->structure(*ui.program.view.options.hovered);
    const auto charted = chartedHere(ui);
    const bool under = charted && structure.system == body::System::skin && charted->structureName != structure.name;
    const std::string title = titleOf(ui.program.catalogue(), structure);
    drawName(ui, area, hazardOf(ui, charted), under ? trf("{} over {}", title, displayText(charted->muscle, 90)) : title,
             sideWords(ui, under ? charted->side : structure.side), plainNameOf(ui.program.catalogue(), structure.muscleKey), placing ? std::vector<std::string>() : referrerRows(ui));
}

}  // namespace myochart::ui
