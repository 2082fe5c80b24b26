#include "store/sqlite_backend.h"

#include <sqlite3.h>

#include <algorithm>
#include <compare>

#include <fmt/format.h>

#include "core/id.h"
#include "core/log.h"
#include "core/words.h"
#include "store/record_copy.h"
#include "store/sqlite_create.h"

namespace myochart::store {

namespace {

constexpr const char* kSelect = "SELECT id, kind, parent, version, format, deleted, payload FROM entry";
constexpr const char* kTrail = "SELECT seq, utc, verb, object, before, after, previous, actor, via, reason FROM audit";

template <size_t n>
bool copyExactly(std::span<const std::byte> from, std::array<std::byte, n>& to) {
    if (from.size() != n) return false;
    std::copy(from.begin(), from.end(), to.begin());
    return true;
}

StoredEntry entryIn(const Statement::Use& use) {
    StoredEntry entry;
    copyExactly(use.bytes(0), entry.id);
    entry.kind = use.text(1);
    copyExactly(use.bytes(2), entry.parent);
    entry.version = use.number(3);
    entry.format = use.number(4);
    entry.deleted = use.number(5);
    entry.sealed = use.bytes(6);
    return entry;
}

std::vector<Key> keysOf(Statement::Use& use) {
    std::vector<Key> keys;
    while (use.row()) copyExactly(use.bytes(0), keys.emplace_back());
    return keys;
}

/// False when its columns are not sound.
bool readAudit(const Statement::Use& use, AuditEntry& entry) {
    entry.seq = use.number(0);
    entry.utc = use.number(1);
    entry.verb = use.text(2);
    entry.author = {std::string(use.text(7)), std::string(use.text(8)), std::string(use.text(9))};
    return copyExactly(use.bytes(3), entry.object) && copyExactly(use.bytes(4), entry.before) &&
           copyExactly(use.bytes(5), entry.after) && copyExactly(use.bytes(6), entry.previous);
}

/// What an index should hold: one number over all its rows, whatever their order, and whether an index had them in theirs.
class IndexSum {
  public:
    void add(std::span<const std::byte> key, std::int64_t row) {
        std::uint64_t hash = 1469598103934665603ULL ^ static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15ULL;
        for (const std::byte byte : key) hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 1099511628211ULL;
        sum_ += hash ^ hash >> 29;
        ++rows_;
    }
    /// The same of a row met in an index: out of order, searching would miss it. `unique`: no key may be there twice.
    void addInOrder(std::span<const std::byte> key, std::int64_t row, bool unique = false) {
        add(key, row);
        const auto order = std::lexicographical_compare_three_way(last_.begin(), last_.end(), key.begin(), key.end());
        if (rows_ > 1 && !(order < 0 || (order == 0 && lastRow_ < row && !unique))) inOrder_ = false;
        last_.assign(key.begin(), key.end());
        lastRow_ = row;
    }
    bool fits(const IndexSum& table) const { return inOrder_ && sum_ == table.sum_ && rows_ == table.rows_; }

  private:
    std::uint64_t sum_ = 0, rows_ = 0;
    Bytes last_;
    std::int64_t lastRow_ = 0;
    bool inOrder_ = true;
};

/// Bytes that are in order when the numbers are.
std::array<std::byte, 8> inOrder(std::int64_t number) {
    std::array<std::byte, 8> bytes{};
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(number >> (56 - 8 * i));
    return bytes;
}

/// A kind's name with its end, and then the parent, in `place`.
const Bytes& placeOf(std::string_view kind, std::span<const std::byte> parent, Bytes& place) {
    const auto name = std::as_bytes(std::span(kind));
    place.assign(name.begin(), name.end());
    place.push_back(std::byte{0});
    place.insert(place.end(), parent.begin(), parent.end());
    return place;
}

}  // namespace

SqliteBackend::SqliteBackend(std::unique_ptr<Database> database, std::optional<RecordFile> file, std::span<const Migration> steps)
    : file_(std::move(file)), database_(std::move(database)), steps_(steps) {}

SqliteBackend::~SqliteBackend() {
    for (auto& statement : statements_) statement.reset();
    if (!file_ || !readOnlyReason().empty() || !file_->isRemembered()) return;
    (void)file_->checkStillThere(true);
    if (!file_->wasAltered() && !file_->isDisplaced()) return;
    // Closing would write the log into the file and delete what has the log's name. Into an altered file nothing more
    // is written: the log is the only whole copy of the last changes. Of a displaced one the log may be another's.
    try {
        if (!file_->wasAltered()) database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Fault& fault) {
        log::error(fault.error().inEnglish());
    }
    sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void SqliteBackend::inUse(bool takeInLog) {
    if (takeInLog) {
        sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
        database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    if (file_) file_->remember();
}

Statement& SqliteBackend::statement(Sql which) {
    static constexpr std::array<const char*, static_cast<size_t>(Sql::count)> kTexts = {
        "BEGIN IMMEDIATE",
        "COMMIT",
        "SELECT id, kind, parent, version, format, deleted, payload FROM entry WHERE id = ?",
        "INSERT INTO entry VALUES(?,?,?,?,?,?,?)",
        "UPDATE entry SET kind=?2, parent=?3, version=?4, format=?5, deleted=?6, payload=?7 WHERE id=?1",
        "DELETE FROM entry WHERE id = ?",
        "SELECT id FROM entry WHERE kind = ? AND parent = ?",
        "SELECT id FROM entry INDEXED BY entry_removed WHERE deleted <> 0 AND kind = ?",
        "INSERT INTO audit VALUES(?,?,?,?,?,?,?,?,?,?)",
        "SELECT seq, hash FROM audit_head",
        "INSERT OR REPLACE INTO audit_head VALUES(1,?,?)",
        "INSERT OR REPLACE INTO summary VALUES(?,?)",
        "SELECT payload FROM summary WHERE patient = ?",
        "DELETE FROM summary WHERE patient = ?",
    };
    auto& made = statements_[static_cast<size_t>(which)];
    if (!made) made.emplace(*database_, kTexts[static_cast<size_t>(which)]);
    return *made;
}

std::string SqliteBackend::place() const { return shown(database_->file()); }

std::optional<Path> SqliteBackend::rescuePlace() const {
    if (!file_ || (!file_->wasAltered() && !file_->isDisplaced())) return std::nullopt;
    return file_->path().parent_path() / fmt::format("{}-rescue-{}-{}.myochart", file_->path().stem().string(),
                                                     compactUtc(nowUtc()), makeUuid().substr(0, 4));
}

Outcome SqliteBackend::copyTo(const Path& file) { return copyRecord(*database_, file); }
std::unique_ptr<CopyUnderWay> SqliteBackend::beginCopy(const Path& file) { return beginCopyOf(*database_, file); }
Extent SqliteBackend::extent() { return extentIn(*database_); }

void SqliteBackend::begin() {
    looked_ = false;
    Statement::Use(statement(Sql::begin)).done();
    if (!file_) return;
    if (const auto there = file_->checkStillThere(true); !there) throw Fault(there.error());
    looked_ = true;
}

void SqliteBackend::commit() {
    if (file_) {
        looked_ = false;
        if (const auto there = file_->checkStillThere(false); !there) throw Fault(there.error());
        looked_ = true;
    }
    Statement::Use(statement(Sql::commit)).done();
    if (file_) file_->noteOwnWrites();
}

void SqliteBackend::rollback() noexcept {
    // After some errors SQLite has rolled back by itself.
    try {
        if (database_->inTransaction()) database_->run("ROLLBACK");
    } catch (const Fault&) {}
    if (file_ && looked_) file_->noteOwnWrites();
}

void SqliteBackend::forgetErased() {
    database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
    if (file_) file_->noteOwnWrites();
}

void SqliteBackend::writeAnew() {
    // VACUUM works over a second database of its own, in memory (temp_store), which the guards leave no room for.
    sqlite3_limit(database_->handle(), SQLITE_LIMIT_ATTACHED, 1);
    try {
        database_->run("VACUUM");
    } catch (const Fault&) {
        sqlite3_limit(database_->handle(), SQLITE_LIMIT_ATTACHED, 0);
        throw;
    }
    sqlite3_limit(database_->handle(), SQLITE_LIMIT_ATTACHED, 0);
    if (file_) file_->noteOwnWrites();
}

void SqliteBackend::setMeta(std::string_view name, std::string_view value) {
    Statement write(*database_, "INSERT OR REPLACE INTO meta VALUES(?,?)");
    Statement::Use(write).bind(name).bind(value).done();
}

std::string SqliteBackend::meta(std::string_view name) {
    return metaValue(*database_, name);
}

std::int64_t SqliteBackend::metaCount() { return database_->askNumber("SELECT count(*) FROM meta"); }

bool SqliteBackend::find(const Key& id, const std::function<void(const StoredEntry&)>& visit) {
    Statement::Use use(statement(Sql::find));
    use.bind(id);
    if (!use.row()) return false;
    visit(entryIn(use));
    return true;
}

void SqliteBackend::each(std::string_view kind, const std::function<void(const StoredEntry&)>& visit) {
    if (kind.empty()) {
        Statement all(*database_, fmt::format("{} NOT INDEXED", kSelect).c_str());
        for (Statement::Use use(all); use.row();) visit(entryIn(use));
        return;
    }
    // In the order of the table, not of the index: page after page, all of them where most hold one.
    std::vector<std::int64_t> rows;
    {
        Statement index(*database_, "SELECT rowid FROM entry INDEXED BY entry_of WHERE kind = ?");
        Statement::Use use(index);
        use.bind(kind);
        while (use.row()) rows.push_back(use.number(0));
    }
    if (rows.empty()) return;
    std::ranges::sort(rows);
    if (const auto all = database_->askNumber("SELECT max(rowid) FROM entry"); static_cast<std::int64_t>(rows.size()) > all / 4) {
        Statement table(*database_, fmt::format("{} NOT INDEXED WHERE kind = ?", kSelect).c_str());
        Statement::Use use(table);
        use.bind(kind);
        while (use.row()) visit(entryIn(use));
        return;
    }
    Statement one(*database_, fmt::format("{} WHERE rowid = ?", kSelect).c_str());
    for (const std::int64_t row : rows) {
        Statement::Use use(one);
        use.bind(row);
        if (use.row()) visit(entryIn(use));
    }
}

std::vector<Key> SqliteBackend::childrenOf(const Key& parent, std::string_view kind) {
    Statement::Use use(statement(Sql::children));
    use.bind(kind).bind(parent);
    return keysOf(use);
}

std::vector<Key> SqliteBackend::removed(std::string_view kind) {
    Statement::Use use(statement(Sql::removed));
    use.bind(kind);
    return keysOf(use);
}

namespace {

void bindAll(Statement::Use& use, const StoredEntry& entry) {
    use.bind(entry.id).bind(entry.kind).bind(entry.parent).bind(entry.version).bind(entry.format).bind(entry.deleted).bind(entry.sealed).done();
}

}  // namespace

bool SqliteBackend::insert(const StoredEntry& entry) {
    Statement::Use use(statement(Sql::insert));
    try {
        bindAll(use, entry);
        return true;
    } catch (const Fault& fault) {
        if (fault.error().kind != ErrorKind::conflict) throw;
        return false;
    }
}

bool SqliteBackend::update(const StoredEntry& entry) {
    Statement::Use use(statement(Sql::update));
    bindAll(use, entry);
    return database_->changedRows() == 1;
}

bool SqliteBackend::erase(const Key& id) {
    Statement::Use use(statement(Sql::erase));
    use.bind(id).done();
    return database_->changedRows() == 1;
}

void SqliteBackend::append(const AuditEntry& entry) {
    Statement::Use use(statement(Sql::append));
    use.bind(entry.seq).bind(entry.utc).bind(entry.verb).bind(entry.object).bind(entry.before).bind(entry.after).bind(entry.previous)
        .bind(entry.author.actor).bind(entry.author.via).bind(entry.author.reason).done();
}

void SqliteBackend::eachAuditEntry(std::int64_t first, const std::function<void(const AuditEntry&, bool broken)>& visit) {
    Statement select(*database_, fmt::format("{} WHERE seq >= ? ORDER BY seq", kTrail).c_str());
    Statement::Use use(select);
    use.bind(first);
    AuditEntry entry;
    while (use.row()) {
        const bool sound = readAudit(use, entry);
        visit(entry, !sound);
    }
}

void SqliteBackend::eachAuditChange(const std::function<void(const AuditEntry&, bool broken)>& visit) {
    Statement select(*database_, "SELECT seq, verb, object, before, after FROM audit ORDER BY seq");
    Statement::Use use(select);
    AuditEntry entry;
    while (use.row()) {
        entry.seq = use.number(0);
        entry.verb = use.text(1);
        const bool sound = copyExactly(use.bytes(2), entry.object) && copyExactly(use.bytes(3), entry.before) && copyExactly(use.bytes(4), entry.after);
        visit(entry, !sound);
    }
}

std::optional<AuditEntry> SqliteBackend::lastAuditEntry() {
    Statement select(*database_, fmt::format("{} ORDER BY seq DESC LIMIT 1", kTrail).c_str());
    Statement::Use use(select);
    AuditEntry entry;
    if (!use.row() || !readAudit(use, entry)) return std::nullopt;
    return entry;
}

std::optional<UtcMs> SqliteBackend::firstWritten(const Key& object) {
    Statement select(*database_, "SELECT utc FROM audit WHERE object = ? ORDER BY seq LIMIT 1");
    Statement::Use use(select);
    use.bind(object);
    return use.row() ? std::optional(use.number(0)) : std::nullopt;
}

TrailEnd SqliteBackend::trailEnd() {
    Statement::Use use(statement(Sql::trailEnd));
    TrailEnd end;
    if (!use.row()) return end;
    end.seq = use.number(0);
    copyExactly(use.bytes(1), end.hash);
    return end;
}

void SqliteBackend::setTrailEnd(const TrailEnd& end) {
    Statement::Use use(statement(Sql::setTrailEnd));
    use.bind(end.seq).bind(end.hash).done();
}

void SqliteBackend::eachSummary(const std::function<void(const Key& patient, std::span<const std::byte> sealed)>& visit) {
    Statement all(*database_, "SELECT patient, payload FROM summary");
    Statement::Use use(all);
    while (use.row()) {
        Key patient{};
        if (!copyExactly(use.bytes(0), patient)) throw Fault(damaged(said("a summary has no sound key")));
        visit(patient, use.bytes(1));
    }
}

std::optional<Bytes> SqliteBackend::summary(const Key& patient) {
    Statement::Use use(statement(Sql::summary));
    use.bind(patient);
    if (!use.row()) return std::nullopt;
    const auto sealed = use.bytes(0);
    return Bytes(sealed.begin(), sealed.end());
}

void SqliteBackend::putSummary(const Key& patient, std::span<const std::byte> sealed) {
    Statement::Use use(statement(Sql::putSummary));
    use.bind(patient).bind(sealed).done();
}

void SqliteBackend::eraseSummary(const Key& patient) {
    Statement::Use use(statement(Sql::eraseSummary));
    use.bind(patient).done();
}

Hash SqliteBackend::summarySum() {
    Statement select(*database_, "SELECT sum FROM summary_sum");
    Statement::Use use(select);
    Hash sum{};
    if (use.row()) copyExactly(use.bytes(0), sum);
    return sum;
}

void SqliteBackend::setSummarySum(const Hash& sum) {
    Statement write(*database_, "INSERT OR REPLACE INTO summary_sum VALUES(1,?)");
    Statement::Use use(write);
    use.bind(sum).done();
}

void SqliteBackend::checkWhole() {
    checkSchema(*database_, steps_, static_cast<int>(database_->askNumber("PRAGMA user_version")));
    if (database_->ask("PRAGMA quick_check(1)") != "ok") throw Fault(damaged(said("its pages do not fit together")));
}

/// quick_check leaves out whether the indexes say what the table does; this asks it in one pass over each.
void SqliteBackend::eachChecked(const std::function<void(const StoredEntry&)>& visit) {
    IndexSum ids, places, removed;
    Bytes place;
    {
        Statement table(*database_, "SELECT id, kind, parent, version, format, deleted, payload, rowid FROM entry NOT INDEXED");
        for (Statement::Use use(table); use.row();) {
            const StoredEntry entry = entryIn(use);
            const std::int64_t row = use.number(7);
            ids.add(use.bytes(0), row);
            places.add(placeOf(entry.kind, use.bytes(2), place), row);
            if (entry.deleted != 0) removed.add(inOrder(entry.deleted), row);
            visit(entry);
        }
    }
    IndexSum foundIds, foundPlaces, foundRemoved;
    bool types = true;
    {
        Statement index(*database_, "SELECT rowid, id FROM entry INDEXED BY entry_id ORDER BY id");
        for (Statement::Use use(index); use.row();) {
            types = types && use.isBytes(1);
            foundIds.addInOrder(use.bytes(1), use.number(0), true);
        }
    }
    {
        Statement index(*database_, "SELECT rowid, kind, parent FROM entry INDEXED BY entry_of ORDER BY kind, parent");
        for (Statement::Use use(index); use.row();) {
            types = types && use.isText(1) && use.isBytes(2);
            foundPlaces.addInOrder(placeOf(use.text(1), use.bytes(2), place), use.number(0));
        }
    }
    {
        Statement index(*database_, "SELECT rowid, deleted FROM entry INDEXED BY entry_removed WHERE deleted <> 0 ORDER BY deleted");
        for (Statement::Use use(index); use.row();) foundRemoved.addInOrder(inOrder(use.number(1)), use.number(0));
    }
    if (!types || !foundIds.fits(ids) || !foundPlaces.fits(places) || !foundRemoved.fits(removed)) throw Fault(damaged(said("its indexes do not fit its entries")));
}

}  // namespace myochart::store
