#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <functional>
#include <set>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "kept_record.h"
#include "store/save_queue.h"

// Damage takes away only what it hit: the rest is shown, what is left out is named, and no save makes it worse.

namespace myochart::store {

using namespace myochart::test;

namespace {

std::string blobText(const std::string& uuid) {
    std::string hex = uuid;
    std::erase(hex, '-');
    return "x'" + hex + "'";
}

std::string broken(const char* table, const std::string& uuid) {
    return fmt::format("UPDATE entry SET payload = CAST(CAST(payload AS TEXT) || ' ' AS BLOB) WHERE kind = '{}' AND id = {}", table, blobText(uuid));
}

/// A visit of `markers` markers in a reopened record, one of them damaged behind its back.
record::Session addDamagedVisit(KeptRecord& kept, int markers, size_t damaged) {
    const auto visit = kept.addSession(kept.addPatient().id, markers);
    kept.close();
    kept.tamper(broken("marker", visit.markers[damaged].id.text));
    kept.reopen();
    return visit;
}

/// Writes zeros over the middle of a file, or cuts it, without a new file.
void overwrite(const Path& file, std::optional<off_t> cut) {
    const int fd = ::open(file.c_str(), O_WRONLY);
    ASSERT_GE(fd, 0);
    const std::string zeros(8192, '\0');
    if (cut) ASSERT_EQ(::ftruncate(fd, *cut), 0);
    else ASSERT_EQ(::pwrite(fd, zeros.data(), zeros.size(), 0), static_cast<ssize_t>(zeros.size()));
    // Not closed: in this process that would drop SQLite's locks.
}

std::vector<Path> rescuesBeside(const Path& file) {
    std::vector<Path> found;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        if (entry.path().extension() == ".myochart" && entry.path().filename().string().find("-rescue-") != std::string::npos)
            found.push_back(entry.path());
    return found;
}

}  // namespace

TEST(DamagedParts, theOtherFortyNineMarkersOfAVisitAreReadAndCanBeEdited) {
    KeptRecord kept;
    const auto visit = addDamagedVisit(kept, 50, 20);
    EXPECT_FALSE(kept.record->session(visit.id)) << "never half a visit without a word";
    const auto reading = kept.record->readable(visit.id);
    ASSERT_TRUE(reading) << reading.error().message;
    ASSERT_EQ(reading->damaged.size(), 1U);
    EXPECT_EQ(reading->damaged[0].id, visit.markers[20].id.text);
    EXPECT_NE(reading->damaged[0].sentence.find("backup"), std::string::npos);
    record::Session sound = visit;
    sound.markers.erase(sound.markers.begin() + 20);
    EXPECT_EQ(reading->session, sound);
    // Edits of the rest are saved and leave the damaged one as it is.
    record::Session after = sound;
    after.markers.erase(after.markers.begin());
    after.markers[3].note = "changed";
    auto put = kept.record->put({sound, after});
    ASSERT_TRUE(put) << put.error().message;
    const auto more = withMarker(after, sampleMarker(kept.random));
    put = kept.record->put(more);
    ASSERT_TRUE(put) << put.error().message;
    EXPECT_EQ(more.after.markers.back().number, 51U);
    kept.reopen();
    const auto again = kept.record->readable(visit.id);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->session, more.after);
    ASSERT_EQ(again->damaged.size(), 1U);
    EXPECT_FALSE(kept.record->verify()) << "it is still there, and still told";
}

TEST(DamagedParts, aMarkerThatVanishedIsNamedAndStaysMissed) {
    KeptRecord kept;
    const auto visit = kept.addSession(kept.addPatient().id, 5);
    kept.close();
    kept.tamper("DELETE FROM entry WHERE id = " + blobText(visit.markers[0].id.text));
    kept.reopen();
    const auto reading = kept.record->readable(visit.id);
    ASSERT_TRUE(reading);
    ASSERT_EQ(reading->damaged.size(), 1U);
    EXPECT_NE(reading->damaged[0].sentence.find("missing"), std::string::npos);
    ASSERT_TRUE(kept.record->put(withMarker(reading->session, sampleMarker(kept.random))));
    EXPECT_EQ(kept.record->readable(visit.id)->damaged.size(), 1U);
    EXPECT_EQ(kept.record->readable(visit.id)->session.markers.size(), 5U);
}

TEST(DamagedParts, anOutdatedChangeIsStillAConflict) {
    KeptRecord kept;
    const auto visit = kept.addSession(kept.addPatient().id, 3);
    record::Session wrong = visit;
    wrong.markers.erase(wrong.markers.begin() + 1);  // as if it had been damaged, but it is sound
    const auto put = kept.record->put(withMarker(wrong, sampleMarker(kept.random)));
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::conflict);
    EXPECT_EQ(*kept.record->session(visit.id), visit);
}

TEST(DamagedParts, oneDamagedPersonOrVisitDoesNotTakeTheListAway) {
    KeptRecord kept;
    const auto ana = kept.addPatient(), bert = kept.addPatient(), cara = kept.addPatient();
    const auto first = kept.addSession(ana.id, 1), second = kept.addSession(ana.id, 1), gone = kept.addSession(bert.id, 0);
    kept.close();
    kept.tamper(broken("patient", cara.id.text));
    kept.tamper(broken("session", second.id.text));
    kept.tamper("DELETE FROM entry WHERE id = " + blobText(gone.id.text));
    kept.reopen();
    ASSERT_EQ(kept.record->patients()->size(), 3U) << "the list opens no visit";
    ASSERT_TRUE(kept.record->lookThrough());
    const auto patients = kept.record->patients();
    ASSERT_TRUE(patients) << patients.error().message;
    EXPECT_EQ(patients->size(), 2U);
    std::set<std::string> named;
    for (const Damage& damage : kept.record->damage()) named.insert(damage.id);
    EXPECT_EQ(named, (std::set<std::string>{cara.id.text, second.id.text, gone.id.text}));
    const auto sessions = kept.record->sessions(ana.id);
    ASSERT_TRUE(sessions);
    ASSERT_EQ(sessions->size(), 1U);
    EXPECT_EQ((*sessions)[0].id, first.id);
    EXPECT_EQ(kept.record->damage().size(), 3U) << "each once";
}

TEST(DamagedParts, oneDamagedRowDoesNotTakeTheListOfWhatWasRemovedAway) {
    KeptRecord kept;
    const auto ana = kept.addPatient(), bert = kept.addPatient();
    const auto first = kept.addSession(ana.id, 2), second = kept.addSession(ana.id, 1);
    for (const auto& visit : {first, second}) ASSERT_TRUE(kept.record->removeSession(visit.id));
    ASSERT_TRUE(kept.record->removePatient(bert.id));
    kept.close();
    kept.tamper(broken("session", first.id.text));
    kept.reopen();
    const auto removed = kept.record->removed();
    ASSERT_TRUE(removed) << removed.error().message;
    std::set<std::string> listed;
    for (const Removed& each : *removed) listed.insert(each.what.session.empty() ? each.what.patient.text : each.what.session.text);
    EXPECT_EQ(listed, (std::set<std::string>{second.id.text, bert.id.text}));
    ASSERT_EQ(kept.record->damage().size(), 1U);
    EXPECT_EQ(kept.record->damage()[0].id, first.id.text);
}

TEST(DamagedParts, aBackupIsTheWholeRecordAndReplacesNothing) {
    KeptRecord kept;
    kept.fill();
    const Path copy = kept.folder / "copy.myochart";
    const auto made = kept.record->backUp(copy);
    ASSERT_TRUE(made) << made.error().message;
    kept.addPatient();  // afterwards: not in it
    const auto opened = openKept(copy);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_TRUE((*opened)->verify());
    EXPECT_EQ((*opened)->patients()->size(), 2U);
    EXPECT_EQ(kept.record->patients()->size(), 3U);
    const std::string before = contentOf(**opened);
    EXPECT_FALSE(kept.record->backUp(copy));
    EXPECT_EQ(contentOf(**opened), before);
    size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kept.folder.path())) {
        const auto ending = entry.path().extension();
        files += ending == ".new" || ending == ".tmp";
    }
    EXPECT_EQ(files, 0U);
}

TEST(DamagedParts, whatAKilledBackupLeftIsRemovedByTheNextOneAndNothingElse) {
    KeptRecord kept;
    kept.fill();
    kept.reopen();  // all of it is in the file itself
    const std::string record = *readTextFile(kept.file, 1U << 30);
    const Path usb = kept.folder / "usb";
    std::filesystem::create_directory(usb);
    const auto put = [](const Path& file, std::string_view content) { ASSERT_TRUE(writeFileAtomically(file, content)); };
    const std::string zeros(100, '\0');
    const std::vector<std::pair<const char*, std::string_view>> ours = {{"copy.0a1b2c3d.new", record},
                                                                       {"copy.aaaa0000.new", ""},
                                                                       {"copy.bbbb0000.new", zeros},
                                                                       {"copy.bbbb0000.new-journal", "its log"},
                                                                       {".myochart-0a1b2c3d.tmp", record},
                                                                       {".myochart-0a1b2c3d.tmp-journal", "its log"}};
    const std::vector<std::pair<const char*, std::string_view>> others = {{"copy.20261128.new", record},
                                                                         {"copy.original.new", record},
                                                                         {"copy.0a1b2c3e.new", "my notes"},
                                                                         {"copy.0a1b2c3f.new.txt", ""},
                                                                         {"other.0a1b2c3d.new", record},
                                                                         {".myochart-notes.tmp", record}};
    for (const auto* files : {&ours, &others})
        for (const auto& [name, content] : *files) put(usb / name, content);
    put(usb / "copy.cccc0000.new", "");  // one that another program is writing
    const pid_t writer = ::fork();
    if (writer == 0) {
        const int fd = ::open((usb / "copy.cccc0000.new").c_str(), O_RDWR);
        struct flock lock {};
        lock.l_type = F_WRLCK;
        if (::fcntl(fd, F_SETLK, &lock) != 0) ::_exit(3);
        ::kill(::getpid(), SIGSTOP);
        ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(writer, &status, WUNTRACED), writer);
    ASSERT_TRUE(WIFSTOPPED(status));
    const auto made = kept.record->backUp(usb / "copy");
    ::kill(writer, SIGKILL);
    ::waitpid(writer, &status, 0);
    ASSERT_TRUE(made) << made.error().message;
    for (const auto& [name, content] : ours) EXPECT_FALSE(std::filesystem::exists(usb / name)) << name;
    for (const auto& [name, content] : others) EXPECT_EQ(*readTextFile(usb / name, 1U << 30), content) << name;
    EXPECT_TRUE(std::filesystem::exists(usb / "copy.cccc0000.new"));
    // The same where the record itself lies.
    const std::string beside = kept.file.string();
    put(beside + ".0a1b2c3d.new", record);
    put(beside + ".original.new", "a copy by hand");
    kept.reopen();
    EXPECT_FALSE(std::filesystem::exists(beside + ".0a1b2c3d.new"));
    EXPECT_TRUE(std::filesystem::exists(beside + ".original.new"));
}

TEST(DamagedParts, aDamagedRecordIsBackedUpAsItIs) {
    KeptRecord kept;
    const auto visit = addDamagedVisit(kept, 3, 1);
    ASSERT_TRUE(kept.record->backUp(kept.folder / "copy.myochart"));
    const auto opened = openKept(kept.folder / "copy.myochart");
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->readable(visit.id)->session.markers.size(), 2U);
    EXPECT_FALSE((*opened)->verify());
}

TEST(DamagedParts, aRecordCutOrOverwrittenWhileOpenIsNoticedAndTheWorkIsSavedBeside) {
    for (const std::optional<off_t> cut : {std::optional<off_t>(), std::optional<off_t>(45056), std::optional<off_t>(12288), std::optional<off_t>(4096), std::optional<off_t>(0)}) {
        SCOPED_TRACE(cut ? *cut : -1);
        KeptRecord kept;
        const auto patient = kept.addPatient();
        const auto visit = kept.addSession(patient.id, 2);
        kept.reopen();  // all of it is in the file itself
        SaveQueue queue(std::move(kept.record));
        const auto first = withMarker(visit, sampleMarker(kept.random));
        queue.save(first);
        ASSERT_TRUE(queue.flush(20'000));
        overwrite(kept.file, cut);
        const auto second = withMarker(first.after, sampleMarker(kept.random)), third = withMarker(second.after, sampleMarker(kept.random));
        queue.save(second);
        queue.save(third);
        EXPECT_FALSE(queue.flush(20'000)) << "\"Saved\" must not be said";
        EXPECT_EQ(queue.state(), SaveState::failed);
        const auto rescues = rescuesBeside(kept.file);
        ASSERT_EQ(rescues.size(), 1U);
        EXPECT_NE(queue.failure().find(rescues[0].filename().string()), std::string::npos) << queue.failure();
        const auto rescued = openKept(rescues[0]);
        ASSERT_TRUE(rescued) << rescued.error().message;
        EXPECT_EQ(*(*rescued)->session(visit.id), third.after);
        EXPECT_EQ(*(*rescued)->patient(patient.id), patient);
    }
}

TEST(DamagedParts, ofARecordMovedDeletedOrReplacedWhileOpenAWholeCopyIsKeptBesideWithTheWork) {
    const auto replace = [](const Path& file) {
        const Path other = file.parent_path() / "other";
        ASSERT_TRUE(writeFileAtomically(other, std::string_view("another's")));
        std::filesystem::rename(other, file);
    };
    const auto wal = [](const Path& file) { return Path(file.string() + "-wal"); };
    const std::vector<std::function<void(const Path&)>> ways = {
        [](const Path& file) { std::filesystem::remove(file); },
        [](const Path& file) { std::filesystem::rename(file, file.parent_path() / "away"); },
        [&](const Path& file) { std::filesystem::remove(wal(file)); },
        replace,
        [&](const Path& file) { replace(file), replace(wal(file)); },
    };
    for (const auto& way : ways) {
        KeptRecord kept;
        const auto patient = kept.addPatient(), other = kept.addPatient();
        const auto visit = kept.addSession(patient.id, 2), untouched = kept.addSession(other.id, 1);
        const auto first = withMarker(visit, sampleMarker(kept.random));
        const auto second = withMarker(first.after, sampleMarker(kept.random)),
                   third = withMarker(second.after, sampleMarker(kept.random));
        auto begun = sampleSession(kept.random, other.id, 1);
        {
            SaveQueue queue(std::move(kept.record));
            queue.save(first);
            ASSERT_TRUE(queue.flush(20'000));
            way(kept.file);
            queue.save(second);
            queue.save(third);
            queue.save({{}, begun});
            EXPECT_FALSE(queue.flush(1'500)) << "\"Saved\" must not be said";
            EXPECT_EQ(queue.state(), SaveState::failed);
            const auto rescues = rescuesBeside(kept.file);
            ASSERT_EQ(rescues.size(), 1U);
            EXPECT_NE(queue.failure().find(rescues[0].filename().string()), std::string::npos) << queue.failure();
            EXPECT_NE(queue.failure().find("replaced"), std::string::npos) << queue.failure();
        }
        const auto rescues = rescuesBeside(kept.file);
        ASSERT_EQ(rescues.size(), 1U) << "one copy, gone on with";
        const auto rescued = openKept(rescues[0]);
        ASSERT_TRUE(rescued) << rescued.error().message;
        EXPECT_EQ(*(*rescued)->session(visit.id), third.after);
        EXPECT_EQ(*(*rescued)->session(begun.id), begun);
        EXPECT_EQ(*(*rescued)->session(untouched.id), untouched);
        EXPECT_EQ((*rescued)->patients()->size(), 2U);
        EXPECT_TRUE((*rescued)->verify());
        // What was saved before is in the one that was moved away.
        if (const Path away = kept.folder / "away"; std::filesystem::exists(away)) {
            const auto moved = openKept(away);
            ASSERT_TRUE(moved) << moved.error().message;
            EXPECT_EQ(*(*moved)->session(visit.id), first.after);
        }
    }
}

TEST(DamagedParts, aLogOfAnotherThatStandsInItsPlaceIsNotDeletedOnClosing) {
    KeptRecord kept;
    const auto visit = kept.addSession(kept.addPatient().id, 2);
    for (const char* ending : {"", "-wal"}) {
        std::filesystem::rename(kept.file.string() + ending, kept.folder / (std::string("away") + ending));
        ASSERT_TRUE(writeFileAtomically(kept.file.string() + ending, std::string_view("another's")));
    }
    kept.close();
    for (const char* ending : {"", "-wal"})
        EXPECT_EQ(*readTextFile(kept.file.string() + ending, 100), "another's") << ending;
    const auto moved = openKept(kept.folder / "away");
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(*(*moved)->session(visit.id), visit);
}

TEST(DamagedParts, aRecordThatIsPutBackIsSavedIntoAgain) {
    KeptRecord kept;
    const auto visit = kept.addSession(kept.addPatient().id, 2);
    const auto first = withMarker(visit, sampleMarker(kept.random)),
               second = withMarker(first.after, sampleMarker(kept.random));
    {
        SaveQueue queue(std::move(kept.record));
        std::filesystem::rename(kept.file, kept.folder / "away");
        queue.save(first);
        EXPECT_FALSE(queue.flush(500));
        EXPECT_EQ(rescuesBeside(kept.file).size(), 1U);
        std::filesystem::rename(kept.folder / "away", kept.file);
        queue.save(second);
        EXPECT_TRUE(queue.flush(20'000)) << queue.failure();
        EXPECT_EQ(queue.state(), SaveState::saved);
        EXPECT_EQ(queue.failure(), "");
    }
    kept.reopen();
    EXPECT_EQ(*kept.record->session(visit.id), second.after);
    kept.expectSound();
}

TEST(DamagedParts, aLogOverwrittenWhileOpenIsNoticed) {
    KeptRecord kept;
    const auto visit = kept.addSession(kept.addPatient().id, 1);
    overwrite(kept.file.string() + "-wal", false);
    const auto put = kept.record->put(withMarker(visit, sampleMarker(kept.random)));
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::refused);
    EXPECT_NE(put.error().message.find("overwritten"), std::string::npos) << put.error().message;
    EXPECT_FALSE(kept.record->put(withMarker(visit, sampleMarker(kept.random)))) << "for good";
}

}  // namespace myochart::store
