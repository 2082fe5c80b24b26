#include "cli/handout_verb.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "anatomy/fact_names.h"
#include "cli/acting.h"
#include "cli/page_files.h"
#include "core/text.h"
#include "handout/make_handout.h"
#include "workspace/hand_over.h"

// What a patient takes home from a visit, as a PDF.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct HandoutArguments {
    std::string session, output, language = "en", paper = "a4";
    std::vector<std::string> exercises;
    bool listExercises = false;
    float habitus = 1;
};

/// The exercises that can be chosen, in the handout's language.
Answer listHandoutExercises(Context& context, const HandoutArguments& arguments) {
    auto program = context.program(false);
    if (!program) return program.error();
    json rows = json::array();
    for (const anatomy::HomeExercise& each : (*program)->catalogue().exercises()) {
        const anatomy::PlainName* name = (*program)->catalogue().plainName(each.key);
        rows.push_back({{"key", each.key}, {"name", name ? name->in(arguments.language) : each.name}, {"muscles", each.muscles}});
    }
    return rows;
}

Outcome knownExercises(const anatomy::Catalogue& catalogue, const std::vector<std::string>& asked) {
    std::vector<std::string> keys;
    for (const anatomy::HomeExercise& each : catalogue.exercises()) keys.push_back(each.key);
    for (const std::string& key : asked)
        if (std::ranges::find(keys, key) == keys.end()) return environmentFault(fmt::format("There is no exercise {}; `handout --exercises` lists them.", displayText(key, 60)));
    return Done{};
}

Answer writeHandout(Context& context, const HandoutArguments& arguments) {
    if (arguments.listExercises) return listHandoutExercises(context, arguments);
    if (arguments.session.empty() || arguments.output.empty()) return environmentFault("`handout` takes a session and -o FILE.pdf, or --exercises.");
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    auto read = pageTexts(context, arguments.language);
    if (!read) return read.error();
    auto program = context.programOfHabitus(arguments.habitus, true, false);
    if (!program) return program.error();
    const anatomy::Catalogue& catalogue = (*program)->catalogue();
    if (const auto known = knownExercises(catalogue, arguments.exercises); !known) return known.error();
    const auto kept = pageRecord(**program, arguments.session);
    if (!kept) return kept.error();
    const handout::HandoutSource source{kept->patient, kept->practice, kept->session, catalogue, read->texts, arguments.exercises};
    const handout::Handout says = handout::handoutOf(source);
    const auto pdf = pagesOnBody(context, **program, arguments.habitus, [&](const std::shared_ptr<const body::Body>& body) { return handout::makeHandout(source, body, paperNamed(arguments.paper)); });
    if (!pdf) return pdf.error();
    if (const auto written = file->write(pdf->bytes); !written) return written.error();
    const auto noted = fromRecord<Done>(**program, [&](store::Record& r) { return workspace::noteExport(r, arguments.session, arguments.output); });
    if (!noted) return noted.error();
    std::ranges::move(read->remarks, std::back_inserter(context.remarks));
    json exercises = json::array();
    for (const handout::HandoutExercise& each : says.exercises) exercises.push_back(each.name);
    return json{{"file", arguments.output}, {"language", arguments.language}, {"pages", pdf->pages}, {"sites", says.sites.size()}, {"exercises", std::move(exercises)}, {"lung_warning", !says.lung.paragraphs.empty()}};
}

}  // namespace

void addHandoutVerb(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<HandoutArguments>();
    CLI::App* handout = app.add_subcommand("handout", "What a patient takes home from a session, as a PDF: where, what to expect, when to get help, exercises");
    handout->add_option("SESSION", a->session, "A session's id");
    handout->add_option("-o,--output", a->output, "The PDF file to write");
    handout->add_option("--lang", a->language, "Of the handout: en (if not given), de, es or fr")->check(CLI::IsMember({"en", "de", "es", "fr"}));
    handout->add_option("--paper", a->paper, "a4 (if not given) or letter")->check(CLI::IsMember({"a4", "letter"}));
    handout->add_option("--exercise", a->exercises, "The key of a home exercise, besides those of the session; may be given several times")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    handout->add_option("--habitus", a->habitus, "How thick the layer under the built-in body's skin is drawn, 0.6 to 3 times as measured");
    handout->add_flag("--exercises", a->listExercises, "List the home exercises with their keys");
    verbs.add(handout, [a](Context& c) { return writeHandout(c, *a); });
}

}  // namespace myochart::cli
