#include "ui/patient_handout.h"

#include <algorithm>
#include <memory>

#include "core/words.h"
#include "handout/make_handout.h"

namespace myochart::ui {

namespace {

/// All that a worker needs, of its own: the record goes on meanwhile.
struct HandoutCopies {
    record::Patient patient;
    record::Practice practice;
    record::Session session;
    handout::Texts texts;
    std::shared_ptr<const body::Body> body;
};

Outcome writeHandout(const HandoutCopies& of, const anatomy::Catalogue& catalogue, handout::Paper paper, const OutputFile& file, const Progress& progress) {
    const auto made = handout::makeHandout({of.patient, of.practice, of.session, catalogue, of.texts}, of.body, paper);
    if (!made) return made.error();
    if (!*made) return failed(said("The stored model is damaged; import it again."));
    if (progress.cancelled()) return failed(said("The handout was cancelled; no file was written."));
    return file.write((*made)->bytes);
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
    auto copies = std::make_shared<const HandoutCopies>(HandoutCopies{*program.record.patient(), program.practice.practice(), *program.record.session(), std::move(read->texts), program.bodies.current()});
    workspace::ToSave toSave;
    toSave.file = file;
    toSave.doing = tr("Making the handout");
    toSave.write = [copies, &catalogue = program.catalogue(), paper = choice.paper](const OutputFile& output, Progress& progress) { return writeHandout(*copies, catalogue, paper, output, progress); };
    toSave.told = [remarks = read->remarks](const Path& path) {
        std::string words = trf("The handout lies in {}. It tells who the patient is and can be read by everybody who has it.", shown(path));
        if (!remarks.empty()) words += " " + remarks.front();
        return words;
    };
    return program.exchange.save(std::move(toSave));
}

}  // namespace myochart::ui
