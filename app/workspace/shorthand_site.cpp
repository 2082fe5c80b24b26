#include "workspace/shorthand_site.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "places/place_by_words.h"
#include "places/place_trigger_points.h"
#include "record/fault_words.h"
#include "record/ledger.h"
#include "record/moment_out.h"

namespace myochart::workspace {

namespace {

using shorthand::Parsed;

/// The same muscle, a part of it or its whole.
bool isOf(const anatomy::Catalogue& catalogue, const std::string& key, const std::string& asked) {
    const auto holds = [&](const std::string& part, const std::string& whole) {
        const auto wholes = catalogue.wholesOf(part);
        return std::find(wholes.begin(), wholes.end(), whole) != wholes.end();
    };
    return key == asked || holds(key, asked) || holds(asked, key);
}

bool saysNeedle(const Parsed& line) { return line.told.needle != record::Needling{} || line.command != shorthand::Command::none; }

Result<record::Marker> checked(record::Marker marker) {
    if (const std::string fault = record::faultIn(marker); !fault.empty()) return refused(record::faultInWords(fault));
    return marker;
}

/// "All in" is of the needles that are planned, "all out" of those that are in.
Result<Charted> chartAll(const record::Session& session, const Parsed& line, UtcMs now) {
    record::Session after = session;
    const UtcMs at = line.command == shorthand::Command::allOut ? record::momentOut(session, record::sitesOf(session, record::NeedleState::in), now) : now;
    size_t count = 0;
    for (record::Marker& marker : after.markers) {
        if (line.command == shorthand::Command::allIn && (marker.type != record::MarkerType::needle || marker.needle.inAt)) continue;
        if (line.command == shorthand::Command::allOut && (!marker.needle.inAt || marker.needle.outAt)) continue;
        marker = shorthand::applied(line, marker, at);
        ++count;
    }
    const bool in = line.command == shorthand::Command::allIn;
    if (count == 0) return failed(in ? said("No needle of this visit is planned and not in yet.") : said("No needle of this visit is in."));
    return Charted{{std::move(after), in ? tr("All needles in") : tr("All needles out")}, std::nullopt};
}

}  // namespace

Result<shorthand::Grammar> loadGrammar(const anatomy::Catalogue& catalogue) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    return shorthand::Grammar::load(*assets / "knowledge", catalogue);
}

bool refusesChange(RecordDesk& record, Notices& notices) {
    if (!record.session() || !record.session()->signing.isSigned()) return record.refusedNow();
    notices.tell(tr("This visit is signed: nothing in it is changed any more, only added to."));
    return true;
}

Result<places::Place> placeTold(const body::Body& body, const anatomy::Catalogue& catalogue, const Parsed& line) {
    const anatomy::Muscle* muscle = catalogue.muscle(line.muscleKey);
    if (!muscle) return failed(said("Say the muscle and its side, or the number of a site that is there before a colon: 3: out."));
    const Side side = line.side.value_or(Side::midline);
    if (!line.triggerPointKey.empty()) {
        for (const anatomy::TriggerPoint& point : catalogue.triggerPoints()) {
            if (point.key != line.triggerPointKey) continue;
            places::LandmarkFinder landmarks(body);
            auto placed = places::placeTriggerPoint(body, landmarks, catalogue, point, side);
            if (!placed) return placed.error();
            return placed->place;
        }
    }
    const std::string words = fmt::format("{}{}{}{}", line.side ? name(side) : "", line.side ? " " : "", anatomy::spokenName(*muscle),
                                          line.place.empty() ? "" : ", " + line.place);
    auto place = places::placeByWords(body, catalogue, words);
    if (place && (!isOf(catalogue, place->anchor.address.muscleKey, muscle->key) || (line.side && place->side != side)))
        return failed(said("This body has no such place on {}.", anatomy::spokenName(*muscle)));
    return place;
}

Result<record::Marker> told(const anatomy::Catalogue& catalogue, const record::Marker& marker, const Parsed& line, UtcMs now) {
    const auto number = marker.number;
    const std::string& key = marker.anchor.address.muscleKey;
    if (line.side && *line.side != marker.side) return refused(said("Site {} is on the other side; a line does not move it.", number));
    if (!line.muscleKey.empty() && !isOf(catalogue, key, line.muscleKey)) return refused(said("Site {} is of another muscle; a line does not move it.", number));
    if (!line.triggerPointKey.empty() || !line.place.empty()) return refused(said("Where site {} lies is not changed by a line: move its marker.", number));
    const bool isIn = marker.needle.inAt && !marker.needle.outAt;
    if (line.command == shorthand::Command::in && marker.needle.inAt) return refused(isIn ? said("The needle of site {} is in already.", number) : said("The needle of site {} was in and is out.", number));
    if (line.command == shorthand::Command::out && !isIn) return refused(said("The needle of site {} is not in.", number));
    return checked(shorthand::applied(line, marker, now));
}

Result<Charted> chart(const anatomy::Catalogue& catalogue, const record::Session& session, const Parsed& line, UtcMs now) {
    if (line.command == shorthand::Command::allIn || line.command == shorthand::Command::allOut) return chartAll(session, line, now);
    if (!line.site) return failed(said("Say the muscle and its side, or the number of a site that is there before a colon: 3: out."));
    const auto at = std::find_if(session.markers.begin(), session.markers.end(), [&](const record::Marker& marker) { return marker.number == *line.site; });
    if (at == session.markers.end()) return failed(said("There is no site {} in this visit.", *line.site));
    auto after = told(catalogue, *at, line, now);
    if (!after) return after.error();
    auto edited = record::changeMarker(session, std::move(*after), trf("Change site {}", *line.site));
    if (!edited) return edited.error();
    return Charted{std::move(*edited), at->id};
}

Result<Charted> chartNew(const record::Session& session, const Parsed& line, const places::Place& place, const record::MarkerId& id,
                         record::MarkerType otherwise, UtcMs now) {
    if (line.command == shorthand::Command::out) return refused(said("A needle goes in before it comes out."));
    record::Marker marker;
    marker.id = id;
    marker.type = saysNeedle(line) ? record::MarkerType::needle : otherwise;
    marker.anchor = place.anchor;
    marker.muscle = place.muscle;
    marker.side = place.side;
    marker.sentence = place.sentence;
    marker.createdAt = now;
    auto whole = checked(shorthand::applied(line, std::move(marker), now));
    if (!whole) return whole.error();
    auto edited = record::addMarker(session, std::move(*whole));
    if (!edited) return edited.error();
    return Charted{std::move(*edited), id};
}

Result<record::Edited> takeBox(const record::Session& session, const std::set<record::MarkerId>& sites, const shorthand::NeedleCode& code) {
    record::Session after = session;
    for (record::Marker& marker : after.markers) {
        if (!sites.contains(marker.id)) continue;
        marker.needle = shorthand::withCode(std::move(marker.needle), code);
        if (auto sound = checked(marker); !sound) return sound.error();
    }
    return record::Edited{std::move(after), tr("Take over a box of needles")};
}

}  // namespace myochart::workspace
