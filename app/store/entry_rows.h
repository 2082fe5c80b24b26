#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "store/audit_chain.h"
#include "store/cipher.h"

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

/// The entries of one kind, sealed on the way in; on the way out opened and held against the newest entry of the audit
/// trail about them. Functions throw Fault, also for a row that is not as the trail says, and for one that is missing.
class Table {
  public:
    /// `name`: in the record, for ever; `word`: what people call a row.
    struct Kind {
        RowKind kind;
        std::string_view name, word;
    };
    Table(Backend& backend, Cipher& cipher, AuditChain& audit, const std::string& databaseUuid, const Kind& kind);

    RowKind kind() const { return kind_.kind; }
    std::string_view name() const { return kind_.name; }
    /// Empty only when by the trail, too, there is no such row.
    std::optional<Row> find(const Key& id);
    /// The same for who inserts a row of that id where there is none: the trail alone is asked, and a row that it does not
    /// know is met by insert().
    std::optional<Row> findKnown(const Key& id) { return audit_.known().find(id) ? find(id) : std::nullopt; }
    /// Visits every row; one that is missing or cannot be trusted goes to `damaged`, or is a Fault when there is none.
    void each(const std::function<void(const Row&)>& visit, const std::function<void(const Key&, const Error&)>& damaged = {});
    /// Seal and write `row`; its hash is filled in. Inserting faults with damage where a row of that id stands already.
    void insert(Row& row);
    void update(Row& row);
    void erase(const Key& id);
    /// "The record ... is damaged: site 3f2a...: `what`."
    Error damaged(const Key& id, const Said& what) const;
    /// A row of this kind as it is kept, opened.
    Row read(const StoredEntry& stored);
    // The two halves of it: the row opened by that cipher, by any thread; and held against the trail.
    Row opened(const StoredEntry& stored, Cipher& cipher) const;
    void hold(const Row& row);
    /// Faults unless the trail knows no other row of this kind than those `found`.
    void noneMissing(const KeySet& found, const std::function<void(const Key&, const Error&)>& damaged = {});

  private:
    AssociatedData belongsTo(const Row& row, const std::string& uuid) const;
    Hash hashOf(const Row& row, std::span<const std::byte> sealed) const;
    StoredEntry sealed(Row& row, Bytes& bytes);

    Backend& backend_;
    Cipher& cipher_;
    AuditChain& audit_;
    const std::string& databaseUuid_;
    Kind kind_;
};

/// The entries of every kind and the audit trail: every change of a row adds its entry. Use inside Record transactions.
class EntryRows {
  public:
    /// `begins`: as for AuditChain.
    EntryRows(Backend& backend, Cipher& cipher, std::shared_ptr<const KeyRing> keys, std::string databaseUuid, bool begins = false);

    const std::string databaseUuid;
    AuditChain audit;
    Table patients, sessions, markers;
    Table practices;  ///< one row at most, under practiceKey()

    /// The same for every record of that identity: there is no second one.
    Key practiceKey() const;

    /// The table of a kind's name; null when it is none of ours.
    Table* tableOf(std::string_view name);
    void insert(Table& table, std::string_view verb, const Key& id, const Key& parent, Bytes payload);
    /// Writes `old` with another payload or removal time.
    void update(Table& table, std::string_view verb, const Row& old, std::int64_t deleted, Bytes payload);
    void erase(Table& table, std::string_view verb, const Row& old);
};

}  // namespace myochart::store
