#include "store/entry_rows.h"

#include <fmt/format.h>

#include "core/words.h"
#include "store/migrations.h"

namespace myochart::store {

namespace {

constexpr Table::Kind kPatients = {RowKind::patient, "patient", "patient"};
constexpr Table::Kind kSessions = {RowKind::session, "session", "visit"};
constexpr Table::Kind kMarkers = {RowKind::marker, "marker", "site"};
constexpr Table::Kind kPractices = {RowKind::practice, "practice", "practice"};

Said missing() { return said("it is missing"); }

/// Whose visit it is stands in the trail, too. A marker needs none: its visit lists it.
std::string verbOf(const Table& table, std::string_view verb, const Row& row) {
    return table.kind() == RowKind::session ? verbWithParent(verb, row.parent) : std::string(verb);
}

}  // namespace

Table::Table(Backend& backend, Cipher& cipher, AuditChain& audit, const std::string& databaseUuid, const Kind& kind)
    : backend_(backend), cipher_(cipher), audit_(audit), databaseUuid_(databaseUuid), kind_(kind) {}

Error Table::damaged(const Key& id, const Said& what) const {
    // Not translated here: what stands for it in people's words is found by it (record_rules_damage.cpp).
    const std::string entry = fmt::format("{} {}: ", kind_.word, uuidOf(id));
    return backend_.damaged({entry + what.text, entry + what.english});
}

std::optional<Row> Table::find(const Key& id) {
    std::optional<Row> row;
    const bool there = backend_.find(id, [&](const StoredEntry& stored) {
        if (stored.kind == kind_.name) row = read(stored);
    });
    if (row) return row;
    if (const auto known = audit_.known().find(id); known && known->kind == kind_.kind)
        throw Fault(damaged(id, there ? said("it stands as something else") : missing()));
    return std::nullopt;
}

void Table::each(const std::function<void(const Row&)>& visit, const std::function<void(const Key&, const Error&)>& damaged) {
    KeySet found;
    backend_.each(kind_.name, [&](const StoredEntry& stored) {
        found.insert(stored.id);
        try {
            visit(read(stored));
        } catch (const Fault& fault) {
            if (!damaged || fault.error().kind != ErrorKind::refused || stored.id == Key{}) throw;
            damaged(stored.id, fault.error());
        }
    });
    noneMissing(found, damaged);
}

void Table::noneMissing(const KeySet& found, const std::function<void(const Key&, const Error&)>& damaged) {
    for (const Key& id : audit_.known().missing(kind_.kind, found)) {
        if (!damaged) throw Fault(this->damaged(id, missing()));
        damaged(id, this->damaged(id, missing()));
    }
}

void Table::erase(const Key& id) {
    if (!backend_.erase(id)) throw Fault(damaged(id, said("it cannot be removed")));
}

StoredEntry Table::sealed(Row& row, Bytes& bytes) {
    row.format = kPayloadFormat;
    bytes = cipher_.seal(row.payload, belongsTo(row, uuidOf(row.id)));
    row.hash = hashOf(row, bytes);
    return {row.id, kind_.name, row.parent, row.version, row.format, row.deleted, bytes};
}

void Table::insert(Row& row) {
    Bytes bytes;
    if (backend_.insert(sealed(row, bytes))) return;
    if (audit_.known().find(row.id))
        throw Fault(conflict(said("The record {} was changed in the meantime; open the session again.", backend_.place())));
    throw Fault(damaged(row.id, said("the audit trail does not know it")));
}

void Table::update(Row& row) {
    Bytes bytes;
    if (!backend_.update(sealed(row, bytes))) throw Fault(damaged(row.id, said("it cannot be written")));
}

Row Table::read(const StoredEntry& stored) {
    Row row = opened(stored, cipher_);
    hold(row);
    return row;
}

Row Table::opened(const StoredEntry& stored, Cipher& cipher) const {
    Row row{stored.id, stored.parent, stored.version, stored.format, stored.deleted, {}, {}};
    row.hash = hashOf(row, stored.sealed);
    if (row.format < 1 || row.format > kPayloadFormat)
        throw Fault(damaged(row.id, said("it is written in the unknown format {}", row.format)));
    const std::string uuid = uuidOf(row.id);
    auto payload = cipher.open(stored.sealed, belongsTo(row, uuid));
    if (!payload) throw Fault(damaged(row.id, payload.error().sentence()));
    row.payload = std::move(*payload);
    return row;
}

void Table::hold(const Row& row) {
    const auto known = audit_.known().find(row.id);
    if (!known) throw Fault(damaged(row.id, said("the audit trail does not know it")));
    if (known->hash != row.hash) throw Fault(damaged(row.id, said("it is not as the audit trail says")));
    if (kind_.kind == RowKind::session && known->parent == Key{}) audit_.known().learnParent(row.id, row.parent);
}

AssociatedData Table::belongsTo(const Row& row, const std::string& uuid) const {
    return {databaseUuid_, kind_.name, uuid, row.format, row.version, row.parent, row.deleted};
}

Hash Table::hashOf(const Row& row, std::span<const std::byte> sealed) const {
    return Hasher().add(std::string_view(kind_.name)).add(row.id).add(row.parent).add(row.version).add(row.format)
        .add(row.deleted).add(sealed).hash();
}

EntryRows::EntryRows(Backend& backend, Cipher& cipher, std::shared_ptr<const KeyRing> keys, std::string uuid, bool begins)
    : databaseUuid(std::move(uuid)), audit(backend, std::move(keys), begins), patients(backend, cipher, audit, databaseUuid, kPatients),
      sessions(backend, cipher, audit, databaseUuid, kSessions), markers(backend, cipher, audit, databaseUuid, kMarkers),
      practices(backend, cipher, audit, databaseUuid, kPractices) {}

Key EntryRows::practiceKey() const { return keyOf(uuidOfContent("practice of " + databaseUuid)); }

Table* EntryRows::tableOf(std::string_view name) {
    for (Table* table : {&patients, &sessions, &markers, &practices})
        if (table->name() == name) return table;
    return nullptr;
}

void EntryRows::insert(Table& table, std::string_view verb, const Key& id, const Key& parent, Bytes payload) {
    Row row{id, parent, audit.next(), 0, 0, std::move(payload), {}};
    table.insert(row);
    audit.add(verbOf(table, verb, row), id, {}, row.hash);
}

void EntryRows::update(Table& table, std::string_view verb, const Row& old, std::int64_t deleted, Bytes payload) {
    Row row{old.id, old.parent, audit.next(), 0, deleted, std::move(payload), {}};
    table.update(row);
    audit.add(verbOf(table, verb, row), row.id, old.hash, row.hash);
}

void EntryRows::erase(Table& table, std::string_view verb, const Row& old) {
    table.erase(old.id);
    audit.add(verb, old.id, old.hash, {});
}

}  // namespace myochart::store
