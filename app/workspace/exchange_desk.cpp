#include "workspace/exchange_desk.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "note/patient_answers.h"
#include "workspace/form_import.h"
#include "workspace/handed_body.h"
#include "workspace/import_file.h"

namespace myochart::workspace {

ExchangeDesk::ExchangeDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies,
                           JobRunner& jobs, OwnPlaces own)
    : catalogue_(catalogue), notices_(notices), record_(record), bodies_(bodies), jobs_(jobs), own_(std::move(own)) {}

bool ExchangeDesk::canExport(What what) const {
    return record_.isOpen() && (what == What::visit ? record_.session() != nullptr : record_.patient() != nullptr);
}

Path ExchangeDesk::placeFor(std::string_view what, std::string_view ending) const {
    const char* home = std::getenv("HOME");
    const Path folder = home && *home ? Path(home) : Path("/");
    const std::string name = fmt::format("myochart-{}-{}", what, compactUtc(record_.now()));
    Path place = folder / fmt::format("{}{}", name, ending);
    std::error_code unseen;
    constexpr int kMostTries = 1000;
    for (int more = 2; more < kMostTries && std::filesystem::exists(place, unseen); ++more) place = folder / fmt::format("{}-{}{}", name, more, ending);
    return place;
}

Path ExchangeDesk::placeFor(What what, const exchange::Exporter& exporter) const {
    return placeFor(what == What::visit ? "visit" : "patient", exporter.ending);
}

Outcome ExchangeDesk::save(ToSave toSave) {
    auto output = openOutput(toSave.file, own_);
    if (!output) return output.error();
    const std::string opened = record_.isOpen() && record_.session() ? record_.session()->id.text : std::string();
    const std::string visit = record_.isOpen() && !toSave.about.empty() ? toSave.about : opened;
    jobs_.start(toSave.doing, [this, toSave, output = *output, visit](Progress& progress) -> std::function<void()> {
        progress.report(0, toSave.doing);
        Outcome outcome = toSave.write(output, progress);
        if (outcome && !visit.empty())
            outcome = record_.saving().run<Outcome>([&](store::Record& r) { return noteExport(r, visit, shown(output.path()), store::Event::printed); });
        return [this, outcome, told = toSave.told, path = output.path()] { notices_.tell(outcome ? told(path) : outcome.error().message, !outcome); };
    });
    return Done{};
}

/// On a worker.
Result<std::string> ExchangeDesk::fileOf(const exchange::Exporter& exporter, exchange::Bundle& bundle, exchange::Given given, const std::shared_ptr<const body::Body>& shownBody, Progress& progress) {
    std::optional<exchange::BodyModel> model;  // of the places as they are recorded
    if (exporter.needsBody) {
        progress.report(0, tr("Reading the body"));
        const auto body = bodyOfSites(bodies_, bundle, shownBody, progress);
        if (!body) return body.error();
        model = bodyModelOf(bundle, **body, catalogue_);
        if (!model) return failed(tr("The stored model is damaged; import it again."));
        given.body = &*model;
    }
    if (given.deIdentified) bundle = workspace::deIdentified(bundle, catalogue_);
    return exporter.write(bundle, given, progress);
}

Outcome ExchangeDesk::exportTo(What what, const exchange::Exporter& exporter, const Path& file, bool deIdentified) {
    if (!canExport(what)) return failed(tr("Open the patient or visit that is to be handed over first."));
    auto output = openOutput(file, own_);
    if (!output) return output.error();
    const std::string id = what == What::visit ? record_.session()->id.text : record_.patient()->id.text;
    jobs_.start(trf("Exporting to {}", shown(file.filename())),
                [this, id, exporter, deIdentified, at = record_.now(), shownBody = bodies_.current(), output = *output](Progress& progress) -> std::function<void()> {
                    progress.report(0, tr("Reading the record"));
                    auto bundle = record_.saving().run<Result<exchange::Bundle>>([&](store::Record& r) { return bundleOf(r, id); });
                    const auto text = bundle ? fileOf(exporter, *bundle, {catalogue_, at, deIdentified}, shownBody, progress) : Result<std::string>(bundle.error());
                    Outcome outcome = text ? output.write(*text) : Outcome(text.error());
                    if (outcome)
                        outcome = record_.saving().run<Outcome>([&](store::Record& r) { return noteExport(r, id, shown(output.path())); });
                    const size_t visits = bundle ? bundle->sessions.size() : 0;
                    return [this, outcome, visits, deIdentified, path = output.path()] {
                        if (!outcome) return notices_.tell(outcome.error().message, true);
                        if (deIdentified)
                            return notices_.tell(trnf("{0} visit handed over in {1}, without names and texts and with other days. A rare course may still tell who it is of.",
                                                      "{0} visits handed over in {1}, without names and texts and with other days. A rare course may still tell who it is of.",
                                                      visits, visits, shown(path)));
                        notices_.tell(trnf("{0} visit handed over in {1}. The file tells who the patient is and can be read by everybody who has it.",
                                           "{0} visits handed over in {1}. The file tells who the patient is and can be read by everybody who has it.",
                                           visits, visits, shown(path)));
                    };
                });
    return Done{};
}

void ExchangeDesk::importFrom(const Path& file, store::OnConflict onConflict) {
    if (!record_.isOpen()) return notices_.tell(tr("There is no record to import into."), true);
    if (!record_.readOnly().empty()) return notices_.tell(record_.readOnly());
    conflict_.reset();
    if (onConflict == store::OnConflict::ask) answered_.clear();
    auto goal = record_.session() && record_.patient() ? std::optional(FormGoal{record_.session()->id, *record_.patient(), bodies_.current()}) : std::nullopt;
    jobs_.start(trf("Importing {}", shown(file.filename())),
                [this, file, onConflict, goal = std::move(goal)](Progress& progress) { return taken(file, onConflict, goal, progress); });
}

/// On a worker; what is returned tells what came of it.
std::function<void()> ExchangeDesk::taken(const Path& file, store::OnConflict onConflict, const std::optional<FormGoal>& goal, Progress& progress) {
    const auto refusing = [this](const Error& error) -> std::function<void()> {
        return [this, message = error.message] { notices_.tell(message, true); };
    };
    progress.report(0, tr("Reading the file"));
    auto text = readTextFile(file, kMaxImportBytes);
    if (!text) return refusing(text.error());
    if (exchange::looksLikePatientForm(*text)) return takenForm(*text, file, goal, progress);
    auto opened = openImport(std::move(*text), shown(file.filename()), catalogue_, {}, [&] { return bodies_.load({}, progress); });
    if (!opened) return refusing(opened.error());
    if (!opened->unknown.empty()) return refusing(refused(whyNotMapped(*opened, shown(file.filename()))));
    exchange::BundleReader* const reader = &opened->reader;
    // The sites are held against the built-in body or whichever is there, as on the command line.
    const auto body = reader->holdsSites() ? bodies_.load({}, progress) : Result<std::shared_ptr<const body::Body>>(nullptr);
    auto done = record_.saving().run<Result<TakenOver>>([&](store::Record& r) {
        return takeOver(r, *reader, shown(file.filename()), body ? *body : nullptr, catalogue_, onConflict, progress);
    });
    if (!done) return refusing(done.error());
    auto aside = opened->passedOver;
    aside.insert(aside.end(), opened->notPlaced.begin(), opened->notPlaced.end());
    return [this, file, aside, done = std::make_shared<TakenOver>(std::move(*done))] {
        tell(file, *done);
        if (!done->done.isRefused) toBeLookedAt_.insert(toBeLookedAt_.end(), aside.begin(), aside.end());
    };
}

/// On a worker, as taken().
std::function<void()> ExchangeDesk::takenForm(const std::string& text, const Path& file, const std::optional<FormGoal>& goal, Progress& progress) {
    const auto form = goal ? formFor(goal->patient, text, shown(file.filename()), false, bodies_, goal->shown, catalogue_, progress) : Result<FormToTake>(failed(said("This is what a patient filled in at home. Open the visit that it belongs to, then import it.")));
    if (!form) return [this, message = form.error().message] { notices_.tell(message, true); };
    return [this, visit = goal->visit, form = form->form] {
        const record::Session* open = record_.session();
        if (open && open->id == visit && note::formOf(*open, form.form)) return notices_.tell(tr("What the patient filled in is here already."));
        record_.editVisit(visit, [form](const record::Session& now) { return withFormFromHome(now, form); }, {},
                          [this] { notices_.tell(tr("What the patient filled in lies beside the visit: see what came before, at the top.")); });
    };
}

void ExchangeDesk::tell(const Path& file, TakenOver& taken) {
    if (taken.done.isRefused) {
        answered_ = taken.toBeLookedAt();
        conflict_ = ImportConflict{file, answered_};
        return;
    }
    toBeLookedAt_ = taken.toBeLookedAt();
    std::erase_if(toBeLookedAt_, [&](const std::string& each) { return std::ranges::find(answered_, each) != answered_.end(); });
    record_.imported(std::move(taken.done.added));
    const store::Imported& done = taken.done;
    const size_t visits = done.sessions + done.addedBeside.size();
    std::string said = trf("{0}: {1} and {2} are new.", shown(file.filename()), trnf("{} patient", "{} patients", done.patients, done.patients),
                           trnf("{} visit", "{} visits", visits, visits));
    if (done.known > 0) said += " " + trnf("{} entry was here already.", "{} entries were here already.", done.known, done.known);
    if (!done.kept.empty()) said += " " + trnf("{} entry stayed as here.", "{} entries stayed as here.", done.kept.size(), done.kept.size());
    notices_.tell(said);
}

}  // namespace myochart::workspace
