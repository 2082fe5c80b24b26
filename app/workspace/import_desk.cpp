#include "workspace/import_desk.h"

#include <algorithm>

#include "core/text.h"
#include "core/words.h"
#include "workspace/import_source.h"
#include "workspace/patient_visits.h"

namespace myochart::workspace {

ImportDesk::ImportDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordDesk& record, BodyDesk& bodies, const ViewDesk& view, TimeDesk& time, JobRunner& jobs, Path recordFile)
    : catalogue_(catalogue), notices_(notices), record_(record), bodies_(bodies), view_(view), time_(time), jobs_(jobs), recordFile_(std::move(recordFile)) {}

ImportDesk::~ImportDesk() = default;

void ImportDesk::look(const Path& file) {
    if (!record_.isOpen()) return notices_.tell(tr("There is no record to import into."), true);
    if (!record_.readOnly().empty()) return notices_.tell(record_.readOnly());
    drop();
    toBeLookedAt_.clear();
    read(file, {});
}

void ImportDesk::read(Path file, exchange::MuscleMap muscles) {
    auto goal = record_.session() && record_.patient() ? std::optional(Goal{*record_.patient(), *record_.session(), bodies_.current()}) : std::nullopt;
    jobs_.start(trf("Reading {}", shown(file.filename())), [this, file, muscles = std::move(muscles), goal = std::move(goal), asked = ++asked_](Progress& progress) -> Finish {
        auto finish = looked(file, muscles, goal, progress);
        return [this, asked, finish] {
            if (asked == asked_) finish();
        };
    });
}

void ImportDesk::drop() {
    ++asked_;
    incoming_.reset();
    time_.showInstead(std::nullopt);
    // A copy of the record is closed where it was opened.
    if (auto source = std::exchange(source_, nullptr); source && source->copy && record_.isOpen())
        record_.saving().post([source = std::move(source)](store::Record&) mutable { source.reset(); });
}

void ImportDesk::map(const std::string& name, const std::string& muscleKey) {
    if (!incoming_ || !catalogue_.muscle(muscleKey)) return;
    exchange::MuscleMap muscles = incoming_->muscles;
    muscles.insert_or_assign(foldForSearch(name), muscleKey);
    read(incoming_->file, std::move(muscles));
}

void ImportDesk::chooseType(record::MarkerType type) {
    if (!incoming_ || incoming_->kind != IncomingFile::Kind::points) return;
    incoming_->type = type;
    placePoints();
}

void ImportDesk::choose(size_t session) {
    if (!incoming_ || session >= incoming_->sessions.size()) return;
    incoming_->chosen = session;
    showOnBody();
}

void ImportDesk::setOfOthers(OfOthers what) {
    if (incoming_) incoming_->ofOthers = what;
}

void ImportDesk::decide(size_t conflict, record::Taken taken) {
    if (!incoming_ || conflict >= incoming_->conflicts.size()) return;
    record::MergeConflict& what = incoming_->conflicts[conflict].what;
    if (taken != record::Taken::both || what.mayBeBoth) what.taken = taken;
}

void ImportDesk::decideRest(record::Taken taken) {
    if (!incoming_) return;
    for (size_t i = 0; i < incoming_->conflicts.size(); ++i)
        if (!incoming_->conflicts[i].what.taken) decide(i, taken);
}

// --- on the body

void ImportDesk::showOnBody() {
    if (!incoming_ || !source_ || incoming_->kind == IncomingFile::Kind::points || incoming_->sessions.empty()) return;
    const record::SessionId id{incoming_->sessions[incoming_->chosen].id};
    jobs_.start(
        tr("Placing the sites of the file"),
        [this, id, source = source_, body = bodies_.current(), asked = ++asked_](Progress&) -> Finish {
            const std::scoped_lock lock(source->inUse);
            std::optional<record::Session> theirs, mine;
            record_.saving().run<bool>([&](store::Record& record) {
                if (auto kept = store::keptVisit(record, id); kept && *kept && !(*kept)->isRemoved) mine = std::move((*kept)->session);
                if (source->copy)
                    if (auto there = source->copy->session(id)) theirs = std::move(*there);
                return true;
            });
            while (source->visits && !theirs) {
                auto next = source->visits->reader.next();
                if (!next || !*next) break;
                if ((*next)->id == id) theirs = std::move(**next);
            }
            if (source->visits) source->visits->reader.rewind();
            for (auto* visit : {&theirs, &mine})
                if (*visit && body) *visit = std::move(placedOn({std::move(**visit)}, *body, catalogue_).front());
            return [this, asked, theirs = std::move(theirs), mine = std::move(mine)] {
                if (asked == asked_ && incoming_) standing(theirs, mine);
            };
        },
        true);
}

/// What is here stands as it always does, what comes is hollow; of a visit that is not here, the other way round it would be empty.
void ImportDesk::standing(const std::optional<record::Session>& theirs, const std::optional<record::Session>& mine) {
    theirs_ = theirs;
    TimeDesk::Instead instead;
    const auto body = bodies_.current();
    const auto isHere = [&](const record::Marker& marker) { return body && marker.anchor.bodyChecksum == body->checksum(); };
    const auto add = [&](const record::Session& visit, bool hollow) {
        for (const record::Marker& marker : visit.markers) {
            if (!isHere(marker)) continue;
            scene::Ghost& ghost = instead.ghosts.emplace_back(scene::ghostOf(marker));
            ghost.hollow = hollow;
            ghost.label = hollow ? std::string() : std::to_string(marker.number);
        }
    };
    if (mine) add(*mine, false);
    if (theirs) add(*theirs, mine.has_value());
    constexpr float kMovedMm = 3;  // less is the same spot on the picture
    if (mine && theirs)
        for (const record::Marker& here : mine->markers)
            if (const record::Marker* there = theirs->marker(here.id); there && isHere(here) && isHere(*there) && glm::distance(here.anchor.position, there->anchor.position) >= kMovedMm)
                instead.moves.emplace_back(here.anchor.position, there->anchor.position);
    time_.showInstead(std::move(instead));
}

}  // namespace myochart::workspace
