#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "store/audit_chain.h"
#include "store/cipher.h"
#include "store/database.h"

namespace myochart::store {

/// A row with its payload open.
struct Row {
    Key id{};
    Key parent{};  ///< the session's patient, the marker's session; zeros for a patient
    std::int64_t version = 0, format = 0;
    std::int64_t deleted = 0;  ///< 0, or when it was removed (UtcMs)
    Bytes payload;
    Hash hash{};  ///< of everything kept in the row, as the audit trail has it
};

/// The rows of one table, sealed on the way in; on the way out opened and held against the newest entry of the audit
/// trail about them. Functions throw Fault, also for a row that is not as the trail says, and for one that is missing.
class Table {
  public:
    /// The statements of a table; `word`: what people call a row. Parameters and columns: 1 id, 2 parent, 3 version, 4 format, 5 deleted, 6 payload.
    struct Sql {
        RowKind kind;
        const char *name, *word, *insert, *update, *erase, *find, *all;
    };
    Table(Database& database, Cipher& cipher, AuditChain& audit, const std::string& databaseUuid, const Sql& sql);

    RowKind kind() const { return sql_.kind; }
    /// Empty only when by the trail, too, there is no such row.
    std::optional<Row> find(const Key& id);
    /// Visits every row; one that is missing or cannot be trusted goes to `damaged`, or is a Fault when there is none.
    void each(const std::function<void(const Row&)>& visit, const std::function<void(const Key&, const Error&)>& damaged = {});
    /// Seal and write `row`; its hash is filled in.
    void insert(Row& row) { write(insert_, row); }
    void update(Row& row) { write(update_, row); }
    void erase(const Key& id);
    /// "The record ... is damaged: site 3f2a...: `what`."
    Error damaged(const Key& id, std::string_view what) const;

  private:
    void write(Statement& statement, Row& row);
    Row read(const Statement::Use& use);
    AssociatedData belongsTo(const Row& row, const std::string& uuid) const;
    Hash hashOf(const Row& row, std::span<const std::byte> sealed) const;

    Database& database_;
    Cipher& cipher_;
    AuditChain& audit_;
    const std::string& databaseUuid_;
    Sql sql_;
    Statement insert_, update_, erase_, find_;
};

/// The three tables and the audit trail: every change of a row adds its entry. Use inside Record transactions.
class RowStore {
  public:
    RowStore(Database& database, Cipher& cipher, std::string databaseUuid);

    const std::string databaseUuid;
    AuditChain audit;
    Table patients, sessions, markers;

    void insert(Table& table, std::string_view verb, const Key& id, const Key& parent, Bytes payload);
    /// Writes `old` with another payload or removal time.
    void update(Table& table, std::string_view verb, const Row& old, std::int64_t deleted, Bytes payload);
    void erase(Table& table, std::string_view verb, const Row& old);
};

}  // namespace myochart::store
