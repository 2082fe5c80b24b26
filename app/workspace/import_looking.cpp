#include <algorithm>
#include <cstring>

#include "core/files.h"
#include "core/local_day.h"
#include "core/words.h"
#include "exchange/patient_form_reader.h"
#include "note/patient_answers.h"
#include "store/restore.h"
#include "workspace/form_import.h"
#include "workspace/import_source.h"

namespace myochart::workspace {

// Looking through a file. All of it runs on a worker; what it returns shows what was found.

namespace {

using State = PreviewRow::State;

/// A record, or a copy of one: by its name, for a protected one tells nothing, or by what SQLite writes first.
bool isRecordFile(const Path& file) {
    constexpr std::string_view kBegins{"SQLite format 3\0", 16};
    if (file.extension() == ".myochart") return true;
    const auto map = FileMap::open(file);
    return map && map->bytes().size() >= kBegins.size() && std::memcmp(map->bytes().data(), kBegins.data(), kBegins.size()) == 0;
}

/// Points that do not tell what they are.
bool lackType(const exchange::Markups& markups) {
    return std::ranges::any_of(markups.points, [](const exchange::MarkupPoint& each) { return !each.type && !each.site; });
}

/// What merging another copy would do, as rows: what is new, what differs, what is changed without a question. On the record's thread.
class RowsOfPlan {
  public:
    RowsOfPlan(store::Record& record, IncomingFile& incoming) : record_(record), incoming_(incoming) {}

    void list(const MergePlan& plan) {
        for (const PlannedConflict& each : plan.conflicts)
            if (each.visit.empty()) addPatient(each.patient, State::differs);
            else if (const auto visit = store::keptVisit(record_, each.visit); visit && *visit) addVisit((*visit)->session, State::differs);
        for (const record::Patient& each : plan.order.newPatients) add(each, State::isNew);
        for (const auto& each : plan.order.patients) add(each.after, State::changes);
        for (const store::SessionChange& each : plan.order.visits) addVisit(each.after, State::changes);
        for (const record::Session& each : plan.order.newVisits) addVisit(each, State::isNew);
        for (const PreviewRow& each : incoming_.sessions) addPatient({each.patient}, State::known);
    }

  private:
    static bool isListed(const std::vector<PreviewRow>& rows, const std::string& id) { return std::ranges::find(rows, id, &PreviewRow::id) != rows.end(); }
    void add(const record::Patient& patient, State state) {
        if (!isListed(incoming_.patients, patient.id.text)) incoming_.patients.push_back({.id = patient.id.text, .name = patient.name, .state = state});
    }
    void addPatient(const record::PatientId& id, State state) {
        if (isListed(incoming_.patients, id.text)) return;
        const auto patient = record_.patient(id);
        incoming_.patients.push_back({.id = id.text, .name = patient ? patient->name : std::string(), .state = state});
    }
    void addVisit(const record::Session& visit, State state) {
        if (isListed(incoming_.sessions, visit.id.text)) return;
        incoming_.sessions.push_back({.id = visit.id.text, .patient = visit.patient.text, .day = dayAt(visit.startedAt, visit.utcOffset), .when = dateAt(visit.startedAt, visit.utcOffset),
                                      .sites = visit.markers.size(), .state = state});
    }

    store::Record& record_;
    IncomingFile& incoming_;
};

/// What merging does besides, a sentence each.
std::vector<std::string> besides(const MergePlan& plan) {
    std::vector<std::string> all = plan.notTaken;
    all.insert(all.end(), plan.renumbered.begin(), plan.renumbered.end());
    const store::Merging& order = plan.order;
    if (!order.removed.empty())
        all.push_back(trnf("{} visit that was deleted in the other copy is deleted here, too.", "{} visits that were deleted in the other copy are deleted here, too.", order.removed.size(), order.removed.size()));
    if (!plan.beside.empty())
        all.push_back(trnf("{} visit that is signed comes beside the one that is here.", "{} visits that are signed come beside those that are here.", plan.beside.size(), plan.beside.size()));
    return all;
}

/// All that it holds is here already, and nothing is to be read or said: there is nothing to look at.
bool bringsNothing(const IncomingFile& incoming) {
    return incoming.kind != IncomingFile::Kind::points && incoming.bringing() == 0 && incoming.differing() == 0 && incoming.conflicts.empty() && incoming.unknown.empty() &&
           incoming.toBeLookedAt.empty();
}

std::string nothingNewIn(const IncomingFile& incoming) {
    const std::string file = shown(incoming.file.filename());
    const size_t known = incoming.patients.size() + incoming.sessions.size();
    if (incoming.kind == IncomingFile::Kind::copy) return trf("{}: there is nothing in it that is not here.", file);
    if (known == 0) return trf("{}: there is no patient and no visit in it.", file);
    return trf("{}: nothing is new.", file) + " " + trnf("{} entry was here already.", "{} entries were here already.", known, known);
}

}  // namespace

ImportDesk::Finish ImportDesk::refusing(const Error& error) const {
    return [this, message = error.message] { notices_.tell(message, true); };
}

ImportDesk::Finish ImportDesk::showing(IncomingFile incoming, std::shared_ptr<Source> source) {
    return [this, incoming = std::move(incoming), source = std::move(source)]() mutable {
        if (bringsNothing(incoming)) return notices_.tell(nothingNewIn(incoming));
        source_ = std::move(source);
        incoming_ = std::move(incoming);
        incoming_->reading = ++readings_;
        if (incoming_->kind == IncomingFile::Kind::points) placePoints();
        else showOnBody();
    };
}

ImportDesk::Finish ImportDesk::looked(const Path& file, const exchange::MuscleMap& muscles, const std::optional<Goal>& goal, Progress& progress) {
    progress.report(0, tr("Reading the file"));
    if (isRecordFile(file)) return lookedAtCopy(file, progress);
    auto text = readTextFile(file, kMaxImportBytes);
    if (!text) return refusing(text.error());
    if (exchange::looksLikePatientForm(*text)) return lookedAtForm(*text, file, goal, progress);
    if (exchange::looksLikeMarkups(*text)) return lookedAtPoints(*text, file, goal);
    return lookedAtVisits(std::move(*text), file, muscles, progress);
}

ImportDesk::Finish ImportDesk::lookedAtForm(const std::string& text, const Path& file, const std::optional<Goal>& goal, Progress& progress) {
    const auto form = goal ? formFor(goal->patient, text, shown(file.filename()), false, bodies_, goal->shown, catalogue_, progress)
                           : Result<FormToTake>(failed(said("This is what a patient filled in at home. Open the visit that it belongs to, then import it.")));
    if (!form) return refusing(form.error());
    return [this, visit = goal->visit.id, form = form->form] {
        const record::Session* open = record_.session();
        if (open && open->id == visit && note::formOf(*open, form.form)) return notices_.tell(tr("What the patient filled in is here already."));
        record_.editVisit(visit, [form](const record::Session& now) { return withFormFromHome(now, form); }, {},
                          [this] { notices_.tell(tr("What the patient filled in lies beside the visit: see what came before, at the top.")); });
    };
}

ImportDesk::Finish ImportDesk::lookedAtPoints(const std::string& text, const Path& file, const std::optional<Goal>& goal) {
    if (!goal) return refusing(failed(tr("The file holds points on a body. Open the visit that they become sites of, then import it.")));
    if (!goal->shown) return refusing(failed(tr("There is no body to put the points on; import a model first.")));
    auto markups = exchange::markupsFromText(text, shown(file.filename()));
    if (!markups) return refusing(markups.error());
    auto source = std::make_shared<Source>();
    source->body = goal->shown;
    IncomingFile incoming{.file = file, .kind = IncomingFile::Kind::points, .format = "markups", .toBeLookedAt = markups->remarks, .into = goal->visit.id, .asksForType = lackType(*markups)};
    source->points = std::move(*markups);
    return showing(std::move(incoming), std::move(source));
}

ImportDesk::Finish ImportDesk::lookedAtCopy(const Path& file, Progress& progress) {
    std::error_code fault;
    if (std::filesystem::equivalent(file, recordFile_, fault)) return refusing(failed(tr("That is the record that is open; choose another copy of it.")));
    auto source = std::make_shared<Source>();
    const auto body = bodies_.load({}, progress);
    source->body = body ? *body : nullptr;
    IncomingFile incoming{.file = file, .kind = IncomingFile::Kind::copy, .format = "record", .ofOthers = OfOthers::decide};
    auto planned = record_.saving().run<Result<MergePlan>>([&](store::Record& record) -> Result<MergePlan> {
        store::RestoreOrder order;
        order.record = recordFile_;
        order.keys = record.keys();
        auto opened = order.openCopy(file);
        if (!opened) return opened.error();
        source->copy = std::move(*opened);
        auto made = plan(record, *source, {}, progress);
        if (made) RowsOfPlan(record, incoming).list(*made);
        else source->copy.reset();
        return made;
    });
    if (!planned) return refusing(planned.error());
    incoming.toBeLookedAt = besides(*planned);
    incoming.conflicts = std::move(planned->conflicts);
    return showing(std::move(incoming), std::move(source));
}

ImportDesk::Finish ImportDesk::lookedAtVisits(std::string text, const Path& file, const exchange::MuscleMap& muscles, Progress& progress) {
    const std::string called = shown(file.filename());
    auto opened = openImport(std::move(text), called, catalogue_, muscles, [&] { return bodies_.load({}, progress); });
    if (!opened) return refusing(opened.error());
    auto source = std::make_shared<Source>();
    source->visits.emplace(std::move(*opened));
    ImportFile& visits = *source->visits;
    // The sites are held against the built-in body or whichever is there, as on the command line.
    if (const auto body = visits.reader.holdsSites() ? bodies_.load({}, progress) : Result<std::shared_ptr<const body::Body>>(nullptr); body) source->body = *body;
    IncomingFile incoming{.file = file, .format = visits.format, .unknown = visits.unknown, .muscles = muscles, .proposed = visits.proposed};
    const auto seen = record_.saving().run<Outcome>([&](store::Record& record) -> Outcome {
        auto preview = previewOf(&record, visits, called, source->body, catalogue_, progress);
        if (!preview) return preview.error();
        incoming.patients = std::move(preview->patients);
        incoming.sessions = std::move(preview->sessions);
        preview->found.done.isRefused = false;  // all of it is to be read before anything is taken
        incoming.toBeLookedAt = preview->found.toBeLookedAt();
        if (incoming.differing() == 0) return Done{};
        auto planned = plan(record, *source, {}, progress);
        if (!planned) return planned.error();
        incoming.conflicts = std::move(planned->conflicts);
        return Done{};
    });
    if (!seen) return refusing(seen.error());
    for (const auto* list : {&visits.passedOver, &visits.notPlaced}) incoming.toBeLookedAt.insert(incoming.toBeLookedAt.end(), list->begin(), list->end());
    return showing(std::move(incoming), std::move(source));
}

/// On the record's thread.
Result<MergePlan> ImportDesk::plan(store::Record& record, Source& source, const Decisions& decisions, Progress& progress) const {
    if (source.copy) {
        auto other = otherCopyOf(record, *source.copy);
        if (!other) return other.error();
        return planMerge(record, *other, decisions, source.body.get(), catalogue_, progress);
    }
    auto other = otherCopyOf(source.visits->reader);
    auto made = planMerge(record, other, decisions, source.body.get(), catalogue_, progress);
    source.visits->reader.rewind();
    return made;
}

}  // namespace myochart::workspace
