#include <memory>

#include <fmt/format.h>

#include "anatomy/hazards.h"
#include "cli/painted_file.h"
#include "cli/verbs.h"
#include "core/files.h"
#include "core/text.h"
#include "record/json.h"
#include "referral/ask.h"
#include "referral/drawn_pain.h"
#include "referral/pain.h"
#include "referral/rank.h"
#include "referral/red_flags.h"

// Reported referral patterns, and from a pain to the points that are reported to refer there.

namespace myochart::cli {

namespace {

using nlohmann::json;

constexpr const char* kStatement = "Reported patterns: what the named sources tell of trigger points, a guide for the fingers and no diagnosis. "
                                   "Pain in the same place has other causes; rule them out first.";
constexpr std::uint64_t kMostPaintBytes = 1U << 20U;
constexpr size_t kMostAreas = 10'000;

struct SearchArguments {
    std::string regions, words, side, session;
    Path paint;
    size_t limit = 20;
};

json reviewed(const std::string& by) { return by.empty() ? json() : json(by); }

json cm2(double mm2) { return rounded(mm2 / 100, 2); }

json zoneJson(const referral::ReferralMap& map, const referral::Zone& zone) {
    const referral::RegionPlace& place = map.regions()[zone.region];
    json answer = {{"region", place.region->key}, {"label", place.region->label}, {"side", name(place.side)}, {"kind", zone.essential ? "essential" : "spillover"}, {"internal", place.region->internal}};
    if (map.skin()) {
        answer["position"] = mm(place.position);
        answer["area_cm2"] = place.vertex ? cm2(map.areaMm2(map.fieldOf(zone.region))) : json();
    }
    return answer;
}

json patternJson(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, const referral::Pattern& pattern) {
    const anatomy::TriggerPoint& point = *pattern.point;
    json zones = json::array();
    std::vector<const referral::Field*> essential, spillover;
    for (const referral::Zone& zone : pattern.zones) {
        zones.push_back(zoneJson(map, zone));
        if (map.regions()[zone.region].vertex) (zone.essential ? essential : spillover).push_back(&map.fieldOf(zone.region));
    }
    const anatomy::Source* source = catalogue.source(point.source);
    json answer = {{"trigger_point", point.key}, {"muscle", point.muscleKey}, {"side", name(pattern.side)}, {"zones", std::move(zones)},
                   {"source", point.source}, {"citation", source ? json(source->citation) : json()}, {"note", point.note},
                   {"confidence", point.confidence}, {"reviewed_by", reviewed(point.reviewedBy)}};
    if (map.skin()) {
        answer["essential_cm2"] = cm2(map.areaMm2(map.together(essential)));
        answer["spillover_cm2"] = cm2(map.areaMm2(map.together(spillover)));
    }
    return answer;
}

Result<std::optional<Side>> sideFrom(const std::string& text) {
    if (text.empty() || text == "both") return std::optional<Side>();
    const auto side = sideFromName(text);
    if (!side || *side == Side::midline) return environmentFault("--side is left, right or both.");
    return std::optional(*side);
}

/// On the body that is asked for; where it has no skin to show them, by name alone, and `without` says so.
Result<referral::ReferralMap> mapFor(workspace::Program& program, std::string& without) {
    auto map = referral::ReferralMap::on(*program.bodies.current(), program.catalogue());
    if (map) return map;
    without = map.error().message;
    return referral::ReferralMap::byNames(program.catalogue());
}

Answer showPattern(Context& context, const std::string& key, const std::string& sideText) {
    const auto side = sideFrom(sideText);
    if (!side) return side.error();
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    std::string without;
    const auto map = mapFor(**program, without);
    if (!map) return map.error();
    const auto ofMuscle = catalogue.triggerPointsOf(key);
    json patterns = json::array();
    for (const referral::Pattern& pattern : map->patterns()) {
        const bool asked = pattern.point->key == key || std::find(ofMuscle.begin(), ofMuscle.end(), pattern.point) != ofMuscle.end();
        if (asked && (!*side || **side == pattern.side)) patterns.push_back(patternJson(catalogue, *map, pattern));
    }
    if (patterns.empty() && !catalogue.muscle(key)) return failed(fmt::format("No muscle or trigger point has the key \"{}\"; `search` finds muscles.", displayText(key, 60)));
    json answer = {{"patterns", std::move(patterns)}, {"statement", kStatement}};
    if (!without.empty()) answer["without_body"] = without;
    return answer;
}

Result<referral::PaintedArea> areaFrom(const json& written, const std::string& where) {
    referral::PaintedArea area;
    if (!written.is_object()) return refused(fmt::format("{} is no object.", where));
    for (const auto& [key, value] : written.items())
        if (key != "at" && key != "radius_mm" && key != "region" && key != "side") return refused(fmt::format("{} has \"{}\", which no area has.", where, displayText(key, 40)));
    if (const auto side = written.find("side"); side != written.end()) {
        const auto known = side->is_string() ? sideFromName(side->get<std::string>()) : std::nullopt;
        if (!known) return refused(fmt::format("{} has a side that is none.", where));
        area.side = *known;
    }
    if (const auto region = written.find("region"); region != written.end()) {
        if (!region->is_string() || written.contains("at")) return refused(fmt::format("{} needs a region or a place, with a radius.", where));
        area.region = region->get<std::string>();
        return area;
    }
    const json at = written.value("at", json()), radius = written.value("radius_mm", json());
    if (!at.is_array() || at.size() != 3 || !at[0].is_number() || !at[1].is_number() || !at[2].is_number() || !radius.is_number())
        return refused(fmt::format("{} needs \"at\": [x, y, z] and \"radius_mm\", or \"region\".", where));
    area.at = vec3(at[0].get<float>(), at[1].get<float>(), at[2].get<float>());
    area.radiusMm = radius.get<float>();
    return area;
}

}  // namespace

Result<std::vector<referral::PaintedArea>> paintFrom(const Path& file) {
    const auto text = readTextFile(file, kMostPaintBytes);
    if (!text) return text.error();
    const auto written = record::parseJson(*text, shown(file));  // of a depth that can be walked
    if (!written) return written.error();
    const json areas = written->is_object() ? written->value("areas", json()) : json();
    if (!areas.is_array()) return refused(fmt::format("{} holds no painted areas; it is JSON such as {{\"areas\": [{{\"region\": \"temple\", \"side\": \"left\"}}]}}.", shown(file)));
    if (areas.size() > kMostAreas) return refused(fmt::format("{} holds more than {} areas.", shown(file), kMostAreas));
    std::vector<referral::PaintedArea> painted;
    for (size_t i = 0; i < areas.size(); ++i) {
        auto area = areaFrom(areas[i], fmt::format("{}: area {}", shown(file), i + 1));
        if (!area) return area.error();
        painted.push_back(std::move(*area));
    }
    return painted;
}

namespace {

json regionJson(const referral::ReferralMap& map, std::uint32_t region) {
    return {{"region", map.regions()[region].region->key}, {"side", name(map.regions()[region].side)}};
}

json rankedJson(const referral::ReferralMap& map, const referral::Ranked& each) {
    json why = json::array();
    for (const referral::MetZone& zone : each.why) {
        json met = regionJson(map, zone.region);
        met["kind"] = zone.essential ? "essential" : "spillover";
        met["painted"] = rounded(zone.share);
        why.push_back(std::move(met));
    }
    const anatomy::TriggerPoint& point = *each.pattern->point;
    return {{"trigger_point", point.key}, {"muscle", point.muscleKey}, {"side", name(each.pattern->side)}, {"share_of_pain_explained", rounded(each.explained)},
            {"share_of_pattern_painted", rounded(each.painted)}, {"score", rounded(each.score)}, {"why", std::move(why)}, {"source", point.source}, {"confidence", point.confidence}};
}

json nerveJson(const referral::RankedNerve& each) {
    const anatomy::NerveField& nerve = *each.area->nerve;
    return {{"key", nerve.key}, {"kind", nerve.kind}, {"name", nerve.name}, {"roots", nerve.roots}, {"side", name(each.area->side)},
            {"share_of_pain_explained", rounded(each.explained)}, {"share_of_field_painted", rounded(each.painted)}, {"score", rounded(each.score)},
            {"fits_better", each.fitsBetter}, {"key_place", nerve.keyPlace}, {"motor_check", nerve.motorCheck.empty() ? json() : json(nerve.motorCheck)},
            {"reflex", nerve.reflex.empty() ? json() : json(nerve.reflex)}, {"source", nerve.source}, {"confidence", nerve.confidence}, {"reviewed_by", reviewed(nerve.reviewedBy)}};
}

using Conditions = std::vector<const anatomy::Condition*>;

json ruleOutJson(const Conditions& conditions) {
    json rows = json::array();
    for (const anatomy::Condition* condition : conditions)
        rows.push_back({{"condition", condition->key}, {"name", condition->name}, {"screen_first", condition->screenFirst}, {"sources", condition->sources}, {"confidence", condition->confidence}, {"reviewed_by", reviewed(condition->reviewedBy)}});
    return rows;
}

json rankingJson(const anatomy::Catalogue& catalogue, const referral::ReferralMap& map, const referral::Field& pain, size_t limit, const Conditions& told = {}) {
    const referral::Ranking ranking = referral::rank(map, pain);
    json ranked = json::array(), few = json::array(), left = json::array(), nerves = json::array();
    for (size_t i = 0; i < std::min(limit, ranking.ranked.size()); ++i) ranked.push_back(rankedJson(map, ranking.ranked[i]));
    for (const size_t i : ranking.few) few.push_back({{"trigger_point", ranking.ranked[i].pattern->point->key}, {"side", name(ranking.ranked[i].pattern->side)}});
    for (const referral::Unexplained& each : ranking.unexplained) {
        left.push_back(regionJson(map, each.region));
        left.back()["share"] = rounded(each.share);
    }
    for (const referral::RankedNerve& each : ranking.nerves) nerves.push_back(nerveJson(each));
    return {{"rule_out_first", ruleOutJson(referral::toRuleOutFirst(catalogue, map, pain, ranking, told))}, {"ranked", std::move(ranked)}, {"few", std::move(few)}, {"unexplained_regions", std::move(left)},
            {"unexplained_share", rounded(ranking.unexplainedShare)}, {"nerves", std::move(nerves)}, {"statement", kStatement}};
}

Answer searchByPaint(Context& context, const SearchArguments& arguments) {
    const auto areas = paintFrom(arguments.paint);
    if (!areas) return areas.error();
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const auto map = referral::ReferralMap::on(*(*program)->bodies.current(), (*program)->catalogue());
    if (!map) return map.error();
    const auto pain = referral::painted(*map, *areas);
    if (!pain) return pain.error();
    json answer = rankingJson((*program)->catalogue(), *map, *pain, arguments.limit);
    answer["painted_cm2"] = cm2(map->areaMm2(*pain));
    return answer;
}

Answer searchOfVisit(Context& context, const SearchArguments& arguments) {
    auto program = context.programWithBody();
    if (!program) return program.error();
    const auto session = fromRecord<record::Session>(**program, [&](store::Record& r) { return r.session({arguments.session}); });
    if (!session) return session.error();
    noteReading(**program, session->patient);
    const auto map = referral::ReferralMap::on(*(*program)->bodies.current(), (*program)->catalogue());
    if (!map) return map.error();
    const referral::Field pain = referral::painOf(*map, session->painDrawing);
    if (pain.empty()) return failed("Nothing is painted at this visit; `paint` does it.");
    json answer = rankingJson((*program)->catalogue(), *map, pain, arguments.limit);
    answer["painted_cm2"] = cm2(map->areaMm2(pain));
    return answer;
}

Answer searchByName(Context& context, const SearchArguments& arguments, std::optional<Side> side) {
    auto program = context.program(false);
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const auto map = referral::ReferralMap::byNames(catalogue);
    std::vector<referral::PaintedArea> areas = referral::regionsNamed(arguments.regions, side);
    json complaints = json::array(), named = json::array();
    Conditions told;
    if (!arguments.words.empty()) {
        const referral::AskedWords asked = referral::askedFor(catalogue, arguments.words);
        for (const referral::AskedRegion& each : asked.regions) {
            if (side && each.side && *each.side != *side) return environmentFault(fmt::format("--side {} contradicts the words, which say {}.", name(*side), name(*each.side)));
            areas.push_back({{}, 0, each.region->key, side ? side : each.side});
        }
        for (const std::string& place : asked.denied) context.remarks.push_back(fmt::format("It is told not to hurt and is left out: \"{}\".", displayText(place, 60)));
        for (const anatomy::TriggerPoint* point : asked.complaints) complaints.push_back({{"trigger_point", point->key}, {"muscle", point->muscleKey}, {"source", point->source}, {"confidence", point->confidence}});
        for (const std::string& place : asked.notKnown) context.remarks.push_back(fmt::format("Nothing is called so and it is left out: \"{}\".", displayText(place, 60)));
        for (const std::string& place : asked.sideInDoubt) context.remarks.push_back(fmt::format("No side is told of it and both are looked for: \"{}\".", displayText(place, 60)));
        for (const std::string& word : asked.readAs) context.remarks.push_back(fmt::format("Read as another word: \"{}\".", displayText(word, 60)));
        told = asked.conditions;
        for (const anatomy::Condition* each : told) named.push_back({{"condition", each->key}, {"name", each->name}});
        if (areas.empty() && !told.empty()) return json{{"rule_out_first", ruleOutJson(told)}, {"conditions_told", std::move(named)}, {"places", json::array()}, {"regions", json::array()}, {"ranked", json::array()}, {"statement", kStatement}};
        if (areas.empty()) return failed("No region and no complaint is called so; `bodymap` and `search` list what is known.");
    }
    const auto pain = referral::painted(map, areas);
    if (!pain) return pain.error();
    json answer = rankingJson(catalogue, map, *pain, arguments.limit, told), regions = json::array(), places = json::array();
    for (const referral::PaintedArea& area : areas) {
        if (std::find(regions.begin(), regions.end(), json(area.region)) == regions.end()) regions.push_back(area.region);
        const anatomy::ReferralRegion* region = catalogue.region(area.region);
        places.push_back({{"region", area.region}, {"side", area.side ? json(name(*area.side)) : region && !region->paired ? json(name(Side::midline)) : json("both")}});
    }
    answer["regions"] = std::move(regions);
    answer["places"] = std::move(places);
    if (!arguments.words.empty()) answer["complaint_told_of"] = std::move(complaints), answer["conditions_told"] = std::move(named);
    return answer;
}

Answer search(Context& context, const SearchArguments& arguments) {
    const auto side = sideFrom(arguments.side);
    if (!side) return side.error();
    if ((!arguments.regions.empty()) + (!arguments.words.empty()) + (!arguments.paint.empty()) + (!arguments.session.empty()) != 1) return environmentFault("Say where it hurts by one of --regions, --words, --paint and --session.");
    if (!arguments.session.empty()) return searchOfVisit(context, arguments);
    return arguments.paint.empty() ? searchByName(context, arguments, *side) : searchByPaint(context, arguments);
}

Answer listRegions(Context& context) {
    auto program = context.program(false);
    if (!program) return program.error();
    json rows = json::array();
    for (const anatomy::ReferralRegion& region : (*program)->catalogue().regions())
        rows.push_back({{"region", region.key}, {"name", region.label}, {"area", region.bodyArea}, {"paired", region.paired}, {"inside", region.internal}});
    return rows;
}

}  // namespace

void addReferralVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* referral = app.add_subcommand("referral", "Reported referral patterns, and from a pain to the points that are reported to refer there");
    referral->require_subcommand(1);
    auto key = std::make_shared<std::string>(), side = std::make_shared<std::string>();
    CLI::App* show = referral->add_subcommand("show", "The reported pattern of a trigger point or of all of a muscle's, on this body");
    show->add_option("KEY", *key, "A trigger point or a muscle")->required();
    show->add_option("--side", *side, "left, right or both (default)");
    verbs.add(show, [key, side](Context& c) { return showPattern(c, *key, *side); });
    auto arguments = std::make_shared<SearchArguments>();
    CLI::App* regions = referral->add_subcommand("regions", "The regions that patterns and painted pain are made of, with their keys");
    verbs.add(regions, [](Context& c) { return listRegions(c); });
    CLI::App* find = referral->add_subcommand("search", "From where it hurts to the points that are reported to refer there");
    find->add_option("--regions", arguments->regions, "Keys of regions with commas between them: temple,eye_orbit");
    find->add_option("--words", arguments->words, "In words: \"pain behind the left eye\"");
    find->add_option("--paint", arguments->paint, "A JSON file of painted areas");
    find->add_option("--session", arguments->session, "What is painted of this visit");
    find->add_option("--side", arguments->side, "Of --regions and --words: left, right or both (default)");
    find->add_option("--limit", arguments->limit, "How many points at most")->check(CLI::Range(1, 479));
    verbs.add(find, [arguments](Context& c) { return search(c, *arguments); });
    addPaintVerbs(app, *referral, verbs);
    addFormVerbs(app, verbs);
    addPatternSheetVerb(*referral, verbs);
}

}  // namespace myochart::cli
