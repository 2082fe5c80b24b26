#include "store/restore.h"

#include <fmt/format.h>

#include "core/id.h"
#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/copied_bytes.h"
#include "store/protection.h"
#include "store/record_file.h"
#include "store/sqlite_open.h"

namespace myochart::store {

namespace {

namespace fs = std::filesystem;

Error inSentence(const Error& error, const Said& sentence) { return {error.kind, sentence.text, sentence.english}; }

bool isThere(const Path& file) {
    std::error_code fault;
    return fs::symlink_status(file, fault).type() != fs::file_type::not_found;
}

/// What stands in the record's place, and where it is kept.
struct Today {
    bool there = false, opens = false;
    Restored kept;
    std::optional<Extent> extent;  ///< of one that opens
};

Result<Extent> soundExtent(const RestoreOrder& order) {
    const auto notSoundBackup = [&](const Error& why) {
        return inSentence(why, said("The backup {} cannot be restored, and the record is as it was. {}", shown(order.backup), why.sentence()));
    };
    std::error_code fault;
    if (fs::equivalent(order.backup, order.record, fault)) return refused(said("{} is the record itself; choose a backup.", shown(order.backup)));
    auto copy = order.openCopy(order.backup);
    if (!copy) return notSoundBackup(copy.error());
    if (const auto sound = (*copy)->verify(); !sound) return notSoundBackup(sound.error());
    return (*copy)->extent();
}

/// Backs up the record as it is now. Nothing can be opened of one that is refused: then it is put aside later.
Result<Today> keepToday(const RestoreOrder& order, Progress& progress) {
    Today today;
    Path log = order.record;
    log += "-wal";
    today.there = isThere(order.record);
    if (!today.there && isThere(log) && fs::file_size(log) > 0)
        return refused(said("The record {} is missing, but {} is there and holds changes; put the record back beside it, or move that file away.", shown(order.record), shown(log)));
    if (!today.there) return today;
    auto record = order.open(order.record, false);
    if (!record && record.error().kind == ErrorKind::refused) return today;
    if (!record) return record.error();
    if (const std::string why = (*record)->readOnlyReason(); !why.empty()) return failed(why);
    const auto taken = takeBackup(onRecord(**record), {.folder = order.backups, .now = order.now, .kind = Backup::Kind::beforeRestore}, progress);
    if (!taken)
        return inSentence(taken.error(), said("The record as it is now could not be backed up first, so nothing was restored. {}", taken.error().sentence()));
    today.opens = true;
    today.kept.keptAs = taken->backup.file;
    today.kept.keptIsSound = taken->sound.ok();
    today.extent = taken->extent;
    return today;
}

/// Whether it is still what was kept, now that nobody else can open it.
Outcome stillAsKept(const RestoreOrder& order, const RecordFile& held, const Today& today) {
    if (const std::string& why = held.readOnlyReason(); !why.empty()) return failed(why);
    const auto changed = [&] { return conflict(said("The record {} was changed by another program in the meantime; nothing was restored.", shown(order.record))); };
    if (held.exists() != today.there || (today.opens && held.walHasContent())) return changed();
    if (!today.opens) return Done{};
    const auto now = extentOf(held.path());
    return now && *now == *today.extent ? Outcome(Done{}) : Outcome(changed());
}

/// The backup's copy as it will be: told in its trail, what must not come back erased again, read whole.
Result<Extent> prepareFresh(const RestoreOrder& order, const UnfinishedFile& fresh) {
    if (const auto copied = copyBytes(order.backup, fresh, [] { return true; }); !copied)
        return inSentence(copied.error(), said("The backup {} could not be copied to the record's folder: {}.", shown(order.backup), copied.error().sentence()));
    auto record = order.open(fresh.path(), true);
    if (!record) return record.error();
    (*record)->actAs(order.author);
    if (order.keys && !(*record)->isProtected()) {  // from before the record was encrypted
        if (const auto sealed = sealUnder(std::move(*record), fresh.path(), order.keys); !sealed) return sealed.error();
        record = order.open(fresh.path(), true);
        if (!record) return record.error();
        (*record)->actAs(order.author);
    }
    if (order.keys)
        if (const auto kept = keepSlotsOf(**record, *order.keys); !kept) return kept.error();
    if (const auto noted = (*record)->note(Event::restored, {}); !noted) return noted.error();
    if (const auto done = order.afterRestore(**record); !done) return done.error();
    if (const auto sound = (*record)->verify(); !sound) return sound.error();
    return (*record)->extent();
}

/// A free name beside the record for one that cannot be opened.
Path asidePlace(const Path& record, UtcMs now) {
    return record.parent_path() / fmt::format("{}-before-restore-{}-{}.myochart", record.stem().string(), compactUtc(now), makeUuid().substr(0, 4));
}

}  // namespace

Result<std::unique_ptr<Record>> RestoreOrder::openCopy(const Path& copy) const {
    OpenOptions options;
    options.keys = keys;
    options.with = with;
    if (const auto own = keys ? extentOf(record) : Result<Extent>(failed(""))) options.keysOf = own->database;
    return openCopyToRead(copy, options);
}

Result<std::unique_ptr<Record>> RestoreOrder::open(const Path& file, bool isCopy) const {
    OpenNotes notes;
    OpenOptions options;
    options.keys = keys;
    options.with = with;
    options.copiesBeforeUpgrade = !isCopy;
    return openSqliteRecord(file, options, notes);
}

Result<Restored> restoreBackup(const RestoreOrder& order, Progress& progress) {
    const auto sound = soundExtent(order);
    if (!sound) return sound.error();
    auto today = keepToday(order, progress);
    if (!today) return today.error();
    auto held = RecordFile::hold(order.record);
    if (!held) return held.error();
    if (const auto same = stillAsKept(order, *held, *today); !same) return same.error();
    auto fresh = UnfinishedFile::make(held->path().parent_path());
    if (!fresh) return fresh.error();
    const auto extent = prepareFresh(order, *fresh);
    if (!extent) return extent.error();
    if (Path log = fresh->path(); isThere(log += "-wal")) return failed(said("The restored record could not be closed; the record is as it was."));
    Restored restored = today->kept;
    if (today->there && !today->opens) {
        restored.keptAs = asidePlace(held->path(), order.now);
        restored.keptIsSound = false;
        if (const auto aside = putRecordAside(*held, restored.keptAs); !aside) return aside.error();
    }
    if (const auto moved = moveOver(fresh->path(), held->path()); !moved) return moved.error();
    fresh->finished();
    restored.extent = *extent;
    restored.ofThisRecord = !today->extent || today->extent->database == extent->database;
    return restored;
}

}  // namespace myochart::store
