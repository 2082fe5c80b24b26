#include <sodium.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <clocale>
#include <locale>

#include <fmt/format.h>

#include "core/passphrase.h"
#include "kept_record.h"
#include "store/key_ring.h"
#include "store/protection.h"

// Lines of the bad-input catalogue (docs/bad-input.md) about the record and its passphrase that no other file here holds.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr KeyCost kLeastCost{1, 8 * 1024};

Unlock unlockBy(std::string_view typed) { return {std::make_shared<const Secret>(std::move(*passphraseOf(typed))), nullptr}; }

/// A slot that is whole in every other respect, and asks for so much.
std::string slotThatCosts(std::uint32_t passes, std::uint32_t memoryKiB) {
    constexpr size_t kWhole = 132, kSum = 32;
    std::array<unsigned char, kWhole> slot{'M', 'Y', 'K', '1'};
    for (unsigned i = 0; i < 4; ++i) {
        slot[4 + i] = static_cast<unsigned char>(passes >> (8 * i));
        slot[8 + i] = static_cast<unsigned char>(memoryKiB >> (8 * i));
    }
    crypto_generichash(slot.data() + kWhole - kSum, kSum, slot.data(), kWhole - kSum, nullptr, 0);
    std::string text(sodium_base64_encoded_len(kWhole, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), slot.data(), slot.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

/// Numbers with a comma and points between thousands, and "ja" for true.
struct CommaPoint final : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
    std::string do_truename() const override { return "ja"; }
};

/// The usual locale while it lives, and that of before afterwards.
class OtherLocale {
  public:
    OtherLocale() : before_(std::locale::global(std::locale(std::locale::classic(), new CommaPoint))) {}
    ~OtherLocale() { std::locale::global(before_); }
    OtherLocale(const OtherLocale&) = delete;
    OtherLocale& operator=(const OtherLocale&) = delete;

  private:
    std::locale before_;
};

}  // namespace

TEST(BadRecord, aHeaderThatAsksForSixtyFourGigabytesIsDamageAtOnce) {
    EXPECT_TRUE(isWholeSlot(slotThatCosts(1, 8 * 1024))) << "the slot is sound but for its cost";
    EXPECT_FALSE(isWholeSlot(slotThatCosts(3, 64U * 1024 * 1024)));
    EXPECT_FALSE(isWholeSlot(slotThatCosts(4'000'000'000, 8 * 1024)));
    EXPECT_FALSE(isWholeSlot(slotThatCosts(3, 1024))) << "nor for next to nothing: it would be guessed";
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    ASSERT_TRUE(makeProtectedRecord(file, *passphraseOf("four invented words here"), kLeastCost));
    KeptRecord other;
    other.close();
    other.tamper(file, fmt::format("UPDATE meta SET value = '{}' WHERE name LIKE 'key.passphrase.%'", slotThatCosts(3, 64U * 1024 * 1024)));
    const auto begin = std::chrono::steady_clock::now();
    const auto opened = openSqliteRecord(file, nullptr, unlockBy("four invented words here"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::refused) << opened.error().message;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(BadRecord, aPassphraseOpensHoweverItsAccentsAreTyped) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    ASSERT_TRUE(makeProtectedRecord(file, *passphraseOf("caf\xC3\xA9 am n\xC3\xA4""chsten Morgen"), kLeastCost));
    EXPECT_TRUE(openSqliteRecord(file, nullptr, unlockBy("cafe\xCC\x81 am na\xCC\x88""chsten Morgen"))) << "an accent of its own";
    EXPECT_TRUE(openSqliteRecord(file, nullptr, unlockBy("caf\xC3\xA9 am n\xC3\xA4""chsten Morgen")));
}

TEST(BadRecord, onAnotherKeyboardOrWithCapitalsAPassphraseIsWrongAndTheRecordUnharmed) {
    const TestFolder folder;
    const Path file = folder / "clinic.myochart";
    ASSERT_TRUE(makeProtectedRecord(file, *passphraseOf("lazy zebras yawn"), kLeastCost));
    for (const char* typed : {"layz yebras zawn", "LAZY ZEBRAS YAWN", " lazy zebras yawn", "lazy zebras yawn ", "lazy  zebras yawn", "\xD0\xB4\xD1\x84\xD1\x8F\xD0\xBD"}) {
        const auto opened = openSqliteRecord(file, nullptr, unlockBy(typed));
        ASSERT_FALSE(opened) << typed;
        EXPECT_TRUE(isWrongKey(opened.error())) << typed << ": " << opened.error().message;
    }
    EXPECT_TRUE(openSqliteRecord(file, nullptr, unlockBy("lazy zebras yawn")));
}

TEST(BadRecord, aPassphraseBeyondTheLimitIsToldTheLimit) {
    for (const size_t size : {size_t{1025}, size_t{1} << 20}) {
        const auto refusedOne = passphraseOf(std::string(size, 'x'));
        ASSERT_FALSE(refusedOne);
        EXPECT_NE(refusedOne.error().message.find("1024 bytes"), std::string::npos) << refusedOne.error().message;
    }
    EXPECT_TRUE(passphraseOf("x")) << "what a record was once protected with opens it";
    EXPECT_TRUE(passphraseOf("   "));
}

TEST(BadRecord, numbersWhereTextsShouldBeAndTextsWhereNumbersShouldBeAreNotTaken) {
    KeptRecord kept;
    kept.fill();
    kept.close();
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(kept.file.c_str(), &database), SQLITE_OK);
    for (const char* sql : {"UPDATE entry SET version = 'seven'", "UPDATE entry SET id = 7", "UPDATE entry SET parent = 1.5", "UPDATE meta SET value = zeroblob(3)",
                            "UPDATE audit SET utc = 'yesterday'", "UPDATE summary SET payload = 'text'", "INSERT INTO entry(id) VALUES (zeroblob(16))"})
        EXPECT_NE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    sqlite3_close(database);
    // What the table takes for a text, of a kind that nobody knows, is not passed over.
    kept.tamper("UPDATE entry SET kind = 7 WHERE kind = 'marker'");
    OpenNotes notes;
    auto opened = openKept(kept.file, &notes);
    EXPECT_TRUE(!opened || !(*opened)->verify());
}

TEST(BadRecord, aVisitWithoutItsPersonIsFoundByVerifyAndTheOthersAreRead) {
    KeptRecord kept;
    kept.fill();
    const record::Patient other = kept.addPatient();
    kept.close();
    kept.tamper(fmt::format("UPDATE entry SET parent = randomblob(16) WHERE kind = 'session' AND rowid = (SELECT min(rowid) FROM entry WHERE kind = 'session')"));
    kept.reopen();
    EXPECT_FALSE(kept.record->verify());
    const auto read = kept.record->patient(other.id);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, other);
}

TEST(BadRecord, theLocaleChangesNothingThatIsKeptOrRead) {
    KeptRecord kept;
    kept.fill();
    const std::string content = contentOf(*kept.record);
    kept.close();
    const OtherLocale other;
    kept.reopen();
    EXPECT_EQ(contentOf(*kept.record), content) << "read under another locale";
    record::Session session = kept.addSession(kept.addPatient().id, 3);
    kept.expectSound();
    const std::string more = contentOf(*kept.record);
    kept.close();
    std::locale::global(std::locale::classic());
    kept.reopen();
    EXPECT_EQ(contentOf(*kept.record), more) << "written under another locale";
}

}  // namespace myochart::store
