#include <sqlite3.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "faulty_disk.h"
#include "kept_record.h"
#include "store/record_file.h"

// The database part of the bad-input catalogue: every bad file is refused with a sentence and left as it was.

namespace myochart::store {

using namespace myochart::test;

namespace {

std::string bytesOf(const Path& file) {
    auto text = readTextFile(file, 1U << 30);
    EXPECT_TRUE(text) << file;
    return text ? *text : std::string();
}

void write(const Path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

/// The file is refused, named in the sentence, and not touched.
Error refusedUntouched(const Path& file) {
    const std::string before = bytesOf(file);
    const Error error = errorOfOpening(file);
    EXPECT_NE(error.message.find(file.filename().string()), std::string::npos) << error.message;
    EXPECT_TRUE(bytesOf(file) == before) << "a refused file was changed";
    return error;
}

/// Runs `work` in another process that stays until the returned guard goes.
class OtherProcess {
  public:
    explicit OtherProcess(const std::function<bool()>& work) {
        if (::pipe(ready_) != 0 || ::pipe(end_) != 0) return;
        pid_ = ::fork();
        if (pid_ == 0) {
            ::close(end_[1]);
            const char answer = work() ? 'y' : 'n';
            if (::write(ready_[1], &answer, 1) != 1) ::_exit(1);
            char wait = 0;
            (void)!::read(end_[0], &wait, 1);
            ::_exit(0);
        }
        char answer = 0;
        started_ = ::read(ready_[0], &answer, 1) == 1 && answer == 'y';
    }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;
    ~OtherProcess() {
        for (const int fd : {ready_[0], ready_[1], end_[0], end_[1]}) ::close(fd);
        ::waitpid(pid_, nullptr, 0);
    }
    bool started() const { return started_; }
    pid_t pid() const { return pid_; }

  private:
    int ready_[2] = {-1, -1}, end_[2] = {-1, -1};
    pid_t pid_ = -1;
    bool started_ = false;
};

}  // namespace

TEST(DamagedFile, anEmptyFileIsRefused) {
    const TestFolder folder;
    write(folder / "r.myochart", "");
    EXPECT_EQ(refusedUntouched(folder / "r.myochart").kind, ErrorKind::refused);
}

TEST(DamagedFile, randomBytesAreRefused) {
    const TestFolder folder;
    std::mt19937 random(1);
    for (const size_t size : {1U, 99U, 4096U, 100'000U}) {
        std::string bytes(size, ' ');
        for (char& c : bytes) c = static_cast<char>(random());
        write(folder / "r.myochart", bytes);
        EXPECT_EQ(refusedUntouched(folder / "r.myochart").kind, ErrorKind::refused);
    }
}

TEST(DamagedFile, aStumpIsRefusedWhateverItsLength) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    const std::string whole = bytesOf(kept.file);
    for (const size_t size : {size_t{50}, size_t{100}, size_t{5000}, size_t{4096}, whole.size() / 2, whole.size() - 1}) {
        write(kept.file, whole.substr(0, size));
        EXPECT_EQ(refusedUntouched(kept.file).kind, ErrorKind::refused) << size;
    }
    write(kept.file, whole + "x");
    EXPECT_EQ(refusedUntouched(kept.file).kind, ErrorKind::refused);
}

TEST(DamagedFile, anotherProgramsDatabaseIsRefused) {
    KeptRecord kept;
    kept.close();
    kept.tamper("PRAGMA application_id=1234");
    const Error error = refusedUntouched(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_NE(error.message.find("another program"), std::string::npos) << error.message;
}

TEST(DamagedFile, aNewerVersionIsRefusedAndNamed) {
    KeptRecord kept;
    kept.close();
    kept.tamper("PRAGMA user_version=77");
    const Error error = refusedUntouched(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_NE(error.message.find("version 77"), std::string::npos) << error.message;
}

TEST(DamagedFile, aFolderAPipeAndADanglingLinkAreRefused) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "folder");
    EXPECT_EQ(errorOfOpening(folder / "folder").kind, ErrorKind::refused);
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(errorOfOpening(folder / "pipe").kind, ErrorKind::refused);
    std::filesystem::create_symlink(folder / "nowhere", folder / "link");
    EXPECT_FALSE(errorOfOpening(folder / "link").message.empty());
    EXPECT_FALSE(std::filesystem::exists(folder / "nowhere"));
    EXPECT_FALSE(errorOfOpening("").message.empty());
}

TEST(DamagedFile, aLinkToARecordOpensTheRecordItself) {
    KeptRecord kept;
    const auto patient = kept.addPatient();
    kept.close();
    std::filesystem::create_symlink(kept.file, kept.folder / "link");
    const auto opened = openKept(kept.folder / "link");
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_TRUE((*opened)->patient(patient.id));
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::locked);
}

TEST(DamagedFile, aFolderThatCannotBeWrittenIsToldClearly) {
    const auto opened = openKept("/proc/myochart/r.myochart");
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("/proc/myochart"), std::string::npos) << opened.error().message;
    const auto inside = openKept("/proc/r.myochart");
    ASSERT_FALSE(inside);
    EXPECT_NE(inside.error().message.find("cannot be written"), std::string::npos) << inside.error().message;
}

TEST(DamagedFile, aDiskTooFullForANewRecordIsToldAndLeavesNothing) {
    const TestFolder folder;
    FaultyDisk disk;
    disk.failAt(3, FaultyDisk::Failure::diskFull, true);
    const Error error = errorOfOpening(folder / "r.myochart");
    EXPECT_NE(error.message.find("r.myochart cannot be made"), std::string::npos) << error.message;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(DamagedFile, networkDrivesAreKnownByTheirNumbers) {
    EXPECT_EQ(networkDriveName(0x6969), "NFS");
    EXPECT_EQ(networkDriveName(0xFF534D42), "SMB");
    EXPECT_EQ(networkDriveName(0xFFFFFFFFFF534D42), "SMB") << "as a signed 64-bit field gives it";
    EXPECT_EQ(networkDriveName(0x65735546), "FUSE");
    for (const std::uint64_t local : {0xEF53, 0x01021994, 0x58465342}) EXPECT_EQ(networkDriveName(local), "");  // ext, tmpfs, xfs
}

TEST(DamagedFile, aSecondMyochartIsToldWhoHasTheRecord) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    const OtherProcess other([&] {
        static std::unique_ptr<Record> held;
        auto opened = openKept(kept.file);
        if (opened) held = std::move(*opened);
        return held != nullptr;
    });
    ASSERT_TRUE(other.started());
    const Error error = errorOfOpening(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::locked);
    EXPECT_NE(error.message.find(fmt::format("process {}", other.pid())), std::string::npos) << error.message;
}

TEST(DamagedFile, theSameProgramOpeningTwiceIsToldAndTheFirstGoesOn) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 1);
    EXPECT_EQ(errorOfOpening(kept.file).kind, ErrorKind::locked);
    EXPECT_TRUE(kept.record->put(withMarker(session, sampleMarker(kept.random))));
    kept.expectSound();
}

TEST(DamagedFile, anotherProgramsLockIsToldWithItsProcess) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    const OtherProcess other([&] {
        sqlite3* held = nullptr;
        return sqlite3_open(kept.file.c_str(), &held) == SQLITE_OK &&
               sqlite3_exec(held, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TEMP TABLE t(x); SELECT count(*) FROM audit",
                            nullptr, nullptr, nullptr) == SQLITE_OK;
    });
    ASSERT_TRUE(other.started());
    const Error error = errorOfOpening(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::locked);
    EXPECT_NE(error.message.find(fmt::format("process {}", other.pid())), std::string::npos) << error.message;
}

TEST(DamagedFile, aDeletedFileIsNoticedBeforeTheNextSave) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 1);
    const Path away = kept.folder / "away";
    std::filesystem::rename(kept.file, away);
    const auto change = withMarker(session, sampleMarker(kept.random));
    const auto put = kept.record->put(change);
    ASSERT_FALSE(put);
    EXPECT_NE(put.error().message.find("put it back"), std::string::npos) << put.error().message;
    EXPECT_FALSE(std::filesystem::exists(kept.file)) << "no new file over a deleted one";
    std::filesystem::rename(away, kept.file);
    EXPECT_TRUE(kept.record->put(change)) << "put back, it goes on";
    kept.reopen();
    EXPECT_EQ(*kept.record->session(session.id), change.after);
}

TEST(DamagedFile, aReplacedFileOrLogIsNoticedBeforeTheNextSave) {
    for (const char* ending : {"", "-wal"}) {
        KeptRecord kept;
        const auto session = kept.addSession(kept.addPatient().id, 1);
        const Path victim = kept.file.string() + ending, away = kept.folder / "away";
        std::filesystem::rename(victim, away);
        std::filesystem::copy_file(away, victim);
        EXPECT_FALSE(kept.record->put(withMarker(session, sampleMarker(kept.random)))) << ending;
        std::filesystem::rename(away, victim);
        EXPECT_TRUE(kept.record->put(withMarker(session, sampleMarker(kept.random)))) << ending;
    }
}

TEST(DamagedFile, whatAKilledProgramLeftIsTakenOver) {
    KeptRecord kept;
    const auto session = kept.addSession(kept.addPatient().id, 3);
    const Path copy = kept.folder / "copy.myochart";
    std::filesystem::copy_file(kept.file, copy);
    std::filesystem::copy_file(kept.file.string() + "-wal", copy.string() + "-wal");
    const auto opened = openKept(copy);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(*(*opened)->session(session.id), session);
    EXPECT_TRUE((*opened)->verify());
}

TEST(DamagedFile, theLogOfAnotherRecordIsRefusedAndBothFilesStay) {
    KeptRecord mine, other;
    mine.fill();
    mine.close();
    other.addPatient();
    other.fill();
    const std::string otherLog = bytesOf(other.file.string() + "-wal");
    write(mine.file.string() + "-wal", otherLog);
    const Error error = refusedUntouched(mine.file);
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_TRUE(bytesOf(mine.file.string() + "-wal") == otherLog);
    std::filesystem::remove(mine.file.string() + "-wal");
    std::filesystem::remove(mine.file.string() + ".lock");
    mine.reopen();
    mine.expectSound();
}

// All its pages may fit together and be sound: only the record itself knows that it was further already.
TEST(DamagedFile, anOlderLogOfTheSameRecordIsRefused) {
    KeptRecord kept;
    kept.fill();
    const std::string oldLog = bytesOf(kept.file.string() + "-wal");
    kept.fill();
    kept.reopen();
    kept.fill();
    kept.close();
    write(kept.file.string() + "-wal", oldLog);
    EXPECT_EQ(refusedUntouched(kept.file).kind, ErrorKind::refused);
}

TEST(DamagedFile, aLogLeftBesideABackupThatWasPutBackIsNamedAndNothingIsTouched) {
    KeptRecord kept;
    kept.fill();
    const std::string before = contentOf(*kept.record);
    ASSERT_TRUE(kept.record->backUp(kept.folder / "backup"));
    for (int i = 0; i < 3; ++i) kept.fill();
    kept.reopen();  // all of that is in the file
    for (int i = 0; i < 3; ++i) kept.fill();
    const std::string log = bytesOf(kept.file.string() + "-wal");
    kept.close();
    std::filesystem::rename(kept.folder / "backup", kept.file);
    write(kept.file.string() + "-wal", log);
    const Error error = refusedUntouched(kept.file);
    EXPECT_EQ(error.kind, ErrorKind::refused);
    for (const char* said :
         {"clinic.myochart-wal", "does not fit", "If a backup was put back", "move it to another folder"})
        EXPECT_NE(error.message.find(said), std::string::npos) << error.message;
    EXPECT_TRUE(bytesOf(kept.file.string() + "-wal") == log);
    std::filesystem::rename(kept.file.string() + "-wal", kept.folder / "kept-wal");
    kept.reopen();
    EXPECT_EQ(contentOf(*kept.record), before);
    kept.expectSound();
}

TEST(DamagedFile, aLogThatWentMissingIsTold) {
    KeptRecord kept;
    kept.fill();
    const Path copy = kept.folder / "copy.myochart";
    std::filesystem::copy_file(kept.file, copy);
    ASSERT_TRUE(writeFileAtomically(copy.string() + ".lock", "4711 open\n"));
    OpenNotes notes;
    ASSERT_TRUE(openKept(copy, &notes));
    ASSERT_EQ(notes.sentences.size(), 1U);
    EXPECT_NE(notes.sentences[0].find("last changes may be missing"), std::string::npos);
}

TEST(DamagedFile, aLogWithoutItsRecordIsNotCoveredByANewOne) {
    KeptRecord kept;
    kept.fill();
    const Path copy = kept.folder / "copy.myochart";
    std::filesystem::copy_file(kept.file.string() + "-wal", copy.string() + "-wal");
    EXPECT_EQ(errorOfOpening(copy).kind, ErrorKind::refused);
    EXPECT_FALSE(std::filesystem::exists(copy));
}

TEST(DamagedFile, aForeignJournalBesideTheRecordIsRefused) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    write(kept.file.string() + "-journal", std::string("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8) + std::string(600, 'x'));
    EXPECT_EQ(refusedUntouched(kept.file).kind, ErrorKind::refused);
}

TEST(DamagedFile, anExtraTriggerViewTableOrIndexIsRefusedAndNamed) {
    for (const char* sql : {"CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM audit; END",
                            "CREATE VIEW evil AS SELECT * FROM entry", "CREATE TABLE evil(x)",
                            "CREATE INDEX evil ON audit(utc)"}) {
        KeptRecord kept;
        kept.fill();
        kept.close();
        kept.tamper(sql);
        const Error error = refusedUntouched(kept.file);
        EXPECT_EQ(error.kind, ErrorKind::refused);
        EXPECT_NE(error.message.find("evil"), std::string::npos) << error.message;
    }
}

TEST(DamagedFile, aMissingTableOrAnAlteredOneIsRefused) {
    for (const char* sql : {"DROP TABLE entry", "DROP INDEX entry_of", "ALTER TABLE entry ADD COLUMN extra TEXT"}) {
        KeptRecord kept;
        kept.fill();
        kept.close();
        kept.tamper(sql);
        EXPECT_EQ(refusedUntouched(kept.file).kind, ErrorKind::refused) << sql;
    }
}

TEST(DamagedFile, anEntryOfAGigabyteIsRefusedWithoutReadingIt) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    kept.tamper("UPDATE entry SET payload = zeroblob(70000000) WHERE kind = 'patient'");
    const auto opened = openKept(kept.file);
    ASSERT_TRUE(opened);
    EXPECT_TRUE((*opened)->patients()) << "what is kept for the list is sound";
    const auto looked = (*opened)->lookThrough();
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().kind, ErrorKind::refused) << looked.error().message;
}

TEST(DamagedFile, aTextWhereAPayloadShouldBeIsNoticed) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(kept.file.c_str(), &database), SQLITE_OK);
    EXPECT_NE(sqlite3_exec(database, "UPDATE entry SET payload = 'text'", nullptr, nullptr, nullptr), SQLITE_OK) << "STRICT";
    sqlite3_close(database);
}

// Wherever one byte flips: the record is refused, or verify() tells, or nothing that is read differs.
TEST(DamagedFile, noFlippedByteChangesDataSilently) {
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    kept.close();
    const std::string whole = bytesOf(kept.file);
    const FaultyDisk noRealFlushes;
    constexpr int kFlips = 500;
    int refusedToOpen = 0, told = 0, harmless = 0, silent = 0;
    for (int i = 0; i < kFlips; ++i) {
        std::string flipped = whole;
        const size_t at = kept.random() % whole.size();
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << kept.random() % 8));
        for (const char* ending : {"-wal", ".lock"}) std::filesystem::remove(kept.file.string() + ending);
        write(kept.file, flipped);
        const auto opened = openKept(kept.file);
        if (!opened) ++refusedToOpen;
        else if (!(*opened)->verify()) ++told;
        else if (contentOf(**opened) == content) ++harmless;
        else ++silent;
    }
    EXPECT_EQ(silent, 0);
    EXPECT_GT(told, 50);
    fmt::print("{} flipped bytes: {} refused, {} told by verify, {} harmless, {} silent\n", kFlips, refusedToOpen, told, harmless, silent);
}

TEST(DamagedFile, aFlippedByteInAPayloadIsNoticedWhenItIsRead) {
    KeptRecord kept;
    auto patient = samplePatient(kept.random);
    patient.name = "Flip me please";
    ASSERT_TRUE(kept.record->put(patient));
    kept.close();
    const std::string bytes = bytesOf(kept.file);
    int opening = 0, listing = 0;  // the name stands in the entry and in what is kept for lists
    for (size_t at = bytes.find("Flip me please"); at != std::string::npos; at = bytes.find("Flip me please", at + 1)) {
        std::string flipped = bytes;
        flipped[at + 3] ^= 1;
        kept.close();
        write(kept.file, flipped);
        kept.reopen();
        const auto read = kept.record->patient(patient.id);
        const auto listed = kept.record->patients();
        ASSERT_TRUE(listed);
        for (const PatientSummary& each : *listed) EXPECT_EQ(each.patient, patient);
        opening += read ? 0 : 1;
        listing += kept.record->damage().empty() ? 0 : 1;
        EXPECT_FALSE(kept.record->verify());
        if (read) continue;
        EXPECT_EQ(read.error().kind, ErrorKind::refused);
        EXPECT_NE(read.error().message.find(patient.id.text), std::string::npos);
        EXPECT_EQ(read.error().message.find("please"), std::string::npos) << "no patient text in a message";
    }
    EXPECT_EQ(opening, 1);
    EXPECT_EQ(listing, 1);
}

}  // namespace myochart::store
