#include "store/protection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "core/id.h"
#include "core/passphrase.h"
#include "core/recovery_code.h"
#include "kept_record.h"
#include "store/backup_look.h"
#include "store/restore.h"
#include "store/sqlite_open.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr KeyCost kQuick{1, 8 * 1024};
const Author kAuthor = {"a.therapist", "test", {}};

std::shared_ptr<const Secret> phrase(std::string_view typed) { return std::make_shared<const Secret>(std::move(*passphraseOf(typed))); }

Unlock by(std::string_view passphrase) { return {phrase(passphrase), nullptr}; }
Unlock byCode(const Secret& code) { return {nullptr, std::make_shared<const Secret>(Secret::of(code.text()))}; }

/// How often a text stands in the files of a folder, byte for byte.
int hitsIn(const Path& folder, const std::string& word) {
    int hits = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        for (size_t at = bytes.find(word); at != std::string::npos; at = bytes.find(word, at + 1)) ++hits;
    }
    return hits;
}

/// A plain record with people of a telling name, closed.
struct Plain : testing::Test {
    KeptRecord kept;
    std::string content;
    record::Patient patient;

    void SetUp() override {
        kept.fill();
        patient = samplePatient(kept.random);
        patient.name = "Kanaria Vogelsang";
        ASSERT_TRUE(kept.record->put(patient));
        content = contentOf(*kept.record);
        kept.close();
    }
    Result<ProtectedNow> protect(std::string_view passphrase = "four invented words here") {
        Progress progress;
        return protectRecord(kept.file, *passphraseOf(passphrase), kQuick, {}, kAuthor, progress);
    }
};

}  // namespace

TEST(KeySlot, opensWithItsPassphraseAloneAndTellsAWrongOneFromDamage) {
    const Secret key = Secret::random(32), right = Secret::of("right"), wrong = Secret::of("wrong");
    const std::string slot = sealedKey(key, right, kQuick, "passphrase");
    OpenedSlot opened = OpenedSlot::open({slot, slot}, right, "passphrase");
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.take(), key);
    EXPECT_EQ(OpenedSlot::open({slot, slot}, wrong, "passphrase").fault(), SlotFault::wrong);
    EXPECT_EQ(OpenedSlot::open({slot, slot}, right, "recovery").fault(), SlotFault::wrong) << "a slot is bound to its name";
    for (size_t at = 0; at < slot.size(); ++at) {
        std::string flipped = slot;
        flipped[at] = flipped[at] == 'A' ? 'B' : 'A';
        const OpenedSlot damaged = OpenedSlot::open({flipped, flipped}, right, "passphrase");
        EXPECT_FALSE(damaged.ok()) << at;
        EXPECT_EQ(damaged.fault(), SlotFault::damaged) << at;
        EXPECT_TRUE(OpenedSlot::open({flipped, slot}, right, "passphrase").ok()) << "the other copy opens it";
    }
}

TEST(KeySlot, aCostBeyondItsBoundsIsDamageAndAsksForNoMemory) {
    EXPECT_FALSE((KeyCost{3, 64U * 1024 * 1024}).isPlausible());
    EXPECT_FALSE((KeyCost{1000, 8192}).isPlausible());
    EXPECT_FALSE((KeyCost{0, 8192}).isPlausible());
    EXPECT_TRUE(KeyCost{}.isPlausible());
}

TEST(SealedPayloads, openOnlyWhereTheyBelongAndUnchanged) {
    Secret code;
    const auto keys = KeyRing::make(Secret::of("p"), kQuick, 1, code), others = KeyRing::make(Secret::of("p"), kQuick, 1, code);
    const auto cipher = makeCipher(keys);
    const std::string row = makeUuid(), database = makeUuid(), other = makeUuid();
    const AssociatedData here = {database, "marker", row, 4, 7};
    for (const size_t size : {0U, 1U, 63U, 64U, 65U, 1000U}) {
        const Bytes plain(size, std::byte{'x'});
        const Bytes sealed = cipher->seal(plain, here);
        EXPECT_EQ(*cipher->open(sealed, here), plain) << size;
        EXPECT_EQ((sealed.size() - 40) % 64, 0U) << "the length tells less";
        EXPECT_NE(sealed, cipher->seal(plain, here)) << "never the same twice";
        EXPECT_FALSE(makeCipher(others)->open(sealed, here));
        for (const AssociatedData& elsewhere : {AssociatedData{other, "marker", row, 4, 7}, AssociatedData{database, "session", row, 4, 7},
                                                AssociatedData{database, "marker", other, 4, 7}, AssociatedData{database, "marker", row, 4, 6}})
            EXPECT_FALSE(cipher->open(sealed, elsewhere));
        for (size_t at = 0; at < sealed.size(); ++at) {
            Bytes flipped = sealed;
            flipped[at] ^= std::byte{1};
            EXPECT_FALSE(cipher->open(flipped, here));
            EXPECT_FALSE(cipher->open(std::span(sealed).first(at), here));
        }
    }
}

TEST(ProtectedRecord, madeWithAPassphraseOpensWithItOrItsCodeAlone) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    const auto code = makeProtectedRecord(file, *passphraseOf("four invented words here"), kQuick);
    ASSERT_TRUE(code) << code.error().message;
    OpenNotes notes;
    auto without = openSqliteRecord(file, &notes);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().kind, ErrorKind::locked);
    EXPECT_TRUE(notes.isProtected);
    EXPECT_TRUE(notes.wantsPassphrase);
    auto wrong = openSqliteRecord(file, nullptr, by("four invented words hers"));
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(isWrongKey(wrong.error())) << wrong.error().message;
    std::mt19937 random{3};
    const record::Patient patient = samplePatient(random);
    {
        auto right = openSqliteRecord(file, nullptr, by("four invented words here"));
        ASSERT_TRUE(right) << right.error().message;
        EXPECT_TRUE((*right)->isProtected());
        ASSERT_TRUE((*right)->put(patient));
        ASSERT_TRUE((*right)->verify());
    }
    auto byItsCode = openSqliteRecord(file, nullptr, byCode(*code));
    ASSERT_TRUE(byItsCode) << byItsCode.error().message;
    EXPECT_EQ(*(*byItsCode)->patient(patient.id), patient);
    const auto again = makeProtectedRecord(file, *passphraseOf("another"), kQuick);
    EXPECT_FALSE(again) << "never over a record";
}

TEST(ProtectedRecord, aPassphraseForARecordThatIsNotThereMakesNone) {
    const TestFolder folder;
    EXPECT_FALSE(openSqliteRecord(folder / "clinic.myochart", nullptr, by("four invented words here")));
    EXPECT_FALSE(std::filesystem::exists(folder / "clinic.myochart"));
}

TEST_F(Plain, holdsTheSameEncryptedAndNothingThatCanBeRead) {
    ASSERT_GT(hitsIn(kept.folder.path(), "Kanaria"), 0);
    const auto now = protect();
    ASSERT_TRUE(now) << now.error().message;
    EXPECT_TRUE(now->notes.empty());
    EXPECT_EQ(hitsIn(kept.folder.path(), "Kanaria"), 0);
    EXPECT_EQ(hitsIn(kept.folder.path(), "Vogelsang"), 0);
    EXPECT_EQ(hitsIn(kept.folder.path(), "sentence"), 0) << "nor the names of fields";
    EXPECT_FALSE(openSqliteRecord(kept.file));
    for (const Path& file : {kept.file, now->backup}) {
        auto opened = openSqliteRecord(file, nullptr, by("four invented words here"));
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_EQ(contentOf(**opened), content);
        const auto sound = (*opened)->verify();
        EXPECT_TRUE(sound) << sound.error().message;
    }
    auto changed = openSqliteRecord(kept.file, nullptr, byCode(now->recoveryCode));
    ASSERT_TRUE(changed);
    ASSERT_TRUE((*changed)->removePatient(patient.id));
    EXPECT_TRUE((*changed)->verify());
}

TEST_F(Plain, theCopyFromBeforeSaysInItsNameThatItIsAndNoCopyTellsALaterChangeThanItHolds) {
    const Path backups = kept.folder / "backups";
    Progress progress;
    kept.reopen();
    const auto taken = takeBackup(onRecord(*kept.record), {.folder = backups}, progress);
    ASSERT_TRUE(taken);
    kept.close();
    const UtcMs changed = extentOf(taken->backup.file)->lastChange;
    ASSERT_GT(changed, 0);
    while (nowUtc() <= changed + 5) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto now = protectRecord(kept.file, *passphraseOf("four invented words here"), kQuick, {taken->backup.file}, kAuthor, progress);
    ASSERT_TRUE(now) << now.error().message;
    const auto copies = upgradeCopiesOf(kept.file);
    ASSERT_EQ(copies.size(), 1U);
    EXPECT_TRUE(isFromBeforeProtecting(copies[0].file));
    EXPECT_FALSE(isFromBeforeProtecting(taken->backup.file));
    EXPECT_NE(copies[0].file.filename().string().find(".v6-before-protecting-"), std::string::npos) << copies[0].file;
    for (const Path& file : {taken->backup.file, copies[0].file, kept.file}) EXPECT_EQ(extentOf(file)->lastChange, changed) << file;
    auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_TRUE(opened);
    ASSERT_TRUE((*opened)->note(Event::read, patient.id.text));
    EXPECT_EQ((*opened)->extent()->lastChange, changed) << "looking is no change";
    ASSERT_TRUE((*opened)->removePatient(patient.id));
    EXPECT_GT((*opened)->extent()->lastChange, changed);
}

TEST_F(Plain, aBackupOfAnotherProtectedRecordIsToldAsThatAndNotAsDamaged) {
    ASSERT_TRUE(protect());
    const Path other = kept.folder / "other.myochart", backups = kept.folder / "others";
    ASSERT_TRUE(makeProtectedRecord(other, *passphraseOf("quite another passphrase"), kQuick));
    Progress progress;
    Path copy;
    {
        auto opened = openSqliteRecord(other, nullptr, by("quite another passphrase"));
        ASSERT_TRUE(opened);
        ASSERT_TRUE((*opened)->put(patient));
        const auto taken = takeBackup(onRecord(**opened), {.folder = backups}, progress);
        ASSERT_TRUE(taken) << taken.error().message;
        copy = taken->backup.file;
        EXPECT_TRUE(lookInto(copy, onRecord(**opened))->sound) << "its own";
    }
    auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_TRUE(opened);
    const auto look = lookInto(copy, onRecord(**opened));
    ASSERT_FALSE(look);
    EXPECT_EQ(look.error().kind, ErrorKind::locked);
    EXPECT_NE(look.error().message.find("of another record, which is protected by a passphrase of its own"), std::string::npos) << look.error().message;
    const auto keys = (*opened)->keys();
    opened->reset();
    const auto restored = restoreBackup({.record = kept.file, .backup = copy, .backups = backups, .author = kAuthor, .keys = keys}, progress);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().message.find("damaged"), std::string::npos) << restored.error().message;
    kept.tamper("SELECT 1");
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << "the record is as it was";
}

TEST_F(Plain, aBackupFromBeforeComesBackEncrypted) {
    const Path backups = kept.folder / "backups";
    Progress progress;
    kept.reopen();
    const auto taken = takeBackup(onRecord(*kept.record), {.folder = backups}, progress);
    ASSERT_TRUE(taken && taken->sound);
    kept.close();
    ASSERT_TRUE(protect());
    RestoreOrder order;
    order.record = kept.file;
    order.backup = taken->backup.file;
    order.backups = backups;
    order.author = kAuthor;
    order.with = by("four invented words here");
    {
        auto opened = openSqliteRecord(kept.file, nullptr, order.with);
        ASSERT_TRUE(opened);
        ASSERT_TRUE((*opened)->removePatient(patient.id));
        order.keys = (*opened)->keys();
    }
    const auto restored = restoreBackup(order, progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(openSqliteRecord(kept.file)) << "not in the clear";
    auto opened = openSqliteRecord(kept.file, nullptr, order.with);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(contentOf(**opened), content) << "as it was when the backup was taken";
    EXPECT_TRUE((*opened)->verify());
    for (const Backup& each : backupsIn(backups)) {
        if (each.file == order.backup) continue;
        EXPECT_FALSE(openCopyToRead(each.file)) << "what it replaced is kept, encrypted";
    }
}

TEST_F(Plain, whatAKillLeftInTheClearIsEncryptedByTheNextOpening) {
    Path old = kept.file, left = kept.file;
    old += ".v4-20260101T000000Z.bak";
    left += ".overwritten";
    const Path elsewhere = kept.folder / "elsewhere.myochart";
    std::filesystem::copy_file(kept.file, elsewhere);
    ASSERT_TRUE(protect());
    std::filesystem::copy_file(elsewhere, old);
    std::ofstream(left) << "Kanaria Vogelsang in a log";
    ASSERT_GT(hitsIn(kept.folder.path(), "Kanaria"), 0);
    auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_TRUE(opened);
    EXPECT_TRUE(protectLeftCopies(**opened, kept.file, {elsewhere}, kAuthor).empty());
    EXPECT_EQ(hitsIn(kept.folder.path(), "Kanaria"), 0);
    EXPECT_FALSE(std::filesystem::exists(left));
    for (const Path& file : {old, elsewhere}) {
        auto copy = openSqliteRecord(file, nullptr, by("four invented words here"));
        ASSERT_TRUE(copy) << copy.error().message;
        EXPECT_EQ(contentOf(**copy), content);
    }
}

TEST_F(Plain, isNotEncryptedTwice) {
    ASSERT_TRUE(protect());
    const auto again = protect("another four invented words");
    ASSERT_FALSE(again);
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
}

TEST_F(Plain, damagedIsNotEncryptedAndStaysAsItWas) {
    kept.tamper("UPDATE entry SET payload = zeroblob(40) WHERE kind = 'marker' AND rowid = (SELECT max(rowid) FROM entry WHERE kind = 'marker')");
    const auto now = protect();
    ASSERT_FALSE(now);
    EXPECT_EQ(now.error().kind, ErrorKind::refused);
    EXPECT_TRUE(openSqliteRecord(kept.file)) << "still plain";
}

TEST_F(Plain, cancelledChangesNothing) {
    Progress progress;
    progress.cancel();
    EXPECT_FALSE(protectRecord(kept.file, *passphraseOf("four invented words here"), kQuick, {}, kAuthor, progress));
    auto opened = openSqliteRecord(kept.file);
    ASSERT_TRUE(opened);
    EXPECT_EQ(contentOf(**opened), content);
    for (const auto& entry : std::filesystem::directory_iterator(kept.folder.path()))
        EXPECT_TRUE(entry.path().string().find(".bak") == std::string::npos) << entry.path();
}

TEST_F(Plain, copiesFromBeforeAreEncryptedWithIt) {
    Path old = kept.file, elsewhere = kept.folder / "elsewhere.myochart", broken = kept.file;
    old += ".v4-20260101T000000Z.bak";
    broken += ".v3-20260101T000000Z.bak";
    {
        kept.reopen();
        ASSERT_TRUE(kept.record->backUp(old));
        ASSERT_TRUE(kept.record->backUp(elsewhere));
        kept.close();
        std::ofstream(broken) << "SQLite format 3 it is not";
    }
    Progress progress;
    const auto now = protectRecord(kept.file, *passphraseOf("four invented words here"), kQuick, {elsewhere}, kAuthor, progress);
    ASSERT_TRUE(now) << now.error().message;
    EXPECT_TRUE(now->notes.empty()) << "what is no record holds nobody";
    EXPECT_EQ(hitsIn(kept.folder.path(), "Kanaria"), 0);
    for (const Path& file : {old, elsewhere}) {
        auto opened = openSqliteRecord(file, nullptr, by("four invented words here"));
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_EQ(contentOf(**opened), content);
    }
}

TEST_F(Plain, aCopyFromBeforeAnUpgradeIsEncryptedAndLeavesNoOtherBesideIt) {
    Path old = kept.file;
    old += ".v4-20260101T000000Z.bak";
    std::filesystem::copy_file(myochart::test::sourceFolder() / "tests/store/kept/record-4.myochart", old);
    std::filesystem::permissions(old, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    ASSERT_GT(hitsIn(kept.folder.path(), "Example, Ana"), 0);
    const auto now = protect();
    ASSERT_TRUE(now) << now.error().message;
    EXPECT_TRUE(now->notes.empty());
    EXPECT_EQ(hitsIn(kept.folder.path(), "Example, Ana"), 0) << "an upgrade of the copy keeps no copy of it";
    auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_TRUE(opened);
    EXPECT_TRUE(protectLeftCopies(**opened, kept.file, {}, kAuthor).empty());
    std::vector<std::string> copies;
    for (const auto& entry : std::filesystem::directory_iterator(kept.folder.path()))
        if (entry.path().extension() == ".bak") copies.push_back(entry.path().filename().string());
    EXPECT_EQ(copies.size(), 2U) << "the one there was, and the one from before encrypting";
}

TEST_F(Plain, anotherPassphraseOpensItAndTheOneBeforeDoesNot) {
    const auto now = protect();
    ASSERT_TRUE(now);
    const auto size = std::filesystem::file_size(kept.file);
    ASSERT_TRUE(changePassphrase(kept.file, by("four invented words here"), *passphraseOf("something else entirely"), kQuick, kAuthor));
    EXPECT_EQ(std::filesystem::file_size(kept.file), size) << "nothing but the key is written anew";
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
    auto opened = openSqliteRecord(kept.file, nullptr, by("something else entirely"));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(contentOf(**opened), content);
    EXPECT_TRUE((*opened)->verify());
    opened->reset();
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, byCode(now->recoveryCode))) << "the code stays";
    EXPECT_FALSE(changePassphrase(kept.file, by("four invented words here"), *passphraseOf("third"), kQuick, kAuthor));
}

TEST_F(Plain, aLostPassphraseIsReplacedByTheRecoveryCodeAndTheCodeByANewOne) {
    const auto now = protect();
    ASSERT_TRUE(now);
    ASSERT_TRUE(changePassphrase(kept.file, byCode(now->recoveryCode), *passphraseOf("found again after all"), kQuick, kAuthor));
    ASSERT_TRUE(openSqliteRecord(kept.file, nullptr, by("found again after all")));
    const auto next = renewRecoveryCode(kept.file, by("found again after all"), kAuthor);
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, byCode(now->recoveryCode)));
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, byCode(*next)));
}

TEST_F(Plain, wrongPassphrasesAreWrongAndNeverDamage) {
    ASSERT_TRUE(protect());
    kept.tamper("SELECT 1");
    // The slot alone, as opening asks it; the file is opened a few times besides.
    const auto keys = [&] {
        sqlite3* database = nullptr;
        sqlite3_open_v2(kept.file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database, "SELECT value FROM meta WHERE name = 'key.passphrase.1'", -1, &statement, nullptr);
        sqlite3_step(statement);
        std::string text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        sqlite3_finalize(statement);
        sqlite3_close(database);
        return text;
    }();
    int wrong = 0;
    const int tries = std::getenv("MYOCHART_LONG_TESTS") ? 1000 : 60;
    for (int i = 0; i < tries; ++i)
        wrong += OpenedSlot::open({keys, keys}, Secret::of(fmt::format("guess {}", i)), "passphrase").fault() == SlotFault::wrong ? 1 : 0;
    EXPECT_EQ(wrong, tries);
    EXPECT_TRUE(isWrongKey(openSqliteRecord(kept.file, nullptr, by("guess")).error()));
}

TEST_F(Plain, damagedKeysAreDamageWhateverThePassphrase) {
    const auto now = protect();
    ASSERT_TRUE(now);
    kept.tamper("UPDATE meta SET value = 'TVlLMQ' || substr(value, 8) WHERE name = 'key.passphrase.1'");
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << "the second copy is whole";
    kept.tamper("UPDATE meta SET value = 'TVlLMQ' || substr(value, 8) WHERE name = 'key.passphrase.2'");
    for (const char* typed : {"four invented words here", "wrong"}) {
        const auto opened = openSqliteRecord(kept.file, nullptr, by(typed));
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().kind, ErrorKind::refused);
        EXPECT_NE(opened.error().message.find("damaged"), std::string::npos);
    }
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, byCode(now->recoveryCode))) << "the code's own copies are whole";
}

TEST_F(Plain, aTrailEndedEarlierOrGoneOnWithWithoutTheKeyIsFound) {
    ASSERT_TRUE(protect());
    {
        auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
        ASSERT_TRUE(opened);
        ASSERT_TRUE((*opened)->note(Event::exported, patient.id.text));
        ASSERT_TRUE((*opened)->note(Event::printed, patient.id.text));
    }
    const Path before = kept.folder / "before";
    std::filesystem::copy_file(kept.file, before);
    // The last entry taken out and the end set to the one before it, whose hash the last one told.
    kept.tamper("UPDATE audit_head SET hash = (SELECT previous FROM audit WHERE seq = (SELECT max(seq) FROM audit)), seq = seq - 1;"
                "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
    std::filesystem::copy_file(before, kept.file, std::filesystem::copy_options::overwrite_existing);
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
    // An entry added by who has no key, hashed as a plain record's would be.
    kept.tamper("INSERT INTO audit SELECT seq + 1, utc, 'record.exported', object, before, after, (SELECT hash FROM audit_head), actor, via, reason FROM audit ORDER BY seq DESC LIMIT 1;"
                "UPDATE audit_head SET seq = seq + 1, hash = zeroblob(32)");
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
}

TEST_F(Plain, aTrailHashedWithoutTheKeyIsFoundWhereverItIsSaidToBeKeyedFrom) {
    ASSERT_TRUE(protect());
    for (const int from : {0, 1, 2, 1'000'000}) {
        const Path before = kept.folder / fmt::format("before{}", from);
        std::filesystem::copy_file(kept.file, before);
        kept.tamper(fmt::format("UPDATE meta SET value = '{}' WHERE name = 'trail_keyed_from'", from));
        EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << from;
        kept.tamper("UPDATE meta SET value = (SELECT max(seq) + 1 FROM audit) WHERE name = 'trail_keyed_from'");
        EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << "as if the keys came on with the next entry";
        std::filesystem::copy_file(before, kept.file, std::filesystem::copy_options::overwrite_existing);
        ASSERT_TRUE(openSqliteRecord(kept.file, nullptr, by("four invented words here")));
    }
}

TEST_F(Plain, aKeySlotFromBeforeThePassphraseWasChangedIsFound) {
    ASSERT_TRUE(protect());
    const Path before = kept.folder / "before";
    std::filesystem::copy_file(kept.file, before);
    ASSERT_TRUE(changePassphrase(kept.file, by("four invented words here"), *passphraseOf("something else entirely"), kQuick, kAuthor));
    const auto slotOf = [](const Path& file, const char* name) {
        sqlite3* database = nullptr;
        sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database, fmt::format("SELECT value FROM meta WHERE name = '{}'", name).c_str(), -1, &statement, nullptr);
        sqlite3_step(statement);
        std::string text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        sqlite3_finalize(statement);
        sqlite3_close(database);
        return text;
    };
    const std::string old = slotOf(before, "key.passphrase.1"), now = slotOf(kept.file, "key.passphrase.1");
    kept.tamper(fmt::format("UPDATE meta SET value = '{}' WHERE name = 'key.passphrase.2'", old));
    for (const char* typed : {"four invented words here", "something else entirely"}) EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by(typed))) << "two whole copies that differ";
    kept.tamper(fmt::format("UPDATE meta SET value = '{}' WHERE name IN ('key.passphrase.1', 'key.passphrase.2')", old));
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << "the end of the trail knows the slots";
    kept.tamper(fmt::format("UPDATE meta SET value = '{}' WHERE name IN ('key.passphrase.1', 'key.passphrase.2')", now));
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, by("something else entirely")));
}

TEST_F(Plain, theSlotOfTheCodeInThePlaceOfThePassphrasesIsDamageAndNoWrongPassphrase) {
    ASSERT_TRUE(protect());
    kept.tamper("UPDATE meta SET value = (SELECT value FROM meta AS m WHERE m.name = 'key.recovery.1') WHERE name LIKE 'key.passphrase%'");
    const auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::refused) << opened.error().message;
}

TEST_F(Plain, aBackupFromBeforeAnotherPassphraseComesBackUnderThatOfNow) {
    auto now = protect();
    ASSERT_TRUE(now);
    const Path backups = kept.folder / "backups of then";
    Progress progress;
    Path copy;
    {
        auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
        ASSERT_TRUE(opened);
        copy = takeBackup(onRecord(**opened), {.folder = backups}, progress)->backup.file;
    }
    ASSERT_TRUE(changePassphrase(kept.file, by("four invented words here"), *passphraseOf("something else entirely"), kQuick, kAuthor));
    const auto code = renewRecoveryCode(kept.file, by("something else entirely"), kAuthor);
    ASSERT_TRUE(code);
    const auto keys = (*openSqliteRecord(kept.file, nullptr, by("something else entirely")))->keys();
    const auto restored = restoreBackup({.record = kept.file, .backup = copy, .backups = backups, .author = kAuthor, .keys = keys}, progress);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, by("four invented words here"))) << "whoever knew it before knows nothing now";
    EXPECT_FALSE(openSqliteRecord(kept.file, nullptr, byCode(now->recoveryCode)));
    EXPECT_TRUE(openSqliteRecord(kept.file, nullptr, byCode(*code)));
    auto opened = openSqliteRecord(kept.file, nullptr, by("something else entirely"));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_TRUE((*opened)->verify());
}

TEST_F(Plain, aDamagedCopyOfTheKeysIsToldByVerifyAndMendedByAnotherPassphrase) {
    ASSERT_TRUE(protect());
    kept.tamper("UPDATE meta SET value = 'TVlLMQ' || substr(value, 8) WHERE name = 'key.passphrase.1'");
    {
        auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_FALSE((*opened)->verify());
    }
    ASSERT_TRUE(changePassphrase(kept.file, by("four invented words here"), *passphraseOf("something else entirely"), kQuick, kAuthor));
    auto opened = openSqliteRecord(kept.file, nullptr, by("something else entirely"));
    ASSERT_TRUE(opened);
    EXPECT_TRUE((*opened)->verify());
}

TEST_F(Plain, whatCannotBeSavedIsRescuedEncrypted) {
    ASSERT_TRUE(protect());
    auto opened = openSqliteRecord(kept.file, nullptr, by("four invented words here"));
    ASSERT_TRUE(opened);
    const Path beside = kept.folder / "rescue.myochart";
    ASSERT_TRUE((*opened)->makeBeside(beside));
    auto rescue = (*opened)->openBeside(beside);
    ASSERT_TRUE(rescue) << rescue.error().message;
    ASSERT_TRUE((*rescue)->put(patient));
    rescue->reset();
    EXPECT_EQ(hitsIn(kept.folder.path(), "Kanaria"), 0);
    auto by1 = openSqliteRecord(beside, nullptr, by("four invented words here"));
    ASSERT_TRUE(by1) << by1.error().message;
    EXPECT_EQ(*(*by1)->patient(patient.id), patient);
}

TEST(Passphrase, isTheSameHoweverItsAccentsWereTyped) {
    EXPECT_EQ(*passphraseOf("\xC3\xA9t\xC3\xA9 invent\xC3\xA9"), *passphraseOf("e\xCC\x81t\xC3\xA9 invente\xCC\x81"));
    EXPECT_FALSE(*passphraseOf(" word") == *passphraseOf("word")) << "blanks count";
}

TEST(Passphrase, thatNobodyCanTypeAgainIsRefused) {
    EXPECT_FALSE(passphraseOf(""));
    EXPECT_FALSE(passphraseOf(std::string(1025, 'x')));
    EXPECT_TRUE(passphraseOf(std::string(1024, 'x')));
    EXPECT_FALSE(passphraseOf(std::string_view("a\0b", 3)));
    EXPECT_FALSE(passphraseOf("pasted\n"));
    EXPECT_FALSE(passphraseOf("\xFF\xFE"));
}

TEST(Passphrase, thatProtectsTooLittleIsNotTakenForANewOne) {
    for (const char* weak : {"x", "short", "          ", "aaaaaaaaaaaa"}) EXPECT_NE(weaknessOf(*passphraseOf(weak)), "") << weak;
    EXPECT_EQ(weaknessOf(*passphraseOf("four invented words")), "");
    EXPECT_EQ(weaknessOf(*passphraseOf("\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB4\xD1\x83\xD0\xBC\xD0\xB0\xD0\xBD")), "") << "letters, not bytes";
}

TEST(RecoveryCode, isReadAsItIsWrittenDown) {
    const Secret code = makeRecoveryCode();
    ASSERT_EQ(code.size(), 35U) << "six groups of five";
    std::string untidy;
    for (const char c : code.text()) untidy += c == '-' ? ' ' : c == '1' ? 'l' : c == '0' ? 'o' : static_cast<char>(std::tolower(c));
    const auto read = recoveryCodeOf(untidy);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, code);
    int noticed = 0, tried = 0;
    for (size_t at = 0; at < code.size(); ++at) {
        if (code.text()[at] == '-') continue;
        std::string slip(code.text());
        slip[at] = slip[at] == 'A' ? 'B' : 'A';
        ++tried;
        noticed += recoveryCodeOf(slip) ? 0 : 1;
    }
    EXPECT_EQ(tried, 30);
    EXPECT_GE(noticed, 29) << "one in a thousand slips is not noticed here, and by the record itself";
    EXPECT_FALSE(recoveryCodeOf(code.text().substr(1)));
    EXPECT_FALSE(recoveryCodeOf(std::string(code.text()) + "A"));
}

}  // namespace myochart::store
