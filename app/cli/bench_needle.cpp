#include <random>

#include <glm/trigonometric.hpp>

#include "cli/bench_cases.h"
#include "needle/hazards.h"

namespace myochart::cli {

namespace {

/// Needles through the trunk and limbs of a body, the same at every run.
std::vector<needle::Shaft> needles(const body::Body& body, size_t count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> unit(-1, 1);
    std::vector<needle::Shaft> shafts;
    while (shafts.size() < count) {
        const body::Structure& structure = body.structure(static_cast<std::uint32_t>(random() % body.structures().size()));
        if (structure.system != body::System::muscle) continue;
        const auto shaft = needle::shaftFrom(structure.bounds.centre() + vec3(unit(random), unit(random), unit(random)) * 30.0F, {unit(random), unit(random), unit(random) + 0.01F}, 40);
        if (shaft) shafts.push_back(*shaft);
    }
    return shafts;
}

struct Ready {
    const body::Body* body = nullptr;
    std::optional<geometry::RayIndex> rays;
    std::optional<needle::HazardIndex> hazards;
    double buildMs = 0;
};

Result<Ready> ready(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    Ready made;
    made.body = (*program)->bodies.current().get();
    made.rays = made.body->buildRayIndex();
    if (!made.rays) return failed("The body could not be looked through.");
    made.buildMs = timed(1, [&](int) { made.hazards.emplace(*made.body, (*program)->catalogue()); })[0];
    return made;
}

}  // namespace

Answer measureNeedle(Context& context, const BenchOptions& options) {
    auto made = ready(context);
    if (!made) return made.error();
    const auto shafts = needles(*made->body, 1000);
    size_t hazards = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 1000), [&](int i) {
        const needle::Path path = needle::pathOf(*made->body, *made->rays, shafts[static_cast<size_t>(i) % shafts.size()]);
        hazards += made->hazards->near(path.shaft, *made->rays).size() + (made->hazards->firstOnWay(path.shaft, *made->rays) ? 1 : 0);
    }));
    answer["hazards"] = hazards;
    answer["index_build_ms"] = rounded(made->buildMs);
    return answer;
}

Answer measureCone(Context& context, const BenchOptions& options) {
    auto made = ready(context);
    if (!made) return made.error();
    const auto shafts = needles(*made->body, 20);
    size_t ways = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 20), [&](int i) {
        const needle::Path path = needle::pathOf(*made->body, *made->rays, shafts[static_cast<size_t>(i) % shafts.size()]);
        ways = needle::coneOf(*made->hazards, *made->rays, path.shaft, glm::radians(60.0F)).size();
    }));
    answer["directions"] = ways;
    return answer;
}

}  // namespace myochart::cli
