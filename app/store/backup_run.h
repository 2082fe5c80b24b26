#pragma once
#include <functional>
#include <optional>

#include "core/progress.h"
#include "store/backups.h"
#include "store/record.h"

namespace myochart::store {

/// Does something with the open record on its own thread and waits for that: between two calls others have their turn. True once it is
/// done. False when waiting was given up: it may still be done later, so it owns what it uses.
using OnRecord = std::function<bool(std::function<void(Record&)> work)>;
/// The same for the record that this thread has.
OnRecord onRecord(Record& record);
Error stoppedBackup();  ///< for who gave up

/// What the record says to a question.
template <class T>
Result<T> askRecord(const OnRecord& onRecord, std::function<Result<T>(Record&)> question) {
    const auto answer = std::make_shared<Result<T>>(stoppedBackup());
    if (!onRecord([answer, question = std::move(question)](Record& record) { *answer = question(record); })) return stoppedBackup();
    return std::move(*answer);
}

/// Pages copied while nobody else has the record: 256 of 4 KiB are there in a few milliseconds, on a slow disk in some tens.
inline constexpr int kPagesASlice = 256;

struct BackupOrder {
    Path folder;          ///< made when it is not there
    UtcMs now = nowUtc();
    int pagesASlice = kPagesASlice;
    Backup::Kind kind = Backup::Kind::good;  ///< or beforeRestore: which name it gets when it holds
    /// Called once all pages are there, before they are read; tests damage the copy here.
    std::function<void(const Path& copy)> copied = [](const Path&) {};
};

struct BackupTaken {
    Backup backup;
    Extent extent;            ///< what the record held when the last page was copied
    Outcome sound = Done{};   ///< whether the copy holds it; else the backup is of kind `failed`, and the sentence names where it is kept
};

/// Takes a backup of the record: copies it slice by slice, flushes the copy, reads the whole of it (Record::verify) and compares its
/// identity, its counts and its trail's end with what the record had when the last page was copied. Only then it gets the name of a
/// backup. A copy that does not hold is kept under the ending ".failed". Nothing is left of one that was cancelled. Call it on a worker:
/// only the slices are the record's time.
Result<BackupTaken> takeBackup(const OnRecord& onRecord, const BackupOrder& order, Progress& progress);

/// Copies a good backup into another folder, which must be there, under the same name: whole or not at all, flushed and compared
/// with the first. One that is there already is left. `chunkWritten`: after each piece; tests pull the stick here.
Outcome copyToSecondPlace(const Backup& backup, const Path& folder, Progress& progress, const std::function<void()>& chunkWritten = [] {});

}  // namespace myochart::store
