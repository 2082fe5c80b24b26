#include "store/backup_run.h"

#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/copied_bytes.h"
#include "store/record_file.h"

namespace myochart::store {

namespace {

namespace fs = std::filesystem;

constexpr float kCopyingShare = 0.5F;  // of the whole; the rest is reading

/// A copy being made, shared with what the record's thread has still to do for it.
struct Slices {
    std::unique_ptr<CopyUnderWay> copy;
    Result<bool> done = false;
    Extent extent;
    float share = 0;
};

/// Copies all pages into `file`, slice by slice; what the record held then.
Result<Extent> copySlices(const OnRecord& onRecord, const Path& file, int pages, Progress& progress) {
    const auto slices = std::make_shared<Slices>();
    bool turn = onRecord([slices, file](Record& record) {
        auto begun = record.beginCopy(file);
        if (begun) slices->copy = std::move(*begun);
        else slices->done = begun.error();
    });
    while (turn && slices->done && !*slices->done && !progress.cancelled()) {
        turn = onRecord([slices, pages](Record&) {
            slices->done = slices->copy->step(pages);
            if (slices->done && *slices->done) slices->extent = slices->copy->extent();
            slices->share = static_cast<float>(slices->copy->share());
        });
        if (turn) progress.report(kCopyingShare * slices->share, "");
    }
    // It belongs to that thread, and ends there also when nobody waits for it any more.
    const bool ended = onRecord([slices](Record&) { slices->copy.reset(); });
    if (!turn || !ended) return stoppedBackup();
    if (!slices->done) return slices->done.error();
    if (!*slices->done) return stoppedBackup();
    return slices->extent;
}

/// Why the copy is not what the record was; nothing when it is.
Outcome checkCopy(const CopyOpener& open, const Path& file, const Extent& expected) {
    auto copy = open(file);
    if (!copy) return copy.error();
    if (const auto whole = (*copy)->verify(); !whole) return whole;
    const auto extent = (*copy)->extent();
    if (!extent) return extent.error();
    if (*extent != expected)
        return refused(said("It holds {} entries up to number {} of the audit trail, but the record had {} up to number {}.", extent->entries,
                            extent->trailEnd, expected.entries, expected.trailEnd));
    return Done{};
}

/// The first name that is free from that moment on.
Path freeName(const Path& folder, UtcMs moment, const std::string& database, Backup::Kind kind) {
    std::error_code fault;
    Path place;
    do {
        place = folder / nameOfBackup(moment, database, kind);
        moment += 1000;
    } while (fs::symlink_status(place, fault).type() != fs::file_type::not_found);
    return place;
}

Outcome giveName(UnfinishedFile& file, const Path& place) {
    const auto moved = moveInPlace(file.path(), place);
    if (moved) file.finished();
    return moved;
}

Error notSound(const Path& kept, const Error& why) {
    return refused(said("The backup that was just made does not hold what the record holds, so it does not count; it is kept as {}. {}", shown(kept), why.sentence()));
}

Error secondPlaceFailed(const Path& folder, const Error& why) {
    return failed(said("The backup could not be copied to {}; the one beside the record is whole. Is that disk full, or was it taken out? ({})", shown(folder), why.sentence()));
}

}  // namespace

OnRecord onRecord(Record& record) {
    return [&record](const std::function<void(Record&)>& work) {
        work(record);
        return true;
    };
}

Error stoppedBackup() { return failed(said("The backup was stopped; nothing of it is left.")); }

Result<BackupTaken> takeBackup(const OnRecord& onRecord, const BackupOrder& order, Progress& progress) {
    if (const auto made = makeBackupFolder(order.folder); !made) return made.error();
    sweepUnfinished(order.folder, "backup");
    auto file = UnfinishedFile::make(order.folder);
    if (!file) return file.error();
    auto extent = copySlices(onRecord, file->path(), order.pagesASlice, progress);
    if (!extent) return extent.error();
    order.copied(file->path());
    if (const auto flushed = flushOut(file->descriptor(), file->path()); !flushed) return flushed.error();
    if (progress.cancelled()) return stoppedBackup();
    const auto open = askRecord<CopyOpener>(onRecord, [](Record& record) { return record.copyOpener(); });
    if (!open) return open.error();
    const auto sound = checkCopy(*open, file->path(), *extent);
    const Path place = freeName(order.folder, order.now, extent->database, sound ? order.kind : Backup::Kind::failed);
    const auto named = giveName(*file, place);
    if (!named) return named.error();
    progress.report(1, "");
    auto backup = backupCalled(place.filename().string());
    if (!backup) return failed(said("The backup {} has no sound name.", shown(place)));
    std::error_code fault;
    backup->file = place;
    backup->bytes = fs::file_size(place, fault);
    return BackupTaken{std::move(*backup), std::move(*extent), sound ? Outcome(Done{}) : Outcome(notSound(place, sound.error()))};
}

Outcome copyToSecondPlace(const Backup& backup, const Path& folder, Progress& progress, const std::function<void()>& chunkWritten) {
    std::error_code fault;
    if (!fs::is_directory(folder, fault))
        return failed(said("The second place for backups, {}, is not there: connect that disk, or choose another folder. The backup beside the record is made.", shown(folder)));
    const Path place = folder / backup.file.filename();
    if (fs::symlink_status(place, fault).type() != fs::file_type::not_found) return Done{};
    sweepUnfinished(folder, "backup");
    auto file = UnfinishedFile::make(folder);
    if (!file) return file.error();
    const auto goOn = [&] {
        chunkWritten();
        return !progress.cancelled();
    };
    if (const auto copied = copyBytes(backup.file, *file, goOn); !copied) return secondPlaceFailed(folder, copied.error());
    const auto named = giveName(*file, place);
    return named ? named : secondPlaceFailed(folder, named.error());
}

}  // namespace myochart::store
