#include "cli/markups_import.h"

#include <fmt/format.h>

#include "cli/acting.h"
#include "core/words.h"
#include "workspace/markup_sites.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

json placedSitesJson(const std::vector<workspace::PlacedSite>& sites, const record::Session& visit) {
    json rows = json::array();
    for (const workspace::PlacedSite& each : sites) {
        const record::Marker* kept = visit.marker(each.marker.id);
        rows.push_back({{"from", each.place},
                        {"id", each.marker.id.text},
                        {"number", kept ? json(kept->number) : json()},
                        {"type", name(each.marker.type)},
                        {"label", each.marker.label},
                        {"structure", each.marker.anchor.structureKey},
                        {"side", name(each.marker.side)},
                        {"sentence", each.marker.sentence},
                        {"position", mm(each.marker.anchor.position)},
                        {"away_mm", each.awayMm ? json(rounded(*each.awayMm, 1)) : json()},
                        {"aimed", each.marker.needle.direction.has_value()}});
    }
    return rows;
}

}  // namespace

Answer importMarkups(Context& context, const MarkupsAsked& asked) {
    const auto markups = exchange::markupsFromText(asked.text, shown(Path(asked.file)));
    if (!markups) return markups.error();
    auto program = context.programWithBody();
    if (!program) return program.error();
    if (!(*program)->bodies.sidesKnown())
        return refused("Left and right of this model are a guess: nothing is charted on it until somebody says how it stands (`model confirm`).");
    const auto body = (*program)->bodies.current();
    const auto type = asked.type.empty() ? std::nullopt : record::markerTypeFromName(asked.type);
    const auto sitesFor = [&](const record::Session& visit) {
        return workspace::sitesOf(*markups, *body, (*program)->catalogue(), (*program)->view.options, visit, type, nowUtc());
    };
    Result<workspace::MarkupSites> sites = failed("");
    Result<record::Session> visit = failed("");
    if (asked.preview) {
        visit = readableSession(context, **program, {asked.into});
        if (!visit) return visit.error();
        sites = sitesFor(*visit);
    } else {
        const auto changed = changeVisit(**program, {asked.into}, [&](store::Record&, const record::Session& before) -> Result<record::Edited> {
            sites = sitesFor(before);
            return sites ? workspace::withSites(before, sites->placed) : Result<record::Edited>(sites.error());
        });
        visit = changed ? Result<record::Session>(changed->after) : Result<record::Session>(changed.error());
    }
    if (!visit) return visit.error();
    if (!sites) return sites.error();
    context.remarks = markups->remarks;
    context.remarks.insert(context.remarks.end(), sites->notTaken.begin(), sites->notTaken.end());
    return json{{"session", asked.into},   {"placed", placedSitesJson(sites->placed, *visit)}, {"known", sites->known},
                {"left_out", context.remarks}, {"preview", asked.preview}};
}

}  // namespace myochart::cli
