#pragma once
#include <map>
#include <string>

#include "core/files.h"
#include "store/record.h"
#include "workspace/notices.h"

namespace myochart::workspace {

/// What this computer remembers of protected records, apart from them (DATA/watch.txt, 0600): how far the audit trail of each was
/// when it was last closed here, so that an older copy that took its place is noticed, and how often a wrong passphrase was
/// tried since the right one. Ids and numbers alone. Whoever can write into this folder can make it forget; a file that cannot be read
/// or written only makes it forget, too.
class RecordWatch {
  public:
    static constexpr const char* kFileName = "watch.txt";

    explicit RecordWatch(const Path& dataFolder);

    /// False: nothing is remembered of any record.
    bool remembersAny() const { return !seen_.empty(); }
    /// The record was opened and is `now`: wrong tries before it, an older copy in its place and one without a passphrase are told, and
    /// go into the trail of a protected one.
    void opened(store::Record& record, const store::Extent& now, Notices& notices);
    /// It is about to be closed.
    void closing(store::Record& record);
    /// It will be of an earlier state on purpose: a backup is put back.
    void expectOlder(const std::string& database);

    int wrongTries() const { return tries_; }
    void addWrongTry();

  private:
    struct Seen {
        std::int64_t trailEnd = 0;
        std::string hash;  ///< hexadecimal
    };
    void write() const;

    Path file_;
    std::map<std::string, Seen> seen_;  ///< by the record's identity
    int tries_ = 0;
};

}  // namespace myochart::workspace
