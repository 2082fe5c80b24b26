#include "store/migrations.h"

#include <array>
#include <map>

#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::store {

namespace {

// Rows are keyed by the 16 bytes of their UUID. `version` is the number of the audit entry that wrote the row, `format`
// says how the payload is written, `deleted` is 0 or the time of removal. Payloads are sealed (cipher.h).
constexpr const char* kFirst = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE patient(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16), version INTEGER NOT NULL, format INTEGER NOT NULL,
  deleted INTEGER NOT NULL, payload BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16), patient BLOB NOT NULL REFERENCES patient(id),
  version INTEGER NOT NULL, format INTEGER NOT NULL, deleted INTEGER NOT NULL, payload BLOB NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE INDEX session_patient ON session(patient);
CREATE INDEX patient_removed ON patient(deleted) WHERE deleted <> 0;
CREATE INDEX session_removed ON session(deleted) WHERE deleted <> 0;
CREATE TABLE marker(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16), session BLOB NOT NULL REFERENCES session(id),
  version INTEGER NOT NULL, format INTEGER NOT NULL, payload BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX marker_session ON marker(session);
CREATE TABLE audit(
  seq INTEGER PRIMARY KEY NOT NULL, utc INTEGER NOT NULL, verb TEXT NOT NULL, object BLOB NOT NULL, before BLOB NOT NULL,
  after BLOB NOT NULL, previous BLOB NOT NULL) STRICT;
CREATE TABLE audit_head(
  one INTEGER PRIMARY KEY NOT NULL CHECK(one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
)sql";

// Nothing in the tables changes: from now on markers carry their numbers, which an older Myochart could not read.
constexpr const char* kNumbered = "-- payload format 2";
// Nor here: from now on what a row belongs to and when it was removed are sealed with it.
constexpr const char* kSealedWhole = "-- payload format 3";
// One table for every kind of entry, in the order in which they are read; the trail tells who, by what and why; what lists
// of patients show is kept beside the entries (summaries.h). Then every payload is sealed anew in format 4 (upgrade.h), in which visits
// tell the offset of their clock from UTC.
constexpr const char* kEntries = R"sql(
CREATE TABLE entry(
  id BLOB NOT NULL CHECK(length(id) = 16), kind TEXT NOT NULL, parent BLOB NOT NULL, version INTEGER NOT NULL,
  format INTEGER NOT NULL, deleted INTEGER NOT NULL, payload BLOB NOT NULL) STRICT;
INSERT INTO entry SELECT id, 'patient', zeroblob(16), version, format, deleted, payload FROM patient;
INSERT INTO entry SELECT id, 'session', patient, version, format, deleted, payload FROM session;
INSERT INTO entry SELECT id, 'marker', session, version, format, 0, payload FROM marker ORDER BY session;
DROP TABLE marker;
DROP TABLE session;
DROP TABLE patient;
CREATE UNIQUE INDEX entry_id ON entry(id);
CREATE INDEX entry_of ON entry(kind, parent);
CREATE INDEX entry_removed ON entry(deleted) WHERE deleted <> 0;
ALTER TABLE audit ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE TABLE summary(
  patient BLOB PRIMARY KEY NOT NULL CHECK(length(patient) = 16), payload BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE summary_sum(one INTEGER PRIMARY KEY NOT NULL CHECK(one = 1), sum BLOB NOT NULL) STRICT;
)sql";

// Nothing in the tables changes: what lists show (summaries.h) also tells which visits wait for somebody, and is written anew.
constexpr const char* kWaiting = "-- summaries with the visits that wait";

// Nor here: it also tells what was done in which visit, so that it can be searched (done_visits.h).
constexpr const char* kDone = "-- summaries with what was done";

constexpr std::array<Migration, 6> kSteps = {{{1, kFirst}, {2, kNumbered}, {3, kSealedWhole}, {4, kEntries, true}, {5, kWaiting, true}, {6, kDone, true}}};

/// Name of each thing in the schema with how it was made.
std::map<std::string, std::string> schemaOf(Database& database) {
    std::map<std::string, std::string> things;
    Statement statement(database, "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema");
    Statement::Use use(statement);
    while (use.row()) things.emplace(use.text(0), use.text(1));
    return things;
}

}  // namespace

std::span<const Migration> migrations() { return kSteps; }

int newestVersion(std::span<const Migration> steps) { return steps.empty() ? 0 : steps.back().to; }

void migrate(Database& database, std::span<const Migration> steps, const std::function<void()>& reseal) {
    for (const Migration& step : steps) {
        if (database.askNumber("PRAGMA user_version") >= step.to) continue;
        database.run("BEGIN IMMEDIATE");
        try {
            database.run(step.sql);
            if (step.reseals && reseal) reseal();
            database.run(fmt::format("PRAGMA user_version={}", step.to));
            database.run("COMMIT");
        } catch (const Fault&) {
            if (database.inTransaction()) database.run("ROLLBACK");
            throw;
        }
    }
}

void checkSchema(Database& database, std::span<const Migration> steps, int version) {
    Database model;
    for (const Migration& step : steps)
        if (step.to <= version) model.run(step.sql);
    auto expected = schemaOf(model);
    for (const auto& [name, made] : schemaOf(database)) {
        const auto found = expected.find(name);
        if (found == expected.end() || found->second != made)
            throw Fault(refused(said("The record {} holds a {} that Myochart did not make; it may have been tampered "
                                            "with. Restore a backup.", shown(database.file()), displayText(name, 60))));
        expected.erase(found);
    }
    if (!expected.empty())
        throw Fault(refused(said("The record {} lacks its {}; restore a backup.", shown(database.file()),
                                        expected.begin()->first)));
}

}  // namespace myochart::store
