#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "core/files.h"
#include "support/program.h"
#include "support/test_folder.h"

// The life of a record that an earlier version wrote, by verb alone: upgraded, encrypted, backed up, put back in a folder of
// its own, one patient handed over and erased for good. Everybody in it is invented.

namespace myochart {

using nlohmann::json;

namespace {

using Verb = std::vector<std::string>;

const Path kLifeKept = test::sourceFolder() / "tests/store/kept";

/// Files below `folder` in which `word` can be read, but for the given one.
std::vector<std::string> filesTelling(const Path& folder, const std::string& word) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".cache") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find(word) != std::string::npos) found.push_back(std::filesystem::relative(entry.path(), folder).string());
    }
    std::ranges::sort(found);
    return found;
}

/// A data folder with a record of that format, and the verbs on it.
class Life {
  public:
    explicit Life(const std::string& format) {
        std::filesystem::create_directories(data());
        std::filesystem::copy_file(kLifeKept / ("record-" + format + ".myochart"), data() / "record.myochart");
        writePrivately(passphrase(), "four invented words of nobody");
    }
    json ask(Verb verb, const Path& data, bool withPassphrase) const {
        if (withPassphrase) verb.insert(verb.begin(), {"--passphrase-file", passphrase().string()});
        verb.insert(verb.begin(), {"--data-dir", data.string(), "--json"});
        const auto done = test::runProgram(verb);
        EXPECT_EQ(done.exitCode, 0) << verb.back() << ": " << done.err;
        return json::parse(done.out, nullptr, false);
    }
    json plain(Verb verb) const { return ask(std::move(verb), data(), false); }
    json opened(Verb verb) const { return ask(std::move(verb), data(), true); }
    json restored(Verb verb) const { return ask(std::move(verb), fresh(), true); }
    int exitCodeWithout(Verb verb, const Path& data) const {
        verb.insert(verb.begin(), {"--data-dir", data.string()});
        return test::runProgram(verb).exitCode;
    }
    Path data() const { return folder / "data"; }
    Path fresh() const { return folder / "fresh"; }
    Path passphrase() const { return folder / "passphrase"; }

    test::TestFolder folder;

  private:
    static void writePrivately(const Path& file, const std::string& text) {
        std::ofstream(file) << text;
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
};

struct Listed {
    size_t patients = 0, visits = 0;
    friend bool operator==(const Listed&, const Listed&) = default;
};

Listed countIn(const json& list) {
    Listed count;
    for (const json& patient : list.at("patients")) {
        ++count.patients;
        count.visits += patient.at("sessions").get<size_t>();
    }
    return count;
}

class RecordLife : public testing::TestWithParam<const char*> {};

}  // namespace

TEST_P(RecordLife, goesByVerbFromAnEarlierVersionToOnePatientErasedFromAnEncryptedCopy) {
    const Life life(GetParam());

    // Upgraded, and another practice's patient taken in.
    EXPECT_EQ(life.plain({"verify"}).at("sound"), true);
    const json before = life.plain({"patient", "list"});
    ASSERT_EQ(countIn(before).patients, 1U);
    const std::string first = before.at("patients").at(0).at("id"), name = before.at("patients").at(0).at("name");
    const std::string taken = (kLifeKept / (std::string(GetParam()) == "4-5" ? "export-4-1.json" : "export-4-5.json")).string();
    ASSERT_EQ(life.plain({"import", taken}).at("new_patients"), 1);
    const json both = life.plain({"patient", "list"});
    ASSERT_EQ(countIn(both).patients, 2U);
    std::string otherName;
    for (const json& patient : both.at("patients"))
        if (patient.at("id") != first) otherName = patient.at("name");
    EXPECT_FALSE(filesTelling(life.folder.path(), name).empty()) << "what is looked for below can be found";

    // Encrypted, with the copies that the upgrade left.
    EXPECT_EQ(life.plain({"record", "protect", "--new-passphrase-file", life.passphrase().string()}).at("protected"), true);
    EXPECT_EQ(filesTelling(life.folder.path(), name), Verb{});
    EXPECT_EQ(filesTelling(life.folder.path(), otherName), Verb{});
    EXPECT_NE(life.exitCodeWithout({"patient", "list"}, life.data()), 0);
    EXPECT_EQ(life.opened({"verify"}).at("sound"), true);
    EXPECT_EQ(life.opened({"patient", "list"}), both);
    EXPECT_EQ(filesTelling(life.folder.path(), name), Verb{}) << "opening it leaves nothing to be read";

    // Backed up, and put back where nothing is.
    const json backup = life.opened({"backup", "now"});
    EXPECT_EQ(backup.at("verified"), true);
    EXPECT_EQ((Listed{backup.at("patients").get<size_t>(), backup.at("sessions").get<size_t>()}), countIn(both));
    std::filesystem::create_directories(life.fresh());
    EXPECT_EQ(life.restored({"backup", "restore", backup.at("file")}).at("patients"), 2);
    EXPECT_EQ(life.restored({"patient", "list"}), both);
    EXPECT_EQ(filesTelling(life.folder.path(), name), Verb{});

    // One patient handed over, then erased for good.
    const Path handed = life.folder / "handed.json";
    life.restored({"export", first, "-o", handed.string()});
    EXPECT_EQ(filesTelling(life.folder.path(), name), Verb{"handed.json"});
    EXPECT_EQ(filesTelling(life.folder.path(), otherName), Verb{}) << "nobody else is in it";
    const json erased = life.restored({"patient", "erase", first, "--for-good", "--reason", "asked"});
    EXPECT_EQ(erased.at("for_good"), true);
    EXPECT_EQ(erased.at("sessions"), countIn(before).visits);
    EXPECT_EQ(life.restored({"verify"}).at("sound"), true);
    const json left = life.restored({"patient", "list"});
    EXPECT_EQ(countIn(left), (Listed{1, countIn(both).visits - countIn(before).visits}));
    EXPECT_EQ(left.at("patients").at(0).at("name"), otherName);
    EXPECT_EQ(life.opened({"patient", "list"}), both) << "the record that was backed up is another file";
    std::printf("record %s: %zu patients and %zu visits through every step, %zu visits of one erased, nothing to be read\n", GetParam(),
                countIn(both).patients, countIn(both).visits, countIn(before).visits);
}

// In the long form every version that is kept.
INSTANTIATE_TEST_SUITE_P(Kept, RecordLife, testing::ValuesIn(std::getenv("MYOCHART_LONG_TESTS") ? std::vector<const char*>{"1", "2", "3", "4", "4-1", "4-5"} : std::vector<const char*>{"4"}),
                         [](const auto& tested) {
                             std::string name = std::string("version") + tested.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace myochart
