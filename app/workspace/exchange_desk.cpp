#include "workspace/exchange_desk.h"

#include <cstdlib>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "workspace/handed_body.h"
#include "workspace/practice_export.h"

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

Outcome ExchangeDesk::exportEverybody(const exchange::Exporter& exporter, const Path& folder, bool deIdentified) {
    if (!record_.isOpen()) return failed(tr("There is no record to hand over."));
    jobs_.start(trf("Exporting everybody to {}", shown(folder.filename())), [this, exporter, deIdentified, folder, at = record_.now(), shownBody = bodies_.current()](Progress& progress) -> std::function<void()> {
        PracticeExport order{folder, std::string(exporter.id), std::string(exporter.ending), deIdentified, {}, own_};
        order.write = [&](exchange::Bundle& bundle) { return fileOf(exporter, bundle, {catalogue_, at, deIdentified}, shownBody, progress); };
        const auto done = exportPractice(record_.saving(), order, progress);
        return [this, done, folder] {
            if (!done) return notices_.tell(done.error().message, true);
            std::string words = trnf("{0} patient handed over in {1}.", "{0} patients handed over in {1}.", done->written + done->before, done->written + done->before, shown(folder));
            if (done->before > 0) words += " " + trnf("{} file was there already.", "{} files were there already.", done->before, done->before);
            notices_.tell(words);
            for (const auto& each : done->leftOut) notices_.tell(each.sentence, true);
        };
    });
    return Done{};
}

}  // namespace myochart::workspace
