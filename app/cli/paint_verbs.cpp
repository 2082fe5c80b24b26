#include <memory>

#include <fmt/format.h>

#include "cli/acting.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "note/visit_words.h"
#include "places/hand_edits.h"
#include "referral/drawn_pain.h"
#include "referral/shown.h"

// The patient's own pain, painted on the skin, and how far reported patterns lie on it.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PaintArguments {
    std::string session, at, region, side, quality, depth;
    double radiusMm = 0;
    size_t area = 1;
    std::optional<std::uint32_t> intensity;
    bool erase = false, clear = false;
};

std::vector<std::string> keysOf(const std::vector<note::KeyWords>& words) {
    std::vector<std::string> keys;
    for (const note::KeyWords& each : words) keys.push_back(each.key);
    return keys;
}

json areaJson(const record::PainArea& area) {
    return {{"where", area.where}, {"area_cm2", area.areaCm2 ? json(rounded(static_cast<double>(*area.areaCm2), 2)) : json()}, {"dabs", area.dabs.size()}, {"qualities", area.qualities},
            {"intensity", area.intensity ? json(*area.intensity) : json()}, {"depth", area.depth.empty() ? json() : json(area.depth)}};
}

/// What is painted by these options; nothing where they only tell of the pain.
Result<std::vector<record::PainDab>> dabsOf(const PaintArguments& arguments, const anatomy::Catalogue& catalogue, const referral::ReferralMap& map) {
    std::vector<record::PainDab> dabs;
    std::optional<Side> side;
    if (!arguments.side.empty() && arguments.side != "both") {
        side = sideFromName(arguments.side);
        if (!side || *side == Side::midline) return environmentFault("--side is left, right or both.");
    }
    if (!arguments.at.empty() && !arguments.region.empty()) return environmentFault("Paint either a dab (--at, --radius) or a whole --region.");
    if (!arguments.at.empty()) {
        const auto at = numbers(arguments.at, 3, "--at");
        if (!at) return at.error();
        dabs.push_back(referral::dabToKeep(map, vec3((*at)[0], (*at)[1], (*at)[2]), static_cast<float>(arguments.radiusMm), arguments.erase));
        if (arguments.side == "both") dabs.push_back(referral::mirrored(dabs.back()));
    }
    if (!arguments.region.empty()) {
        if (!catalogue.region(arguments.region)) return failed(fmt::format("No region has the key \"{}\"; `referral regions` lists them.", displayText(arguments.region, 40)));
        record::PainDab dab;
        dab.region = arguments.region;
        dab.side = side;
        if (arguments.erase) dab.erases = true;
        dabs.push_back(dab);
    }
    return dabs;
}

Answer paint(Context& context, const PaintArguments& arguments) {
    if (!arguments.at.empty() && !(arguments.radiusMm >= 0.5 && arguments.radiusMm <= 1000)) return environmentFault("--at needs --radius from 0.5 to 1000 mm.");
    auto program = context.programWithBody();
    if (!program) return program.error();
    const auto map = referral::ReferralMap::on(*(*program)->bodies.current(), (*program)->catalogue());
    if (!map) return map.error();
    const auto dabs = dabsOf(arguments, (*program)->catalogue(), *map);
    if (!dabs) return dabs.error();
    if (const auto known = arguments.depth.empty() ? Outcome(Done{}) : keyOrWords(keysOf(note::painDepths()), arguments.depth, "--depth-felt"); !known) return known.error();
    record::PainArea shown;
    const auto changed = changeVisit(**program, {arguments.session}, [&](store::Record&, const record::Session& before) -> Result<record::Edited> {
        record::Session after = before;
        auto& areas = after.painDrawing.areas;
        if (arguments.area > areas.size() + 1) return failed(fmt::format("This visit has {} painted pains; --area is up to {}.", areas.size(), areas.size() + 1));
        if (arguments.clear) {
            if (arguments.area > areas.size()) return failed("There is no such painted pain to clear.");
            areas.erase(areas.begin() + static_cast<std::ptrdiff_t>(arguments.area - 1));
            return editedAs(before, std::move(after), "Clear painted pain");
        }
        if (arguments.area > areas.size()) areas.emplace_back();
        record::PainArea& area = areas[arguments.area - 1];
        referral::PainBrush brush(*map);
        for (const record::PainDab& dab : area.dabs) (void)referral::apply(brush, *map, dab);  // some may be of another body
        for (const record::PainDab& dab : *dabs) {
            if (const Outcome painted = referral::apply(brush, *map, dab); !painted) return painted.error();
            area.dabs.push_back(dab);
        }
        for (const std::string& quality : split(arguments.quality, ','))
            if (std::string key = trim(quality); !key.empty() && std::find(area.qualities.begin(), area.qualities.end(), key) == area.qualities.end()) area.qualities.push_back(std::move(key));
        if (arguments.intensity) area.intensity = arguments.intensity;
        if (!arguments.depth.empty()) area.depth = arguments.depth;
        referral::tellPlace(area, *map, brush);
        shown = area;
        return editedAs(before, std::move(after), "Paint pain");
    });
    if (!changed) return changed.error();
    const referral::Field pain = referral::painOf(*map, changed->after.painDrawing);
    json areas = json::array();
    for (const record::PainArea& area : changed->after.painDrawing.areas) areas.push_back(areaJson(area));
    return json{{"area", arguments.clear ? json() : areaJson(shown)}, {"areas", std::move(areas)}, {"painted_cm2", rounded(map->areaMm2(pain) / 100, 2)}};
}

Answer overlap(Context& context, const std::string& id) {
    auto program = context.programWithBody();
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const auto session = fromRecord<record::Session>(**program, [&](store::Record& r) -> Result<record::Session> {
        const auto owner = r.sessionOf(record::MarkerId{id});
        if (!owner) return owner.error();
        return r.session(*owner);
    });
    if (!session) return session.error();
    noteReading(**program, session->patient);
    const record::Marker* marker = session->marker({id});
    if (!marker) return failed("There is no marker of that id.");
    const auto map = referral::ReferralMap::on(*(*program)->bodies.current(), catalogue);
    if (!map) return map.error();
    const referral::PatternSource source{places::muscleKeyOf(catalogue, *marker), marker->side == Side::midline ? std::nullopt : std::optional(marker->side)};
    const auto patterns = referral::patternsOf(catalogue, *map, source);
    if (patterns.empty()) return failed("No pattern is reported of this site's muscle.");
    const referral::Overlap found = referral::overlapOf(*map, referral::painOf(*map, session->painDrawing), patterns);
    return json{{"muscle", source.key}, {"side", source.side ? json(name(*source.side)) : json()}, {"overlap_cm2", rounded(found.mm2 / 100, 2)}, {"share_of_pain", rounded(found.ofPain)}, {"share_of_pattern", rounded(found.ofPattern)},
                {"statement", "A reported pattern and a painted pain on one body: a guide for the fingers, no finding and no diagnosis."}};
}

}  // namespace

void addPaintVerbs(CLI::App& app, CLI::App& referral, VerbTable& verbs) {
    auto arguments = std::make_shared<PaintArguments>();
    CLI::App* verb = app.add_subcommand("paint", "Paint where it hurts on the skin of a visit: a round dab or a whole region");
    verb->add_option("--session", arguments->session, "The visit")->required();
    verb->add_option("--at", arguments->at, "Middle of a dab, mm: X,Y,Z")->type_name("X,Y,Z");
    verb->add_option("--radius", arguments->radiusMm, "Of the dab, mm along the skin");
    verb->add_option("--region", arguments->region, "The key of a region, painted whole");
    verb->add_option("--side", arguments->side, "Of the region, or both for a dab too");
    verb->add_flag("--erase", arguments->erase, "Take it away instead");
    verb->add_option("--area", arguments->area, "Which pain of the visit, from 1; the next number begins another one")->check(CLI::Range(1, 50));
    verb->add_option("--quality", arguments->quality, "What it is like: burning,aching,sharp,... or words");
    verb->add_option("--intensity", arguments->intensity, "0 none to 10 the worst there is")->check(CLI::Range(0, 10));
    verb->add_option("--depth-felt", arguments->depth, "skin, muscle, deep, or words");
    verb->add_flag("--clear", arguments->clear, "Take that pain away");
    verbs.add(verb, [arguments](Context& c) { return paint(c, *arguments); });
    auto id = std::make_shared<std::string>();
    CLI::App* over = referral.add_subcommand("overlap", "How far the painted pain of a site's visit and the reported pattern of its muscle lie on each other");
    over->add_option("MARKER", *id, "The site")->required();
    verbs.add(over, [id](Context& c) { return overlap(c, *id); });
}

}  // namespace myochart::cli
