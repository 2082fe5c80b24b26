#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "kept_record.h"
#include "store/erased_list.h"

// One person erased for good (decision 0046): rows, log, lists, and older copies that are put back.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr const char* kAsked = "the person asked for it";

std::string bytesOf(const Path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// In how many files of the folder a word stands.
std::vector<std::string> filesWith(const Path& folder, const std::string& word) {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder))
        if (each.is_regular_file() && bytesOf(each.path()).find(word) != std::string::npos) names.push_back(each.path().filename());
    return names;
}

const std::vector<std::string> kCanaries = {"Canaryna Nightjar", "1971-02-28", "canarynote7", "canarysite7", "canarytitle7"};

/// A patient who is told by words that are nowhere else, with three visits, one of them signed.
struct Erasing : ::testing::Test {
    KeptRecord kept;
    record::Patient canary;
    std::vector<record::Session> visits;
    Path list() { return kept.folder.path() / ErasedList::kFileName; }

    void SetUp() override {
        kept.fill();
        canary = samplePatient(kept.random);
        canary.name = "Old Canaryna Nightjar";
        ASSERT_TRUE(kept.record->put(canary));
        canary.name = "Canaryna Nightjar";
        canary.birthDate = "1971-02-28";
        canary.note = "canarynote7 canarynote7";
        ASSERT_TRUE(kept.record->put(canary));
        for (int i = 0; i < 3; ++i) {
            record::Session visit = kept.addSession(canary.id, 3), named = visit;
            named.title = "canarytitle7";
            named.markers[0].note = "canarysite7";
            EXPECT_TRUE(kept.record->put({visit, named}));
            visits.push_back(named);
        }
    }
};

}  // namespace

TEST_F(Erasing, nothingOfThePersonStaysInAnyFile) {
    for (const std::string& word : kCanaries) EXPECT_FALSE(filesWith(kept.folder.path(), word).empty()) << word << " is looked for in vain";
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    for (const std::string& word : kCanaries) EXPECT_EQ(filesWith(kept.folder.path(), word), std::vector<std::string>()) << word << " while the record is open";
    EXPECT_EQ(kept.record->patients()->size(), 2U);
    EXPECT_FALSE(kept.record->patient(canary.id));
    EXPECT_FALSE(kept.record->session(visits[0].id));
    EXPECT_FALSE(kept.record->restorePatient(canary.id)) << "nothing brings the person back";
    kept.expectSound();
    kept.reopen();
    kept.expectSound();
    kept.close();
    for (const std::string& word : kCanaries) EXPECT_EQ(filesWith(kept.folder.path(), word), std::vector<std::string>()) << word;
}

TEST_F(Erasing, theTrailKeepsTheIdAndWhyAndNoOtherWord) {
    ASSERT_TRUE(kept.record->erasePatient(canary.id, kAsked));
    const auto page = kept.record->trail({.patient = canary.id});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->rows.front().verb, "patient.erase");
    EXPECT_EQ(page->rows.front().object, canary.id.text);
    EXPECT_EQ(page->rows.front().author.reason, kAsked);
    EXPECT_EQ(std::ranges::count(page->rows, "session.erase", &TrailRow::verb), 3);
    EXPECT_EQ(std::ranges::count(page->rows, "marker.erase", &TrailRow::verb), 9);
    EXPECT_EQ(std::ranges::count(page->rows, "marker.add", &TrailRow::verb), 9) << "also of sites that are gone";
}

TEST_F(Erasing, aRemovedPersonAndASignedVisitGoToo) {
    const record::Session signedOne = fullSession(kept.random, canary.id);
    ASSERT_TRUE(signedOne.signing.isSigned());
    const auto put = kept.record->put({{}, signedOne});
    ASSERT_TRUE(put) << put.error().message;
    ASSERT_TRUE(kept.record->removeSession(visits[0].id));
    ASSERT_TRUE(kept.record->removePatient(canary.id));
    ASSERT_TRUE(kept.record->erasePatient(canary.id, kAsked));
    EXPECT_TRUE(kept.record->removed()->empty());
    kept.expectSound();
}

TEST_F(Erasing, aDamagedPersonIsErasedAsWell) {
    kept.close();
    kept.tamper("UPDATE entry SET payload = zeroblob(40) WHERE kind = 'session' AND hex(id) = '" + [&] {
        std::string hex = visits[0].id.text;
        std::erase(hex, '-');
        std::ranges::transform(hex, hex.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        return hex;
    }() + "'");
    kept.reopen();
    ASSERT_FALSE(kept.record->session(visits[0].id));
    ASSERT_TRUE(kept.record->erasePatient(canary.id, kAsked));
    EXPECT_TRUE(kept.record->damage().empty());
    kept.expectSound();
    kept.close();
    for (const std::string& word : kCanaries) EXPECT_EQ(filesWith(kept.folder.path(), word), std::vector<std::string>()) << word;
}

TEST_F(Erasing, somebodyWhoIsNotThereIsRefusedAndNothingIsWritten) {
    const auto before = kept.record->trail({})->rows.front().seq;
    EXPECT_EQ(eraseForGood(*kept.record, record::PatientId::make(), kAsked, list()).error().message, "There is no patient with that id.");
    EXPECT_FALSE(kept.record->erasePatient(visits[0].patient.text == canary.id.text ? record::PatientId{visits[0].id.text} : canary.id, kAsked)) << "a visit is no patient";
    EXPECT_EQ(kept.record->trail({})->rows.front().seq, before);
    EXPECT_FALSE(std::filesystem::exists(list()));
}

TEST_F(Erasing, theListHoldsTheIdAndTheTimeAloneAndIsTheUsersOwn) {
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    const std::string text = bytesOf(list());
    EXPECT_EQ(text.substr(0, 37), canary.id.text + " ");
    EXPECT_EQ(text.size(), 58U) << text;
    struct stat about {};
    ASSERT_EQ(stat(list().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list())) << "once more says that it is done";
    EXPECT_EQ(bytesOf(list()), text);
    std::filesystem::remove(list());
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    EXPECT_EQ(bytesOf(list()), text) << "the trail knows it still";
}

TEST_F(Erasing, linesOfTheListThatNobodyUnderstandsAreKept) {
    std::ofstream(list()) << "not a line\n";
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    const auto read = ErasedList::read(list());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->unreadable(), 1U);
    ASSERT_EQ(read->entries().size(), 1U);
    EXPECT_EQ(read->entries()[0].patient, canary.id.text);
}

TEST_F(Erasing, anOlderCopyThatIsPutBackForgetsThePersonAgain) {
    const Path copy = kept.folder.path() / "older.myochart";
    ASSERT_TRUE(kept.record->backUp(copy));
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    kept.close();
    auto older = openKept(copy);
    ASSERT_TRUE(older);
    ASSERT_TRUE((*older)->patient(canary.id));
    ASSERT_TRUE(eraseAgain(**older, *ErasedList::read(list())));
    EXPECT_FALSE((*older)->patient(canary.id));
    EXPECT_EQ((*older)->patients()->size(), 2U);
    EXPECT_TRUE((*older)->verify());
    const int saved = (*older)->changesSaved();
    ASSERT_TRUE(eraseAgain(**older, *ErasedList::read(list())));
    EXPECT_EQ((*older)->changesSaved(), saved) << "there is nobody left to erase";
    older->reset();
    for (const std::string& word : kCanaries) EXPECT_EQ(filesWith(kept.folder.path(), word), std::vector<std::string>()) << word;
}

TEST_F(Erasing, whoComesBackAfterwardsStays) {
    ASSERT_TRUE(eraseForGood(*kept.record, canary.id, kAsked, list()));
    // As if it had been erased a while ago: the list tells seconds.
    auto read = ErasedList::read(list());
    std::vector<Erased> early = read->entries();
    early[0].at -= 10'000;
    ASSERT_TRUE(kept.record->put(canary)) << "the person is treated here again, under the id of the file that was handed over";
    EXPECT_EQ(*kept.record->eraseAgain(early), 0U);
    EXPECT_TRUE(kept.record->patient(canary.id));
    EXPECT_TRUE(kept.record->erased()->empty());
}

}  // namespace myochart::store
