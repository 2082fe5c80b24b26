#include "faulty_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace myochart::test {

namespace {

FaultyDisk* disk = nullptr;   // SQLite's callbacks have no other way to it
sqlite3_vfs* below = nullptr;
constexpr size_t kSector = 512;

/// SQLite gives room for this and behind it for the real layer's file.
struct OpenFile {
    sqlite3_file base;
    char name[64];
    bool named;
};
OpenFile& ours(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(OpenFile)); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

void note(sqlite3_file* file, FaultyDisk::Step step) {
    if (!ours(file).named) return;
    step.file = ours(file).name;
    disk->note(std::move(step));
}

int closeFile(sqlite3_file* file) { return methods(file).xClose(real(file)); }

int readFile(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
    if (disk->fails(FaultyDisk::Needs::nothing)) return SQLITE_IOERR_READ;
    return methods(file).xRead(real(file), to, bytes, at);
}

int writeFile(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at) {
    if (disk->fails(FaultyDisk::Needs::space)) {
        if (disk->isFull()) methods(file).xWrite(real(file), from, bytes / 2, at);  // half of it still fits
        return disk->failureCode(SQLITE_IOERR_WRITE);
    }
    note(file, {FaultyDisk::Step::write, {}, at, std::string(static_cast<const char*>(from), static_cast<size_t>(bytes))});
    return methods(file).xWrite(real(file), from, bytes, at);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (disk->fails(FaultyDisk::Needs::nothing)) return SQLITE_IOERR_TRUNCATE;
    note(file, {FaultyDisk::Step::truncate, {}, size, {}});
    return methods(file).xTruncate(real(file), size);
}

int flushFile(sqlite3_file* file, int) {
    if (disk->fails(FaultyDisk::Needs::space)) return disk->failureCode(SQLITE_IOERR_FSYNC);
    note(file, {FaultyDisk::Step::flush, {}, 0, {}});
    return SQLITE_OK;  // the real flush would only cost time
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size) {
    if (disk->fails(FaultyDisk::Needs::nothing)) return SQLITE_IOERR_FSTAT;
    return methods(file).xFileSize(real(file), size);
}

int lockFile(sqlite3_file* file, int level) { return methods(file).xLock(real(file), level); }
int unlockFile(sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); }
int checkLock(sqlite3_file* file, int* held) { return methods(file).xCheckReservedLock(real(file), held); }
int controlFile(sqlite3_file* file, int what, void* value) { return methods(file).xFileControl(real(file), what, value); }
int sectorSize(sqlite3_file*) { return static_cast<int>(kSector); }
int deviceTraits(sqlite3_file*) { return 0; }

// Version 1: no shared memory, which a record opened for exclusive use must not need.
constexpr sqlite3_io_methods kMethods = {1, closeFile, readFile, writeFile, truncateFile, flushFile, sizeOfFile, lockFile,
                                         unlockFile, checkLock, controlFile, sectorSize, deviceTraits,
                                         nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

std::string lastPart(const char* path) { return Path(path).filename().string(); }

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* taken) {
    file->pMethods = nullptr;
    if (disk->fails(FaultyDisk::Needs::space)) return disk->failureCode(SQLITE_CANTOPEN);
    OpenFile& opened = ours(file);
    opened.named = name != nullptr;
    std::memset(opened.name, 0, sizeof opened.name);
    if (name) std::strncpy(opened.name, lastPart(name).c_str(), sizeof opened.name - 1);
    const bool isNew = name && ::access(name, F_OK) != 0;
    const int code = below->xOpen(below, name, real(file), flags, taken);
    if (code != SQLITE_OK) return code;
    opened.base.pMethods = &kMethods;
    if (isNew) note(file, {FaultyDisk::Step::create, {}, 0, {}});
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs*, const char* name, int flushFolder) {
    if (disk->fails(FaultyDisk::Needs::nothing)) return SQLITE_IOERR_DELETE;
    if (::access(name, F_OK) == 0) disk->note({FaultyDisk::Step::remove, lastPart(name), flushFolder, {}});
    return below->xDelete(below, name, flushFolder);
}

int accessFile(sqlite3_vfs*, const char* name, int flags, int* answer) {
    if (disk->fails(FaultyDisk::Needs::nothing)) return SQLITE_IOERR_ACCESS;
    return below->xAccess(below, name, flags, answer);
}

int fullPath(sqlite3_vfs*, const char* name, int size, char* full) { return below->xFullPathname(below, name, size, full); }

sqlite3_vfs layer;

void applyStep(std::string& content, const FaultyDisk::Step& step) {
    const auto at = static_cast<size_t>(step.at);
    if (step.kind == FaultyDisk::Step::truncate) {
        content.resize(at);
    } else {
        if (content.size() < at + step.bytes.size()) content.resize(at + step.bytes.size());
        std::copy(step.bytes.begin(), step.bytes.end(), content.begin() + step.at);
    }
}

/// A write that was not flushed, of which each sector may be there, missing or garbage.
void applyPartly(std::string& content, const FaultyDisk::Step& step, bool last, FaultyDisk::Loss loss, std::mt19937& random) {
    for (size_t from = 0; from < step.bytes.size(); from += kSector) {
        const bool kept = loss == FaultyDisk::Loss::tornLast ? !(last && from > step.bytes.size() / 2) : random() % 2 == 0;
        FaultyDisk::Step sector{FaultyDisk::Step::write, {}, step.at + static_cast<std::int64_t>(from), step.bytes.substr(from, kSector)};
        if (!kept && loss != FaultyDisk::Loss::garbage) continue;
        if (!kept) std::generate(sector.bytes.begin(), sector.bytes.end(), [&] { return static_cast<char>(random()); });
        applyStep(content, sector);
    }
}

}  // namespace

FaultyDisk::FaultyDisk() {
    assert(!disk);
    disk = this;
    below = sqlite3_vfs_find(nullptr);
    layer = *below;
    layer.zName = "faulty-disk";
    layer.szOsFile = static_cast<int>(sizeof(OpenFile)) + below->szOsFile;
    layer.xOpen = openFile;
    layer.xDelete = removeFile;
    layer.xAccess = accessFile;
    layer.xFullPathname = fullPath;
    sqlite3_vfs_register(&layer, 1);
}

FaultyDisk::~FaultyDisk() {
    sqlite3_vfs_unregister(&layer);
    sqlite3_vfs_register(below, 1);
    disk = nullptr;
}

void FaultyDisk::failAt(long call, Failure failure, bool forEver) {
    call_ = failures_ = 0;
    failAt_ = call;
    failure_ = failure;
    forEver_ = forEver;
}

bool FaultyDisk::fails(Needs needs) {
    if (isFull() && needs == Needs::nothing) return false;
    ++call_;
    const bool now = failAt_ > 0 && (forEver_ ? call_ >= failAt_ : call_ == failAt_);
    failures_ += now;
    return now;
}

int FaultyDisk::failureCode(int ioError) const { return isFull() ? SQLITE_FULL : ioError; }

void FaultyDisk::startRecording(const Path& folder, bool flushesWork) {
    folder_ = folder;
    flushesWork_ = flushesWork;
    steps_.clear();
    durable_.clear();
    pending_.clear();
    replayed_ = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        durable_[entry.path().filename()] = myochart::readTextFile(entry.path(), 1U << 30).value();
    recording_ = true;
}

void FaultyDisk::note(Step step) {
    if (recording_ && (flushesWork_ || step.kind != Step::flush)) steps_.push_back(std::move(step));
}

void FaultyDisk::makeDurable(const Step& step) {
    if (step.kind == Step::create) durable_.try_emplace(step.file);
    else if (step.kind == Step::remove) durable_.erase(step.file);
    else applyStep(durable_[step.file], step);
}

FaultyDisk::Files FaultyDisk::afterCut(size_t moment, Loss loss, std::mt19937& random) {
    assert(moment >= replayed_ && moment <= steps_.size());
    for (; replayed_ < moment; ++replayed_) {
        const Step& step = steps_[replayed_];
        if (step.kind == Step::remove && step.at != 0) {  // the folder was flushed with it
            std::erase_if(pending_, [&](const Step& p) { return p.file == step.file; });
            durable_.erase(step.file);
        } else if (step.kind == Step::flush) {
            std::vector<Step> still;
            for (const Step& p : pending_) {
                const bool namesOnly = p.kind == Step::create || p.kind == Step::remove;
                if (namesOnly || p.file == step.file) makeDurable(p);
                else still.push_back(p);
            }
            pending_ = std::move(still);
        } else {
            pending_.push_back(step);
        }
    }
    Files files = durable_;
    if (loss == Loss::everything) return files;
    for (size_t i = 0; i < pending_.size(); ++i) {
        const Step& step = pending_[i];
        const bool kept = loss == Loss::tornLast || random() % 2 == 0;
        if (step.kind == Step::create) files.try_emplace(step.file);
        else if (step.kind == Step::remove) { if (kept) files.erase(step.file); }
        else if (step.kind == Step::truncate) { if (kept) applyStep(files[step.file], step); }
        else applyPartly(files[step.file], step, i + 1 == pending_.size(), loss, random);
    }
    return files;
}

}  // namespace myochart::test
