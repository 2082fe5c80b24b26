#include "workspace/person_desk.h"

#include "core/words.h"
#include "store/erased_list.h"
#include "workspace/hand_over.h"

namespace myochart::workspace {

namespace {

struct ReadPage {
    std::vector<TrailLine> lines;
    bool isMore = false;
};

}  // namespace

PersonDesk::PersonDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, RecordDesk& record, Path dataFolder, OwnPlaces own)
    : catalogue_(catalogue), notices_(notices), link_(link), jobs_(jobs), record_(record), dataFolder_(std::move(dataFolder)), own_(std::move(own)) {}

void PersonDesk::readTrail(record::PatientId patient, store::TrailKind kind) {
    if (!link_.isOpen()) return;
    trail_ = ShownTrail{std::move(patient), kind, {}, false, true};
    readPage(0);
}

void PersonDesk::readOlder() {
    if (!trail_ || trail_->isReading || !trail_->isMore) return;
    trail_->isReading = true;
    readPage(trail_->lines.back().row.seq);
}

void PersonDesk::closeTrail() {
    ++asked_;
    trail_.reset();
}

void PersonDesk::readPage(std::int64_t before) {
    const auto asked = ++asked_;
    const store::TrailQuery query{.patient = trail_->patient, .since = 0, .kind = trail_->kind, .before = before, .limit = 100};
    link_.ask<ReadPage>(
        [query](store::Record& r) -> Result<ReadPage> {
            auto page = r.trail(query);
            if (!page) return page.error();
            return ReadPage{inWords(r, std::move(page->rows)), page->isMore};
        },
        [this, asked](auto page) {
            if (asked != asked_ || !trail_) return;
            trail_->isReading = false;
            if (!page) return notices_.tell(page.error().message, true);
            for (TrailLine& each : page->lines) trail_->lines.push_back(std::move(each));
            trail_->isMore = page->isMore;
        });
}

Outcome PersonDesk::saveTrail(const Path& file) {
    if (!trail_) return failed(said("There is nothing to save."));
    auto output = openOutput(file, own_);
    if (!output) return output.error();
    const store::TrailQuery query{.patient = trail_->patient, .since = 0, .kind = trail_->kind, .before = 0, .limit = 0};
    jobs_.start(trf("Writing {}", shown(file.filename())), [this, query, output = *output](Progress&) -> std::function<void()> {
        const auto page = record_.saving().run<Result<store::TrailPage>>([&](store::Record& r) { return r.trail(query); });
        Outcome outcome = page ? output.write(trailTable(page->rows)) : Outcome(page.error());
        if (outcome) outcome = record_.saving().run<Outcome>([&](store::Record& r) { return noteExport(r, query.patient.text, shown(output.path())); });
        return [this, outcome, path = output.path()] { notices_.tell(outcome ? trf("The audit trail of this person lies in {}.", shown(path)) : outcome.error().message, !outcome); };
    });
    return Done{};
}

Outcome PersonDesk::giveData(const record::PatientId& patient, const Path& folder, NotePages pages) {
    if (!link_.isOpen()) return failed(said("The record is not open."));
    const auto place = placeForFolder(folder, own_);
    if (!place) return place.error();
    jobs_.start(trf("Writing {}", shown(place->filename())), [this, patient, place = *place, pages = std::move(pages)](Progress& progress) -> std::function<void()> {
        progress.report(0, tr("Reading the record"));
        const auto files = record_.saving().run<Result<std::vector<FolderFile>>>([&](store::Record& r) { return everythingOf(r, patient, catalogue_, pages, progress); });
        Outcome outcome = files ? writeFolder(place, *files) : Outcome(files.error());
        if (outcome) outcome = record_.saving().run<Outcome>([&](store::Record& r) { return noteExport(r, patient.text, shown(place)); });
        return [this, outcome, place] {
            notices_.tell(outcome ? trf("Everything that is kept of this person lies in {}. It tells who they are and is not encrypted: everybody who has it can read it.", shown(place))
                                  : outcome.error().message,
                          !outcome);
        };
    });
    return Done{};
}

void PersonDesk::askToErase(record::PatientId id) {
    if (!record_.readOnly().empty()) return notices_.tell(record_.readOnly());
    link_.ask<Erasure>(
        [id](store::Record& r) -> Result<Erasure> {
            const auto patient = r.patient(id);
            if (!patient && patient.error().kind != ErrorKind::refused) return patient.error();
            const auto visits = r.sessions(id);
            return erasureOf(id, patient ? &*patient : nullptr, visits ? *visits : std::vector<store::SessionSummary>());
        },
        [this](auto erasure) {
            if (!erasure) return notices_.tell(erasure.error().message, true);
            erasure_ = std::move(*erasure);
        });
}

void PersonDesk::erase(const record::PatientId& patient, const ErasureReason& why) {
    if (trail_ && trail_->patient == patient) closeTrail();
    record_.forget(patient);
    link_.tell([patient, &why, list = dataFolder_ / store::ErasedList::kFileName](store::Record& r) { return store::eraseForGood(r, patient, why.words, list); },
               [this, patient] {
                   if (link_.isOpen()) link_.saving().forget(patient);
                   record_.forget(patient);  // what was on its way meanwhile
                   record_.refreshRemoved();
                   record_.refresh();
                   notices_.tell(tr("The person is erased for good. Backups that still have them forget them when they are restored here."));
               });
}

}  // namespace myochart::workspace
