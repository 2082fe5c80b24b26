#include "cli/bench_cases.h"
#include "referral/pain.h"
#include "referral/pain_brush.h"
#include "referral/rank.h"
#include "referral/pattern_sketch.h"
#include "referral/shown.h"

namespace myochart::cli {

namespace {

Result<referral::ReferralMap> mapOf(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    return referral::ReferralMap::on(*(*program)->bodies.current(), (*program)->catalogue());
}

/// What the fields of a map, and what its small drawings are made of, hold in memory.
double heldMb(const referral::ReferralMap& map) {
    size_t shares = 0;
    for (size_t i = 0; i < map.regions().size(); ++i) shares += map.fieldOf(i).size();
    for (const referral::Pattern& pattern : map.patterns()) shares += pattern.field.size();
    for (const referral::NerveArea& nerve : map.nerves()) shares += nerve.field.size();
    return static_cast<double>(shares * sizeof(referral::Share) + referral::PatternSketcher(map).bytes()) / 1e6;
}

const std::vector<referral::PatternSource>& shownSources() {
    static const std::vector<referral::PatternSource> kSources = {{"trapezius_upper", Side::left}, {"infraspinatus", Side::left}, {"gluteus_minimus", Side::right}};
    return kSources;
}

}  // namespace

Result<scene::LaidOnSkin> threePatterns(const body::Body& body, const anatomy::Catalogue& catalogue) {
    const auto map = referral::ReferralMap::on(body, catalogue);
    if (!map) return map.error();
    return scene::LaidOnSkin{std::make_shared<const body::VertexShares>(referral::laid(catalogue, *map, referral::SkinLevels(body, *map->skin()), shownSources(), {})), true};
}

Answer measureReferral(Context& context, const BenchOptions& options) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    double prepareMs = 0;
    Result<referral::ReferralMap> map = failed("not made yet");
    prepareMs = timed(1, [&](int) { map = mapOf(context); })[0];
    if (!map) return map.error();
    double sum = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 1000), [&](int i) {
        const auto shares = map->dense(map->patterns()[static_cast<size_t>(i) % map->patterns().size()].field);
        sum += static_cast<double>(shares[shares.size() / 2]);
    }));
    answer["prepare_ms"] = rounded(prepareMs);
    answer["prepared_mb"] = rounded(heldMb(*map));
    answer["vertices"] = map->skin()->vertexCount();
    answer["sum"] = rounded(sum);
    return answer;
}

Answer measureRank(Context& context, const BenchOptions& options) {
    const auto map = mapOf(context);
    if (!map) return map.error();
    const auto pain = referral::painted(*map, referral::regionsNamed("temple,eye_orbit,shoulder_slope,thigh_lateral_mid,leg_lateral_mid", Side::left));
    if (!pain) return pain.error();
    size_t ranked = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 200), [&](int) { ranked = referral::rank(*map, *pain).ranked.size(); }));
    answer["ranked"] = ranked;
    answer["patterns"] = map->patterns().size();
    return answer;
}

Answer measureDab(Context& context, const BenchOptions& options) {
    const auto map = mapOf(context);
    if (!map) return map.error();
    referral::PainBrush brush(*map);
    size_t painted = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 500), [&](int i) {
        const referral::RegionPlace& place = map->regions()[static_cast<size_t>(i) % map->regions().size()];
        painted += brush.apply({place.position, 20, {}, {}, false}).ok();
    }));
    answer["painted"] = painted;
    return answer;
}

Answer measureLaid(Context& context, const BenchOptions& options) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const auto map = mapOf(context);
    if (!map) return map.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    const referral::SkinLevels levels(*(*program)->bodies.current(), *map->skin());
    const std::vector<float> pain = map->dense(map->fieldOf(0));
    size_t bytes = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 200), [&](int) {
        bytes = 0;
        for (const auto& part : referral::laid(catalogue, *map, levels, shownSources(), pain).parts)
            for (const auto& level : part.levels) bytes += level.size() * sizeof(level[0]);
    }));
    answer["bytes"] = bytes;
    return answer;
}

}  // namespace myochart::cli
