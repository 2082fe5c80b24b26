#include "workspace/mark_desk.h"

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "core/text.h"
#include "core/words.h"
#include "places/hand_edits.h"
#include "places/place.h"
#include "places/place_by_words.h"
#include "places/protocol_sites.h"
#include "scene/under_skin.h"
#include "workspace/section_pane.h"

namespace myochart::workspace {

namespace {

constexpr UtcMs kNudgeRunMs = 1000;  ///< without a nudge for so long, the next begins a step of its own

}  // namespace

MarkDesk::MarkDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies, ViewDesk& view, const TimeDesk& time)
    : catalogue_(catalogue), notices_(notices), record_(record), bodies_(bodies), view_(view), time_(time) {}

void MarkDesk::setPlacing(record::MarkerType type) {
    placing_ = type;
    mode_ = Mode::place;
}

std::vector<geometry::RayHit> MarkDesk::hitsUnder(vec2 pixel, const scene::Viewport& size) const {
    if (!bodies_.current()) return {};
    return scene::pickAlong(*bodies_.current(), bodies_.rays(), view_.camera.rayThrough(pixel, size), bodyOptions(view_));
}

record::Marker MarkDesk::markerAt(const places::Place& place) const {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    marker.type = placing_;
    marker.anchor = place.anchor;
    marker.muscle = place.muscle;
    marker.side = place.side;
    marker.sentence = place.sentence;
    marker.createdAt = record_.now();
    return marker;
}

std::optional<record::MarkerId> MarkDesk::place(const geometry::SurfacePoint& point) {
    if (!bodies_.current() || refusedForSides()) return std::nullopt;
    if (curtain_) return std::nullopt;  // what is charted unseen is charted by mistake
    if (refusedForFile()) return std::nullopt;
    if (veiled_) {
        notices_.tell(tr("Nothing is charted while a quiz runs; end it first."));
        return std::nullopt;
    }
    if (record_.session() && !record_.dayIsOver()) return record_.refusedNow() ? std::nullopt : placeHere(point);
    if (!record_.patient()) {
        notices_.tell(tr("Open or add a patient first; then a click places the marker in today's visit."));
        return std::nullopt;
    }
    if (record_.dayIsOver()) notices_.tell(trf("It is {} now: this goes into today's visit.", localDayInFull(record_.now())));
    // With the record on its own thread the visit comes a moment later, and the marker with it.
    const auto placed = std::make_shared<std::optional<record::MarkerId>>();
    record_.withTodaysVisit([this, point, placed, body = bodies_.current()] {
        if (body == bodies_.current()) *placed = placeHere(point);
    });
    return *placed;
}

std::optional<record::MarkerId> MarkDesk::placeHere(const geometry::SurfacePoint& point) {
    const record::Marker marker = markerAt(
        places::placeAt(*bodies_.current(), catalogue_, scene::underSkin(*bodies_.current(), bodies_.rays(), point, view_.options)));
    if (!record_.commit(record::addMarker(*record_.session(), marker))) return std::nullopt;
    select(marker.id);
    return marker.id;
}

void MarkDesk::drag(const record::MarkerId& id, const geometry::SurfacePoint& point) {
    if (!record_.session() || !record_.session()->marker(id) || refused()) return;
    const places::Place place = places::placeAt(*bodies_.current(), catalogue_, scene::underSkin(*bodies_.current(), bodies_.rays(), point, view_.options));
    auto moved = record::changeMarker(*record_.session(), places::movedTo(catalogue_, *record_.session()->marker(id), place), tr("Move marker"));
    if (moved) drag_ = std::move(moved->session);
}

void MarkDesk::drop() {
    if (!drag_ || !record_.session()) return;
    record::Session dropped = std::move(*drag_);
    drag_.reset();
    record_.commit(record::Edited{std::move(dropped), tr("Move marker")});
}

void MarkDesk::nudgeSelected(vec2 mm) {
    if (refused()) return;
    record::Session moved = *record_.session();
    bool any = false;
    for (const auto& id : view_.options.selectedMarkers) {
        const record::Marker* marker = moved.marker(id);
        const auto structure = marker ? bodies_.current()->find(marker->anchor.structureKey) : std::nullopt;
        if (!structure) continue;
        const vec3 step = view_.camera.right() * mm.x + view_.camera.up() * mm.y;
        const auto place = scene::placeNear(*bodies_.current(), catalogue_, marker->anchor.position + step, *structure, view_.options);
        if (!place) continue;
        auto edited = record::changeMarker(moved, places::movedTo(catalogue_, *marker, *place), tr("Nudge marker"));
        if (!edited) continue;
        moved = std::move(edited->session);
        any = true;
    }
    if (any) record_.commit(record::Edited{std::move(moved), tr("Nudge marker")}, nudgeRun());
}

/// The same for all nudges of the same markers that follow each other at once: they become one step.
std::string MarkDesk::nudgeRun() {
    const UtcMs now = record_.now();
    const auto& selected = view_.options.selectedMarkers;
    if (now < nudgedAt_ || now - nudgedAt_ > kNudgeRunMs || selected != nudged_) ++nudgeRuns_;
    nudgedAt_ = now;
    nudged_ = selected;
    return fmt::format("nudge {}", nudgeRuns_);
}

void MarkDesk::mirrorSelected() {
    if (refused()) return;
    record::Session with = *record_.session();
    std::set<record::MarkerId> made;
    for (const auto& id : view_.options.selectedMarkers) {
        const record::Marker* original = with.marker(id);
        if (!original) continue;
        const auto place = places::mirrored(*bodies_.current(), catalogue_, original->anchor, original->side);
        if (!place) {
            notices_.tell(place.error().message, true);
            continue;
        }
        const auto copy = places::mirroredCopy(catalogue_, *original, *place);
        auto edited = copy ? record::addMarker(with, *copy) : Result<record::Edited>(copy.error());
        if (!edited) {
            notices_.tell(edited.error().message, true);
            continue;
        }
        with = std::move(edited->session);
        made.insert(copy->id);
    }
    if (made.empty()) return;
    if (!record_.commit(record::Edited{std::move(with), tr("Add mirrored copy")})) return;
    view_.options.selectedMarkers = made;
    notices_.tell(tr("A mirrored copy was added on the other side; what it was made from stays."));
}

void MarkDesk::moveToSide(const record::MarkerId& id, Side side) {
    const record::Marker* marker = record_.session() ? record_.session()->marker(id) : nullptr;
    if (!marker || refused()) return;
    const auto place = places::mirrored(*bodies_.current(), catalogue_, marker->anchor, opposite(side));
    if (!place) return notices_.tell(place.error().message, true);
    if (place->side != side)
        return notices_.tell(side == Side::left ? tr("That place has no left counterpart on this body.")
                                                : tr("That place has no right counterpart on this body."),
                             true);
    record_.commit(record::changeMarker(*record_.session(), places::movedTo(catalogue_, *marker, *place),
                                        side == Side::left ? tr("Move marker to the left") : tr("Move marker to the right")));
}

void MarkDesk::moveToMuscle(const record::MarkerId& id) {
    const record::Marker* marker = record_.session() ? record_.session()->marker(id) : nullptr;
    if (!marker || refused()) return;
    const auto place = places::placeOnMuscle(*bodies_.current(), catalogue_, *marker);
    if (!place) return notices_.tell(place.error().message, true);
    record_.commit(record::changeMarker(*record_.session(), places::movedTo(catalogue_, *marker, *place),
                               trf("Move marker to {}", displayText(marker->muscle, 80))));
}

/// Nothing is charted with a side that is a guess.
bool MarkDesk::refusedForSides() {
    if (bodies_.sidesKnown()) return false;
    const char* text = tr("Left and right of this model are not known: nothing is charted on it until you say how it stands.");
    notices_.withdraw(text);
    notices_.offer(text, tr("Say it"), [this] { bodies_.askAboutSides(); });
    return true;
}

bool MarkDesk::refused() {
    return curtain_ || !bodies_.current() || !record_.session() || refusedForFile() || record_.refusedNow() || refusedForSides();
}

bool MarkDesk::refusedForFile() {
    if (time_.showsInstead()) notices_.tell(tr("A file is being looked through: take it over or cancel it, then go on charting."));
    return time_.showsInstead();
}

std::vector<record::MarkerId> MarkDesk::takeProtocol(const anatomy::Protocol& protocol, Side side) {
    if (refused() || refusedForSides()) return {};
    const places::ProtocolSites found = places::protocolSites(*bodies_.current(), catalogue_, protocol, side, record_.now());
    Result<record::Edited> edited = record::Edited{*record_.session(), {}};
    for (const record::Marker& site : found.sites)
        if (edited) edited = record::addMarker(edited->session, site);
    if (edited) edited->message = trf("Take the protocol {}", anatomy::called(catalogue_, protocol));
    const size_t before = record_.session()->markers.size();
    const bool taken = record_.commit(std::move(edited));
    for (const std::string& why : found.missing) notices_.tell(why, true);
    std::vector<record::MarkerId> placed;
    for (size_t i = before; taken && i < record_.session()->markers.size(); ++i) placed.push_back(record_.session()->markers[i].id);
    return placed;
}

void MarkDesk::removeSelected() {
    if (!record_.session() || view_.options.selectedMarkers.empty()) return;
    if (record_.commit(record::removeMarkers(*record_.session(), {view_.options.selectedMarkers.begin(), view_.options.selectedMarkers.end()})))
        view_.options.selectedMarkers.clear();
}

void MarkDesk::select(const record::MarkerId& id, bool add) {
    const record::MarkerId chosen = id;  // it may be one of those that are deselected
    if (!add) view_.options.selectedMarkers.clear();
    if (add && view_.options.selectedMarkers.contains(chosen)) view_.options.selectedMarkers.erase(chosen);
    else view_.options.selectedMarkers.insert(chosen);
}

}  // namespace myochart::workspace
