#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "store/known_rows.h"
#include "store/record.h"

namespace myochart::store {

/// One entry as it is kept. Views: valid until the back end is used again.
struct StoredEntry {
    Key id{};
    std::string_view kind;
    Key parent{};  ///< zeros: none
    std::int64_t version = 0, format = 0;
    std::int64_t deleted = 0;  ///< 0, or when it was removed (UtcMs)
    std::span<const std::byte> sealed;
};

/// One line of the audit trail. Holds no patient text: hashes of what was written, and of the entry before.
struct AuditEntry {
    std::int64_t seq = 0;
    UtcMs utc = 0;
    std::string verb;  ///< "marker.add", "session.add of UUID"
    Key object{};
    Hash before{}, after{}, previous{};
    Author author;  ///< empty in entries from before the trail said it
};

/// The number and hash of the newest audit entry.
struct TrailEnd {
    std::int64_t seq = 0;
    Hash hash{};
};

/// Where a record is kept, without any of its rules: entries by id, kind and parent, an append-only trail, summaries,
/// and transactions. Nothing that comes out of it is trusted. Functions throw Fault. One thread.
class Backend {
  public:
    virtual ~Backend() = default;

    /// The record's file or address, for messages.
    virtual std::string place() const = 0;
    /// "The record ... is damaged: `what`. Keep a copy of it and restore the last good backup."
    Error damaged(const Said& what) const;
    /// Why nothing can be saved here, as a sentence; empty when it can.
    virtual std::string readOnlyReason() const = 0;
    virtual std::optional<Path> rescuePlace() const = 0;
    virtual Outcome copyTo(const Path& file) = 0;
    virtual std::unique_ptr<CopyUnderWay> beginCopy(const Path& file) = 0;
    virtual Extent extent() = 0;

    /// What was found at opening is sound: a log that a killed program left is taken in, and from now on begin() and
    /// commit() notice when somebody else changes what is kept.
    virtual void inUse(bool takeInLog) = 0;
    /// begin() also makes sure that what is kept is still the same, and commit() that it still is: refused when another
    /// program changed it. When commit() returns, the change survives a power cut.
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    /// After something was erased for good: so that nothing of it stays anywhere.
    virtual void forgetErased() = 0;
    /// Writes every page anew, and only what counts: nothing that once stood in the file stays in a gap or a free page.
    virtual void writeAnew() = 0;

    virtual std::string meta(std::string_view name) = 0;
    virtual std::int64_t metaCount() = 0;
    virtual void setMeta(std::string_view name, std::string_view value) = 0;

    /// False when there is no such entry.
    virtual bool find(const Key& id, const std::function<void(const StoredEntry&)>& visit) = 0;
    /// All of a kind, or all there are when it is empty.
    virtual void each(std::string_view kind, const std::function<void(const StoredEntry&)>& visit) = 0;
    virtual std::vector<Key> childrenOf(const Key& parent, std::string_view kind) = 0;
    virtual std::vector<Key> removed(std::string_view kind) = 0;
    /// False when there is one of that id.
    virtual bool insert(const StoredEntry& entry) = 0;
    /// False when there is none of that id.
    virtual bool update(const StoredEntry& entry) = 0;
    virtual bool erase(const Key& id) = 0;

    virtual void append(const AuditEntry& entry) = 0;
    /// Entries from `first` on, in order; with `broken` where one is not even readable.
    virtual void eachAuditEntry(std::int64_t first, const std::function<void(const AuditEntry&, bool broken)>& visit) = 0;
    /// All of them with number, verb, object and the hashes before and after alone, which is quicker.
    virtual void eachAuditChange(const std::function<void(const AuditEntry&, bool broken)>& visit) = 0;
    virtual std::optional<AuditEntry> lastAuditEntry() = 0;
    /// When the first entry about something was written.
    virtual std::optional<UtcMs> firstWritten(const Key& object) = 0;
    virtual TrailEnd trailEnd() = 0;
    virtual void setTrailEnd(const TrailEnd& end) = 0;

    /// What lists of patients show, kept beside the entries (summaries.h); sealed.
    virtual void eachSummary(const std::function<void(const Key& patient, std::span<const std::byte> sealed)>& visit) = 0;
    virtual std::optional<Bytes> summary(const Key& patient) = 0;
    virtual void putSummary(const Key& patient, std::span<const std::byte> sealed) = 0;
    virtual void eraseSummary(const Key& patient) = 0;
    virtual Hash summarySum() = 0;
    virtual void setSummarySum(const Hash& sum) = 0;

    /// Schema and pages fit together; the fault's sentence says what does not.
    virtual void checkWhole() = 0;
    /// All entries, in one pass; then it is a fault when the indexes do not say what they do.
    virtual void eachChecked(const std::function<void(const StoredEntry&)>& visit) = 0;
};

}  // namespace myochart::store
