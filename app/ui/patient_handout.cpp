#include "ui/patient_handout.h"

#include <algorithm>
#include <memory>

#include "builtin/schematic_muscles.h"
#include "core/words.h"
#include "handout/make_handout.h"
#include "page/make_page.h"

namespace myochart::ui {

namespace {

/// All that a worker needs, of its own: the record goes on meanwhile.
struct HandoutCopies {
    record::Patient patient;
    record::Practice practice;
    record::Session session;
    handout::Texts texts;
    std::shared_ptr<const body::Body> body;
    HandoutChoice choice;
    Path assets;
};

template <class Made>
Outcome writeMade(const Result<std::optional<Made>>& made, const OutputFile& file, const Progress& progress) {
    if (!made) return made.error();
    if (!*made) return failed(said("The stored model is damaged; import it again."));
    if (progress.cancelled()) return failed(said("The handout was cancelled; no file was written."));
    return file.write((*made)->bytes);
}

Outcome writeHandout(const HandoutCopies& of, const anatomy::Catalogue& catalogue, const OutputFile& file, const Progress& progress) {
    const handout::HandoutSource source{of.patient, of.practice, of.session, catalogue, of.texts};
    if (of.choice.form == HandoutForm::pdf) return writeMade(handout::makeHandout(source, of.body, of.choice.paper), file, progress);
    const page::PageChoice choice{of.choice.withName, of.choice.withPatterns, builtin::hiddenAtFirst(*of.body, catalogue)};
    return writeMade(page::makePage(source, of.body, choice, of.assets / "page"), file, progress);
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
    if (!program.record.session() || !program.record.patient()) return failed(said("Open the visit that the handout is of first."));
    if (!program.bodies.current()) return failed(said("There is no body yet to show the sites on."));
    const auto assets = programFolder("assets");
    if (!assets) return assets.error();
    auto read = handout::readTexts({*assets / "handout", program.dataFolder() / "handout"}, choice.language);
    if (!read) return read.error();
    auto copies = std::make_shared<const HandoutCopies>(HandoutCopies{*program.record.patient(), program.practice.practice(), *program.record.session(), std::move(read->texts), program.bodies.current(), choice, *assets});
    workspace::ToSave toSave;
    toSave.file = file;
    toSave.doing = tr("Making the handout");
    toSave.write = [copies, &catalogue = program.catalogue()](const OutputFile& output, Progress& progress) { return writeHandout(*copies, catalogue, output, progress); };
    const bool tellsWho = choice.form == HandoutForm::pdf || choice.withName;
    toSave.told = [remarks = read->remarks, tellsWho](const Path& path) {
        std::string words = tellsWho ? trf("The handout lies in {}. It tells who the patient is and can be read by everybody who has it.", shown(path))
                                     : trf("The web page lies in {}. The patient's name is not in it; everybody who has the file can read it.", shown(path));
        if (!remarks.empty()) words += " " + remarks.front();
        return words;
    };
    return program.exchange.save(std::move(toSave));
}

}  // namespace myochart::ui
