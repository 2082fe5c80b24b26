#include <memory>
#include <optional>

#include <fmt/format.h>

#include "cli/progress_line.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "needle/batch.h"
#include "needle/published.h"

// Many needles at once: those of a file, and those to the charted points.

namespace myochart::cli {

namespace {

using nlohmann::json;

json mmOrNull(std::optional<float> depth) { return depth ? json(rounded(*depth, 1)) : json(); }

/// A body ready to be asked.
struct Ready {
    workspace::Program* program = nullptr;
    const body::Body* body = nullptr;
    std::optional<geometry::RayIndex> rays;
    std::optional<needle::HazardIndex> hazards;
};

Result<Ready> ready(Context& context, float habitus) {
    auto program = context.programOfHabitus(habitus, false);
    if (!program) return program.error();
    Ready made{.program = *program, .body = (*program)->bodies.current().get(), .rays = {}, .hazards = {}};
    made.rays = made.body->buildRayIndex();
    if (!made.rays) return failed("The body could not be looked through.");
    made.hazards.emplace(*made.body, (*program)->catalogue());
    return made;
}

/// "Line 17: The direction is none ...; line 30: ... (and 2 more)."
std::string faultsOf(const needle::Batch& batch) {
    constexpr size_t kMostTold = 5;
    std::string told;
    size_t count = 0;
    for (const needle::BatchLine& line : batch.lines) {
        if (line.fault.empty() || ++count > kMostTold) continue;
        told += fmt::format("{}line {}: {}", told.empty() ? "" : " ", line.line, line.fault);
    }
    return count > kMostTold ? fmt::format("{} And {} more.", told, count - kMostTold) : told;
}

Answer askBatch(Context& context, const std::string& from, const std::string& to, float habitus) {
    std::error_code fault;
    if (std::filesystem::equivalent(from, to, fault)) return environmentFault("The answers would take the place of the list; name another file with -o.");
    const auto output = context.output(to);
    if (!output) return output.error();
    constexpr std::uint64_t kMostBytes = 256U << 20U;
    const auto text = readTextFile(from, kMostBytes);
    if (!text) return text.error();
    auto made = ready(context, habitus);
    if (!made) return made.error();
    ProgressLine line(context.quiet);
    const auto batch = needle::batchOf(*made->body, *made->rays, *made->hazards, made->program->catalogue(), *text, line.progress);
    if (!batch) return batch.error();
    if (const auto outcome = output->write(needle::csvOf(*batch, *made->body)); !outcome) return outcome.error();
    if (const size_t faults = batch->faults(); faults > 0)
        return failed(fmt::format("{} of {} needles could not be asked; the others are in {}. {}", faults, batch->lines.size(), displayText(output->path().string()), faultsOf(*batch)));
    return json{{"needles", batch->lines.size()}, {"checks_not_made", made->hazards->notChecked()}, {"statement", needle::statement()}};
}

/// Where there is none people read so; JSON has null.
json hazardJson(const body::Body& body, const std::optional<needle::Hazard>& hazard, bool forPeople) {
    if (!hazard) return forPeople ? json(needle::noneModelled()) : json();
    return {{"structure", needle::keyOf(body, *hazard)},
            {"kind", anatomy::name(hazard->danger)},
            {"from_mm", rounded(hazard->metFromMm(), 1)},
            {"uncertainty_mm", hazard->uncertaintyMm > 0 ? json(rounded(hazard->uncertaintyMm, 1)) : json()},
            {"basis", hazard->schematic ? "schematic" : "model"}};
}

json wayJson(const body::Body& body, const needle::PointWay& way, bool forPeople) {
    return {{"key", way.point->key},
            {"muscle", way.point->muscleKey},
            {"side", name(way.side)},
            {"policy", way.policy ? json(anatomy::name(way.policy->policy)) : json()},
            {"entry", mm(way.approach.entry)},
            {"direction", mm(way.approach.direction)},
            {"way", needle::name(way.approach.basis)},
            {"words", way.approach.words},
            {"from_skin", way.approach.fromSkin},
            {"muscle_from_mm", mmOrNull(way.targetFromMm)},
            {"muscle_to_mm", mmOrNull(way.targetToMm)},
            {"bone_mm", mmOrNull(way.boneMm)},
            {"first_hazard", hazardJson(body, way.first, forPeople)},
            {"pincer", way.approach.pincer},
            {"first_hazard_lifted", hazardJson(body, way.firstLifted, forPeople && way.approach.pincer)}};
}

json besideJson(const needle::Beside& row) {
    return {{"what", row.what}, {"published_mm", mmOrNull(row.publishedMm)}, {"published", row.published}, {"source", row.source.empty() ? json() : json(row.source)},
            {"model_mm", mmOrNull(row.modelMm)}, {"how", row.how}, {"why_they_differ", row.differs() ? json(row.reason) : json()}};
}

Answer showPoints(Context& context, const std::string& page) {
    std::optional<OutputFile> output;
    if (!page.empty()) {
        auto named = context.output(page);
        if (!named) return named.error();
        output = std::move(*named);
    }
    auto made = ready(context, 1);  // the page is of the body as measured
    if (!made) return made.error();
    const body::Body& body = *made->body;
    ProgressLine line(context.quiet);
    const needle::PointWays points = needle::pointWays(body, *made->rays, *made->hazards, made->program->catalogue(), line.progress);
    const auto beside = needle::publishedBesideModel(body, *made->rays, *made->hazards, made->program->catalogue());
    if (output)
        if (const auto outcome = output->write(needle::clearancePage(body, points, beside)); !outcome) return outcome.error();
    json ways = json::array(), rows = json::array();
    for (const needle::PointWay& way : points.ways) ways.push_back(wayJson(body, way, !context.json));
    for (const needle::Beside& row : beside) rows.push_back(besideJson(row));
    return json{{"points", std::move(ways)}, {"missing", points.missing}, {"published_beside_model", std::move(rows)}, {"checks_not_made", made->hazards->notChecked()}, {"statement", needle::statement()}};
}

}  // namespace

void addNeedleListVerbs(CLI::App& needle, VerbTable& verbs) {
    auto from = std::make_shared<std::string>(), to = std::make_shared<std::string>();
    auto habitus = std::make_shared<float>(1.0F);
    constexpr const char* kHabitus = "The layer under the skin, times as thick as measured: 0.6 lean to 3 large";
    CLI::App* batch = needle.add_subcommand("batch", "The needles of a CSV file, in its order, into another");
    batch->add_option("FILE", *from, "With the columns x,y,z,dx,dy,dz,length_mm and where wanted target,pinch_mm,ultrasound")->required();
    batch->add_option("-o,--output", *to, "The CSV file to write")->required();
    batch->add_option("--habitus", *habitus, kHabitus);
    verbs.add(batch, [from, to, habitus](Context& c) { return askBatch(c, *from, *to, *habitus); });
    auto page = std::make_shared<std::string>();
    CLI::App* points = needle.add_subcommand("points", "What lies on the taught way to every charted point; published figures beside the model's");
    points->add_option("--page", *page, "Also as a page of Markdown in this file");
    verbs.add(points, [page](Context& c) { return showPoints(c, *page); });
}

}  // namespace myochart::cli
