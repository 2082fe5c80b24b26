#include <algorithm>
#include <functional>
#include <sstream>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/text.h"
#include "core/words.h"
#include "ui/panels/incoming.h"
#include "ui/panels/over_time.h"

namespace myochart::ui {

namespace {

using record::Taken;
using workspace::IncomingFile;
using workspace::PlannedConflict;

std::string versionWords(const record::MergeConflict::Shown& shown, const char* otherwise) {
    std::string words;
    for (const auto& [title, value] : shown) words += fmt::format("{}{}", words.empty() ? "" : "\n", shown.size() > 1 ? trf("{}: {}", capitalised(tr(title)), displayText(value, 2000)) : displayText(value, 2000));
    return words.empty() ? std::string(otherwise) : words;
}

/// What the difference is about: "22 Nov 2026 · site 3 · depth".
std::string titleOf(const PlannedConflict& each) {
    std::string words = each.visit.empty() ? std::string(tr("Patient")) : each.day;
    if (each.what.number > 0) words += " \xC2\xB7 " + trnf("site {}", "sites {}", 1, each.what.number);
    return words + " \xC2\xB7 " + tr(each.what.title);
}

/// A version as something to press: the one that is taken has the frame.
bool version(Ui& ui, const std::string& name, const std::string& head, const std::string& words, bool taken) {
    const float width = ImGui::GetContentRegionAvail().x, inner = width - ui.px(20);
    const vec2 size(width, textSize(ui.fonts.noteStrong, head).y + textSize(ui.fonts.body, words, inner).y + ui.px(14));
    const Pressed at = pressArea(ui, name, size);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(at.rect.min), im(at.rect.max), taken ? ui.theme.chosen : at.hovered ? ui.theme.hover : ui.theme.panel, ui.px(6));
    to.AddRect(im(at.rect.min), im(at.rect.max), taken ? ui.theme.accent : ui.theme.edge, ui.px(6), 0, taken ? std::max(1.5F, ui.scale * 2) : 1.0F);
    textAt(to, ui.fonts.noteStrong, at.rect.min + vec2(ui.px(10), ui.px(5)), taken ? ui.theme.accent : ui.theme.quiet, head, inner);
    to.AddText(ui.fonts.body, fontPx(ui.fonts.body), im(at.rect.min + vec2(ui.px(10), ui.px(7) + textSize(ui.fonts.noteStrong, head).y)), ui.theme.ink, words.c_str(), nullptr, inner);
    return at.clicked;
}

std::string withMoment(const char* word, const std::optional<UtcMs>& at) { return at ? fmt::format("{} \xC2\xB7 {}", word, dateTimeAt(*at, utcOffsetAt(*at))) : std::string(word); }

/// The visit of a difference on the body, and the site before the eyes.
void face(Ui& ui, const IncomingFile& incoming, const PlannedConflict& each) {
    const auto at = std::ranges::find(incoming.sessions, each.visit.text, &workspace::PreviewRow::id);
    if (at == incoming.sessions.end()) return;
    const auto session = static_cast<size_t>(at - incoming.sessions.begin());
    if (const record::Marker* site = ui.program.imports.theirSite({each.what.id}); site && incoming.chosen == session) faceSite(ui, *site);
    if (incoming.chosen != session) ui.later([&program = ui.program, session] { program.imports.choose(session); });
}

/// Muscles for what another program calls one: of all its words, else of the longest one that finds any ("M. soleus sin. soft").
auto musclesLike(const anatomy::Catalogue& catalogue, const std::string& name, size_t most) {
    auto found = catalogue.search(name, most);
    std::vector<std::string> words;
    std::istringstream all(name);
    for (std::string word; all >> word;)
        if (word.size() > 3) words.push_back(word);
    std::ranges::stable_sort(words, std::greater(), &std::string::size);
    for (const std::string& word : words)
        if (found.empty()) found = catalogue.search(word, most);
    return found;
}

void drawDifference(Ui& ui, const IncomingFile& incoming, size_t index) {
    const PlannedConflict& each = incoming.conflicts[index];
    ImGui::PushID(static_cast<int>(index));
    const std::string name = fmt::format("incoming.difference.{}", index);
    const Pressed at = row(ui, name, 28, false);
    textIn(*ImGui::GetWindowDrawList(), ui.fonts.strong, at.rect, each.what.taken ? ui.theme.ink : ui.theme.danger, titleOf(each), ui.px(4));
    if (at.clicked) face(ui, incoming, each);
    const auto decide = [&](Taken taken) {
        ui.later([&program = ui.program, index, taken] { program.imports.decide(index, taken); });
        face(ui, incoming, each);
    };
    using Kind = record::MergeConflict::Kind;
    const char* gone = tr("not recorded");
    if (version(ui, name + ".mine", withMoment(tr("Here"), each.mineAt), versionWords(each.what.mine, each.what.kind == Kind::removedHere ? tr("deleted") : gone), each.what.taken == Taken::mine)) decide(Taken::mine);
    gap(ui, 2);
    if (version(ui, name + ".theirs", withMoment(incoming.kind == IncomingFile::Kind::copy ? tr("In the other copy") : tr("In the file"), each.theirsAt),
                versionWords(each.what.theirs, each.what.kind == Kind::removedThere ? tr("deleted") : gone), each.what.taken == Taken::theirs))
        decide(Taken::theirs);
    if (each.what.mayBeBoth) {
        gap(ui, 2);
        if (version(ui, name + ".both", tr("Both"), each.what.number > 0 ? tr("as two sites") : tr("one below the other"), each.what.taken == Taken::both)) decide(Taken::both);
    }
    gap(ui, 8);
    ImGui::PopID();
}

}  // namespace

void drawDifferences(Ui& ui, const IncomingFile& incoming) {
    if (incoming.conflicts.empty()) return;
    if (incoming.kind == IncomingFile::Kind::copy) heading(ui, tr("What differs here"));
    if (incoming.undecided() > 0) {
        line(ui, ui.fonts.note, ui.theme.quiet, tr("All that are not decided:"));
        if (button(ui, "incoming.rest.mine", {.label = tr("as here"), .kind = ButtonKind::plain, .height = 28})) ui.later([&program = ui.program] { program.imports.decideRest(Taken::mine); });
        ImGui::SameLine(0, ui.px(6));
        if (button(ui, "incoming.rest.theirs", {.label = tr("as there"), .kind = ButtonKind::plain, .height = 28})) ui.later([&program = ui.program] { program.imports.decideRest(Taken::theirs); });
        gap(ui, 6);
    }
    for (size_t i = 0; i < incoming.conflicts.size(); ++i) drawDifference(ui, incoming, i);
}

void UnknownMuscles::drawOne(Ui& ui, const exchange::UnknownMuscle& muscle, size_t index) {
    constexpr size_t kMostSuggestions = 4;
    ImGui::PushID(static_cast<int>(index));
    line(ui, ui.fonts.strong, ui.theme.ink, fmt::format("\"{}\" \xC2\xB7 {}", displayText(muscle.name, 60), trnf("{} site", "{} sites", muscle.sites, muscle.sites)));
    std::string& typed = typed_.try_emplace(muscle.name, displayText(muscle.name, 60)).first->second;
    field(ui, fmt::format("incoming.muscle.{}", index), typed, {.hint = tr("Muscle"), .maxBytes = 200});
    size_t shownHits = 0;
    for (const auto& hit : musclesLike(ui.program.catalogue(), typed, kMostSuggestions)) {
        const anatomy::Muscle* found = ui.program.catalogue().muscle(hit.muscleKey);
        if (!found) continue;
        const Pressed at = row(ui, fmt::format("incoming.muscle.{}.{}", index, shownHits), 28, false);
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, at.rect, ui.theme.accent, capitalised(found->name), ui.px(8));
        if (at.clicked) ui.later([&program = ui.program, name = muscle.name, key = hit.muscleKey] { program.imports.map(name, key); });
        ++shownHits;
    }
    if (shownHits == 0) line(ui, ui.fonts.note, ui.theme.quiet, tr("No muscle of that name."));
    gap(ui, 6);
    ImGui::PopID();
}

void UnknownMuscles::draw(Ui& ui, const IncomingFile& incoming) {
    if (incoming.unknown.empty()) return typed_.clear();
    heading(ui, tr("Which muscle is meant?"));
    for (size_t i = 0; i < incoming.unknown.size(); ++i) drawOne(ui, incoming.unknown[i], i);
}

void drawPoints(Ui& ui, const IncomingFile& incoming) {
    const bool tellsNot = incoming.asksForType || incoming.type;
    if (tellsNot) {
        heading(ui, tr("What are these points?"));
        for (const record::MarkerType type : record::choicesOf(record::MarkerType())) {
            if (button(ui, fmt::format("incoming.type.{}", record::name(type)), {.label = capitalised(tr(record::title(type))), .kind = ButtonKind::plain, .on = incoming.type == type, .width = -1, .height = 28}))
                ui.later([&program = ui.program, type] { program.imports.chooseType(type); });
        }
    }
    if (incoming.points.placed.empty() && !incoming.asksForType) paragraph(ui, ui.fonts.body, ui.theme.ink, tr("None of them becomes a site."));
    for (size_t i = 0; i < incoming.points.placed.size(); ++i) {
        const workspace::PlacedSite& each = incoming.points.placed[i];
        ImGui::PushID(static_cast<int>(i));
        const Pressed at = row(ui, fmt::format("incoming.point.{}", i), 44, false);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        drawMarkerShape(to, ui, each.marker.type, {at.rect.min.x + ui.px(16), at.rect.centre().y}, ui.px(8), 0.6F);
        Rect words = at.rect;
        words.min.x += ui.px(34), words.max.x -= ui.px(6), words.max.y = at.rect.centre().y + ui.px(2);
        textIn(to, ui.fonts.strong, words, ui.theme.ink, siteTitle(each.marker.muscle, each.marker.side), 0);
        Rect below = words;
        below.min.y = at.rect.centre().y, below.max.y = at.rect.max.y - ui.px(2);
        const std::string away = each.awayMm ? trf("{:.0f} mm from the point", *each.awayMm) : std::string(tr("where it was"));
        textIn(to, ui.fonts.note, below, ui.theme.quiet, each.marker.label.empty() ? away : fmt::format("{} \xC2\xB7 {}", displayText(each.marker.label, 60), away), 0);
        if (at.clicked) faceSite(ui, each.marker);
        ImGui::PopID();
    }
    if (incoming.points.known > 0) line(ui, ui.fonts.note, ui.theme.quiet, trnf("{} is a site of the visit already.", "{} are sites of the visit already.", incoming.points.known, incoming.points.known));
    for (const std::string& each : incoming.points.notTaken) paragraph(ui, ui.fonts.note, ui.theme.ink, each);
}

}  // namespace myochart::ui
