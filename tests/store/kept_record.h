#pragma once
#include <gtest/gtest.h>

#include <random>

#include "record/samples.h"
#include "store/record_rules.h"
#include "store/sqlite_open.h"
#include "support/test_folder.h"

struct sqlite3;

namespace myochart::test {

/// The session with one more marker at the end.
store::SessionChange withMarker(const record::Session& session, record::Marker marker);

/// A record in its own folder that can be closed, tampered with and opened again; encrypted when MYOCHART_TEST_PROTECTED
/// is set, so that every test of the store can be run over one that is.
class KeptRecord {
  public:
    KeptRecord();

    TestFolder folder;
    const Path file;
    std::unique_ptr<store::Record> record;
    std::mt19937 random{7};

    /// What it is opened with; nothing for a plain one.
    static store::Unlock unlock();
    static bool isProtected();
    void close() { record.reset(); }
    void reopen();
    record::Patient addPatient();
    record::Session addSession(const record::PatientId& patient, int markers);
    /// Two patients with three sessions of four markers each.
    void fill();
    void expectSound();
    /// Runs SQL on the closed record's file as another program would.
    void tamper(const std::string& sql) { tamper(file, sql); }
    void tamper(const Path& of, const std::string& sql);
};

/// openSqliteRecord() with what KeptRecord::unlock() has; a record that is made by it is encrypted too, then.
Result<std::unique_ptr<store::Record>> openKept(const Path& file, store::OpenNotes* notes = nullptr);
Result<std::unique_ptr<store::Record>> openKept(const Path& file, store::OpenOptions options, store::OpenNotes& notes);
/// Opens a file that must be refused, and gives the error.
Error errorOfOpening(const Path& file);
/// All that a record holds, as one text: two records with the same text hold the same.
std::string contentOf(store::Record& record);

}  // namespace myochart::test
