#include "store/record_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "core/id.h"
#include "core/time.h"

namespace myochart::store {

namespace {

bool flush(const Path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) return false;
    const bool done = ::fsync(fd) == 0;
    ::close(fd);
    return done;
}

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

Outcome moveInPlace(const Path& from, const Path& to) {
    const Path folder = to.parent_path();
    const bool flushed = flush(from, O_RDWR);
    // link() refuses an existing name, unlike rename().
    if (!flushed || ::link(from.c_str(), to.c_str()) != 0 || ::unlink(from.c_str()) != 0 || !flush(folder, O_RDONLY | O_DIRECTORY))
        return failed(fmt::format("The file {} cannot be made: {}.", shown(to), std::strerror(errno)));
    return Done{};
}

Result<Path> copyBefore(Database& database, int version) {
    std::string stamp = isoUtc(nowUtc());
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    Path place = database.file(), fresh = database.file();
    place += fmt::format(".v{}-{}.bak", version, stamp);
    fresh += "." + makeUuid().substr(0, 8) + ".new";
    const auto made = writeFileAtomically(fresh, std::string_view());
    if (!made) return made.error();
    Outcome outcome = Done{};
    try {
        copyPages(database, fresh);
    } catch (const Fault& fault) {
        outcome = fault.error();
    }
    if (outcome.ok()) outcome = moveInPlace(fresh, place);
    ::unlink(fresh.c_str());
    if (!outcome) return outcome.error();
    return place;
}

}  // namespace myochart::store
