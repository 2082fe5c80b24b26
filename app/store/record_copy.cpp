#include "store/record_copy.h"

#include <sqlite3.h>

#include <algorithm>

#include <fmt/format.h>

#include "core/id.h"
#include "core/time.h"
#include "store/record_file.h"

namespace myochart::store {

namespace {

/// Copies every page of the open database into the empty file `to`.
void copyPages(Database& database, const Path& to) {
    Database copy(to);
    sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", database.handle(), "main");
    if (!backup) throw Fault(copy.errorFor(sqlite3_errcode(copy.handle())));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) throw Fault(copy.errorFor(stepped));
    if (finished != SQLITE_OK) throw Fault(copy.errorFor(finished));
}

}  // namespace

Outcome copyRecord(Database& database, const Path& to) {
    Path fresh = to;
    fresh += "." + makeUuid().substr(0, 8) + ".new";
    Outcome outcome = writeFileAtomically(fresh, std::string_view());
    if (!outcome) return outcome;
    try {
        copyPages(database, fresh);
    } catch (const Fault& fault) {
        outcome = fault.error();
    }
    if (outcome.ok()) outcome = moveInPlace(fresh, to);
    std::error_code fault;
    if (!outcome) std::filesystem::remove(fresh, fault);
    return outcome;
}

Result<Path> copyBefore(Database& database, int version) {
    Path place = database.file();
    place += fmt::format(".v{}-{}.bak", version, compactUtc(nowUtc()));
    if (const auto copied = copyRecord(database, place); !copied) return copied.error();
    return place;
}

}  // namespace myochart::store
