#include <memory>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "builtin/measured/compare_bodies.h"
#include "builtin/measured/measurement.h"
#include "cli/verbs.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

/// A body's structures with their triangles, as measuring takes them.
void appendStructures(const body::Body& body, std::vector<body::NewStructure>& structures) {
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        structures.push_back({body.structure(i), body.mesh(i)});
}

struct MeasureArguments {
    std::vector<std::string> sources;
    std::string folder;
};

Answer measureModel(Context& context, const MeasureArguments& arguments) {
    const auto file = context.output(Path(arguments.folder) / "body.table");
    if (!file) return file.error();
    auto program = context.program(false);
    if (!program) return program.error();
    Progress progress;
    std::vector<body::NewStructure> structures;
    std::string sources, licences;
    for (const std::string& source : arguments.sources) {
        auto loaded = (*program)->bodies.loadSound(source, progress);
        if (!loaded) return loaded.error();
        appendStructures(**loaded, structures);
        sources += (sources.empty() ? "" : "; ") + (*loaded)->source();
        if (licences.find((*loaded)->licence()) == std::string::npos) licences += (licences.empty() ? "" : "; ") + (*loaded)->licence();
    }
    builtin::Measurement measurement = builtin::measureBody(structures, progress);
    measurement.name = "Measured body";
    measurement.source = "Measured from " + sources;
    measurement.licence = licences;
    const std::string table = builtin::writeTable(measurement);
    if (auto outcome = file->write(table); !outcome) return outcome.error();
    return json{{"file", shown(Path(arguments.folder) / "body.table")},
                {"bytes", table.size()},
                {"measured", measurement.measured.size()},
                {"mirrored", measurement.mirrored.size()}};
}

Answer buildModel(Context& context, float habitus) {
    auto program = context.program(false);
    if (!program) return program.error();
    if (auto outcome = (*program)->bodies.setHabitus(habitus); !outcome) return environmentFault(outcome.error().message);
    Progress progress;
    auto body = (*program)->bodies.loadSound(builtin::kBuiltinName, progress);
    if (!body) return body.error();
    if (!(*body)->hasLevels()) {
        if (auto outcome = (*program)->bodies.addLevelsTo(builtin::kBuiltinName, progress); !outcome) return outcome.error();
        body = (*program)->bodies.load(builtin::kBuiltinName, progress);
        if (!body) return body.error();
    }
    return json{{"name", builtin::kBuiltinName}, {"structures", (*body)->structures().size()}, {"checksum", (*body)->checksum()}};
}

json summaryJson(const builtin::GapSummary& s) {
    return {{"count", s.count},
            {"median_mm", rounded(s.medianMm)},
            {"p90_mm", rounded(s.p90Mm)},
            {"worst_mm", rounded(s.worstMm)},
            {"volume_within_3_percent", rounded(s.volumeWithin3Share)}};
}

Answer compareModels(Context& context, const std::pair<std::string, std::string>& names) {
    auto program = context.program(false);
    if (!program) return program.error();
    Progress progress;
    auto a = (*program)->bodies.loadSound(names.first, progress);
    if (!a) return a.error();
    auto b = (*program)->bodies.loadSound(names.second, progress);
    if (!b) return b.error();
    const builtin::BodyComparison comparison = builtin::compareBodies(**a, **b, progress);
    json rows = json::array();
    for (const auto& s : comparison.structures)
        rows.push_back({{"key", s.key}, {"name", s.name}, {"system", body::name(s.system)}, {"side", name(s.side)},
                        {"mean_mm", rounded(s.meanMm)}, {"p95_mm", rounded(s.p95Mm)}, {"max_mm", rounded(s.maxMm)},
                        {"volume_ratio", rounded(s.volumeRatio, 4)}});
    return json{{"structures", std::move(rows)},
                {"summary",
                 {{"muscles", summaryJson(comparison.summary(body::System::muscle))},
                  {"bones", summaryJson(comparison.summary(body::System::bone))},
                  {"only_in_a", comparison.onlyInA},
                  {"only_in_b", comparison.onlyInB},
                  {"missed_bars", builtin::missedBars(comparison)}}}};
}

}  // namespace

void addMeasuredVerbs(CLI::App& model, VerbTable& verbs) {
    auto arguments = std::make_shared<MeasureArguments>();
    CLI::App* measure = model.add_subcommand("measure", "Measure bodies into a table of figures (body.table)");
    measure->add_option("SOURCE", arguments->sources, "Installed models or model files, measured as one body")->required();
    measure->add_option("-o,--output", arguments->folder, "The folder for the table")->required();
    verbs.add(measure, [arguments](Context& c) { return measureModel(c, *arguments); });
    auto habitus = std::make_shared<float>(1.0F);
    CLI::App* build = model.add_subcommand("build", "Build the built-in body from its table, ready to load");
    build->add_option("--habitus", *habitus, "The layer under the skin, times as thick as measured: 0.6 lean to 3 large");
    verbs.add(build, [habitus](Context& c) { return buildModel(c, *habitus); });
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App* compare = model.add_subcommand("compare", "Surface distances and volumes of two bodies, structure by structure");
    compare->add_option("A", names->first)->required();
    compare->add_option("B", names->second)->required();
    verbs.add(compare, [names](Context& c) { return compareModels(c, *names); });
}

}  // namespace myochart::cli
