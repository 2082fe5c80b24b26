#include "store/sqlite_create.h"

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/id.h"
#include "store/audit_chain.h"
#include "store/connection_settings.h"

namespace myochart::store {

namespace {

constexpr std::string_view kUnfinishedEnding = ".new";

void fill(Database& database, std::span<const Migration> steps) {
    applyGuards(database);
    applyFileSettings(database);
    database.run(fmt::format("PRAGMA application_id={}", kApplicationId));
    migrate(database, steps);
    const std::string uuid = makeUuid();
    database.run("BEGIN IMMEDIATE");
    Statement meta(database, "INSERT INTO meta VALUES(?,?)");
    Statement::Use(meta).bind("database").bind(uuid).done();
    Statement::Use(meta).bind("cipher").bind("plain").done();
    AuditChain audit(database);
    audit.begin();
    audit.add("record.create", keyOf(uuid), {}, {});
    audit.finish();
    database.run("COMMIT");
    applyDurability(database);
}

}  // namespace

void removeUnfinished(const Path& record) {
    sweepUnfinished(record.parent_path(), record.filename().string());
    const std::string start = record.filename().string() + ".";
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(record.parent_path(), fault)) {
        const std::string name = entry.path().filename().string();
        const size_t ending = start.size() + 8;
        if (name.starts_with(start) && name.size() > ending && name.substr(ending).starts_with(kUnfinishedEnding))
            std::filesystem::remove(entry.path(), fault);
    }
}

Outcome createRecord(const RecordFile& file, std::span<const Migration> steps) {
    Path fresh = file.path();
    fresh += "." + makeUuid().substr(0, 8) + std::string(kUnfinishedEnding);
    Outcome outcome = writeFileAtomically(fresh, std::string_view());
    if (!outcome) return outcome;
    try {
        Database database(fresh);
        fill(database, steps);
    } catch (const Fault& fault) {
        outcome = fault.error();
    }
    if (outcome.ok()) outcome = moveInPlace(fresh, file.path());
    if (outcome.ok()) return outcome;
    removeUnfinished(file.path());
    return Error{outcome.error().kind, fmt::format("The record {} cannot be made. {}", shown(file.path()), outcome.error().message)};
}

std::string metaValue(Database& database, std::string_view name) {
    Statement select(database, "SELECT value FROM meta WHERE name=?");
    Statement::Use use(select);
    use.bind(name);
    return use.row() ? std::string(use.text(0)) : std::string();
}

}  // namespace myochart::store
