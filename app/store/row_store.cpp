#include "store/row_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/migrations.h"

namespace myochart::store {

namespace {

constexpr Table::Sql kPatients = {
    RowKind::patient,
    "patient",
    "patient",
    "INSERT INTO patient VALUES(?1,?3,?4,?5,?6)",
    "UPDATE patient SET version=?3, format=?4, deleted=?5, payload=?6 WHERE id=?1",
    "DELETE FROM patient WHERE id=?1",
    "SELECT id, x'00000000000000000000000000000000', version, format, deleted, payload FROM patient WHERE id=?1",
    "SELECT id, x'00000000000000000000000000000000', version, format, deleted, payload FROM patient"};
constexpr Table::Sql kSessions = {
    RowKind::session,
    "session",
    "visit",
    "INSERT INTO session VALUES(?1,?2,?3,?4,?5,?6)",
    "UPDATE session SET patient=?2, version=?3, format=?4, deleted=?5, payload=?6 WHERE id=?1",
    "DELETE FROM session WHERE id=?1",
    "SELECT id, patient, version, format, deleted, payload FROM session WHERE id=?1",
    "SELECT id, patient, version, format, deleted, payload FROM session"};
constexpr Table::Sql kMarkers = {RowKind::marker,
                                 "marker",
                                 "site",
                                 "INSERT INTO marker VALUES(?1,?2,?3,?4,?6)",
                                 "UPDATE marker SET session=?2, version=?3, format=?4, payload=?6 WHERE id=?1",
                                 "DELETE FROM marker WHERE id=?1",
                                 "SELECT id, session, version, format, 0, payload FROM marker WHERE id=?1",
                                 "SELECT id, session, version, format, 0, payload FROM marker"};

constexpr std::string_view kMissing = "it is missing";

bool copyKey(std::span<const std::byte> from, Key& to) {
    if (from.size() != to.size()) return false;
    std::copy(from.begin(), from.end(), to.begin());
    return true;
}

/// Whose visit it is stands in the trail, too. A marker needs none: its visit lists it.
std::string verbOf(const Table& table, std::string_view verb, const Row& row) {
    return table.kind() == RowKind::session ? verbWithParent(verb, row.parent) : std::string(verb);
}

}  // namespace

Table::Table(Database& database, Cipher& cipher, AuditChain& audit, const std::string& databaseUuid, const Sql& sql)
    : database_(database), cipher_(cipher), audit_(audit), databaseUuid_(databaseUuid), sql_(sql), insert_(database, sql.insert),
      update_(database, sql.update), erase_(database, sql.erase), find_(database, sql.find) {}

Error Table::damaged(const Key& id, std::string_view what) const {
    return refused(fmt::format("The record {} is damaged: {} {}: {}. Keep a copy of it and restore the last good backup.",
                               shown(database_.file()), sql_.word, uuidOf(id), what));
}

std::optional<Row> Table::find(const Key& id) {
    Statement::Use use(find_);
    use.bind(id);
    if (use.row()) return read(use);
    if (const auto* known = audit_.known().find(id); known && known->kind == sql_.kind)
        throw Fault(damaged(id, kMissing));
    return std::nullopt;
}

void Table::each(const std::function<void(const Row&)>& visit, const std::function<void(const Key&, const Error&)>& damaged) {
    KeySet found;
    Statement all(database_, sql_.all);
    Statement::Use use(all);
    while (use.row()) {
        Key id{};
        if (copyKey(use.bytes(0), id)) found.insert(id);
        try {
            visit(read(use));
        } catch (const Fault& fault) {
            if (!damaged || fault.error().kind != ErrorKind::refused || id == Key{}) throw;
            damaged(id, fault.error());
        }
    }
    for (const Key& id : audit_.known().missing(sql_.kind, found)) {
        if (!damaged) throw Fault(this->damaged(id, kMissing));
        damaged(id, this->damaged(id, kMissing));
    }
}

void Table::erase(const Key& id) {
    Statement::Use use(erase_);
    use.bind(id).done();
    if (database_.changedRows() != 1) throw Fault(damaged(id, "it cannot be removed"));
}

void Table::write(Statement& statement, Row& row) {
    const std::string uuid = uuidOf(row.id);
    row.format = kPayloadFormat;
    const Bytes sealed = cipher_.seal(row.payload, belongsTo(row, uuid));
    row.hash = hashOf(row, sealed);
    Statement::Use use(statement);
    use.bind(row.id).bind(row.parent).bind(row.version).bind(row.format).bind(row.deleted).bind(sealed).done();
    if (database_.changedRows() != 1) throw Fault(damaged(row.id, "it cannot be written"));
}

Row Table::read(const Statement::Use& use) {
    Row row;
    if (!copyKey(use.bytes(0), row.id) || !copyKey(use.bytes(1), row.parent))
        throw Fault(damaged(row.id, "its keys are not sound"));
    row.version = use.number(2);
    row.format = use.number(3);
    row.deleted = use.number(4);
    const auto sealed = use.bytes(5);
    row.hash = hashOf(row, sealed);
    if (row.format < 1 || row.format > kPayloadFormat)
        throw Fault(damaged(row.id, fmt::format("it is written in the unknown format {}", row.format)));
    auto payload = cipher_.open(sealed, belongsTo(row, uuidOf(row.id)));
    if (!payload) throw Fault(damaged(row.id, payload.error().message));
    row.payload = std::move(*payload);
    const auto* known = audit_.known().find(row.id);
    if (!known) throw Fault(damaged(row.id, "the audit trail does not know it"));
    if (known->hash != row.hash) throw Fault(damaged(row.id, "it is not as the audit trail says"));
    if (sql_.kind == RowKind::session && known->parent == Key{}) audit_.known().learnParent(row.id, row.parent);
    return row;
}

AssociatedData Table::belongsTo(const Row& row, const std::string& uuid) const {
    return {databaseUuid_, sql_.name, uuid, row.format, row.version, row.parent, row.deleted};
}

Hash Table::hashOf(const Row& row, std::span<const std::byte> sealed) const {
    return Hasher().add(std::string_view(sql_.name)).add(row.id).add(row.parent).add(row.version).add(row.format)
        .add(row.deleted).add(sealed).hash();
}

RowStore::RowStore(Database& database, Cipher& cipher, std::string uuid)
    : databaseUuid(std::move(uuid)), audit(database), patients(database, cipher, audit, databaseUuid, kPatients),
      sessions(database, cipher, audit, databaseUuid, kSessions), markers(database, cipher, audit, databaseUuid, kMarkers) {}

void RowStore::insert(Table& table, std::string_view verb, const Key& id, const Key& parent, Bytes payload) {
    Row row{id, parent, audit.next(), 0, 0, std::move(payload), {}};
    table.insert(row);
    audit.add(verbOf(table, verb, row), id, {}, row.hash);
}

void RowStore::update(Table& table, std::string_view verb, const Row& old, std::int64_t deleted, Bytes payload) {
    Row row{old.id, old.parent, audit.next(), 0, deleted, std::move(payload), {}};
    table.update(row);
    audit.add(verbOf(table, verb, row), row.id, old.hash, row.hash);
}

void RowStore::erase(Table& table, std::string_view verb, const Row& old) {
    table.erase(old.id);
    audit.add(verb, old.id, old.hash, {});
}

}  // namespace myochart::store
