#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"
#include "workspace/import_source.h"

namespace myochart::workspace {

// Taking what was looked at.

namespace {

Decisions decisionsOn(const IncomingFile& incoming) {
    Decisions decisions;
    for (const PlannedConflict& each : incoming.conflicts)
        if (each.what.taken) decisions.named.emplace(fmt::format("{}.{}", each.what.id, each.what.field), *each.what.taken);
    return decisions;
}

}  // namespace

void ImportDesk::take() {
    if (!incoming_ || !source_ || !incoming_->mayBeTaken()) return;
    if (!record_.readOnly().empty()) return notices_.tell(record_.readOnly());
    if (incoming_->kind == IncomingFile::Kind::points) return takePoints();
    const bool merges = incoming_->kind == IncomingFile::Kind::copy || (incoming_->ofOthers == OfOthers::decide && !incoming_->conflicts.empty());
    const auto onConflict = incoming_->ofOthers == OfOthers::both ? store::OnConflict::both : store::OnConflict::keep;
    jobs_.start(trf("Importing {}", shown(incoming_->file.filename())),
                [this, source = source_, file = incoming_->file, merges, onConflict, decisions = decisionsOn(*incoming_), asked = ++asked_](Progress& progress) -> Finish {
                    const std::scoped_lock lock(source->inUse);
                    auto finish = merges ? merged(*source, decisions, progress) : takenOver(*source, file, onConflict, progress);
                    return [this, asked, finish] {
                        finish();
                        if (asked == asked_ && !keepsOpen_) drop();
                        keepsOpen_ = false;
                    };
                });
}

/// On a worker.
ImportDesk::Finish ImportDesk::takenOver(Source& source, const Path& file, store::OnConflict onConflict, Progress& progress) {
    auto done = record_.saving().run<Result<TakenOver>>(
        [&](store::Record& record) { return takeOver(record, source.visits->reader, shown(file.filename()), source.body, catalogue_, onConflict, progress); });
    source.visits->reader.rewind();
    if (!done) return failing(done.error());
    return [this, file, done = std::make_shared<TakenOver>(std::move(*done))] { tell(file, std::move(*done)); };
}

/// On a worker. What was decided is decided of what was shown: where something was changed since, nothing is merged.
ImportDesk::Finish ImportDesk::merged(Source& source, const Decisions& decisions, Progress& progress) {
    auto planned = record_.saving().run<Result<MergePlan>>([&](store::Record& record) -> Result<MergePlan> {
        auto made = plan(record, source, decisions, progress);
        if (!made) return made;
        if (made->undecided > 0 || !made->unmet.empty()) return conflict(tr("Something that was to be merged was changed in the meantime; choose the file again."));
        if (made->order.none()) return made;
        if (const auto done = store::mergeInto(record, made->order); !done) return done.error();
        return made;
    });
    if (!planned) return failing(planned.error());
    return [this, plan = std::make_shared<MergePlan>(std::move(*planned))] {
        const store::Merging& order = plan->order;
        if (order.none()) return notices_.tell(tr("Everything stays as it is here."));
        const size_t fresh = order.newVisits.size() + order.restored.size(), changed = order.visits.size() + order.removed.size() + order.patients.size();
        std::string words = trf("Merged: {0} and {1} are new.", trnf("{} patient", "{} patients", order.newPatients.size(), order.newPatients.size()), trnf("{} visit", "{} visits", fresh, fresh));
        if (changed > 0) words += " " + trnf("{} entry was changed.", "{} entries were changed.", changed, changed);
        if (!order.keptAside.empty()) words += std::string(" ") + tr("What was not taken is among the recently deleted.");
        notices_.tell(words);
        record_.merged(std::move(plan->order));
    };
}

/// What failed can be tried again: the file stays in sight.
ImportDesk::Finish ImportDesk::failing(const Error& error) {
    return [this, message = error.message] {
        keepsOpen_ = true;
        notices_.tell(message, true);
    };
}

void ImportDesk::tell(const Path& file, TakenOver taken) {
    const std::vector<std::string> answered = incoming_ ? incoming_->toBeLookedAt : std::vector<std::string>();
    toBeLookedAt_ = taken.toBeLookedAt();
    std::erase_if(toBeLookedAt_, [&](const std::string& each) { return std::ranges::find(answered, each) != answered.end(); });
    record_.imported(std::move(taken.done.added));
    const store::Imported& done = taken.done;
    const size_t visits = done.sessions + done.addedBeside.size();
    std::string said = trf("{0}: {1} and {2} are new.", shown(file.filename()), trnf("{} patient", "{} patients", done.patients, done.patients),
                           trnf("{} visit", "{} visits", visits, visits));
    if (done.known > 0) said += " " + trnf("{} entry was here already.", "{} entries were here already.", done.known, done.known);
    if (!done.kept.empty()) said += " " + trnf("{} entry stayed as here.", "{} entries stayed as here.", done.kept.size(), done.kept.size());
    notices_.tell(said);
}

// --- points

/// Where the points would be; on the body at once.
void ImportDesk::placePoints() {
    const record::Session* visit = record_.session();
    if (!visit || visit->id != incoming_->into) {
        notices_.tell(tr("The visit that the points were to go into is no longer open."), true);
        return drop();
    }
    incoming_->asksForType = incoming_->asksForType && !incoming_->type;
    if (incoming_->asksForType) return;
    auto sites = sitesOf(*source_->points, *source_->body, catalogue_, view_.options, *visit, incoming_->type, record_.now());
    if (!sites) {
        notices_.tell(sites.error().message, true);
        return drop();
    }
    if (sites->placed.empty() && sites->notTaken.empty() && sites->known > 0 && incoming_->toBeLookedAt.empty()) {
        notices_.tell(trf("{}: nothing is new.", shown(incoming_->file.filename())) + " " +
                      trnf("{} is a site of the visit already.", "{} are sites of the visit already.", sites->known, sites->known));
        return drop();
    }
    incoming_->points = std::move(*sites);
    TimeDesk::Instead instead;
    for (const record::Marker& here : visit->markers) {
        scene::Ghost& ghost = instead.ghosts.emplace_back(scene::ghostOf(here));
        ghost.hollow = false;
        ghost.label = std::to_string(here.number);
    }
    for (const PlacedSite& each : incoming_->points.placed) instead.ghosts.push_back(scene::ghostOf(each.marker));
    time_.showInstead(std::move(instead));
}

/// One step of the open visit.
void ImportDesk::takePoints() {
    const record::Session* visit = record_.session();
    if (!visit || visit->id != incoming_->into) {
        notices_.tell(tr("The visit that the points were to go into is no longer open."), true);
        return drop();
    }
    const size_t placed = incoming_->points.placed.size();
    if (!record_.commit(withSites(*visit, incoming_->points.placed))) return;
    notices_.tell(trnf("{} site came in, to be confirmed.", "{} sites came in, to be confirmed.", placed, placed));
    drop();
}

}  // namespace myochart::workspace
