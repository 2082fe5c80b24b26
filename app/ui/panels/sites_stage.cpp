#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "note/note_words.h"
#include "places/hand_edits.h"
#include "record/agreement.h"
#include "record/ledger.h"
#include "record/like.h"
#include "ui/chip.h"
#include "ui/framing.h"
#include "ui/panels/hazard_line.h"
#include "ui/panels/visit_edit.h"
#include "ui/panels/visit_stages.h"
#include "ui/structure_words.h"
#include "ui/value_words.h"
#include "ui/widgets.h"
#include "workspace/earlier_events.h"

namespace myochart::ui {

namespace {

constexpr float kSiteRow = 44, kRoomAbove = 480;

/// "Left"; "Left, lies right" where the record and the place differ; "Left (by hand)".
std::string sideWords(const record::Marker& marker, const std::optional<Side>& lies) {
    const char* side = sideTitle(marker.side);
    if (lies) return trf("{}, lies {}", side, sideName(*lies));
    return marker.byHand.side ? trf("{} (by hand)", side) : side;
}

/// "0.25 × 40 · 20 mm · twitch strong · in 4:12"; empty when nothing was charted of it.
std::string siteDetail(const Ui& ui, const record::Marker& marker, const std::string& needleWords) {
    std::string text = marker.plan.unconfirmed == true ? std::string(tr("not confirmed")) : std::string();
    const auto add = [&](const std::string& piece) {
        if (!piece.empty()) text += (text.empty() ? "" : " \xC2\xB7 ") + piece;
    };
    if (const record::NeedleState needle = needleState(marker); needle == record::NeedleState::in)
        add(trf("in {}", minutesSeconds(std::max<UtcMs>(0, ui.program.record.now() - *marker.needle.inAt))));
    add(needleWords);
    if (marker.response.twitch) add(trf("twitch {}", tr(name(*marker.response.twitch))));
    return text;
}

/// The sites of the visit in the order of placing, the equal of the picture.
class SitesStage final : public VisitStage {
  public:
    StageState state(const Ui& ui) const override;
    void draw(Ui& ui) override;

  private:
    /// What a row tells beyond its fields; worked out when the visit has changed, not in each frame.
    struct SiteFacts {
        std::optional<Side> lies;           ///< another side than the record says
        std::optional<std::string> liesIn;  ///< another muscle
        bool wordsTellOther = false;
        std::string needle;                 ///< its summary
    };
    void follow(const Ui& ui, const record::Session& session);
    void drawSite(Ui& ui, const record::Session& session, size_t index);
    void drawSites(Ui& ui, const record::Session& session);
    static void drawNone(Ui& ui);
    void drawProtocols(Ui& ui);
    void drawWarnings(Ui& ui, const record::Session& session);
    void drawUnconfirmed(Ui& ui, const record::Session& session);
    static void drawConfirming(Ui& ui, const record::Session& session);

    Side side_ = Side::midline;  ///< of protocols that are for one side; midline: nobody has said
    bool protocols_ = false;
    std::map<std::string, TypedField> reasons_;
    places::VisitWarningsReader warnings_;
    // As of the last follow().
    record::Session seen_;
    std::shared_ptr<const body::Body> seenBody_;
    std::string seenLanguage_;
    std::vector<SiteFacts> facts_;  ///< one a site
    std::optional<record::MarkerId> scrolledTo_;
};

StageState SitesStage::state(const Ui& ui) const {
    const record::Session& session = *ui.program.record.session();
    if (session.markers.empty()) return StageState::empty;
    bool complete = true;
    for (const record::Marker& marker : session.markers) {
        if (needleState(marker) == record::NeedleState::in || marker.plan.unconfirmed == true) return StageState::needsAttention;
        if (marker.type == record::MarkerType::needle) complete &= !needleSize(marker.needle).empty() && (marker.needle.depthMm || !marker.needle.depthWords.empty());
    }
    return complete ? StageState::complete : StageState::begun;
}

void SitesStage::follow(const Ui& ui, const record::Session& session) {
    const auto& body = ui.program.bodies.current();
    if (session == seen_ && body == seenBody_ && seenLanguage_ == languageInUse() && facts_.size() == session.markers.size()) return;
    seen_ = session;
    seenBody_ = body;
    seenLanguage_ = languageInUse();
    const anatomy::Catalogue& catalogue = ui.program.catalogue();
    facts_.clear();
    for (const record::Marker& marker : session.markers)
        facts_.push_back({body ? places::otherSideOfPlace(*body, marker) : std::nullopt, body ? places::otherMuscleOfPlace(*body, catalogue, marker) : std::nullopt,
                          record::wordsTellOtherSide(marker), summary(marker.needle, catalogue)});
}

void SitesStage::drawSite(Ui& ui, const record::Session& session, size_t index) {
    const record::Marker& marker = session.markers[index];
    const bool chosen = ui.program.view.options.selectedMarkers.contains(marker.id);
    ImGui::PushID(marker.id.text.c_str());
    const Pressed at = row(ui, fmt::format("sites.row.{}", index), kSiteRow, chosen);
    showWalkedRow(ui, KeyPlace::sites, index, at.rect);
    tip(ui, displayText(marker.sentence.empty() ? marker.muscle : marker.sentence), {}, TipPlace::beside);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    drawMarkerShape(to, ui, marker.type, {at.rect.min.x + ui.px(18), at.rect.centre().y}, ui.px(8));
    const SiteFacts& facts = facts_[index];
    const auto& lies = facts.lies;
    const auto& liesIn = facts.liesIn;
    const bool words = facts.wordsTellOther, warns = lies || liesIn || words;
    const std::string pain = painChange(marker.response.painBefore, marker.response.painAfter);
    const float painWide = pain.empty() ? 0 : textSize(ui.fonts.strong, pain).x + ui.px(8);
    const float left = at.rect.min.x + ui.px(36), end = at.rect.max.x - ui.px(warns ? 28 : 8), width = end - left - painWide;
    if (!pain.empty()) textAt(to, ui.fonts.strong, {end - painWide + ui.px(8), at.rect.min.y + ui.px(4)}, ui.theme.ink, pain);
    if (warns) {
        const vec2 mark(at.rect.max.x - ui.px(14), at.rect.centre().y);
        warningMark(ui, mark);
        const Rect marked{mark - ui.px(8), mark + ui.px(8)};
        if (lies) recordPart(ui, fmt::format("sites.row.{}.sideConflict", index), marked);
        if (liesIn) recordPart(ui, fmt::format("sites.row.{}.muscleConflict", index), marked);
        if (words) recordPart(ui, fmt::format("sites.row.{}.wordsConflict", index), marked);
    }
    const std::string label = record::shownLabel(session, marker.id);
    const float labelWidth = textAt(to, ui.fonts.strong, {left, at.rect.min.y + ui.px(4)}, ui.theme.ink,
                                    displayText(label, 60), width * 0.4F);
    const float gapPx = ui.px(8);
    textAt(to, ui.fonts.body, {left + labelWidth + gapPx, at.rect.min.y + ui.px(4)}, ui.theme.ink,
           capitalised(displayText(marker.muscle)), width - labelWidth - gapPx);
    const std::string side = sideWords(marker, lies);
    const std::string detail = siteDetail(ui, marker, facts.needle);
    const std::string note = detail.empty() ? marker.note.empty() ? std::string() : " \xC2\xB7 " + displayText(marker.note, 60) : " \xC2\xB7 " + detail;
    textAt(to, ui.fonts.note, {left, at.rect.min.y + ui.px(23)}, ui.theme.quiet,
           fmt::format("{} \xC2\xB7 {}{}", liesIn ? trf("{}, lies in {}", side, *liesIn) : side, tr(record::title(marker.type)), note),
           width);
    if (chosen && ui.program.view.options.selectedMarkers.size() == 1 && scrolledTo_ != marker.id) {
        ImGui::SetScrollHereY(0.5F);
        scrolledTo_ = marker.id;
    }
    if (at.clicked && (ui.input.modifiers & (kShift | kCtrl)))
        ui.program.marks.select(marker.id, true);
    else if (at.clicked)
        bringUp(ui.program, marker.id), scrolledTo_ = marker.id;  // it is in sight: no row moves under the pointer
    ImGui::PopID();
}

/// Sites that are often looked at for a complaint, placed in one go.
void SitesStage::drawProtocols(Ui& ui) {
    const bool before = protocols_;
    const bool open = foldHeading(ui, "sites.protocols", tr("Take a protocol"), {}, protocols_);
    if (open && !before) ImGui::SetScrollHereY(0);  // what was asked for comes into sight
    if (!open) return;
    const bool enabled = ui.program.bodies.current() && !ui.program.record.visitIsLocked();
    const float wide = std::floor((ImGui::GetContentRegionAvail().x - ui.px(4)) / 2) / ui.scale;
    paragraph(ui, ui.fonts.note, ui.theme.quiet, tr("Painful side, where a protocol is for one"));
    for (const Side side : {Side::left, Side::right}) {
        if (side == Side::right) ImGui::SameLine(0, ui.px(4));
        if (button(ui, fmt::format("protocol.side.{}", myochart::name(side)), {.label = sideTitle(side), .kind = ButtonKind::plain, .on = side_ == side, .width = wide})) side_ = side;
    }
    for (const anatomy::Protocol& protocol : ui.program.catalogue().protocols()) {
        size_t sites = 0;
        for (const anatomy::ProtocolPoint& each : protocol.points) sites += each.bothSides ? 2 : 1;
        const bool lacksSide = protocol.asksForSide() && side_ == Side::midline;
        ImGui::BeginDisabled(!enabled || lacksSide);
        const Pressed at = row(ui, "protocol." + protocol.key, 44, false);
        ImGui::EndDisabled();
        tip(ui, protocol.note, {}, TipPlace::beside);
        const vec2 corner = at.rect.min + vec2(ui.px(8), ui.px(4));
        const float room = at.rect.size().x - ui.px(16);
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.body, corner, ui.theme.ink, anatomy::called(ui.program.catalogue(), protocol), room);
        const std::string count = trnf("{} site", "{} sites", static_cast<unsigned long>(sites), sites);
        textAt(*ImGui::GetWindowDrawList(), ui.fonts.note, corner + vec2(0, ui.px(19)), ui.theme.quiet,
               lacksSide ? fmt::format("{} \xC2\xB7 {}", count, tr("choose the side above")) : protocol.asksForSide() ? fmt::format("{} \xC2\xB7 {}", count, sideName(side_)) : count, room);
        if (!at.clicked) continue;
        protocols_ = false;
        ImGui::SetScrollY(0);  // what speaks against its sites stands above them
        ui.later([&program = ui.program, &protocol, side = side_] {
            const auto placed = program.marks.takeProtocol(protocol, side);
            if (!placed.empty()) bringUp(program, placed);
        });
    }
}

/// What speaks against these sites in this patient; it stays until a reason is given, and the reason beside it.
void SitesStage::drawWarnings(Ui& ui, const record::Session& session) {
    for (const places::VisitWarning& warning : warnings_.of(*ui.program.record.patient(), session, ui.program.catalogue())) {
        std::string numbers;
        for (const record::MarkerId& id : warning.sites) numbers += (numbers.empty() ? "" : ", ") + record::shownLabel(session, id);
        const vec2 at = vec(ImGui::GetCursorScreenPos());
        warningMark(ui, at + vec2(ui.px(10), ui.px(10)));
        ImGui::SetCursorScreenPos({at.x + ui.px(24), at.y});
        paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, fmt::format("{} ({})", warning.sentence, displayText(numbers, 60)));
        recordPart(ui, "warning." + warning.about, {at, {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}});
        reasonField(ui, reasons_[warning.about], "warning." + warning.about + ".reason", session, warning.about, ui.program.record.visitIsLocked(), mark("Give a reason"));
    }
}

/// "depth at 8 sites, technique at 7".
std::string takenOverWords(const record::Confirmable& sites) {
    std::string words;
    for (const record::Confirmable::Figure& figure : sites.figures) words += fmt::format("{}{}", words.empty() ? "" : ", ", trnf("{} at {} site", "{} at {} sites", figure.sites, tr(figure.title), figure.sites));
    return words;
}

/// "3 (bruising), 5 (bleeding)".
std::string askedWords(const Ui& ui, const record::Session& session, const record::Confirmable& sites) {
    std::string words;
    for (const record::MarkerId& id : sites.oneByOne) {
        std::string why;
        for (const std::string& key : session.marker(id)->plan.reactions) why += (why.empty() ? "" : ", ") + note::safetyWords(ui.program.catalogue(), key);
        words += fmt::format("{}{} ({})", words.empty() ? "" : ", ", displayText(record::shownLabel(session, id), 20), displayText(why, 80));
    }
    return words;
}

/// Before all are confirmed: what counts as today's from then on, and which sites are not among them.
void SitesStage::drawConfirming(Ui& ui, const record::Session& session) {
    const record::Confirmable sites = record::confirmableIn(session);
    const bool unread = !workspace::unreadEvents(ui.program.record).empty();
    std::string told;
    if (sites.atOnce.empty()) told = tr("No site is confirmed with others.");
    else if (sites.figures.empty()) told = trnf("{} site is confirmed.", "{} sites are confirmed.", sites.atOnce.size(), sites.atOnce.size());
    else told = trnf("{} site is confirmed, and these figures of the last time count as today's: {}.", "{} sites are confirmed, and these figures of the last time count as today's: {}.", sites.atOnce.size(), sites.atOnce.size(), takenOverWords(sites));
    paragraph(ui, ui.fonts.note, ui.theme.ink, told);
    ui.record.fact("sites.confirming", told);
    if (!sites.oneByOne.empty()) {
        const std::string asked = trf("Look at these one by one, for something happened there the last time: {}.", askedWords(ui, session, sites));
        paragraph(ui, ui.fonts.noteStrong, ui.theme.danger, asked);
        ui.record.fact("sites.oneByOne", asked);
    }
    if (unread) paragraph(ui, ui.fonts.note, ui.theme.danger, tr("First read what happened at the last visit, above."));
    const bool enabled = !sites.atOnce.empty() && !unread && !ui.program.record.visitIsLocked();
    if (button(ui, "sites.confirmAll.yes", {.label = trnf("Confirm {} site", "Confirm {} sites", sites.atOnce.size(), sites.atOnce.size()), .kind = ButtonKind::primary, .enabled = enabled})) {
        ui.state.confirmsSitesOf = {};
        ui.runLater("site.confirmAtOnce");
    }
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "sites.confirmAll.no", {.label = tr("Not now")})) ui.state.confirmsSitesOf = {};
}

/// What was taken over from elsewhere, and one press that confirms all of it.
void SitesStage::drawUnconfirmed(Ui& ui, const record::Session& session) {
    const auto open = std::count_if(session.markers.begin(), session.markers.end(), [](const record::Marker& marker) { return marker.plan.unconfirmed == true; });
    if (open == 0) {
        ui.state.confirmsSitesOf = {};
        return;
    }
    if (ui.state.confirmsSitesOf == session.id) return drawConfirming(ui, session);
    paragraph(ui, ui.fonts.note, ui.theme.danger, trnf("{} site is taken over and not confirmed.", "{} sites are taken over and not confirmed.", static_cast<unsigned long>(open), open));
    if (button(ui, "sites.confirmAll", {.label = tr("Confirm all\xE2\x80\xA6"), .kind = ButtonKind::plain, .enabled = !ui.program.record.visitIsLocked(), .width = -1})) ui.runLater("site.confirmAll");
}

void SitesStage::drawNone(Ui& ui) {
    emptyPlace(ui, tr("The sites of this visit are listed here in the order of placing: choose a marker above, then click on the body."));
    if (button(ui, "sites.place", {.label = tr("Place a needle site"), .kind = ButtonKind::plain, .enabled = ui.program.bodies.current() != nullptr}))
        ui.program.marks.setPlacing(record::MarkerType::needle);
}

/// A row a site, the keyboard's too.
void SitesStage::drawSites(Ui& ui, const record::Session& session) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    if (const auto taken = walkList(ui, KeyPlace::sites, session.markers.size()))
        ui.later([&program = ui.program, &state = ui.state, id = session.markers[*taken].id] {
            const bool isOpen = program.view.options.selectedMarkers.size() == 1 && program.view.options.selectedMarkers.contains(id);
            isOpen ? openSiteCard(program, state) : bringUp(program, id);
        });
    for (size_t i = 0; i < session.markers.size(); ++i) drawSite(ui, session, i);
    ImGui::PopStyleVar();
}

void SitesStage::draw(Ui& ui) {
    const record::Session* session = ui.program.marks.shownSession();
    if (!session) return;
    const bool any = !session->markers.empty();
    heading(ui, any ? trf("Sites \xC2\xB7 {}", session->markers.size()) : tr("Sites"));
    if (any) follow(ui, *session);
    // In little room what warns scrolls with the sites, so that they can be reached; it is told on each site's card, too.
    const bool tight = ImGui::GetContentRegionAvail().y < ui.px(kRoomAbove);
    const auto drawAbove = [&] {
        drawWarnings(ui, *session);
        drawUnconfirmed(ui, *session);
    };
    if (any && !tight) drawAbove();
    beginStage(ui, "sites");
    if (any && tight) drawAbove();
    if (any) drawSites(ui, *session);
    else drawNone(ui);
    drawProtocols(ui);
    endScroll();
}

}  // namespace

std::unique_ptr<VisitStage> makeSitesStage() {
    return std::make_unique<SitesStage>();
}

}  // namespace myochart::ui
