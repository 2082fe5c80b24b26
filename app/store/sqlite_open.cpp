#include "store/sqlite_open.h"

#include <sqlite3.h>

#include <algorithm>

#include <fmt/format.h>

#include "core/companion_endings.h"
#include "core/log.h"
#include "core/text.h"
#include "core/words.h"
#include "store/audit_chain.h"
#include "store/cipher.h"
#include "store/connection_settings.h"
#include "store/record_copy.h"
#include "store/record_rules.h"
#include "store/sqlite_backend.h"
#include "store/sqlite_create.h"
#include "store/upgrade.h"

namespace myochart::store {

namespace {

constexpr UtcMs kClockSlackMs = 3'600'000;

/// What opening has to tell, also to the log.
void tell(OpenNotes& notes, const Said& sentence) {
    log::warn(sentence.english);
    notes.sentences.push_back(sentence.text);
}

/// Refuses, from the header alone, every file that SQLite must not touch.
Outcome checkHeader(const RecordFile& file, std::span<const Migration> steps) {
    const auto header = file.header();
    if (!header) return header.error();
    const std::string name = shown(file.path());
    if (header->applicationId != kApplicationId)
        return refused(said("{} belongs to another program; choose the record's file.", name));
    if (header->userVersion > static_cast<std::uint32_t>(newestVersion(steps)))
        return refused(said("{} is a record of version {}; this Myochart knows versions up to {}. Install a newer "
                                   "Myochart.", name, header->userVersion, newestVersion(steps)));
    const std::uint64_t whole = std::uint64_t{header->pages} * header->pageBytes;
    if (!file.walHasContent() && (header->fileBytes != whole || header->userVersion == 0))
        return refused(said("{} is damaged: it has {} bytes where its header says {}. Keep a copy of it and restore the last good backup.",
                            name, header->fileBytes, whole));
    return Done{};
}

/// A name under which another record's own files lie beside it: a record of that name would be cleared away with them.
bool isNameOfACompanion(const Path& path) {
    const std::string name = path.string();
    const auto endsSo = [&](std::string_view ending) { return name.ends_with(ending); };
    return std::ranges::any_of(kCompanionEndings, endsSo) || endsSo("-lock");  // which reads as one
}

/// Everything that can be known before SQLite opens the file; makes the record when there is none.
Outcome prepare(const RecordFile& file, const OpenOptions& options, OpenNotes& notes) {
    if (file.journalHasContent())
        return refused(said("A file {}-journal that Myochart did not make lies beside the record; move it away.", shown(file.path())));
    const bool readOnly = !file.readOnlyReason().empty();
    if (readOnly && file.walHasContent())
        return failed(said("The record {} was not closed properly, and it cannot be brought in order where nothing can be "
                                  "written. Copy it together with {} into a folder of your own and open it there.",
                                  shown(file.path()), shown(file.walPath())));
    if (!readOnly) removeUnfinished(file.path());
    if (!file.exists()) {
        if (file.walHasContent())
            return refused(said("The record {} is missing, but {} is there and holds changes; put the record back "
                                       "beside it.", shown(file.path()), shown(file.walPath())));
        if (options.with.isGiven() || options.keys)
            return failed(said("There is no record {} that a passphrase could open.", shown(file.path())));
        if (const auto created = createRecord(file, options.steps); !created) return created.error();
    }
    if (const auto sound = checkHeader(file, options.steps); !sound) return sound.error();
    const auto widened = file.makePrivate();
    if (!widened) return widened.error();
    if (*widened) tell(notes, **widened);
    return Done{};
}

Error lockedBy(const RecordFile& file, const Error& error) {
    const int holder = file.foreignHolder();
    if (holder == 0) return error;
    return locked(said("The record {} is open in another program (process {}); close that program first.",
                              shown(file.path()), holder));
}

/// The connection, alone on the file. Throws Fault.
std::unique_ptr<Database> connect(const RecordFile& file) {
    const bool readOnly = !file.readOnlyReason().empty();
    auto database = std::make_unique<Database>(file.path(), readOnly ? Database::Use::read : Database::Use::write);
    applyGuards(*database);
    // Until the log left by a killed program has proven to belong here, closing must not write it into the file.
    if (file.walHasContent()) sqlite3_db_config(database->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    try {
        applyFileSettings(*database);
        database->askNumber("PRAGMA user_version");
    } catch (const Fault& fault) {
        if (fault.error().kind != ErrorKind::locked) throw;
        database.reset();  // first: looking at the file would drop its locks
        throw Fault(lockedBy(file, fault.error()));
    }
    return database;
}

/// The number of the last audit entry in the file itself, without its -wal; 0 when that cannot be told.
std::int64_t lastEntryInFile(const Path& file) {
    try {
        Database alone(file, Database::Use::read);
        applyGuards(alone);
        return alone.askNumber("SELECT seq FROM audit_head");
    } catch (const Fault&) {
        return 0;
    }
}

/// Throws Fault unless what is in the file is a record that this program may write; its version.
int checkContent(Database& database, std::span<const Migration> steps) {
    const std::string name = shown(database.file());
    const auto version = static_cast<int>(database.askNumber("PRAGMA user_version"));
    if (version < 1 || version > newestVersion(steps) || database.askNumber("PRAGMA application_id") != kApplicationId)
        throw Fault(refused(said("{} and its -wal file do not belong together. Keep a copy of it and restore the last good backup.", name)));
    checkSchema(database, steps, version);
    const std::string cipher = metaValue(database, "cipher");
    if (cipher != kPlainCipher && cipher != kSealedCipher)
        throw Fault(refused(said("The record {} is encrypted in a way that this Myochart does not know; a newer one is needed to open it.", name)));
    const std::int64_t facts = 2 + (cipher == kSealedCipher ? std::ssize(kKeyFacts) : 0);
    if (!isUuid(metaValue(database, "database")) || database.askNumber("SELECT count(*) FROM meta") != facts)
        throw Fault(refused(said("The record {} is damaged: its identity is not sound. Keep a copy of it and restore the last good backup.", name)));
    return version;
}

/// The keys of the record, or none when it is not encrypted. Throws Fault without the right passphrase.
std::shared_ptr<const KeyRing> unlock(Database& database, const OpenOptions& options, OpenNotes& notes) {
    if (metaValue(database, "cipher") == kPlainCipher) return nullptr;
    notes.isProtected = true;
    KeyFacts facts;
    for (const std::string_view name : kKeyFacts) facts[std::string(name)] = metaValue(database, name);
    if (options.keys) return options.keys->withFacts(std::move(facts));
    auto keys = KeyRing::open(std::move(facts), options.with, shown(database.file()));
    notes.wantsPassphrase = !keys && keys.error().kind == ErrorKind::locked;
    if (!keys) throw Fault(keys.error());
    return *keys;
}

/// Brings the record to the newest version, payloads and all. Throws Fault.
void bringUp(SqliteBackend& backend, std::span<const Migration> steps, const std::shared_ptr<const KeyRing>& keys) {
    migrate(backend.database(), steps, [&] { reseal(backend, keys, backend.meta("database")); });
    checkSchema(backend.database(), steps, newestVersion(steps));
}

/// Copies the record beside itself and brings it to the newest version. Throws Fault.
void upgrade(SqliteBackend& backend, const OpenOptions& options, const std::shared_ptr<const KeyRing>& keys, int version, OpenNotes& notes) {
    if (backend.database().ask("PRAGMA integrity_check(1)") != "ok") throw Fault(backend.database().errorFor(SQLITE_CORRUPT));
    if (!options.copiesBeforeUpgrade) return bringUp(backend, options.steps, keys);
    const auto copy = copyBefore(backend.database(), version);
    if (!copy) throw Fault(copy.error());
    bringUp(backend, options.steps, keys);
    tell(notes, said("The record was upgraded; {} is the copy from before.", shown(*copy)));
}

/// What is read of a file that cannot be upgraded where it is. Throws Fault.
std::unique_ptr<Database> inMemory(Database& file) {
    auto copy = Database::inMemory(file);
    applyGuards(*copy);
    return copy;
}

/// The rules over an open file. One that cannot be written and is of an older version is upgraded in memory, to be read.
/// Throws Fault.
std::unique_ptr<RecordRules> recordOver(std::unique_ptr<Database> database, RecordFile file, const OpenOptions& options, OpenNotes& notes) {
    const int version = checkContent(*database, options.steps);
    const bool isOlder = version < newestVersion(options.steps);
    const bool readOnly = !file.readOnlyReason().empty();
    auto keys = unlock(*database, options, notes);
    if (isOlder && readOnly) database = inMemory(*database);
    auto backend = std::make_unique<SqliteBackend>(std::move(database), std::move(file), options.steps);
    if (isOlder && readOnly) bringUp(*backend, options.steps, keys);
    else if (isOlder) upgrade(*backend, options, keys, version, notes);
    std::string uuid = backend->meta("database");
    return std::make_unique<RecordRules>(std::move(backend), std::move(keys), std::move(uuid));
}

/// A copy of another record that was encrypted by itself is not damaged: its keys are others. Throws Fault.
void requireOwnKeys(SqliteBackend& backend, const OpenOptions& options, const std::shared_ptr<const KeyRing>& keys, const Path& file) {
    if (!keys || !options.keys || options.keysOf.empty() || options.keysOf == backend.meta("database")) return;
    if (AuditChain(backend, keys).endFits()) return;  // a backup of another record that was put back here once
    throw Fault(locked(said("{} is of another record, which is protected by a passphrase of its own. Open it with that, as a record by itself (myochart --record), "
                            "to see what it holds.", shown(file))));
}

/// The rules over a file that is read as it is, without what lies beside it; one of an older version is upgraded in memory. Throws Fault.
std::unique_ptr<RecordRules> rulesToRead(const Path& file, const OpenOptions& options, const std::string& reason) {
    auto database = std::make_unique<Database>(file, Database::Use::read);
    applyGuards(*database);
    const bool isOlder = checkContent(*database, options.steps) < newestVersion(options.steps);
    OpenNotes notes;
    auto keys = unlock(*database, options, notes);
    if (isOlder) database = inMemory(*database);
    auto backend = std::make_unique<SqliteBackend>(std::move(database), std::nullopt, options.steps);
    requireOwnKeys(*backend, options, keys, file);
    if (isOlder) bringUp(*backend, options.steps, keys);
    backend->onlyRead(reason);
    std::string uuid = backend->meta("database");
    return std::make_unique<RecordRules>(std::move(backend), std::move(keys), std::move(uuid));
}

/// Refuses what is no whole record by itself.
Result<RecordFile> lookAtCopy(const Path& path, std::span<const Migration> steps) {
    auto file = RecordFile::look(path);
    if (!file) return file.error();
    if (file->walHasContent())
        return refused(said("{} was not closed: later changes lie in {} beside it. Open it as a record first, then close it.", shown(path), shown(file->walPath())));
    if (const auto sound = checkHeader(*file, steps); !sound) return sound.error();
    return file;
}

/// What to say of a log with which the record cannot be opened, when the record is sound without it.
std::optional<Error> strayLog(const Path& path, const OpenOptions& options) {
    try {
        auto file = RecordFile::hold(path);
        if (!file) return std::nullopt;
        const Path log = file->walPath();
        const auto alone = rulesToRead(file->path(), options, {});
        if (!alone->verify(RecordRules::Depth::rows)) return std::nullopt;
        return refused(said(
            "The file {} does not fit the record beside it. Without it the record is sound, as of {}. It may hold "
            "later changes: keep a copy of both. If a backup was put back here, that file is left from "
            "before; move it to another folder and open the record again.",
            shown(log), localDateTime(alone->lastEntryTime())));
    } catch (const Fault&) {
        return std::nullopt;
    }
}

Result<std::unique_ptr<Record>> openHeld(RecordFile held, const OpenOptions& options, OpenNotes& notes) {
    const bool unfinished = held.walHasContent(), lost = held.walWasLost(), readOnly = !held.readOnlyReason().empty();
    const Path path = held.path();
    if (lost)
        tell(notes, said("The record {} was not closed last time and its -wal file is gone; the last changes may be missing.", shown(path)));
    const std::int64_t lastEntry = unfinished ? lastEntryInFile(path) : 0;
    try {
        auto database = connect(held);
        checkContent(*database, options.steps);
        if (database->askNumber("SELECT seq FROM audit_head") < lastEntry)
            return refused(said("The file {}-wal is older than the record beside it; move it away.", shown(path)));
        if (!readOnly) applyDurability(*database);
        auto record = recordOver(std::move(database), std::move(held), options, notes);
        // A record that was not closed properly is whole, before anything is written into it.
        if (unfinished || lost || !record->endFits())
            if (const auto sound = record->verify(RecordRules::Depth::rows); !sound) return sound.error();
        record->inUse(unfinished);
        if (!readOnly) record->finishSealing();
        const UtcMs lastUtc = record->lastEntryTime();
        if (options.now < lastUtc - kClockSlackMs)
            tell(notes, said("This computer's clock says {}, but the record was last changed on {}; set the clock right.",
                             localDateTime(options.now), localDateTime(lastUtc)));
        if (!readOnly) record->purge(options.now, notes);
        record->opened();
        return std::unique_ptr<Record>(std::move(record));
    } catch (const Fault& fault) {
        return fault.error();
    }
}

}  // namespace

Result<std::unique_ptr<Record>> openCopyToRead(const Path& path, const OpenOptions& options) {
    const auto file = lookAtCopy(path, options.steps);
    if (!file) return file.error();
    try {
        return std::unique_ptr<Record>(rulesToRead(file->path(), options, file->readOnlyReason()));
    } catch (const Fault& fault) {
        return fault.error();
    }
}

Result<Extent> extentOf(const Path& path) {
    const auto file = lookAtCopy(path, migrations());
    if (!file) return file.error();
    try {
        Database database(file->path(), Database::Use::read);
        applyGuards(database);
        return extentIn(database);
    } catch (const Fault& fault) {
        return fault.error();
    }
}

Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, OpenNotes* notes, const Unlock& with) {
    OpenNotes own;
    OpenOptions options;
    options.with = with;
    return openSqliteRecord(file, options, notes ? *notes : own);
}

Result<std::unique_ptr<Record>> openSqliteRecord(const Path& path, const OpenOptions& options, OpenNotes& notes) {
    std::error_code ignored;
    if (isNameOfACompanion(path) && !std::filesystem::exists(path, ignored))
        return refused(said("{} is a name that belongs to the files beside a record; give the record another one.", shown(path)));
    auto file = RecordFile::hold(path);
    if (!file) return file.error();
    if (const auto prepared = prepare(*file, options, notes); !prepared) return prepared.error();
    const bool unfinished = file->walHasContent();
    auto record = openHeld(std::move(*file), options, notes);
    if (record || !unfinished || record.error().kind != ErrorKind::refused) return record;
    if (const auto stray = strayLog(path, options)) return *stray;
    return record;
}

}  // namespace myochart::store
