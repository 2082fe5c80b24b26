#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "builtin/builtin_body.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/verbs.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

json structureJson(const body::Structure& s) {
    return {{"key", s.key},
            {"name", s.name},
            {"latin", s.latin},
            {"fma", s.fma},
            {"side", name(s.side)},
            {"system", name(s.system)},
            {"layer", anatomy::name(s.layer)},
            {"region", s.region},
            {"muscle", s.muscleKey},
            {"file", s.sourceFile},
            {"triangles", s.triangleCount()},
            {"vertices", s.vertexCount()},
            {"bounds_min", mm(s.bounds.min)},
            {"bounds_max", mm(s.bounds.max)}};
}

/// "told: One unit of the file is a millimetre (as you said)."
std::string concluded(const body::Conclusion& c) { return fmt::format("{}: {}", name(c.certainty), c.sentence); }

json reportJson(const body::ImportReport& report) {
    return {{"name", report.name},
            {"source", report.source},
            {"unit", concluded(report.unit)},
            {"frame", concluded(report.frame)},
            {"sides", concluded(report.sides)},
            {"names", concluded(report.names)},
            {"to_be_confirmed", report.isToBeConfirmed()},
            {"millimetres_per_unit", report.millimetresPerUnit},
            {"up_axis", name(report.upAxis)},
            {"quarter_turns", report.quarterTurns},
            {"mirrored", report.mirrored},
            {"shift_mm", mm(report.shiftMm)},
            {"guessed", std::max(report.unit.certainty, report.frame.certainty) >= body::Certainty::guessed},
            {"size_mm", mm(report.sizeMm)},
            {"structures", report.structures},
            {"triangles", report.triangles},
            {"mapped", report.mappedMuscles.size()},
            {"unmapped", report.unmappedMuscles},
            {"unnamed", report.unnamed},
            {"corrected", report.corrected},
            {"turned_outwards", report.mended},
            {"open_sheets", report.openSheets},
            {"skipped", report.skipped},
            {"notes", report.notes}};
}

struct ModelArguments {
    std::string source, name, up;
    std::optional<double> millimetres;
    std::optional<int> quarterTurns;
    bool mirrored = false, notMirrored = false, replace = false, noLevels = false;
};

Result<body::ImportOptions> importOptions(const ModelArguments& arguments) {
    body::ImportOptions options;
    options.name = arguments.name;
    options.levelsNow = !arguments.noLevels;
    if (arguments.millimetres && !(*arguments.millimetres > 0)) return environmentFault("--mm-per-unit takes a number above 0.");
    options.millimetresPerUnit = arguments.millimetres;
    options.upAxis = body::upAxisFromName(arguments.up);
    options.quarterTurns = arguments.quarterTurns;
    if (arguments.mirrored || arguments.notMirrored) options.mirrored = arguments.mirrored;
    options.replace = arguments.replace;
    return options;
}

Answer importModel(Context& context, const ModelArguments& arguments) {
    auto program = context.program(false);
    if (!program) return program.error();
    auto options = importOptions(arguments);
    if (!options) return options.error();
    ProgressLine line(context.quiet);
    auto report = (*program)->bodies.models().import(arguments.source, *options, line.progress);
    if (!report) return report.error();
    return reportJson(*report);
}

Answer checkModel(Context& context, const std::string& source) {
    auto program = context.program(false);
    if (!program) return program.error();
    ProgressLine line(context.quiet);
    auto report = (*program)->bodies.models().check(source, line.progress);
    if (!report) return report.error();
    return reportJson(*report);
}

Answer modelInfo(Context& context, const std::string& model) {
    if (!model.empty()) context.invocation.model = model;
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    const body::Body& body = *(*program)->bodies.current();
    json structures = json::array();
    std::uint64_t triangles = 0, vertices = 0;
    for (const auto& s : body.structures()) {
        structures.push_back(structureJson(s));
        triangles += s.triangleCount();
        vertices += s.vertexCount();
    }
    return json{{"name", body.name()},
                {"source", body.source()},
                {"licence", body.licence()},
                {"units", "mm"},
                {"frame", "LPS: x to the patient's left, y posterior, z superior"},
                {"checksum", body.checksum()},
                {"levels_of_detail", body.hasLevels()},
                {"totals", {{"structures", body.structures().size()}, {"triangles", triangles}, {"vertices", vertices}}},
                {"bounds_min", mm(body.bounds().min)},
                {"bounds_max", mm(body.bounds().max)},
                {"structures", std::move(structures)}};
}

json builtinRow(const body::Body& body) {
    std::uint64_t triangles = 0;
    for (const auto& s : body.structures()) triangles += s.triangleCount();
    return {{"name", builtin::kBuiltinName},
            {"source", body.source()},
            {"structures", body.structures().size()},
            {"triangles", triangles},
            {"installed", ""}};
}

Answer listModels(Context& context) {
    auto program = context.program(false);
    if (!program) return program.error();
    json models = json::array();
    Progress progress;
    if (const auto builtin = (*program)->bodies.load(builtin::kBuiltinName, progress)) models.push_back(builtinRow(**builtin));
    for (const auto& m : (*program)->bodies.models().list())
        models.push_back({{"name", m.name},
                          {"source", m.source},
                          {"structures", m.structures},
                          {"triangles", m.triangles},
                          {"installed", m.installed}});
    return json{{"models", std::move(models)}};
}

Answer removeModel(Context& context, const std::string& model) {
    auto program = context.program(false);
    if (!program) return program.error();
    if (auto outcome = (*program)->bodies.models().remove(model); !outcome) return outcome.error();
    return json{{"removed", model}};
}

Answer makeLevels(Context& context, const std::string& model) {
    auto program = context.program(false);
    if (!program) return program.error();
    ProgressLine line(context.quiet);
    if (auto outcome = (*program)->bodies.addLevelsTo(model, line.progress); !outcome) return outcome.error();
    return json{{"name", model}, {"levels_of_detail", true}};
}

Answer confirmSides(Context& context, const std::string& model) {
    auto program = context.program(false);
    if (!program) return program.error();
    if (auto outcome = (*program)->bodies.models().confirmSides(model); !outcome) return outcome.error();
    return json{{"name", model}, {"sides_known", true}};
}

}  // namespace

void addModelVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* model = app.add_subcommand("model", "The bodies on this machine");
    model->require_subcommand(1)->fallthrough();
    auto arguments = std::make_shared<ModelArguments>();
    auto which = std::make_shared<std::string>();

    CLI::App* import = model->add_subcommand("import", "Read a model file, a folder or a zip and store it ready to load");
    import->add_option("SOURCE", arguments->source, "OBJ, GLB, glTF, FBX, STL, PLY, DAE, 3DS ..., a folder or a zip")->required();
    import->add_option("--name", arguments->name, "Its name in the list of models");
    import->add_option("--mm-per-unit", arguments->millimetres, "Millimetres in one of the file's units");
    import->add_option("--up", arguments->up, "The axis that points up")->check(CLI::IsMember({"x", "y", "z", "-x", "-y", "-z"}));
    import->add_option("--quarter-turns", arguments->quarterTurns, "Turns about the upright axis, counter-clockwise from above; 2: front to back")->check(CLI::Range(0, 3));
    CLI::Option* mirrored = import->add_flag("--mirrored", arguments->mirrored, "Exchange the file's left and right");
    import->add_flag("--not-mirrored", arguments->notMirrored, "Keep the file's left and right, whatever its names say")->excludes(mirrored);
    import->add_flag("--replace", arguments->replace, "Put it in the place of an installed model of that name");
    import->add_flag("--levels-later", arguments->noLevels, "Leave the levels of detail to `model levels`");
    verbs.add(import, [arguments](Context& c) { return importModel(c, *arguments); });

    CLI::App* check = model->add_subcommand("check", "A verdict on a model without installing it");
    check->add_option("FILE", *which)->required();
    verbs.add(check, [which](Context& c) { return checkModel(c, *which); });
    CLI::App* info = model->add_subcommand("info", "What a model holds");
    info->add_option("MODEL", *which);
    verbs.add(info, [which](Context& c) { return modelInfo(c, *which); });
    CLI::App* levels = model->add_subcommand("levels", "Make the levels of detail of an installed model");
    levels->add_option("NAME", *which)->required();
    verbs.add(levels, [which](Context& c) { return makeLevels(c, *which); });
    CLI::App* confirm = model->add_subcommand("confirm", "Say that left and right of an installed model are as shown");
    confirm->add_option("NAME", *which)->required();
    verbs.add(confirm, [which](Context& c) { return confirmSides(c, *which); });
    CLI::App* remove = model->add_subcommand("remove", "Take a model off this machine");
    remove->add_option("NAME", *which)->required();
    verbs.add(remove, [which](Context& c) { return removeModel(c, *which); });
    addMeasuredVerbs(*model, verbs);
    verbs.add(model->add_subcommand("list", "The models installed"), listModels);
}

}  // namespace myochart::cli
