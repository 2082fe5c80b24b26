#pragma once
#include <array>
#include <memory>

#include "store/backend.h"
#include "store/migrations.h"
#include "store/record_file.h"

namespace myochart::store {

/// A record in one SQLite file that this program alone has open.
class SqliteBackend final : public Backend {
  public:
    /// `file`: held for it; none for a record that is being made, or in memory.
    SqliteBackend(std::unique_ptr<Database> database, std::optional<RecordFile> file, std::span<const Migration> steps);
    ~SqliteBackend() override;

    Database& database() { return *database_; }

    std::string place() const override;
    std::string readOnlyReason() const override { return file_ ? file_->readOnlyReason() : readOnlyReason_; }
    /// Of one without a file that is held: nothing is saved into it, for that reason.
    void onlyRead(std::string reason) { readOnlyReason_ = std::move(reason); }
    std::optional<Path> rescuePlace() const override;
    Outcome copyTo(const Path& file) override;
    std::unique_ptr<CopyUnderWay> beginCopy(const Path& file) override;
    Extent extent() override;
    void inUse(bool takeInLog) override;
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    void forgetErased() override;
    void writeAnew() override;
    std::string meta(std::string_view name) override;
    std::int64_t metaCount() override;
    void setMeta(std::string_view name, std::string_view value) override;
    bool find(const Key& id, const std::function<void(const StoredEntry&)>& visit) override;
    void each(std::string_view kind, const std::function<void(const StoredEntry&)>& visit) override;
    std::vector<Key> childrenOf(const Key& parent, std::string_view kind) override;
    std::vector<Key> removed(std::string_view kind) override;
    bool insert(const StoredEntry& entry) override;
    bool update(const StoredEntry& entry) override;
    bool erase(const Key& id) override;
    void append(const AuditEntry& entry) override;
    void eachAuditEntry(std::int64_t first, const std::function<void(const AuditEntry&, bool broken)>& visit) override;
    void eachAuditChange(const std::function<void(const AuditEntry&, bool broken)>& visit) override;
    std::optional<AuditEntry> lastAuditEntry() override;
    std::optional<UtcMs> firstWritten(const Key& object) override;
    TrailEnd trailEnd() override;
    void setTrailEnd(const TrailEnd& end) override;
    void eachSummary(const std::function<void(const Key& patient, std::span<const std::byte> sealed)>& visit) override;
    std::optional<Bytes> summary(const Key& patient) override;
    void putSummary(const Key& patient, std::span<const std::byte> sealed) override;
    void eraseSummary(const Key& patient) override;
    Hash summarySum() override;
    void setSummarySum(const Hash& sum) override;
    void checkWhole() override;
    void eachChecked(const std::function<void(const StoredEntry&)>& visit) override;

  private:
    /// Statements, made when they are first needed: the tables may not be there before the record was upgraded.
    enum class Sql { begin, commit, find, insert, update, erase, children, removed, append, trailEnd, setTrailEnd, putSummary, summary, eraseSummary, count };
    Statement& statement(Sql which);

    std::string readOnlyReason_;
    std::optional<RecordFile> file_;  ///< let go of last: SQLite closes the file before
    std::unique_ptr<Database> database_;
    std::span<const Migration> steps_;
    std::array<std::optional<Statement>, static_cast<size_t>(Sql::count)> statements_;
    bool looked_ = false;  ///< what the files are like is this transaction's doing
};

}  // namespace myochart::store
