#include "store/sqlite_create.h"

#include <fmt/format.h>

#include "core/id.h"
#include "core/unfinished_file.h"
#include "core/words.h"
#include "store/audit_chain.h"
#include "store/cipher.h"
#include "store/connection_settings.h"
#include "store/sqlite_backend.h"

namespace myochart::store {

namespace {

void fill(const Path& file, std::span<const Migration> steps, const std::shared_ptr<const KeyRing>& keys) {
    SqliteBackend backend(std::make_unique<Database>(file), std::nullopt, steps);
    Database& database = backend.database();
    applyGuards(database);
    applyFileSettings(database);
    database.run(fmt::format("PRAGMA application_id={}", kApplicationId));
    migrate(database, steps);
    const std::string uuid = makeUuid();
    backend.begin();
    backend.setMeta("database", uuid);
    putProtection(backend, keys);
    AuditChain audit(backend, keys);
    audit.begin();
    audit.add("record.create", keyOf(uuid), {}, {});
    audit.finish();
    backend.setSummarySum({});
    backend.commit();
    applyDurability(database);
}

}  // namespace

Outcome createRecord(const RecordFile& file, std::span<const Migration> steps, const std::shared_ptr<const KeyRing>& keys) {
    auto fresh = UnfinishedFile::make(file.path().parent_path());
    Outcome outcome = fresh ? Outcome(Done{}) : Outcome(fresh.error());
    if (outcome) {
        try {
            fill(fresh->path(), steps, keys);
        } catch (const Fault& fault) {
            outcome = fault.error();
        }
    }
    if (outcome) outcome = moveInPlace(fresh->path(), file.path());
    if (!outcome) {
        Said sentence = said("The record {} cannot be made. {}", shown(file.path()), outcome.error().sentence());
        return Error{outcome.error().kind, std::move(sentence.text), std::move(sentence.english)};
    }
    fresh->finished();
    return outcome;
}

void putProtection(Backend& backend, const std::shared_ptr<const KeyRing>& keys) {
    backend.setMeta("cipher", keys ? kSealedCipher : kPlainCipher);
    if (!keys) return;
    for (const auto& [name, value] : keys->facts()) backend.setMeta(name, value);
}

std::string metaValue(Database& database, std::string_view name) {
    Statement select(database, "SELECT value FROM meta WHERE name=?");
    Statement::Use use(select);
    use.bind(name);
    return use.row() ? std::string(use.text(0)) : std::string();
}

}  // namespace myochart::store
