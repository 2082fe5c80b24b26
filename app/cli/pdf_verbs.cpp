#include <memory>

#include <fmt/format.h>

#include "cli/asked_visit.h"
#include "cli/handout_verb.h"
#include "cli/page_files.h"
#include "core/text.h"
#include "core/words.h"
#include "handout/certificate_pdf.h"
#include "handout/comparison_pdf.h"
#include "handout/consent_pdf.h"
#include "handout/make_handout.h"
#include "handout/note_pdf.h"
#include "workspace/patient_visits.h"

// Pages for paper besides the handout: a note, a consent form, two visits compared, a certificate of a quiz.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct PdfArguments : VisitArguments {
    std::string other, paper = "a4", text, set, learner;
};

/// What the program says itself is in that language from now on.
Outcome speakLanguage(const std::string& language) {
    if (language == languageInUse()) return Done{};
    const auto folder = programFolder("translations");
    if (!folder) return folder.error();
    return useLanguage(language, *folder);
}

/// Puts the file where it belongs, and what is to be said of it into the answer.
Answer writtenPages(Context& context, const PdfArguments& arguments, AskedVisit& of, const handout::HandoutPdf& pdf, json answer) {
    if (const auto written = writeOfVisit(context, of, arguments, pdf.bytes); !written) return written.error();
    answer.update({{"file", arguments.output}, {"language", arguments.language}, {"pages", pdf.pages}});
    return answer;
}

Answer writeNotePages(Context& context, const PdfArguments& arguments) {
    if (const auto spoken = speakLanguage(arguments.language); !spoken) return spoken.error();
    auto of = askedVisit(context, arguments);
    if (!of) return of.error();
    const handout::HandoutSource source = of->source();
    const handout::Paper paper = paperNamed(arguments.paper);
    const auto pdf = pagesOnBody(context, *of->program, arguments.habitus, [&](const auto& body) {
        return handout::makeWithMaps(source.session, source.catalogue, body, paper, [&](const auto& maps) { return handout::notePdf(source, maps, paper); });
    });
    if (!pdf) return pdf.error();
    return writtenPages(context, arguments, *of, *pdf, {{"signed", source.session.signing.isSigned()}});
}

Answer writeConsentPages(Context& context, const PdfArguments& arguments) {
    auto of = askedVisit(context, arguments);
    if (!of) return of.error();
    const handout::HandoutSource source = of->source();
    const auto text = handout::consentTextFor(of->program->note.consentTexts(), source.session.consent, arguments.text);
    if (!text) return text.error();
    const handout::Paper paper = paperNamed(arguments.paper);
    const record::Session places = handout::placesOfConsent(source.session);
    const auto pdf = pagesOnBody(context, *of->program, arguments.habitus, [&](const auto& body) {
        return handout::makeWithMaps(places, source.catalogue, body, paper, [&](const auto& maps) { return handout::consentPdf(source, **text, maps, paper); });
    });
    if (!pdf) return pdf.error();
    return writtenPages(context, arguments, *of, *pdf, {{"text", (*text)->version}, {"sites", places.markers.size()}});
}

Answer writeComparisonPages(Context& context, const PdfArguments& arguments) {
    if (const auto spoken = speakLanguage(arguments.language); !spoken) return spoken.error();
    auto of = askedVisit(context, arguments);
    if (!of) return of.error();
    const auto other = pageRecord(*of->program, arguments.other);
    if (!other) return other.error();
    if (other->patient.id != of->patient.id) return failed("Those are sessions of two patients; two of one are compared.");
    auto course = fromRecord<workspace::PatientVisits>(*of->program, [&](store::Record& r) { return workspace::readVisits(r, of->patient.id); });
    if (!course) return course.error();
    context.damaged = course->damage;
    const handout::Paper paper = paperNamed(arguments.paper);
    const anatomy::Catalogue& catalogue = of->program->catalogue();
    const auto pdf = pagesOnBody(context, *of->program, arguments.habitus, [&](const auto& body) -> Result<std::optional<handout::HandoutPdf>> {
        const auto visits = workspace::placedOn(course->visits, *body, catalogue);
        const auto indexOf = [&](const std::string& id) { return static_cast<size_t>(std::ranges::find(visits, record::SessionId{id}, &record::Session::id) - visits.begin()); };
        const handout::ComparisonSource source{of->patient, of->practice, visits, indexOf(arguments.session), indexOf(arguments.other), catalogue, of->texts.texts};
        if (std::max(source.before, source.after) >= visits.size()) return failed("One of those sessions cannot be read.");
        const auto before = handout::mapsOf(visits[source.before], catalogue, body, paper);
        if (!before) return before.error();
        if (!*before) return std::optional<handout::HandoutPdf>();
        return handout::makeWithMaps(visits[source.after], catalogue, body, paper, [&](const auto& after) { return handout::comparisonPdf(source, **before, after, paper); });
    });
    if (!pdf) return pdf.error();
    return writtenPages(context, arguments, *of, *pdf, {{"compared", {arguments.session, arguments.other}}});
}

Answer writeCertificatePages(Context& context, const PdfArguments& arguments) {
    if (const auto spoken = speakLanguage(arguments.language); !spoken) return spoken.error();
    const auto file = context.output(arguments.output);
    if (!file) return file.error();
    const auto read = pageTexts(context, arguments.language);
    if (!read) return read.error();
    auto program = context.program(false);
    if (!program) return program.error();
    const auto set = (*program)->quiz.readSet(arguments.set);
    if (!set) return set.error();
    const teaching::KeptAnswers kept = teaching::keptAnswers((*program)->quiz.resultsFolder(), arguments.learner);
    const auto certificate = handout::certificateOf(set->set, kept.answers, arguments.learner);
    if (!certificate) return failed(fmt::format("{} has answered no question of that set yet.", displayText(arguments.learner, 80)));
    handout::HandoutPdf pdf;
    try {
        pdf = handout::certificatePdf(*certificate, read->texts, paperNamed(arguments.paper));
    } catch (const std::runtime_error&) {  // what the drawing library says is for programmers
        return failed("The PDF could not be made.");
    }
    if (const auto written = file->write(pdf.bytes); !written) return written.error();
    for (const teaching::Remark& each : kept.remarks) context.remarks.push_back(each.sentence());
    return json{{"file", arguments.output}, {"language", arguments.language}, {"pages", pdf.pages}, {"questions", certificate->questions}, {"asked", certificate->asked}, {"known", certificate->known}};
}

void addPageOptions(CLI::App& verb, const std::shared_ptr<PdfArguments>& a) {
    verb.add_option("-o,--output", a->output, "The PDF file to write")->required();
    verb.add_option("--lang", a->language, "en (if not given), de, es or fr")->check(CLI::IsMember({"en", "de", "es", "fr"}));
    verb.add_option("--paper", a->paper, "a4 (if not given) or letter")->check(CLI::IsMember({"a4", "letter"}));
}

CLI::App* addVisitPages(CLI::App& pdf, const char* name, const char* about, const std::shared_ptr<PdfArguments>& a) {
    CLI::App* verb = pdf.add_subcommand(name, about);
    verb->add_option("SESSION", a->session, "A session's id")->required();
    addPageOptions(*verb, a);
    verb->add_option("--habitus", a->habitus, "How thick the layer under the built-in body's skin is drawn, 0.6 to 3 times as measured");
    return verb;
}

}  // namespace

void addPdfVerbs(CLI::App& app, VerbTable& verbs) {
    auto a = std::make_shared<PdfArguments>();
    CLI::App* pdf = app.add_subcommand("pdf", "Pages for paper: a note, a consent form, two visits compared, a certificate of a quiz (what a patient takes home: `handout`)");
    pdf->require_subcommand(1)->fallthrough();
    verbs.add(addVisitPages(*pdf, "note", "The note of a session with its places on the body; a draft until somebody signs", a), [a](Context& c) { return writeNotePages(c, *a); });
    CLI::App* consent = addVisitPages(*pdf, "consent", "The consent text of a session with the planned places and their risks, and the signature or room for one", a);
    consent->add_option("--text", a->text, "The version of the text, for a session without a decision; if not given the newest");
    verbs.add(consent, [a](Context& c) { return writeConsentPages(c, *a); });
    CLI::App* comparison = addVisitPages(*pdf, "comparison", "Two sessions of one patient beside each other, as the window compares them", a);
    comparison->add_option("OTHER", a->other, "The later session's id")->required();
    verbs.add(comparison, [a](Context& c) { return writeComparisonPages(c, *a); });
    CLI::App* certificate = pdf->add_subcommand("certificate", "What a learner has shown in a set of questions");
    certificate->add_option("SET", a->set, "A set's name, or a file")->required();
    certificate->add_option("--learner", a->learner, "Who learned")->required();
    addPageOptions(*certificate, a);
    verbs.add(certificate, [a](Context& c) { return writeCertificatePages(c, *a); });
}

}  // namespace myochart::cli
