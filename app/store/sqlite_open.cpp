#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/log.h"
#include "store/connection_settings.h"
#include "store/record_copy.h"
#include "store/sqlite_record.h"

namespace myochart::store {

namespace {

constexpr UtcMs kDayMs = 86'400'000;
constexpr UtcMs kKeepRemovedMs = 30 * kDayMs;
// A clock that jumped ahead must not purge: wait until the trail has an entry near the time the clock tells.
constexpr UtcMs kTrustClockMs = 60 * kDayMs;

/// Refuses, from the header alone, every file that SQLite must not touch.
Outcome checkHeader(const RecordFile& file, std::span<const Migration> steps) {
    const auto header = file.header();
    if (!header) return header.error();
    const std::string name = shown(file.path());
    if (header->applicationId != kApplicationId)
        return refused(fmt::format("{} belongs to another program; choose the record's file.", name));
    if (header->userVersion > static_cast<std::uint32_t>(newestVersion(steps)) || header->userVersion == 0)
        return refused(fmt::format("{} is a record of version {}; this Myochart knows versions up to {}. Install a newer "
                                   "Myochart.", name, header->userVersion, newestVersion(steps)));
    const std::uint64_t whole = std::uint64_t{header->pages} * header->pageBytes;
    if (!file.walHasContent() && header->fileBytes != whole)
        return refused(fmt::format("{} is damaged: it has {} bytes where its header says {}. Keep a copy of it and restore "
                                   "the last good backup.", name, header->fileBytes, whole));
    return Done{};
}

/// A whole new record under a temporary name, moved to its place when it is complete: never half a record, never over an
/// existing file.
Outcome create(const RecordFile& file, std::span<const Migration> steps) {
    Path fresh = file.path();
    fresh += "." + makeUuid().substr(0, 8) + ".new";
    const auto made = writeFileAtomically(fresh, std::string_view());
    if (!made) return made.error();
    Outcome outcome = Done{};
    try {
        Database database(fresh);
        applyGuards(database);
        applyFileSettings(database);
        database.run(fmt::format("PRAGMA application_id={}", kApplicationId).c_str());
        migrate(database, steps);
        const std::string uuid = makeUuid();
        database.run("BEGIN IMMEDIATE");
        {
            Statement meta(database, "INSERT INTO meta VALUES(?,?)");
            Statement::Use(meta).bind("database").bind(uuid).done();
            Statement::Use(meta).bind("cipher").bind("plain").done();
        }
        AuditChain audit(database);
        audit.begin();
        audit.add("record.create", keyOf(uuid), {}, {});
        audit.finish();
        database.run("COMMIT");
        applyDurability(database);
    } catch (const Fault& fault) {
        outcome = fault.error();
    }
    if (outcome.ok()) outcome = moveInPlace(fresh, file.path());
    ::unlink(fresh.c_str());
    return outcome;
}

std::string metaValue(Database& database, std::string_view name) {
    Statement select(database, "SELECT value FROM meta WHERE name=?");
    Statement::Use use(select);
    use.bind(name);
    return use.row() ? std::string(use.text(0)) : std::string();
}

Error lockedBy(const RecordFile& file, const Error& error) {
    const int holder = file.foreignHolder();
    if (holder == 0) return error;
    return locked(fmt::format("The record {} is open in another program (process {}); close that program first.",
                              shown(file.path()), holder));
}

}  // namespace

Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, OpenNotes* notes) {
    OpenNotes ignored;
    return SqliteRecord::open(file, migrations(), notes ? *notes : ignored);
}

Result<std::unique_ptr<Record>> SqliteRecord::open(const Path& path, std::span<const Migration> steps, OpenNotes& notes) {
    auto file = RecordFile::hold(path);
    if (!file) return file.error();
    if (!file->exists()) {
        if (file->walHasContent())
            return refused(fmt::format("The record {} is missing, but {} is there and holds changes; put the record back "
                                       "beside it.", shown(file->path()), shown(file->walPath())));
        if (const auto created = create(*file, steps); !created) return created.error();
    }
    if (const auto sound = checkHeader(*file, steps); !sound) return sound.error();
    const auto widened = file->makePrivate();
    if (!widened) return widened.error();
    if (*widened) notes.sentences.push_back(**widened);
    const bool unfinished = file->walHasContent();
    const bool lost = file->walWasLost();
    try {
        auto database = std::make_unique<Database>(file->path());
        applyGuards(*database);
        // Until the log left by a killed program has proven to belong here, closing must not write it into the file.
        if (unfinished) sqlite3_db_config(database->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        applyFileSettings(*database);
        try {
            database->askNumber("PRAGMA user_version");
        } catch (const Fault& fault) {
            if (fault.error().kind != ErrorKind::locked) throw;
            database.reset();
            return lockedBy(*file, fault.error());
        }
        const auto version = static_cast<int>(database->askNumber("PRAGMA user_version"));
        if (version > newestVersion(steps) || database->askNumber("PRAGMA application_id") != kApplicationId)
            return refused(fmt::format("{} does not fit to its -wal file; restore the last good backup.", shown(file->path())));
        checkSchema(*database, steps, version);
        if (metaValue(*database, "cipher") != "plain")
            return refused(fmt::format("The record {} is encrypted; a newer Myochart is needed to open it.", shown(file->path())));
        if (version < newestVersion(steps)) {
            const auto copy = copyBefore(*database, version);
            if (!copy) return copy.error();
            notes.sentences.push_back(fmt::format("The record was upgraded; {} is the copy from before.", shown(*copy)));
            applyDurability(*database);
            migrate(*database, steps);
            checkSchema(*database, steps, newestVersion(steps));
        }
        applyDurability(*database);
        const std::string uuid = metaValue(*database, "database");
        if (!isUuid(uuid))
            return refused(fmt::format("The record {} is damaged: it has lost its name. Restore the last good backup.", shown(file->path())));
        std::unique_ptr<SqliteRecord> record(new SqliteRecord(std::move(*file), std::move(database), makePlainCipher(), uuid));
        if (unfinished || lost || !record->auditHeadFits()) {
            if (const auto sound = record->verify(); !sound) return sound.error();
            sqlite3_db_config(record->database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
            record->database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        if (lost)
            notes.sentences.push_back(fmt::format("The record {} was not closed last time and its -wal file is gone; the "
                                                  "last changes may be missing.", shown(record->file_.path())));
        record->file_.remember();
        record->purge(nowUtc() - kKeepRemovedMs);
        for (const std::string& sentence : notes.sentences) log::warn(sentence);
        return std::unique_ptr<Record>(std::move(record));
    } catch (const Fault& fault) {
        return fault.error();
    }
}

bool SqliteRecord::auditHeadFits() {
    Statement last(*database_, "SELECT seq, utc, verb, object, before, after, previous FROM audit ORDER BY seq DESC LIMIT 1");
    Statement::Use use(last);
    return use.row() && use.number(0) == rows_.audit.next() - 1;
}

void SqliteRecord::purge(UtcMs removedBefore) {
    const UtcMs lastEntry = database_->askNumber("SELECT utc FROM audit ORDER BY seq DESC LIMIT 1");
    if (removedBefore + kKeepRemovedMs - lastEntry > kTrustClockMs) return;
    std::vector<Row> patients, sessions;
    const auto due = [&](const Row& row) { return row.deleted != 0 && row.deleted < removedBefore; };
    rows_.patients.each([&](const Row& row) { if (due(row)) patients.push_back(row); });
    rows_.sessions.each([&](const Row& row) {
        bool orphaned = false;
        for (const Row& patient : patients) orphaned = orphaned || patient.id == row.parent;
        if (orphaned || due(row)) sessions.push_back(row);
    });
    if (patients.empty() && sessions.empty()) return;
    const Outcome purged = change([&] {
        for (const Row& row : sessions) {
            for (const chart::Marker& marker : sessionFrom(row).markers)
                rows_.erase(rows_.markers, "purge.marker", *rows_.markers.find(keyOf(marker.id.text)));
            rows_.erase(rows_.sessions, "purge.session", row);
        }
        for (const Row& row : patients) rows_.erase(rows_.patients, "purge.patient", row);
    });
    if (!purged) throw Fault(purged.error());
    database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace myochart::store
