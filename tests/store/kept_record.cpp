#include "kept_record.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "record/json.h"
#include "store/protection.h"

namespace myochart::test {

store::SessionChange withMarker(const record::Session& session, record::Marker marker) {
    store::SessionChange change{session, session};
    marker.number = 0;
    change.after.markers.push_back(std::move(marker));
    numberMarkers(change.after);
    return change;
}

bool KeptRecord::isProtected() { return std::getenv("MYOCHART_TEST_PROTECTED") != nullptr; }

store::Unlock KeptRecord::unlock() {
    if (!isProtected()) return {};
    static const auto kPassphrase = std::make_shared<const Secret>(Secret::of("four invented words here"));
    return {kPassphrase, nullptr};
}

KeptRecord::KeptRecord() : file(folder / "clinic.myochart") {
    reopen();
}

Result<std::unique_ptr<store::Record>> openKept(const Path& file, store::OpenNotes* notes) {
    std::error_code fault;
    if (KeptRecord::isProtected() && !std::filesystem::exists(std::filesystem::symlink_status(file, fault)))
        (void)store::makeProtectedRecord(file, *KeptRecord::unlock().passphrase, store::KeyCost{1, 8 * 1024});  // where it cannot be, opening says why
    return store::openSqliteRecord(file, notes, KeptRecord::unlock());
}

Result<std::unique_ptr<store::Record>> openKept(const Path& file, store::OpenOptions options, store::OpenNotes& notes) {
    options.with = KeptRecord::unlock();
    return store::openSqliteRecord(file, options, notes);
}

void KeptRecord::reopen() {
    record.reset();
    auto opened = openKept(file);
    if (!opened) throw std::runtime_error(opened.error().message);
    record = std::move(*opened);
}

record::Patient KeptRecord::addPatient() {
    record::Patient patient = samplePatient(random);
    EXPECT_TRUE(record->put(patient));
    return patient;
}

record::Session KeptRecord::addSession(const record::PatientId& patient, int markers) {
    record::Session session = sampleSession(random, patient, markers);
    const auto put = record->put({{}, session});
    EXPECT_TRUE(put) << put.error().message;
    return session;
}

void KeptRecord::fill() {
    for (int p = 0; p < 2; ++p) {
        const auto patient = addPatient();
        for (int s = 0; s < 3; ++s) addSession(patient.id, 4);
    }
}

void KeptRecord::expectSound() {
    const auto sound = record->verify();
    EXPECT_TRUE(sound) << sound.error().message;
}

void KeptRecord::tamper(const Path& of, const std::string& sql) {
    ASSERT_EQ(record, nullptr) << "close the record first";
    sqlite3* database = nullptr;
    // The real file layer, also while a FaultyDisk is in front of it.
    ASSERT_EQ(sqlite3_open_v2(of.c_str(), &database, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << sql << ": " << message;
    sqlite3_free(message);
    sqlite3_close(database);
}

Error errorOfOpening(const Path& file) {
    const auto opened = openKept(file);
    EXPECT_FALSE(opened.ok()) << file << " was opened";
    return opened ? Error{} : opened.error();
}

std::string contentOf(store::Record& record) {
    nlohmann::json all;
    const auto patients = record.patients();
    if (!patients) return patients.error().message;
    for (const auto& summary : *patients) {
        const auto& patient = summary.patient;
        all[patient.id.text] = record::toJson(patient);
        const auto sessions = record.sessions(patient.id);
        if (!sessions) return sessions.error().message;
        for (const auto& session : *sessions) {
            const auto whole = record.session(session.id);
            if (!whole) return whole.error().message;
            all[session.id.text] = record::toJson(*whole);
        }
    }
    return all.dump();
}

}  // namespace myochart::test
