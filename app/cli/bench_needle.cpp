#include <array>
#include <random>

#include <glm/trigonometric.hpp>

#include "cli/bench_cases.h"
#include "needle/batch.h"
#include "places/danger.h"

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

struct BenchedBody {
    const body::Body* body = nullptr;
    const anatomy::Catalogue* catalogue = nullptr;
    std::optional<geometry::RayIndex> rays;
    std::optional<needle::HazardIndex> hazards;
    double buildMs = 0;
};

Result<BenchedBody> ready(Context& context) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    BenchedBody made;
    made.body = (*program)->bodies.current().get();
    made.catalogue = &(*program)->catalogue();
    made.rays = made.body->buildRayIndex();
    if (!made.rays) return failed("The body could not be looked through.");
    made.buildMs = timed(1, [&](int) { made.hazards.emplace(*made.body, (*program)->catalogue()); })[0];
    return made;
}

/// A structure's surface as numbers of 32 bits: its index, whether it is a hazard, how many vertices and triangles, then both.
void appendPart(const body::Body& body, std::uint32_t structure, std::string& bytes) {
    const geometry::TriMesh mesh = body.mesh(structure);
    const bool isHazard = places::dangerOf(body.structure(structure)) != anatomy::Danger::none;
    const std::array<std::uint32_t, 4> head = {structure, isHazard ? 1U : 0U, static_cast<std::uint32_t>(mesh.positions.size()), static_cast<std::uint32_t>(mesh.triangleCount())};
    const auto append = [&](const void* data, size_t count) { bytes.append(static_cast<const char*>(data), count); };
    append(head.data(), sizeof head);
    append(mesh.positions.data(), mesh.positions.size() * sizeof(vec3));
    append(mesh.indices.data(), mesh.indices.size() * sizeof(std::uint32_t));
}

/// The surfaces, the needles, and how near each hazard comes: for who asks the same elsewhere (bench/peer_vtk_needle.py).
Outcome keep(const Context& context, const BenchedBody& made, const std::vector<needle::Shaft>& shafts, const Path& folder) {
    std::string parts, needles, distances;
    for (std::uint32_t i = 0; i < made.body->structures().size(); ++i) appendPart(*made.body, i, parts);
    for (size_t i = 0; i < shafts.size(); ++i) {
        const needle::Shaft s = needle::pathOf(*made.body, *made.rays, shafts[i]).shaft;
        needles += fmt::format("{},{},{},{},{},{},{}\n", s.entry.x, s.entry.y, s.entry.z, s.direction.x, s.direction.y, s.direction.z, s.depthMm);
        for (const needle::Hazard& each : made.hazards->near(s, *made.rays))
            if (each.structure) distances += fmt::format("{},{},{}\n", i, *each.structure, each.distanceMm);
    }
    const std::array<std::pair<const char*, const std::string*>, 3> files = {{{"parts.bin", &parts}, {"needles.csv", &needles}, {"distances.csv", &distances}}};
    for (const auto& [called, content] : files) {
        const auto file = context.output(folder / called);
        if (!file) return file.error();
        if (const auto written = file->write(*content); !written) return written.error();
    }
    return Done{};
}

/// Seconds for 10,000 needles of a list, on two threads.
double batchSeconds(const BenchedBody& made, const anatomy::Catalogue& catalogue, const std::vector<needle::Shaft>& shafts) {
    constexpr size_t kLines = 10'000;
    std::string text = "x,y,z,dx,dy,dz,length_mm\n";
    for (size_t i = 0; i < kLines; ++i) {
        const needle::Shaft& s = shafts[i % shafts.size()];
        text += fmt::format("{},{},{},{},{},{},{}\n", s.entry.x, s.entry.y, s.entry.z, s.direction.x, s.direction.y, s.direction.z, s.depthMm);
    }
    Progress progress;
    return timed(1, [&](int) { (void)needle::batchOf(*made.body, *made.rays, *made.hazards, catalogue, text, progress); })[0] / 1000;
}

}  // namespace

Answer measureNeedle(Context& context, const BenchOptions& options) {
    auto made = ready(context);
    if (!made) return made.error();
    const auto shafts = needles(*made->body, 1000);
    size_t hazards = 0;
    nlohmann::json answer = figures(timed(runsOr(options, 1000), [&](int i) {
        const needle::Passage passage = needle::passageOf(*made->body, *made->rays, *made->hazards, shafts[static_cast<size_t>(i) % shafts.size()]);
        hazards += passage.hazards.size() + (passage.firstHazardMm ? 1 : 0);
    }));
    if (!options.keep.empty())
        if (const auto kept = keep(context, *made, shafts, options.keep); !kept) return kept.error();
    answer["hazards"] = hazards;
    answer["batch_of_10000_s"] = rounded(batchSeconds(*made, *made->catalogue, shafts));
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
