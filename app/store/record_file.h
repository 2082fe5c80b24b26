#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/result.h"

namespace myochart::store {

/// The facts at the start of a SQLite file.
struct FileHeader {
    std::uint32_t pageBytes = 0, pages = 0, userVersion = 0, applicationId = 0;
    std::uint64_t fileBytes = 0;
};

/// The record's place on disk: one program at a time holds it (a lock file beside it,
/// removed when it lets go), its file stays the same one while
/// it is held, and it is private to the user. Knows nothing of what is inside. POSIX part: record_file_posix.cpp.
class RecordFile {
  public:
    /// Holds `file`, which need not exist yet; makes the folder. Refuses network drives; locked, with the holder's
    /// process, when another one has it. What is there and cannot be written is held to be read (readOnlyReason()).
    static Result<RecordFile> hold(const Path& file);
    /// Looks at a file that is there without holding it: no lock, no lock file, nothing is made private. It is to be read.
    static Result<RecordFile> look(const Path& file);
    RecordFile(RecordFile&& other) noexcept;
    RecordFile& operator=(RecordFile&&) = delete;
    ~RecordFile();

    const Path& path() const { return path_; }  ///< without symbolic links
    /// Why nothing can be saved here, as a sentence; empty when it can. Asked of the permissions too: nobody forbids root
    /// anything, and a file that was write-protected is meant to stay as it is.
    const std::string& readOnlyReason() const { return readOnlyReason_; }
    Path walPath() const;
    bool exists() const;
    bool walHasContent() const;      ///< the program that wrote last did not close the record
    bool journalHasContent() const;  ///< a rollback journal, which no record of ours ever has
    /// True when the last holder ended without letting go and its -wal file is gone.
    bool walWasLost() const { return heldBefore_ && !walThere_; }

    /// The header of the file, or from its -wal when the file's own is torn; refuses what is not a SQLite file.
    Result<FileHeader> header() const;
    /// Takes everybody else's permissions away from the file and its companions, never the user's own or more; a sentence
    /// when that was needed.
    Result<std::optional<Said>> makePrivate() const;
    /// Once the record is open: from now on checkStillThere() compares with the files as they are.
    void remember();
    /// Fails when the file or its -wal was deleted or replaced since remember(), and, from then on for good, refuses when
    /// one was cut or overwritten in place: its size, time of writing or header is not as noteOwnWrites() left it.
    /// `log`: look at the -wal, too (not inside a transaction, which writes it).
    Outcome checkStillThere(bool log);
    /// What the files are like now is this program's own doing; after every transaction.
    void noteOwnWrites();
    bool wasAltered() const { return altered_; }
    /// True while the last checkStillThere() found the file or its -wal moved, deleted or replaced.
    bool isDisplaced() const { return displaced_; }
    bool isRemembered() const { return file_.has_value(); }
    /// Which process keeps SQLite's own lock on the file (not a Myochart, which would have the lock file); 0: none known.
    int foreignHolder() const;

  private:
    struct Identity {
        std::uint64_t device = 0, inode = 0;
        bool operator==(const Identity&) const = default;
    };
    /// Which file it is, and what a change in place cannot leave as it was.
    struct Look {
        std::optional<Identity> identity;
        std::int64_t bytes = -1, writtenNs = 0;
        std::array<unsigned char, 100> header{};
        bool operator==(const Look&) const = default;
    };
    RecordFile() = default;
    /// One lstat, and one read of 100 bytes when `header` is an open file.
    static Look lookAt(const Path& path, int header = -1);
    Path lockPath() const;
    /// Takes the lock of what can only be read: shared with others that read. There may be none.
    Outcome shareLock();
    /// Writes this process and `state` into the lock file.
    bool sign(std::string_view state) const;

    Path path_;
    std::string readOnlyReason_;
    int lock_ = -1;
    bool heldBefore_ = false, walThere_ = false;
    bool signed_ = false;  ///< the lock file says that the record is open
    std::optional<Identity> file_, wal_;
    int open_ = -1;  ///< for the header; closed only after SQLite has closed the file, whose locks would go with it
    Look fileLook_, walLook_;
    bool altered_ = false, displaced_ = false;
};

/// Gives a finished file its name, flushed to disk; fails when that name is taken.
Outcome moveInPlace(const Path& from, const Path& to);

/// Gives a finished file a name that may be another's, whose place it takes in one step, flushed to disk.
Outcome moveOver(const Path& from, const Path& to);
/// Gives a closed record that cannot be opened a second name, `as`, where it stays whole: its file keeps the first one until another takes
/// it, what lies beside it goes along. Its lock is held.
Outcome putRecordAside(const RecordFile& record, const Path& as);

/// The kind of network drive a statfs() type number stands for ("NFS"); empty for a local one.
std::string_view networkDriveName(std::uint64_t fileSystemType);

}  // namespace myochart::store
