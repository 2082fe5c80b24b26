#include <memory>

#include <fmt/format.h>

#include "cli/bench_cases.h"
#include "core/text.h"

namespace myochart::cli {

namespace {

using nlohmann::json;

Answer bench(Context& context, const BenchOptions& options, const std::vector<std::string>& names) {
    json answer = json::object();
    for (const BenchCase& one : benchCases()) {
        const bool asked = std::find(names.begin(), names.end(), one.name) != names.end();
        if (names.empty() ? !one.byDefault : !asked) continue;
        auto figures = one.measure(context, options);
        if (!figures) return Error{figures.error().kind, fmt::format("{}: {}", one.name, figures.error().message)};
        answer[one.name] = std::move(*figures);
    }
    for (const std::string& name : names)
        if (!answer.contains(name)) return environmentFault(fmt::format("There is no benchmark {}.", displayText(name, 40)));
    return answer;
}

}  // namespace

void addBenchVerb(CLI::App& app, VerbTable& verbs) {
    auto options = std::make_shared<BenchOptions>();
    auto names = std::make_shared<std::vector<std::string>>();
    CLI::App* verb = app.add_subcommand("bench", "Figures of this program on this machine");
    verb->add_option("NAME", *names, "import, load, picture, frame, frame_idle, first_window, build, pick, hover, save, save_charted, open_visit, note, visit_panel, needle, cone, lists, record, backup, open, search, labels, shorthand");
    verb->add_option("--size", options->size, "WIDTHxHEIGHT of pictures and frames");
    verb->add_option("--samples", options->samples, "Samples a pixel")->check(CLI::IsMember({0, 4}));
    verb->add_option("--runs", options->runs)->check(CLI::Range(1, 100000));
    verb->add_option("--source", options->source, "The model file that `import` reads, or the record of which `record` measures a copy");
    verb->add_option("--keep", options->keep, "Folder for the meshes, needles and distances of `needle`");
    verb->add_option("--skin", options->skin, "Frames with the skin as a veil, 0 to 1")->check(CLI::Range(0.0, 1.0));
    verb->add_option("-o", options->output, "record: only writes an invented record, there");
    verb->add_option("--patients", options->patients, "record: how many people are invented")->check(CLI::Range(1, 1'000'000));
    verb->add_option("--visits", options->visits, "record: their visits")->check(CLI::Range(1, 10'000'000));
    verb->add_option("--sites", options->sites, "record: the sites of all visits")->check(CLI::Range(1, 100'000'000));
    verb->add_flag("--protected", options->isProtected, "record: encrypted under a passphrase before it is measured");
    verb->add_flag("--patterns", options->patterns, "Frames with three reported patterns on the skin");
    verb->add_flag("--cold", options->cold, "first_window: without the built-in body's cache");
    verb->add_flag("--plain", options->plain, "Geometry and light only: no occlusion, outline or labels");
    verbs.add(verb, [options, names](Context& c) { return bench(c, *options, *names); });
}

}  // namespace myochart::cli
