#include "cli/handout_verb.h"

#include <memory>

#include "anatomy/fact_names.h"
#include "builtin/schematic_muscles.h"
#include "cli/asked_visit.h"
#include "cli/page_files.h"
#include "cli/pain_page_verb.h"
#include "handout/make_handout.h"
#include "page/make_page.h"

// What a patient takes home from a visit, as a PDF or as a web page in one file.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PaperArguments : VisitArguments {
    std::string paper = "a4";
    bool listExercises = false;
};

struct PageArguments : VisitArguments {
    bool withName = false, withPatterns = false, deIdentified = false, painDrawing = false;
    std::string patient;  ///< of a pain drawing
};

/// The exercises that can be chosen, in the handout's language.
Answer listHandoutExercises(Context& context, const VisitArguments& arguments) {
    auto program = context.program(false);
    if (!program) return program.error();
    json rows = json::array();
    for (const anatomy::HomeExercise& each : (*program)->catalogue().exercises()) {
        const anatomy::PlainName* name = (*program)->catalogue().plainName(each.key);
        rows.push_back({{"key", each.key}, {"name", name ? name->in(arguments.language) : each.name}, {"muscles", each.muscles}});
    }
    return rows;
}

Answer writeHandout(Context& context, const PaperArguments& arguments) {
    if (arguments.listExercises) return listHandoutExercises(context, arguments);
    if (arguments.session.empty() || arguments.output.empty()) return environmentFault("`handout` takes a session and -o FILE.pdf, or --exercises.");
    auto asked = askedVisit(context, arguments);
    if (!asked) return asked.error();
    const handout::Handout says = handout::handoutOf(asked->source());
    const auto pdf = pagesOnBody(context, *asked->program, arguments.habitus, [&](const auto& body) { return handout::makeHandout(asked->source(), body, paperNamed(arguments.paper)); });
    if (!pdf) return pdf.error();
    if (const auto written = writeOfVisit(context, *asked, arguments, pdf->bytes); !written) return written.error();
    json exercises = json::array();
    for (const handout::HandoutExercise& each : says.exercises) exercises.push_back(each.name);
    return json{{"file", arguments.output}, {"language", arguments.language}, {"pages", pdf->pages}, {"sites", says.sites.size()}, {"exercises", std::move(exercises)}, {"lung_warning", !says.lung.paragraphs.empty()}};
}

Answer writePage(Context& context, const PageArguments& arguments) {
    if (arguments.painDrawing) {
        const bool ofAVisit = !arguments.session.empty() || !arguments.exercises.empty() || arguments.withName || arguments.withPatterns || arguments.deIdentified || arguments.habitus != 1;
        if (ofAVisit) return environmentFault("`page --pain-drawing` takes -o FILE.html, --lang and --patient; the rest is of the page of a session.");
        return writePainPage(context, {arguments.output, arguments.language, arguments.patient});
    }
    if (!arguments.patient.empty()) return environmentFault("--patient goes with --pain-drawing.");
    if (arguments.session.empty() || arguments.output.empty()) return environmentFault("`page` takes a session and -o FILE.html.");
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto asked = askedVisit(context, arguments, arguments.deIdentified);
    if (!asked) return asked.error();
    const auto make = [&](const auto& body) {
        const page::PageChoice choice{arguments.withName, arguments.withPatterns, builtin::hiddenAtFirst(*body, asked->program->catalogue())};
        return page::makePage(asked->source(), body, choice, *assets / "page");
    };
    const auto made = pagesOnBody(context, *asked->program, arguments.habitus, make);
    if (!made) return made.error();
    if (const auto written = writeOfVisit(context, *asked, arguments, made->bytes); !written) return written.error();
    return json{{"file", arguments.output}, {"language", arguments.language}, {"bytes", made->bytes.size()}, {"sites", made->sites}, {"patterns", made->patterns}, {"name", arguments.withName}, {"deidentified", arguments.deIdentified}};
}

}  // namespace

void addHandoutVerb(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PaperArguments>();
    CLI::App* handout = app.add_subcommand("handout", "What a patient takes home from a session, as a PDF: where, what to expect, when to get help, exercises");
    addHandoutOptions(*handout, *a, "The PDF file to write");
    handout->add_option("--paper", a->paper, "a4 (if not given) or letter")->check(CLI::IsMember({"a4", "letter"}));
    handout->add_flag("--exercises", a->listExercises, "List the home exercises with their keys");
    verbs.add(handout, [a](Context& c) { return writeHandout(c, *a); });
}

void addPageVerb(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PageArguments>();
    CLI::App* page = app.add_subcommand("page", "The same as one web page that opens without a network: the body to turn, with its sites");
    addHandoutOptions(*page, *a, "The HTML file to write");
    CLI::Option* name = page->add_flag("--with-name", a->withName, "The patient's name stands on it; without, it does not");
    page->add_flag("--patterns", a->withPatterns, "Where pain from the muscles is reported, on the skin and in words");
    page->add_flag("--deidentify", a->deIdentified, "Without who it is of: no names, no practice, other days, no words of the therapist's own")->excludes(name);
    page->add_flag("--pain-drawing", a->painDrawing, "Instead, and without a session: a page on which a patient paints where it hurts and answers at home; it saves a file that `import` takes");
    page->add_option("--patient", a->patient, "With --pain-drawing: the id of whom it is for; `import` then refuses it for anybody else. The page holds no id");
    verbs.add(page, [a](Context& c) { return writePage(c, *a); });
}

}  // namespace myochart::cli
