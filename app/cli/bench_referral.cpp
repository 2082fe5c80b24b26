#include "cli/bench_cases.h"
#include "referral/pain.h"
#include "referral/rank.h"

namespace myochart::cli {

namespace {

Result<referral::ReferralMap> mapOf(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    return referral::ReferralMap::on(*(*program)->bodies.current(), (*program)->catalogue());
}

/// What the fields of a map hold in memory.
double heldMb(const referral::ReferralMap& map) {
    size_t shares = 0;
    for (size_t i = 0; i < map.regions().size(); ++i) shares += map.fieldOf(i).size();
    for (const referral::Pattern& pattern : map.patterns()) shares += pattern.field.size();
    for (const referral::NerveArea& nerve : map.nerves()) shares += nerve.field.size();
    return static_cast<double>(shares * sizeof(referral::Share)) / 1e6;
}

}  // namespace

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

}  // namespace myochart::cli
