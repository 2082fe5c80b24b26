#include "store/record_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/descriptor.h"
#include "core/time.h"
#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/record_file.h"

namespace myochart::store {

namespace {

constexpr std::string_view kHalfCopyEnding = ".new";

/// SQLite's own copying: what the same connection writes between two steps is carried over, and only another connection, of which
/// a record has none, would make it begin again. A change that is taken back after some of it was written into the log does, too.
class PagesUnderWay final : public CopyUnderWay {
  public:
    PagesUnderWay(Database& database, const Path& to) : database_(database), copy_(to, Database::Use::make) {
        copy_.run("PRAGMA journal_mode=MEMORY");  // half a copy is thrown away: nothing beside it is needed
        copy_.run("PRAGMA synchronous=OFF");      // it is flushed once, by who gives it its name, on a thread that nobody waits for
        backup_ = sqlite3_backup_init(copy_.handle(), "main", database.handle(), "main");
        if (!backup_) throw Fault(copy_.errorFor(sqlite3_errcode(copy_.handle())));
    }
    ~PagesUnderWay() override { sqlite3_backup_finish(backup_); }

    Result<bool> step(int pages) override {
        try {
            return stepOn(pages);
        } catch (const Fault& fault) {
            return fault.error();
        }
    }
    double share() const override {
        if (!backup_) return 1;
        const int all = sqlite3_backup_pagecount(backup_);
        return all > 0 ? 1 - static_cast<double>(sqlite3_backup_remaining(backup_)) / all : 0;
    }
    const Extent& extent() const override { return extent_; }

  private:
    bool stepOn(int pages) {
        const int left = sqlite3_backup_remaining(backup_);
        const int stepped = sqlite3_backup_step(backup_, pages);
        if (stepped == SQLITE_DONE) {
            extent_ = extentIn(database_);
            const int finished = sqlite3_backup_finish(std::exchange(backup_, nullptr));
            if (finished != SQLITE_OK) throw Fault(copy_.errorFor(finished));
            return true;
        }
        if (stepped != SQLITE_OK) throw Fault(copy_.errorFor(stepped));
        if (left > 0 && sqlite3_backup_remaining(backup_) >= left && ++restarts_ > kMostRestarts)
            throw Fault(failed(said("The record {} changes too fast to be copied; try again in a moment.", shown(database_.file()))));
        return false;
    }

    static constexpr int kMostRestarts = 50;
    Database& database_;
    Database copy_;
    sqlite3_backup* backup_ = nullptr;
    Extent extent_;
    int restarts_ = 0;
};

/// Copies every page of the open database into the empty file `to`.
void copyPages(Database& database, const Path& to) {
    PagesUnderWay copy(database, to);
    if (const auto done = copy.step(-1); !done) throw Fault(done.error());
}

/// True for what only this program can have written: nothing yet, or a record, or one whose first page is still to come.
bool isHalfACopy(int fd) {
    std::array<char, 72> start{};
    const ssize_t n = ::pread(fd, start.data(), start.size(), 0);
    if (n <= 0) return n == 0;
    const std::string_view bytes(start.data(), static_cast<size_t>(n));
    constexpr std::string_view kOurs = "MYOC";
    return bytes.find_first_not_of('\0') == std::string_view::npos || (bytes.starts_with("SQLite format 3") && bytes.substr(68) == kOurs);
}

/// True while a program has SQLite's locks on it.
bool isBeingWritten(int fd) {
    struct flock any {};
    any.l_type = F_WRLCK;
    return ::fcntl(fd, F_GETLK, &any) != 0 || any.l_type != F_UNLCK || ::flock(fd, LOCK_EX | LOCK_NB) != 0;
}

/// What earlier versions left of copies `of` a record.
void sweepHalfCopies(const Path& of) {
    const std::string start = of.filename().string() + ".";
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(of.parent_path(), fault)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(start) || !name.ends_with(kHalfCopyEnding) || name.size() != start.size() + 8 + kHalfCopyEnding.size()) continue;
        const std::string tag = name.substr(start.size(), 8);
        if (!isTag(tag) || tag.find_first_not_of("0123456789") == std::string::npos) continue;  // digits alone may be a day
        const Descriptor file(::open(entry.path().c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
        struct stat facts {};
        if (file.fd < 0 || ::fstat(file.fd, &facts) != 0 || !S_ISREG(facts.st_mode)) continue;
        if (!isHalfACopy(file.fd) || isBeingWritten(file.fd)) continue;
        std::filesystem::remove(entry.path(), fault);
        removeCompanions(entry.path());
    }
}

}  // namespace

void removeUnfinished(const Path& record) {
    sweepUnfinished(record.parent_path(), record.filename().string());
    sweepHalfCopies(record);
}

std::unique_ptr<CopyUnderWay> beginCopyOf(Database& database, const Path& to) { return std::make_unique<PagesUnderWay>(database, to); }

Outcome copyRecord(Database& database, const Path& to) {
    removeUnfinished(to);
    auto fresh = UnfinishedFile::make(to.parent_path());
    if (!fresh) return fresh.error();
    try {
        copyPages(database, fresh->path());
    } catch (const Fault& fault) {
        return fault.error();
    }
    const Outcome moved = moveInPlace(fresh->path(), to);
    if (moved) fresh->finished();
    return moved;
}

Path placeOfCopyBefore(const Path& record, int version, std::string_view what) {
    Path place = record;
    place += fmt::format(".v{}-{}{}.bak", version, what, compactUtc(nowUtc()));
    return place;
}

Result<Path> copyBefore(Database& database, int version) {
    const Path place = placeOfCopyBefore(database.file(), version);
    if (const auto copied = copyRecord(database, place); !copied) return copied.error();
    return place;
}

}  // namespace myochart::store
