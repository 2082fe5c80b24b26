#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/framing.h"
#include "ui/icons.h"
#include "ui/panels/incoming.h"
#include "ui/panels/over_time.h"
#include "ui/panels/panels.h"
#include "ui/panels/side_panel.h"

namespace myochart::ui {

namespace {

using workspace::IncomingFile;
using workspace::OfOthers;
using workspace::PreviewRow;
using State = PreviewRow::State;

constexpr float kIncomingRow = 30, kIncomingFoot = 92;

/// A row of the list: a patient, or a visit under its patient.
struct ListedRow {
    const PreviewRow* row = nullptr;
    std::optional<size_t> session;  ///< its index; nothing: a patient
};

const char* stateWord(State state) {
    switch (state) {
        case State::isNew: return tr("new");
        case State::known: return tr("here already");
        case State::differs: return tr("differs here");
        case State::skipped: return tr("stays out");
        case State::changes: return tr("is changed");
    }
    return "";
}

const char* formatWords(const IncomingFile& incoming) {
    if (incoming.kind == IncomingFile::Kind::copy) return tr("Another copy of this record");
    if (incoming.kind == IncomingFile::Kind::points) return tr("Points of 3D Slicer");
    if (incoming.format == "csv") return tr("A table");
    return incoming.format == "fhir" ? tr("FHIR") : tr("Patients and visits of Myochart");
}

/// What a file would bring, in place of the record: nothing is taken before somebody says so here.
class IncomingPanel final : public Panel {
  public:
    std::string_view name() const override { return "incoming"; }
    Rect area(const Ui& ui) const override { return ui.program.imports.incoming() && !ui.program.settings.structuresTab ? ui.layout.left : Rect{}; }
    void draw(Ui& ui) override;
    bool stepBack(Ui& ui) override {
        if (area(ui).size().x <= 0 || ui.program.imports.incoming()->isDecided()) return false;  // what was decided does not go by one key
        ui.later([&program = ui.program] { program.imports.drop(); });
        return true;
    }

  private:
    void drawHead(Ui& ui, const IncomingFile& incoming);
    void drawCounts(Ui& ui, const IncomingFile& incoming);
    void listUp(const IncomingFile& incoming);
    void drawList(Ui& ui, const IncomingFile& incoming);
    void drawLine(Ui& ui, const IncomingFile& incoming, const ListedRow& line, size_t index);
    void drawChoice(Ui& ui, const IncomingFile& incoming);
    void drawToBeRead(Ui& ui, const IncomingFile& incoming);
    void drawFoot(Ui& ui, const IncomingFile& incoming);
    void turnToSites(Ui& ui);

    UnknownMuscles unknown_;
    std::shared_ptr<const std::vector<scene::Ghost>> seen_;  ///< the sites that were before the eyes last
    std::vector<ListedRow> lines_;
    std::tuple<unsigned, size_t, size_t> listed_{};  ///< of which reading lines_ are
};

void IncomingPanel::drawHead(Ui& ui, const IncomingFile& incoming) {
    paragraph(ui, ui.fonts.title, ui.theme.ink, incoming.kind == IncomingFile::Kind::copy ? tr("What merging would do") : tr("What the file would bring"));
    line(ui, ui.fonts.note, ui.theme.quiet, fmt::format("{} \xC2\xB7 {}", displayText(shown(incoming.file.filename()), 80), formatWords(incoming)));
    drawCounts(ui, incoming);
}

void IncomingPanel::drawCounts(Ui& ui, const IncomingFile& incoming) {
    if (incoming.kind == IncomingFile::Kind::points) return;
    std::string words;
    const auto add = [&](const std::string& piece) { words += (words.empty() ? "" : " \xC2\xB7 ") + piece; };
    for (const State state : {State::isNew, State::changes, State::differs, State::known, State::skipped}) {
        const auto patients = static_cast<size_t>(std::ranges::count(incoming.patients, state, &PreviewRow::state));
        const auto visits = static_cast<size_t>(std::ranges::count(incoming.sessions, state, &PreviewRow::state));
        if (patients + visits == 0) continue;
        std::string what = patients > 0 ? trnf("{} patient", "{} patients", patients, patients) : std::string();
        if (visits > 0) what += (what.empty() ? "" : ", ") + trnf("{} visit", "{} visits", visits, visits);
        add(fmt::format("{}: {}", stateWord(state), what));
    }
    paragraph(ui, ui.fonts.strong, ui.theme.ink, words.empty() ? std::string(tr("There is nothing in it that is not here already.")) : words);
    if (incoming.proposed > 0)
        paragraph(ui, ui.fonts.note, ui.theme.quiet, trnf("{} site of another program stands in the middle of its muscle, to be confirmed.", "{} sites of another program stand in the middle of their muscle, to be confirmed.", incoming.proposed, incoming.proposed));
}

void IncomingPanel::listUp(const IncomingFile& incoming) {
    const std::tuple now{incoming.reading, incoming.patients.size(), incoming.sessions.size()};
    if (now == listed_) return;
    listed_ = now;
    lines_.clear();
    std::map<std::string_view, std::vector<size_t>> visitsOf;
    for (size_t i = 0; i < incoming.sessions.size(); ++i) visitsOf[incoming.sessions[i].patient].push_back(i);
    const auto addVisits = [&](std::string_view patient) {
        const auto visits = visitsOf.find(patient);
        if (visits == visitsOf.end()) return;
        for (const size_t each : visits->second) lines_.push_back({&incoming.sessions[each], each});
        visitsOf.erase(visits);
    };
    for (const PreviewRow& patient : incoming.patients) {
        lines_.push_back({&patient, std::nullopt});
        addVisits(patient.id);
    }
    while (!visitsOf.empty()) addVisits(visitsOf.begin()->first);  // of people of whom a copy changes visits alone
}

void IncomingPanel::drawLine(Ui& ui, const IncomingFile& incoming, const ListedRow& line, size_t index) {
    ImGui::PushID(static_cast<int>(index));
    const PreviewRow& row_ = *line.row;
    const Pressed at = row(ui, fmt::format("incoming.row.{}", index), kIncomingRow, line.session == incoming.chosen && line.session);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const char* state = stateWord(row_.state);
    const float wide = textSize(ui.fonts.note, state).x;
    Rect words = at.rect;
    words.min.x += ui.px(line.session ? 24 : 8), words.max.x -= wide + ui.px(20);
    const std::string text = line.session ? fmt::format("{} \xC2\xB7 {}", row_.when, row_.sites == 0 ? std::string(tr("no sites")) : trnf("{} site", "{} sites", row_.sites, row_.sites))
                                          : row_.name.empty() ? std::string(tr("A patient")) : displayText(row_.name);
    textIn(to, line.session ? ui.fonts.body : ui.fonts.strong, words, ui.theme.ink, text, 0);
    const ImU32 ink = row_.state == State::differs ? ui.theme.danger : row_.state == State::known || row_.state == State::skipped ? ui.theme.quiet : ui.theme.accent;
    textAt(to, ui.fonts.note, {at.rect.max.x - ui.px(8) - wide, at.rect.centre().y - fontPx(ui.fonts.note) / 2}, ink, state);
    if (at.clicked && line.session) ui.later([&program = ui.program, session = *line.session] { program.imports.choose(session); });
    ImGui::PopID();
}

void IncomingPanel::drawList(Ui& ui, const IncomingFile& incoming) {
    listUp(incoming);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    constexpr float kMost = 300;
    const float height = std::min(kMost, kIncomingRow * static_cast<float>(lines_.size()) + 2);
    beginScroll(ui, "incoming.rows", height);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lines_.size()), ui.px(kIncomingRow));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) drawLine(ui, incoming, lines_[static_cast<size_t>(i)], static_cast<size_t>(i));
    endScroll();
    ImGui::PopStyleVar();
    if (!incoming.sessions.empty())
        paragraph(ui, ui.fonts.note, ui.theme.quiet, incoming.sessions[incoming.chosen].state == State::isNew ? tr("The chosen visit stands on the body.") : tr("On the body: the visit that is here, and hollow, that of the file."));
}

/// What becomes of what is told otherwise here.
void IncomingPanel::drawChoice(Ui& ui, const IncomingFile& incoming) {
    if (incoming.differing() == 0 || incoming.kind == IncomingFile::Kind::copy) return;
    heading(ui, tr("What differs here"));
    const char* const words[] = {tr("Stays"), tr("Both visits"), tr("One by one")};
    const auto now = static_cast<size_t>(incoming.ofOthers);
    if (const size_t chosen = wordOf(ui, "incoming.others", words, now); chosen != now)
        ui.later([&program = ui.program, chosen] { program.imports.setOfOthers(static_cast<OfOthers>(chosen)); });
    switch (incoming.ofOthers) {
        case OfOthers::keep: return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Nothing that is here is changed; the rest is taken."));
        case OfOthers::both: return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Nothing that is here is changed; the file's visit comes beside it as a visit of its own."));
        case OfOthers::decide: return paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Choose for each difference; what is not taken lies among the recently deleted."));
    }
}

void IncomingPanel::drawToBeRead(Ui& ui, const IncomingFile& incoming) {
    if (incoming.toBeLookedAt.empty()) return;
    heading(ui, tr("Please read"));
    constexpr size_t kMost = 100;
    for (size_t i = 0; i < std::min(kMost, incoming.toBeLookedAt.size()); ++i) {
        paragraph(ui, ui.fonts.note, ui.theme.ink, incoming.toBeLookedAt[i]);
        gap(ui, 4);
    }
    if (const size_t more = incoming.toBeLookedAt.size() - std::min(kMost, incoming.toBeLookedAt.size()); more > 0)
        line(ui, ui.fonts.note, ui.theme.quiet, trf("and {} more", more));
}

std::string whyNot(const IncomingFile& incoming) {
    if (!incoming.unknown.empty()) return trnf("Say first which muscle is meant by {} name.", "Say first which muscles are meant by {} names.", incoming.unknown.size(), incoming.unknown.size());
    if (incoming.asksForType) return tr("Say first what the points are.");
    if (const size_t open = incoming.undecided(); open > 0) return trnf("{} difference is still to be decided.", "{} differences are still to be decided.", open, open);
    if (incoming.mayBeTaken()) return tr("One step, which can be undone.");
    return incoming.differing() > 0 ? tr("Nothing is new, and what differs stays as it is here.") : tr("There is nothing to take.");
}

void IncomingPanel::drawFoot(Ui& ui, const IncomingFile& incoming) {
    rule(ui);
    line(ui, ui.fonts.note, ui.theme.quiet, whyNot(incoming));
    const bool merges = incoming.kind == IncomingFile::Kind::copy || (incoming.ofOthers == OfOthers::decide && !incoming.conflicts.empty());
    if (button(ui, "incoming.take", {.icon = icon::kImport, .label = merges ? tr("Merge") : tr("Take it over"), .kind = ButtonKind::primary, .enabled = incoming.mayBeTaken()}))
        ui.later([&program = ui.program] { program.imports.take(); });
    ImGui::SameLine();
    if (button(ui, "incoming.cancel", {.label = tr("Cancel"), .tip = tr("Nothing is taken")})) ui.later([&program = ui.program] { program.imports.drop(); });
}

/// When other sites come to stand on the body, and none of them on the side that is looked at: turns to the side of the first.
void IncomingPanel::turnToSites(Ui& ui) {
    const auto& ghosts = ui.program.view.options.ghosts;
    if (ghosts == seen_ || !ui.program.time.showsInstead()) return;
    seen_ = ghosts;
    constexpr float kFaces = 0.2F;  // of the cosine
    const vec3 to = -ui.program.view.camera.forward();
    if (!ghosts || ghosts->empty() || std::ranges::any_of(*ghosts, [&](const scene::Ghost& each) { return dot(each.normal, to) > kFaces; })) return;
    const vec3 normal = ghosts->front().normal;
    const vec3 side = std::abs(normal.x) > std::abs(normal.y) ? vec3(std::copysign(1.0F, normal.x), 0, 0) : vec3(0, std::copysign(1.0F, normal.y), 0);
    ui.later([&view = ui.program.view, side] { view.goTo(facing(view.camera, view.camera.target, side, view.camera.distanceMm)); });
}

void IncomingPanel::draw(Ui& ui) {
    const IncomingFile& incoming = *ui.program.imports.incoming();
    turnToSites(ui);
    beginSide(ui, area(ui), Facing::left, false);
    beginScroll(ui, "incoming", std::max(120.0F, ImGui::GetContentRegionAvail().y / ui.scale - kIncomingFoot));
    drawHead(ui, incoming);
    unknown_.draw(ui, incoming);
    if (incoming.kind == IncomingFile::Kind::points) drawPoints(ui, incoming);
    else if (!incoming.patients.empty() || !incoming.sessions.empty()) drawList(ui, incoming);
    drawChoice(ui, incoming);
    if (incoming.kind == IncomingFile::Kind::copy || incoming.ofOthers == OfOthers::decide) drawDifferences(ui, incoming);
    drawToBeRead(ui, incoming);
    endScroll();
    drawFoot(ui, incoming);
    endSide();
}

}  // namespace

std::unique_ptr<Panel> makeIncomingPanel() {
    return std::make_unique<IncomingPanel>();
}

}  // namespace myochart::ui
