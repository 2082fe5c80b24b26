#include "ui/patient_handout.h"

#include <algorithm>
#include <memory>

#include "builtin/schematic_muscles.h"
#include "core/words.h"
#include "handout/consent_pdf.h"
#include "handout/make_handout.h"
#include "handout/note_pdf.h"
#include "page/make_page.h"
#include "page/pain_page.h"

namespace myochart::ui {

namespace {

/// All that a worker needs, of its own: the record goes on meanwhile.
struct HandoutCopies {
    record::Patient patient;
    record::Practice practice;
    record::Session session;
    handout::Texts texts;
    std::shared_ptr<const body::Body> body;
    Path assets;
};

handout::HandoutSource sourceOf(const HandoutCopies& of, const anatomy::Catalogue& catalogue) { return {of.patient, of.practice, of.session, catalogue, of.texts}; }

/// What the file is to hold; nothing where the stored body is damaged.
using MadePages = Result<std::optional<std::string>>;
template <class Made>
MadePages bytesOf(Result<std::optional<Made>> made) {
    if (!made) return made.error();
    return *made ? std::optional(std::move((*made)->bytes)) : std::nullopt;
}
/// Makes the pages on a worker.
using PagesMaker = std::function<MadePages(const HandoutCopies& of, const anatomy::Catalogue& catalogue)>;

/// The copies, and what of the texts' files was left out.
Result<std::pair<std::shared_ptr<const HandoutCopies>, std::vector<std::string>>> copiesFor(workspace::Program& program, std::string_view language) {
    if (!program.record.session() || !program.record.patient()) return failed(said("Open the visit first."));
    if (!program.bodies.current()) return failed(said("There is no body yet to show the sites on."));
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto read = handout::readTexts({*assets / "handout", program.dataFolder() / "handout"}, language);
    if (!read) return read.error();
    return std::pair{std::make_shared<const HandoutCopies>(HandoutCopies{*program.record.patient(), program.practice.practice(), *program.record.session(), std::move(read->texts), program.bodies.current(), *assets}), std::move(read->remarks)};
}

/// What is written, and what is said of it.
struct PagesWanted {
    Path file;
    std::string language;
    const char *doing, *told;  ///< marked texts; `told` with a place for the file
    PagesMaker make;
};

Outcome savePages(workspace::Program& program, PagesWanted wanted) {
    const auto prepared = copiesFor(program, wanted.language);
    if (!prepared) return prepared.error();
    workspace::ToSave toSave;
    toSave.file = wanted.file;
    toSave.doing = tr(wanted.doing);
    toSave.write = [copies = prepared->first, &catalogue = program.catalogue(), make = std::move(wanted.make)](const OutputFile& output, Progress& progress) -> Outcome {
        const auto made = make(*copies, catalogue);
        if (!made) return made.error();
        if (!*made) return failed(said("The stored model is damaged; import it again."));
        if (progress.cancelled()) return failed(said("The export was cancelled; no file was written."));
        return output.write(**made);
    };
    toSave.told = [remarks = prepared->second, told = wanted.told](const Path& path) {
        std::string words = saidOf(told, shown(path)).text;
        if (!remarks.empty()) words += " " + remarks.front();
        return words;
    };
    return program.exchange.save(std::move(toSave));
}

/// A page to paint on, in all languages, for the patient of the open visit.
Outcome savePainPage(workspace::Program& program, const std::string& language, const Path& file) {
    if (program.bodies.habitus() != 1) return failed(said("The page is painted on the body as it was measured; set the layer under the skin back first."));
    auto languages = std::make_shared<std::vector<handout::Texts>>();
    for (const Language& each : kLanguages) {
        auto copies = copiesFor(program, each.code);
        if (!copies) return copies.error();
        languages->push_back(copies->first->texts);
    }
    return savePages(program, {file, language, mark("Making the page to paint on"), mark("The page to paint on lies in {}. The patient's name is not in it; what comes back can be imported into a visit of theirs alone."),
                               [language, languages](const HandoutCopies& of, const anatomy::Catalogue& catalogue) {
                                   return bytesOf(page::makePainPage({catalogue, *languages, language, of.patient.id.text}, of.body, builtin::hiddenAtFirst(*of.body, catalogue), of.assets / "page"));
                               }});
}

}  // namespace

std::string handoutHolds(const record::Session& visit) {
    const auto told = static_cast<size_t>(std::ranges::count_if(visit.markers, [](const record::Marker& site) { return site.plan.unconfirmed != true; }));
    std::string words = trnf("{} site in plain words, on the body and as a table.", "{} sites in plain words, on the body and as a table.", told, told);
    if (const size_t open = visit.markers.size() - told; open > 0) words += " " + trnf("{} site that nobody confirmed is left out.", "{} sites that nobody confirmed are left out.", open, open);
    const size_t exercises = visit.after.exercises.size();
    words += " " + (exercises == 0 ? std::string(tr("No home exercise is chosen (stage After).")) : trnf("{} home exercise.", "{} home exercises.", exercises, exercises));
    return words;
}

Outcome saveHandout(workspace::Program& program, const HandoutChoice& choice, const Path& file) {
    if (choice.form == HandoutForm::painting) return savePainPage(program, choice.language, file);
    const bool tellsWho = choice.form == HandoutForm::pdf || choice.withName;
    const char* told = tellsWho ? mark("The handout lies in {}. It tells who the patient is and can be read by everybody who has it.")
                                : mark("The web page lies in {}. The patient's name is not in it; everybody who has the file can read it.");
    return savePages(program, {file, choice.language, mark("Making the handout"), told, [choice](const HandoutCopies& of, const anatomy::Catalogue& catalogue) {
                                   if (choice.form == HandoutForm::pdf) return bytesOf(handout::makeHandout(sourceOf(of, catalogue), of.body, choice.paper));
                                   const page::PageChoice shared{choice.withName, choice.withPatterns, builtin::hiddenAtFirst(*of.body, catalogue)};
                                   return bytesOf(page::makePage(sourceOf(of, catalogue), of.body, shared, of.assets / "page"));
                               }});
}

Result<workspace::NotePages> notePagesWithoutMaps(workspace::Program& program) {
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto read = handout::readTexts({*assets / "handout", program.dataFolder() / "handout"}, languageInUse());
    if (!read) return read.error();
    return workspace::NotePages([texts = std::make_shared<const handout::Texts>(std::move(read->texts)), &catalogue = program.catalogue()](
                                    const record::Patient& patient, const record::Practice& practice, const record::Session& session) -> Result<std::string> {
        try {
            return handout::notePdf({patient, practice, session, catalogue, *texts}, {}, handout::Paper::a4).bytes;
        } catch (const std::runtime_error&) {  // what the drawing library says is for programmers
            return failed(said("The PDF of a note could not be made."));
        }
    });
}

Outcome saveNotePages(workspace::Program& program) {
    return savePages(program, {program.exchange.placeFor("note", ".pdf"), std::string(languageInUse()), mark("Making the PDF of the note"), mark("The note lies in {}. It tells who the patient is and can be read by everybody who has it."),
                               [](const HandoutCopies& of, const anatomy::Catalogue& catalogue) {
                                   const handout::HandoutSource source = sourceOf(of, catalogue);
                                   return bytesOf(handout::makeWithMaps(of.session, catalogue, of.body, handout::Paper::a4, [&](const auto& maps) { return handout::notePdf(source, maps, handout::Paper::a4); }));
                               }});
}

Outcome saveConsentPages(workspace::Program& program, const std::string& language, const std::string& version) {
    if (!program.record.session()) return failed(said("Open the visit first."));
    const auto text = handout::consentTextFor(program.note.consentTexts(), program.record.session()->consent, version);
    if (!text) return text.error();
    return savePages(program, {program.exchange.placeFor("consent", ".pdf"), language, mark("Making the PDF of the consent"), mark("The consent form lies in {}. It tells who the patient is and can be read by everybody who has it."),
                               [text = **text](const HandoutCopies& of, const anatomy::Catalogue& catalogue) {
                                   const handout::HandoutSource source = sourceOf(of, catalogue);
                                   return bytesOf(handout::makeWithMaps(handout::placesOfConsent(of.session), catalogue, of.body, handout::Paper::a4, [&](const auto& maps) { return handout::consentPdf(source, text, maps, handout::Paper::a4); }));
                               }});
}

}  // namespace myochart::ui
