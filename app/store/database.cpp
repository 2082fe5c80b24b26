#include "store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>

#include <fmt/format.h>

#include "core/words.h"

namespace myochart::store {

namespace {

/// As SQLite takes it for a file that will not change while it is open.
std::string immutable(const Path& file) {
    std::string uri = "file:";
    for (const char c : file.string()) uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    return uri + "?immutable=1";
}

/// SQLite counts what it allocates, under a lock for every piece, only for those who ask; nobody does.
void countNoMemory() {
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // too late once SQLite is in use: then it counts
    (void)once;
}

int digitOf(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

Key keyOf(const std::string& uuid) {
    Key key{};
    size_t at = 0;
    for (size_t i = 0; i + 1 < uuid.size() && at < key.size(); i += 2) {
        if (uuid[i] == '-') ++i;
        key[at++] = static_cast<std::byte>(digitOf(uuid[i]) * 16 + digitOf(uuid[i + 1]));
    }
    assert(at == key.size());
    return key;
}

std::string uuidOf(std::span<const std::byte> key) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (size_t i = 0; i < key.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kHex[std::to_integer<unsigned>(key[i]) >> 4];
        text += kHex[std::to_integer<unsigned>(key[i]) & 15];
    }
    return text;
}

Database::Database(const Path& file, Use use) : file_(file) {
    countNoMemory();
    int flags = SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    flags |= use == Use::read ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
    if (file == ":memory:") flags |= SQLITE_OPEN_CREATE;
    const std::string name = use == Use::read ? immutable(file) : file.string();
    const char* withoutLocks = use == Use::make && sqlite3_vfs_find("unix-none") ? "unix-none" : nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, withoutLocks);
    if (code == SQLITE_OK) return;
    const Error error = errorFor(code);
    sqlite3_close(handle_);
    throw Fault(error);
}

std::unique_ptr<Database> Database::inMemory(Database& from) {
    auto copy = std::make_unique<Database>();
    sqlite3_backup* backup = sqlite3_backup_init(copy->handle_, "main", from.handle_, "main");
    if (!backup) throw Fault(from.errorFor(sqlite3_errcode(copy->handle_)));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) throw Fault(from.errorFor(stepped != SQLITE_DONE ? stepped : finished));
    copy->file_ = from.file_;
    return copy;
}

Database::~Database() { sqlite3_close(handle_); }

void Database::run(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw Fault(errorFor(code));
}

std::string Database::ask(const char* sql) {
    Statement statement(*this, sql);
    Statement::Use use(statement);
    return use.row() ? std::string(use.text(0)) : std::string();
}

std::int64_t Database::askNumber(const char* sql) {
    Statement statement(*this, sql);
    Statement::Use use(statement);
    return use.row() ? use.number(0) : 0;
}

bool Database::inTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }
int Database::changedRows() const { return sqlite3_changes(handle_); }

Error Database::errorFor(int code) const {
    const int cause = errno;  // of the call that failed; SQLite keeps it only of some
    const std::string name = shown(file_);
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return failed(said("There is no space left for the record {}; free some space on that disk.", name));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return locked(said("The record {} is open in another program; close that program first.", name));
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return refused(said("The record {} is damaged; keep a copy of it and restore the last good backup.", name));
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return failed(said("The record {} cannot be written; check the permissions of the file and its folder.", name));
        case SQLITE_CANTOPEN:
            return failed(said("The record {} cannot be opened; check that the file and its folder can be read and written.", name));
        case SQLITE_TOOBIG:
            return refused(said("The record {} holds or would hold an entry that is too large.", name));
        case SQLITE_CONSTRAINT:
            return conflict(said("The record {} was changed in the meantime; open the session again.", name));
        case SQLITE_IOERR:
            if (cause == EFBIG || sqlite3_system_errno(handle_) == EFBIG)
                return failed(said("The record {} may not grow: its file has reached the largest size that is allowed here, by a limit "
                                          "set for this program (ulimit -f) or by the file system. Raise that limit, or move the record to "
                                          "another disk.", name));
            return failed(said("The disk reports an error (SQLite {}) for the record {}; check the disk.", code, name));
        default:
            return failed(said("The record {} cannot be used (SQLite {}: {}).", name, code, sqlite3_errstr(code)));
    }
}

Statement::Statement(Database& database, const char* sql) : database_(database) {
    const int code = sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
    if (code != SQLITE_OK) throw Fault(database.errorFor(code));
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement::Use::~Use() {
    sqlite3_reset(statement_.handle_);
    sqlite3_clear_bindings(statement_.handle_);
}

Statement::Use& Statement::Use::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_.handle_, next_++, value);
    return *this;
}

Statement::Use& Statement::Use::bind(std::span<const std::byte> bytes) {
    // A null pointer would bind NULL; an empty blob is what is meant.
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    if (sqlite3_bind_blob64(statement_.handle_, next_++, data, bytes.size(), SQLITE_STATIC) != SQLITE_OK)
        throw Fault(statement_.database_.errorFor(SQLITE_TOOBIG));
    return *this;
}

Statement::Use& Statement::Use::bind(std::string_view text) {
    if (sqlite3_bind_text64(statement_.handle_, next_++, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
        throw Fault(statement_.database_.errorFor(SQLITE_TOOBIG));
    return *this;
}

bool Statement::Use::row() {
    const int code = sqlite3_step(statement_.handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw Fault(statement_.database_.errorFor(code));
    return false;
}

void Statement::Use::done() {
    while (row()) {}
}

std::int64_t Statement::Use::number(int column) const {
    if (sqlite3_column_type(statement_.handle_, column) != SQLITE_INTEGER)
        throw Fault(statement_.database_.errorFor(SQLITE_CORRUPT));
    return sqlite3_column_int64(statement_.handle_, column);
}

std::span<const std::byte> Statement::Use::bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_.handle_, column);
    return {static_cast<const std::byte*>(data), static_cast<size_t>(sqlite3_column_bytes(statement_.handle_, column))};
}

bool Statement::Use::isBytes(int column) const { return sqlite3_column_type(statement_.handle_, column) == SQLITE_BLOB; }
bool Statement::Use::isText(int column) const { return sqlite3_column_type(statement_.handle_, column) == SQLITE_TEXT; }

std::string_view Statement::Use::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.handle_, column));
    return {data ? data : "", static_cast<size_t>(sqlite3_column_bytes(statement_.handle_, column))};
}

}  // namespace myochart::store
