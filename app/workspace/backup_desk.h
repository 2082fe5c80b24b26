#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/restore.h"
#include "workspace/backup_round.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

inline constexpr int kOldBackupDays = 3;  ///< a record with changes that are in no backup so long is told

/// Backups of the whole record: taken by themselves once a day, kept here and in a second place, listed, looked into, and chosen to be
/// put back. One thread; whatever takes time is a job.
class BackupDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `folder`: where backups are kept. `recordFile`: the record's own place.
    BackupDesk(Notices& notices, RecordLink& link, JobRunner& jobs, Settings& settings, RecordDesk& record, Path folder, Path recordFile);

    // --- taken by themselves
    /// From now on one is taken when the newest good one is of an earlier day; the first a little later, when opening is over.
    void begin();
    /// Looks whether it is time; cheap.
    void tick();
    /// Takes one whatever there is, and tells how it went.
    void backUpNow();
    bool running() const { return running_; }
    /// What is known of the newest good one, as a sentence; empty before that was looked at.
    std::string state() const;
    /// Why that is not well; empty while it is.
    const std::string& worry() const { return worry_; }

    // --- the second place
    const std::string& secondPlace() const { return settings_.backupFolder; }
    /// Every backup is copied to that folder from now on, the newest at once; empty: to none. Fails with what is wrong with it.
    Outcome useSecondPlace(const std::string& folder);

    // --- what there is
    /// Reads the list.
    void refresh();
    /// Newest first; null before it was read.
    const std::vector<BackupRow>* rows() const { return rows_ ? &*rows_ : nullptr; }
    const Path& folder() const { return folder_; }

    // --- one of them
    /// Reads the whole of it and compares it with the record as it is now.
    void lookInto(const Path& backup);
    const Path& looked() const { return looked_; }
    /// Null while it is being read.
    const Result<store::BackupLook>* look() const { return look_ ? &*look_ : nullptr; }

    /// The window is to close the record, put that backup in its place and open it again.
    void restore(const Path& backup);
    /// What store::restoreBackup() is to be given once the record is closed; nothing while nobody asked.
    const std::optional<store::RestoreOrder>& restoreAsked() const { return restoreAsked_; }
    void forgetRestore() { restoreAsked_.reset(); }

  private:
    BackupPlaces places() const { return {folder_, settings_.backupFolder, recordFile_}; }
    void start(bool asked);
    void take(const BackupRound& round, bool asked);
    std::string worryOf(const BackupRound& round) const;

    Notices& notices_;
    RecordLink& link_;
    JobRunner& jobs_;
    Settings& settings_;
    RecordDesk& record_;
    Path folder_, recordFile_;
    bool automatic_ = false, running_ = false;
    UtcMs nextLook_ = 0;
    std::string dayDone_;           ///< on which one was taken, or need not be
    std::optional<BackupRound> known_;
    std::string worry_, told_;      ///< the notice that stands
    std::optional<std::vector<BackupRow>> rows_;
    Path looked_;
    std::optional<Result<store::BackupLook>> look_;
    std::optional<store::RestoreOrder> restoreAsked_;
};

/// What a restore did, for a notice.
std::string restoredWords(const store::Restored& restored);

}  // namespace myochart::workspace
