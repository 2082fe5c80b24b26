#include <sys/stat.h>

#include <algorithm>

#include "kept_record.h"
#include "support/translations.h"

namespace myochart::store {

using namespace myochart::test;

TEST(SqliteRecord, whatWasPutIsThereAfterReopening) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient.id, 5);
    kept.reopen();
    ASSERT_TRUE(kept.record->patient(patient.id));
    EXPECT_EQ(*kept.record->patient(patient.id), patient);
    ASSERT_TRUE(kept.record->session(session.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    const auto patients = kept.record->patients();
    ASSERT_TRUE(patients);
    ASSERT_EQ(patients->size(), 1U);
    EXPECT_EQ((*patients)[0].sessions, 1);
    EXPECT_EQ((*patients)[0].lastSession, session.startedAt);
    const auto sessions = kept.record->sessions(patient.id);
    ASSERT_TRUE(sessions);
    ASSERT_EQ(sessions->size(), 1U);
    EXPECT_EQ((*sessions)[0].markers, 5);
    EXPECT_EQ((*sessions)[0].title, session.title);
    kept.expectSound();
}

TEST(SqliteRecord, randomEditsOfASessionAreKeptInOrder) {
    KeptRecord kept;
    auto session = kept.addSession(kept.addPatient().id, 3);
    for (int i = 0; i < 200; ++i) {
        record::Session after = session;
        const size_t n = after.markers.size();
        const auto any = n == 0 ? 0 : static_cast<std::ptrdiff_t>(kept.random() % n);
        switch (n == 0 ? 0 : kept.random() % 6) {
            case 0: after.markers.push_back(sampleMarker(kept.random)); break;
            case 1: after.markers.insert(after.markers.begin() + any, sampleMarker(kept.random)); break;
            case 2: after.markers.erase(after.markers.begin() + any); break;
            case 3: after.markers[kept.random() % n].note = "changed"; break;
            case 4: std::shuffle(after.markers.begin(), after.markers.end(), kept.random); break;
            default: after.title = "renamed " + std::to_string(i);
        }
        numberMarkers(after);
        const auto put = kept.record->put({session, after});
        ASSERT_TRUE(put) << put.error().message;
        session = after;
        if (i % 50 == 0) kept.reopen();
        const auto read = kept.record->session(session.id);
        ASSERT_TRUE(read) << read.error().message;
        ASSERT_EQ(*read, session) << "after edit " << i;
    }
    kept.expectSound();
}

TEST(SqliteRecord, anOutdatedChangeIsAConflictAndChangesNothing) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    const auto first = withMarker(session, sampleMarker(kept.random));
    ASSERT_TRUE(kept.record->put(first));
    const auto second = kept.record->put(withMarker(session, sampleMarker(kept.random)));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_EQ(*kept.record->session(session.id), first.after);
    kept.expectSound();
}

TEST(SqliteRecord, theSameSessionOrMarkerTwiceIsAConflict) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient.id, 2);
    const auto again = kept.record->put({{}, session});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::conflict);
    const auto other = kept.addSession(patient.id, 1);
    const auto stolen = kept.record->put(withMarker(other, session.markers[0]));
    ASSERT_FALSE(stolen);
    EXPECT_EQ(stolen.error().kind, ErrorKind::conflict);
    EXPECT_EQ(*kept.record->session(other.id), other);
    kept.expectSound();
}

TEST(SqliteRecord, unsoundValuesAreRefusedAndNamed) {
    KeptRecord kept;
    auto patient = samplePatient(kept.random);
    patient.birthDate = "2001-02-30";
    const auto put = kept.record->put(patient);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::refused);
    EXPECT_NE(put.error().message.find("birth date"), std::string::npos) << put.error().message;
    const auto session = kept.addSession(kept.addPatient().id, 1);
    auto marker = sampleMarker(kept.random);
    marker.anchor.position.x = std::numeric_limits<float>::quiet_NaN();
    const auto saved = kept.record->put(withMarker(session, marker));
    ASSERT_FALSE(saved);
    EXPECT_NE(saved.error().message.find("place on the body"), std::string::npos) << saved.error().message;
    EXPECT_EQ(*kept.record->session(session.id), session);
}

TEST(SqliteRecord, aSessionOfAnUnknownPatientIsRefused) {
    KeptRecord kept;
    EXPECT_FALSE(kept.record->put({{}, sampleSession(kept.random, record::PatientId::make(), 1)}));
    EXPECT_FALSE(kept.record->sessions(record::PatientId::make()));
    EXPECT_FALSE(kept.record->session({"not an id"}));
    kept.expectSound();
}

TEST(SqliteRecord, removedPatientComesBackWithSessionsAndMarkers) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto session = kept.addSession(patient.id, 4);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    EXPECT_FALSE(kept.record->patient(patient.id));
    EXPECT_FALSE(kept.record->session(session.id));
    EXPECT_TRUE(kept.record->patients()->empty());
    kept.expectSound();
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    ASSERT_TRUE(kept.record->removeSession(session.id));
    EXPECT_TRUE(kept.record->sessions(patient.id)->empty());
    EXPECT_EQ((*kept.record->patients())[0].sessions, 0);
    ASSERT_TRUE(kept.record->restoreSession(session.id));
    EXPECT_EQ(*kept.record->session(session.id), session);
    kept.expectSound();
}

TEST(SqliteRecord, removedEntriesArePurgedAfterThirtyDaysAndLeaveNoTrace) {
    KeptRecord kept;
    auto patient = samplePatient(kept.random);
    patient.name = "Canary-Name-4711";
    ASSERT_TRUE(kept.record->put(patient));
    kept.addSession(patient.id, 3);
    auto other = samplePatient(kept.random);
    other.name = "Canary-Name-4712";
    ASSERT_TRUE(kept.record->put(other));
    const auto stays = kept.addSession(other.id, 2), goes = kept.addSession(other.id, 2);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    ASSERT_TRUE(kept.record->removeSession(goes.id));
    const auto openInDays = [&](int days) {
        kept.close();
        OpenNotes notes;
        auto opened = openKept(kept.file, {.now = nowUtc() + days * 86'400'000LL}, notes);
        ASSERT_TRUE(opened) << opened.error().message;
        kept.record = std::move(*opened);
    };
    for (const int days : {6, 12, 18, 24, 29}) openInDays(days);
    EXPECT_TRUE(kept.record->restoreSession(goes.id));
    ASSERT_TRUE(kept.record->removeSession(goes.id));
    for (const int days : {0, 6, 12, 18, 24, 31}) openInDays(days);
    EXPECT_FALSE(kept.record->restorePatient(patient.id));
    EXPECT_FALSE(kept.record->restoreSession(goes.id));
    EXPECT_EQ(*kept.record->session(stays.id), stays);
    kept.expectSound();
    kept.close();
    const auto bytes = readTextFile(kept.file, 1 << 30);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find("Canary-Name-4711"), std::string::npos);
    EXPECT_NE(bytes->find("Canary-Name-4712"), std::string::npos);
}

TEST(SqliteRecord, whatWasRemovedIsListedWithWhatGoesWithItAndUntilWhen) {
    KeptRecord kept;
    auto ana = samplePatient(kept.random), bert = samplePatient(kept.random);
    ana.name = "Ana Muster";
    bert.name = "Bert Beispiel";
    ASSERT_TRUE(kept.record->put(ana));
    ASSERT_TRUE(kept.record->put(bert));
    kept.addSession(ana.id, 60);
    kept.addSession(ana.id, 7);
    auto visit = sampleSession(kept.random, bert.id, 1);
    visit.startedAt = *parseIsoUtc("2026-11-20T12:00:00Z");
    ASSERT_TRUE(kept.record->put({{}, visit}));
    EXPECT_TRUE(kept.record->removed()->empty());
    const UtcMs before = nowUtc();
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    kept.reopen();
    const auto list = kept.record->removed();
    ASSERT_TRUE(list) << list.error().message;
    ASSERT_EQ(list->size(), 2U);
    const auto patientAt = (*list)[0].what.session.empty() ? 0U : 1U;
    const Removed &patient = (*list)[patientAt], &session = (*list)[1 - patientAt];
    EXPECT_EQ(patient.what.patientName, "Ana Muster");
    EXPECT_EQ(patient.what.sessions, 2);
    EXPECT_EQ(patient.what.markers, 67);
    EXPECT_GE(patient.removedAt, before);
    EXPECT_EQ(patient.keptUntil, patient.removedAt + 30 * 86'400'000LL);
    EXPECT_EQ(session.what.session, visit.id);
    EXPECT_EQ(session.what.patientName, "Bert Beispiel");
    ASSERT_TRUE(kept.record->restoreSession(visit.id));
    ASSERT_TRUE(kept.record->restorePatient(ana.id));
    EXPECT_TRUE(kept.record->removed()->empty());
}

TEST(SqliteRecord, aVisitComesBackOnlyToAPatientWhoIsHere) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto visit = kept.addSession(patient.id, 2);
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    const auto early = kept.record->restoreSession(visit.id);
    ASSERT_FALSE(early.ok());
    EXPECT_NE(early.error().message.find("is deleted too"), std::string::npos) << early.error().message;
    EXPECT_EQ(kept.record->removed()->size(), 2U) << "nothing was brought back";
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    ASSERT_TRUE(kept.record->restoreSession(visit.id));
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    kept.record.reset();
    kept.tamper("DELETE FROM entry WHERE kind = 'patient'");
    kept.reopen();
    EXPECT_FALSE(kept.record->restoreSession(visit.id).ok()) << "its patient is gone";
}

TEST(SqliteRecord, theDayOfAVisitComesWithEveryListThatNamesIt) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    auto visit = sampleSession(kept.random, patient.id, 1);
    visit.utcOffset = "+09:00";
    ASSERT_TRUE(kept.record->put({{}, visit}));
    EXPECT_EQ(kept.record->session(visit.id)->utcOffset, "+09:00");
    EXPECT_EQ((*kept.record->sessions(patient.id))[0].utcOffset, "+09:00");
    EXPECT_EQ((*kept.record->patients())[0].lastOffset, "+09:00");
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    EXPECT_EQ((*kept.record->removed())[0].what.utcOffset, "+09:00");
}

TEST(SqliteRecord, aClockThatRunsBehindTheRecordIsTold) {
    KeptRecord kept;
    kept.addPatient();
    kept.close();
    OpenNotes notes;
    ASSERT_TRUE(openKept(kept.file, {.now = nowUtc() - 365 * 86'400'000LL}, notes));
    ASSERT_EQ(notes.sentences.size(), 1U);
    EXPECT_NE(notes.sentences[0].find("clock"), std::string::npos);
    OpenNotes none;
    ASSERT_TRUE(openKept(kept.file, {.now = nowUtc() - 60'000}, none));
    EXPECT_TRUE(none.sentences.empty());
}

TEST(SqliteRecord, faultsAreToldInTheLanguageOfTheWindow) {
    KeptRecord kept;
    const record::Patient patient = kept.addPatient();
    const myochart::test::Speaking german("de");
    const auto nobody = kept.record->patient(record::PatientId::make());
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().message, "Es gibt keinen Patienten mit dieser Kennung.");
    EXPECT_EQ(nobody.error().inEnglish(), "There is no patient with that id.");
    record::Patient nameless = patient;
    nameless.name.clear();
    const auto refused = kept.record->put(nameless);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "Der Patient kann nicht gespeichert werden: \xE2\x80\x9EName\xE2\x80\x9C ist leer; bitte etwas eintragen.");
    EXPECT_EQ(refused.error().inEnglish(), "The patient cannot be saved: The name is empty; give it a text.");
    const Path empty = kept.file.parent_path() / "empty.myo";
    ASSERT_TRUE(writeFileAtomically(empty, ""));
    const auto none = openKept(empty);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("ist leer und enth\xC3\xA4lt keine Akten"), std::string::npos) << none.error().message;
}

TEST(SqliteRecord, sessionOfFindsTheSessionOfAMarker) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 2);
    const auto found = kept.record->sessionOf(session.markers[1].id);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, session.id);
    EXPECT_FALSE(kept.record->sessionOf(record::MarkerId::make()));
    EXPECT_FALSE(kept.record->sessionOf({"not an id"}));
}

TEST(SqliteRecord, theFilesAreReadableByTheUserAlone) {
    KeptRecord kept;
    kept.fill();
    for (const char* ending : {"", "-wal", ".lock"}) {
        struct stat facts {};
        ASSERT_EQ(::stat((kept.file.string() + ending).c_str(), &facts), 0) << ending;
        EXPECT_EQ(facts.st_mode & 0777, 0600U) << ending;
    }
    kept.close();
    std::vector<std::string> left;
    for (const auto& entry : std::filesystem::directory_iterator(kept.folder.path())) left.push_back(entry.path().filename());
    EXPECT_EQ(left, std::vector<std::string>{"clinic.myochart"});
}

TEST(SqliteRecord, permissionsThatAreTooWideAreNarrowedAndTold) {
    KeptRecord kept;
    kept.close();
    ::chmod(kept.file.c_str(), 0644);
    OpenNotes notes;
    ASSERT_TRUE(openKept(kept.file, &notes));
    struct stat facts {};
    ASSERT_EQ(::stat(kept.file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
    ASSERT_EQ(notes.sentences.size(), 1U);
    EXPECT_NE(notes.sentences[0].find("now only you can"), std::string::npos);
}

TEST(SqliteRecord, importKeepsAllOrNothing) {
    KeptRecord source, target;
    source.fill();
    std::vector<record::Patient> patients;
    std::vector<record::Session> sessions;
    const auto summaries = source.record->patients();
    for (const auto& summary : *summaries) {
        patients.push_back(summary.patient);
        const auto ofPatient = source.record->sessions(summary.patient.id);
        for (const auto& session : *ofPatient) sessions.push_back(*source.record->session(session.id));
    }
    ASSERT_TRUE(target.record->importAll(patients, sessions));
    EXPECT_EQ(contentOf(*target.record), contentOf(*source.record));
    ASSERT_TRUE(target.record->importAll(patients, sessions)) << "the same again is no conflict";
    const std::string before = contentOf(*target.record);
    auto changed = sessions;
    changed[2].markers[1].note = "other";
    auto more = patients;
    more.push_back(samplePatient(source.random));
    const auto refusedImport = target.record->importAll(more, changed);
    ASSERT_FALSE(refusedImport);
    EXPECT_EQ(refusedImport.error().kind, ErrorKind::conflict);
    EXPECT_NE(refusedImport.error().message.find(changed[2].id.text), std::string::npos) << refusedImport.error().message;
    EXPECT_EQ(contentOf(*target.record), before);
    target.expectSound();
}

TEST(SqliteRecord, twoCopiesOfOnePatientAreMergedAndNothingThatIsHereChanges) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    const auto visit = kept.addSession(patient.id, 2);
    auto other = visit;  // the same visit, charted on in the other copy
    other.markers[1].note = "charted elsewhere";
    const auto fresh = sampleSession(kept.random, patient.id, 3);
    auto person = patient;
    person.note = "known elsewhere";
    EXPECT_EQ(kept.record->importAll({person}, {other, fresh}).error().kind, ErrorKind::conflict);
    EXPECT_EQ(kept.record->sessions(patient.id)->size(), 1U) << "not half";
    const auto taken = kept.record->importAll({person}, {other, fresh}, OnConflict::keep);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_EQ(taken->sessions, 1U);
    EXPECT_EQ(taken->kept, (std::vector<std::string>{"patient " + patient.id.text, "session " + visit.id.text}));
    EXPECT_EQ(*kept.record->patient(patient.id), patient);
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    EXPECT_EQ(*kept.record->session(fresh.id), fresh);
    const auto both = kept.record->importAll({person}, {other, fresh}, OnConflict::both);
    ASSERT_TRUE(both) << both.error().message;
    EXPECT_EQ(both->known, 1U);
    ASSERT_EQ(both->addedBeside.size(), 1U);
    EXPECT_EQ(*kept.record->session(visit.id), visit);
    const auto beside = kept.record->session({both->addedBeside[0]});
    ASSERT_TRUE(beside);
    EXPECT_EQ(beside->markers[1].note, "charted elsewhere");
    const auto again = kept.record->importAll({person}, {other, fresh}, OnConflict::both);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->addedBeside.empty()) << "taken before";
    EXPECT_EQ(kept.record->sessions(patient.id)->size(), 3U);
    kept.expectSound();
}

TEST(SqliteRecord, noEditPutsAVisitBeforeTheBirthAndWhatIsThereStaysEditable) {
    KeptRecord kept;
    auto patient = kept.addPatient();
    patient.birthDate = "1990-05-05";
    ASSERT_TRUE(kept.record->put(patient));
    auto visit = sampleSession(kept.random, patient.id, 1);
    visit.startedAt = *parseIsoUtc("1989-01-01T10:00:00Z");
    const auto early = kept.record->put(SessionChange{{}, visit});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().kind, ErrorKind::refused);
    EXPECT_NE(early.error().message.find("birth date"), std::string::npos);
    EXPECT_EQ(early.error().message.find("1990"), std::string::npos) << "this sentence is logged";
    ASSERT_TRUE(kept.record->importAll({}, {visit})) << "as another record holds it";
    auto noted = visit;
    noted.markers[0].note = "still editable";
    EXPECT_TRUE(kept.record->put(SessionChange{visit, noted}));
    patient.note = "still editable";
    EXPECT_TRUE(kept.record->put(patient));
    patient.birthDate = "1989-06-01";
    EXPECT_FALSE(kept.record->put(patient));
    patient.birthDate = "1988-06-01";
    EXPECT_TRUE(kept.record->put(patient));
    kept.expectSound();
}

TEST(SqliteRecord, importListsAtMostAHundredConflicts) {
    KeptRecord kept;
    std::vector<record::Patient> patients;
    for (int i = 0; i < 150; ++i) patients.push_back(samplePatient(kept.random));
    ASSERT_TRUE(kept.record->importAll(patients, std::vector<record::Session>{}));
    for (auto& patient : patients) patient.note = "another";
    const auto imported = kept.record->importAll(patients, std::vector<record::Session>{});
    ASSERT_FALSE(imported);
    const std::string& text = imported.error().message;
    size_t listed = 0;
    for (const auto& patient : patients) listed += text.find(patient.id.text) != std::string::npos;
    EXPECT_EQ(listed, 100U);
    EXPECT_NE(text.find("150 entries"), std::string::npos);
    EXPECT_NE(text.find("and 50 more"), std::string::npos);
}

TEST(SqliteRecord, noWayOfImportingBringsBackWhatWasRemovedHere) {
    KeptRecord kept;
    const auto patient = kept.addPatient(), other = kept.addPatient();
    const auto session = kept.addSession(patient.id, 2), removed = kept.addSession(other.id, 1);
    const auto fresh = sampleSession(kept.random, other.id, 1);
    ASSERT_TRUE(kept.record->removePatient(patient.id));
    ASSERT_TRUE(kept.record->removeSession(removed.id));
    const auto refusal = kept.record->importAll({patient, other}, {session, removed, fresh});
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().kind, ErrorKind::conflict);
    const std::string& text = refusal.error().message;
    EXPECT_NE(text.find(patient.name), std::string::npos) << text;
    for (const std::string& id : {patient.id.text, removed.id.text})
        EXPECT_NE(text.find("`trash restore " + id + "`"), std::string::npos) << text;
    for (const OnConflict way : {OnConflict::keep, OnConflict::both}) {
        auto changed = removed;  // another version of what was removed does not come in under its name either
        changed.title = "changed elsewhere";
        const auto done = kept.record->importAll({patient, other}, {session, way == OnConflict::keep ? removed : changed, fresh}, way);
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->sessions, way == OnConflict::keep ? 1U : 0U);
        EXPECT_EQ(done->kept, std::vector<std::string>{});
        EXPECT_EQ(done->addedBeside, std::vector<std::string>{});
        ASSERT_EQ(done->skipped.size(), 3U);
        EXPECT_EQ(done->skipped[0].id, patient.id.text);
        EXPECT_EQ(done->skipped[0].why, Skipped::Why::removed);
        EXPECT_EQ(done->skipped[1].id, session.id.text);
        EXPECT_EQ(done->skipped[1].why, Skipped::Why::patientRemoved);
        EXPECT_EQ(done->skipped[2].id, removed.id.text);
        EXPECT_EQ(done->skipped[2].why, Skipped::Why::removed);
        EXPECT_EQ(kept.record->patients()->size(), 1U);
        EXPECT_EQ(kept.record->removed()->size(), 2U);
    }
    EXPECT_EQ(*kept.record->session(fresh.id), fresh);
    ASSERT_TRUE(kept.record->restorePatient(patient.id));
    ASSERT_TRUE(kept.record->importAll({patient}, {session}));
    kept.expectSound();
}

TEST(SqliteRecord, aCopyAddedBesideThatWasRemovedIsNotAddedAgain) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    auto other = kept.addSession(patient.id, 1);
    other.title = "changed elsewhere";
    const std::string beside = kept.record->importAll({patient}, {other}, OnConflict::both)->addedBeside.at(0);
    ASSERT_TRUE(kept.record->removeSession({beside}));
    const auto again = kept.record->importAll({patient}, {other}, OnConflict::both);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->addedBeside.empty());
    ASSERT_EQ(again->skipped.size(), 1U);
    EXPECT_EQ(again->skipped[0].id, beside);
    kept.expectSound();
}

TEST(SqliteRecord, aVisitWhoseSitesOrIdAreAnothersHereIsSkippedOrAddedAsItsOwn) {
    KeptRecord kept;
    const auto ana = kept.addPatient(), bert = kept.addPatient();
    const auto here = kept.addSession(ana.id, 2);
    auto sameSite = sampleSession(kept.random, bert.id, 2);
    sameSite.markers[1].id = here.markers[0].id;
    auto sameVisit = here;
    sameVisit.patient = bert.id;
    EXPECT_EQ(kept.record->importAll({}, {sameSite}).error().kind, ErrorKind::conflict);
    EXPECT_EQ(kept.record->importAll({}, {sameVisit}).error().kind, ErrorKind::conflict);
    const auto skipped = kept.record->importAll({bert}, {sameSite, sameVisit}, OnConflict::keep);
    ASSERT_TRUE(skipped) << skipped.error().message;
    EXPECT_EQ(skipped->sessions, 0U);
    EXPECT_TRUE(skipped->kept.empty()) << "nothing of the file is here";
    ASSERT_EQ(skipped->skipped.size(), 2U);
    EXPECT_EQ(skipped->skipped[0].why, Skipped::Why::siteElsewhere);
    EXPECT_EQ(skipped->skipped[1].why, Skipped::Why::otherPatients);
    EXPECT_TRUE(kept.record->sessions(bert.id)->empty());
    const auto both = kept.record->importAll({bert}, {sameSite, sameVisit}, OnConflict::both);
    ASSERT_TRUE(both) << both.error().message;
    EXPECT_EQ(both->addedBeside.size(), 2U);
    EXPECT_TRUE(both->skipped.empty() && both->kept.empty());
    EXPECT_EQ(kept.record->sessions(bert.id)->size(), 2U);
    EXPECT_EQ(*kept.record->session(here.id), here);
    kept.expectSound();
}

TEST(SqliteRecord, aVisitOfSomebodyElseUnderTheSameIdIsNeverFiledUnderThePatientHere) {
    KeptRecord kept;
    auto ana = kept.addPatient();
    ana.name = "Rund, Ana", ana.birthDate = "1985-03-12";
    ASSERT_TRUE(kept.record->put(ana));
    auto petra = ana;
    petra.name = "Fremd, Petra", petra.birthDate = "1950-07-01";
    const auto visit = sampleSession(kept.random, ana.id, 1);
    EXPECT_EQ(kept.record->importAll({petra}, {visit}).error().kind, ErrorKind::conflict);
    for (const OnConflict way : {OnConflict::keep, OnConflict::both}) {
        const auto done = kept.record->importAll({petra}, {visit}, way);
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->sessions, 0U);
        ASSERT_EQ(done->skipped.size(), 1U);
        EXPECT_EQ(done->skipped[0].why, Skipped::Why::otherPerson);
        for (const char* told : {"Fremd, Petra", "1950-07-01", "Rund, Ana", "1985-03-12"})
            EXPECT_NE(done->skipped[0].sentence.find(told), std::string::npos) << done->skipped[0].sentence;
        EXPECT_TRUE(kept.record->sessions(ana.id)->empty());
    }
    auto married = ana;
    married.name = "Berg, Ana";
    EXPECT_EQ(kept.record->importAll({married}, {visit}, OnConflict::keep)->sessions, 1U) << "one birth date: one person";
}

TEST(SqliteRecord, importOfASessionWithoutItsPatientIsRefused) {
    KeptRecord kept;
    const auto session = sampleSession(kept.random, record::PatientId::make(), 2);
    const auto imported = kept.record->importAll({}, {session});
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().kind, ErrorKind::refused);
    const auto known = kept.addPatient();
    EXPECT_TRUE(kept.record->importAll({}, {sampleSession(kept.random, known.id, 2)}));
}

TEST(SqliteRecord, aThousandRandomPatientsComeBackUnchanged) {
    KeptRecord kept;
    std::vector<record::Patient> patients;
    std::vector<record::Session> sessions;
    for (int i = 0; i < 1000; ++i) {
        patients.push_back(samplePatient(kept.random));
        for (auto s = kept.random() % 3; s > 0; --s)
            sessions.push_back(sampleSession(kept.random, patients.back().id, static_cast<int>(kept.random() % 8)));
    }
    ASSERT_TRUE(kept.record->importAll(patients, sessions));
    kept.reopen();
    size_t different = 0;
    for (const auto& patient : patients) different += *kept.record->patient(patient.id) != patient;
    for (const auto& session : sessions) different += *kept.record->session(session.id) != session;
    EXPECT_EQ(different, 0U);
    EXPECT_EQ(kept.record->patients()->size(), 1000U);
    kept.expectSound();
}

}  // namespace myochart::store
