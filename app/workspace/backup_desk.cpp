#include "workspace/backup_desk.h"

#include <chrono>
#include <future>

#include "core/log.h"
#include "core/login.h"
#include "core/words.h"
#include "workspace/own_places.h"

namespace myochart::workspace {

namespace {

constexpr UtcMs kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kBackupDayMs = 24 * kHourMs;
constexpr UtcMs kAfterOpeningMs = 10'000;  // the first look at body and lists is not shared with a backup
constexpr auto kPatience = std::chrono::milliseconds(50);

/// Turns on the record's thread; given up when the job is cancelled, for a save that is tried again and again holds that thread.
store::OnRecord turnsOn(store::SaveQueue& queue, Progress& progress) {
    return [&queue, &progress](std::function<void(store::Record&)> work) {
        const auto done = std::make_shared<std::promise<void>>();
        auto turn = done->get_future();
        queue.post([done, work = std::move(work)](store::Record& record) {
            work(record);
            done->set_value();
        });
        while (turn.wait_for(kPatience) != std::future_status::ready)
            if (progress.cancelled()) return false;
        try {
            turn.get();
            return true;
        } catch (const std::future_error&) {  // the work ended with an exception, which is in the log
            return false;
        }
    };
}

Error gaveUp() { return failed(said("The backup was given up: there is not enough memory, or the program made a fault. Close other programs and try again.")); }

std::string dayOf(UtcMs moment) { return dayAt(moment, {}); }

}  // namespace

BackupDesk::BackupDesk(Notices& notices, RecordLink& link, JobRunner& jobs, Settings& settings, RecordDesk& record, Path folder, Path recordFile)
    : notices_(notices), link_(link), jobs_(jobs), settings_(settings), record_(record), folder_(std::move(folder)), recordFile_(std::move(recordFile)) {}

void BackupDesk::begin() {
    automatic_ = record_.isOpen() && record_.readOnly().empty();
    nextLook_ = record_.now() + kAfterOpeningMs;
}

void BackupDesk::tick() {
    if (!automatic_ || running_) return;
    const UtcMs now = record_.now();
    if (nextLook_ > now + kHourMs) nextLook_ = now;  // the clock was set back
    if (now < nextLook_) return;
    nextLook_ = now + kMinuteMs;
    if (dayDone_ != dayOf(now)) start(false);
}

void BackupDesk::backUpNow() {
    if (record_.isOpen() && !running_) start(true);
}

void BackupDesk::start(bool asked) {
    running_ = true;
    jobs_.start(tr("Backing up the record"), [this, &queue = link_.saving(), places = places(), now = record_.now(), asked](Progress& progress) -> std::function<void()> {
        auto round = std::make_shared<BackupRound>();
        try {
            *round = backUpRound(turnsOn(queue, progress), places, now, asked, progress);
        } catch (...) {  // told as what it is: else it would be waited for until the end of the program
            round->taken = gaveUp();
        }
        return [this, round, asked] { take(*round, asked); };
    }, true);
}

std::string BackupDesk::worryOf(const BackupRound& round) const {
    if (round.now.isEmpty()) return {};
    if (!round.newest) return tr("There is no good backup of the record.");
    const bool changed = !round.inNewest || round.inNewest->trailEnd != round.now.trailEnd || round.inNewest->trailHash != round.now.trailHash;
    const UtcMs age = record_.now() - round.newest->takenAt;
    if (!changed || age < kOldBackupDays * kBackupDayMs) return {};
    return trf("The last good backup is of {}, and the record was changed since.", localDateTime(round.newest->takenAt));
}

void BackupDesk::take(const BackupRound& round, bool asked) {
    running_ = false;
    const UtcMs now = record_.now();
    if (round.taken) dayDone_ = dayOf(now);
    else nextLook_ = now + kHourMs;
    known_ = round;
    worry_ = worryOf(round);
    notices_.withdraw(told_);
    told_.clear();
    if (!round.taken) told_ = worry_.empty() ? round.taken.error().message : round.taken.error().message + " " + worry_;
    else if (!worry_.empty()) told_ = worry_;
    if (!told_.empty()) notices_.offer(told_, tr("Back up now"), [this] { backUpNow(); }, true);
    if (!round.copied) notices_.tell(round.copied.error().message, true);
    if (asked && round.made && round.copied)
        notices_.tell(settings_.backupFolder.empty() ? tr("A backup was made, and read whole.") : trf("A backup was made, read whole, and copied to {}.", shown(Path(settings_.backupFolder))));
    if (rows_) refresh();
}

std::string BackupDesk::state() const {
    if (!worry_.empty()) return worry_;
    if (!known_ || !known_->newest) return {};
    return trf("The last good backup is of {}.", localDateTime(known_->newest->takenAt));
}

Outcome BackupDesk::useSecondPlace(const std::string& folder) {
    if (!folder.empty()) {
        const Path path = folder;
        std::error_code fault;
        if (!path.is_absolute() || !std::filesystem::is_directory(path, fault)) return failed(said("{} is no folder that is there; give the whole path of one on another disk.", shown(path)));
        if (std::filesystem::equivalent(path, folder_, fault)) return failed(said("{} is where backups are kept already; choose a folder on another disk.", shown(path)));
    }
    settings_.backupFolder = folder;
    dayDone_.clear();  // the newest is copied there
    nextLook_ = 0;
    if (!running_ && record_.isOpen()) start(false);
    return Done{};
}

void BackupDesk::refresh() {
    if (!record_.isOpen()) return;
    jobs_.start(tr("Reading the list of backups"), [this, &queue = link_.saving(), places = places()](Progress& progress) -> std::function<void()> {
        const auto extent = store::askRecord<store::Extent>(turnsOn(queue, progress), [](store::Record& record) { return record.extent(); });
        auto rows = std::make_shared<std::vector<BackupRow>>(listBackups(places, extent ? extent->database : std::string()));
        return [this, rows] { rows_ = std::move(*rows); };
    }, true);
}

void BackupDesk::lookInto(const Path& backup) {
    if (!record_.isOpen()) return;
    looked_ = backup;
    look_.reset();
    jobs_.start(tr("Reading a backup"), [this, &queue = link_.saving(), backup](Progress& progress) -> std::function<void()> {
        auto look = std::make_shared<Result<store::BackupLook>>(gaveUp());
        try {
            *look = store::lookInto(backup, turnsOn(queue, progress));
        } catch (...) {
            log::error("Reading a backup ended with an exception.");
        }
        return [this, look, backup] {
            if (backup == looked_) look_ = std::move(*look);
        };
    }, true);
}

void BackupDesk::restore(const Path& backup) {
    if (!record_.readOnly().empty()) return notices_.tell(record_.readOnly(), true);
    store::RestoreOrder order;
    order.record = recordFile_;
    order.backup = backup;
    order.backups = folder_;
    order.author = {loginName(), "window", {}};
    order.now = record_.now();
    order.keys = link_.keys();
    order.afterRestore = afterRestoring(folder_.parent_path());
    restoreAsked_ = std::move(order);
}

std::string restoredWords(const store::Restored& restored) {
    const auto patients = static_cast<unsigned long>(restored.extent.patients), visits = static_cast<unsigned long>(restored.extent.visits);
    std::string text = trf("The backup was put back: the record holds {}, {} now.", trnf("{} patient", "{} patients", patients, patients), trnf("{} visit", "{} visits", visits, visits));
    if (!restored.keptAs.empty()) text += " " + trf("As it was before it is kept in {}.", shown(restored.keptAs));
    if (!restored.keptIsSound) text += " " + std::string(tr("It was damaged, and is kept as it was."));
    return text;
}

}  // namespace myochart::workspace
