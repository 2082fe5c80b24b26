#include <cstdlib>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "faulty_disk.h"
#include "kept_record.h"

namespace myochart::store {

using namespace myochart::test;

namespace {

/// What a run of saves did: the content after each, and the moment each was acknowledged.
struct Run {
    std::vector<std::string> contents;
    std::vector<size_t> acknowledged;  ///< contents[i] was durable from acknowledged[i] on
};

/// Saves markers, removes some, opens and closes the record in between, so that the log is also written back.
Run saveMany(KeptRecord& kept, FaultyDisk& disk, int saves) {
    Run run;
    record::Session session;
    const auto done = [&] {
        run.acknowledged.push_back(disk.moment());
        run.contents.push_back(contentOf(*kept.record));
    };
    done();
    const auto patient = kept.addPatient();
    done();
    for (int i = 0; i < saves; ++i) {
        if (i % 10 == 0) {
            session = kept.addSession(patient.id, 0);
        } else {
            record::Session after = session;
            if (i % 7 == 0 && !after.markers.empty()) after.markers.erase(after.markers.begin());
            else after.markers.push_back(sampleMarker(kept.random));
            numberMarkers(after);
            EXPECT_TRUE(kept.record->put({session, after}));
            session = after;
        }
        done();
        if (i % 25 == 24) kept.reopen();
    }
    kept.close();
    return run;
}

struct Verdict {
    long cuts = 0, unopened = 0, lost = 0, halfDone = 0;
    std::string firstFault;
};

/// Opens what the power cut left and looks for every acknowledged save.
void judge(const Path& file, const Run& run, size_t moment, Verdict& verdict) {
    ++verdict.cuts;
    const auto opened = openKept(file);
    const auto sound = opened ? (*opened)->verify() : Outcome(opened.error());
    if (!sound) {
        ++verdict.unopened;
        if (verdict.firstFault.empty()) verdict.firstFault = fmt::format("moment {}: {}", moment, sound.error().message);
        return;
    }
    size_t acknowledged = 0;
    while (acknowledged + 1 < run.contents.size() && run.acknowledged[acknowledged + 1] <= moment) ++acknowledged;
    const std::string content = contentOf(**opened);
    const bool asAcknowledged = content == run.contents[acknowledged];
    const bool asNext = acknowledged + 1 < run.contents.size() && content == run.contents[acknowledged + 1];
    if (asAcknowledged || asNext) return;
    bool earlier = false;
    for (size_t i = 0; i < acknowledged; ++i) earlier = earlier || content == run.contents[i];
    ++(earlier ? verdict.lost : verdict.halfDone);
}

Verdict cutThePower(bool flushesWork, int cuts) {
    KeptRecord kept;
    kept.close();
    FaultyDisk disk;
    disk.startRecording(kept.folder.path(), flushesWork);
    kept.reopen();
    const Run run = saveMany(kept, disk, 100);
    disk.stopRecording();
    std::mt19937 random(11);
    std::multiset<size_t> moments;
    for (int i = 0; i < cuts; ++i) moments.insert(random() % (disk.moment() + 1));
    const TestFolder folder;
    Verdict verdict;
    for (const size_t moment : moments) {
        const auto files = disk.afterCut(moment, static_cast<FaultyDisk::Loss>(random() % 4), random);
        std::filesystem::remove_all(folder.path());
        std::filesystem::create_directories(folder.path());
        for (const auto& [name, content] : files) std::ofstream(folder / name, std::ios::binary) << content;
        judge(folder / "clinic.myochart", run, moment, verdict);
    }
    return verdict;
}

int cutsWanted() {
    const char* wanted = std::getenv("MYOCHART_CUTS");
    return wanted ? std::atoi(wanted) : 600;
}

}  // namespace

TEST(PowerCut, nothingAcknowledgedIsLostAndNothingIsHalfDone) {
    const Verdict verdict = cutThePower(true, cutsWanted());
    RecordProperty("cuts", static_cast<int>(verdict.cuts));
    EXPECT_EQ(verdict.unopened, 0) << verdict.firstFault;
    EXPECT_EQ(verdict.lost, 0);
    EXPECT_EQ(verdict.halfDone, 0);
    fmt::print("{} power cuts: {} damaged, {} lost acknowledged saves, {} half done\n", verdict.cuts, verdict.unopened,
               verdict.lost, verdict.halfDone);
}

// The same on a disk that drops flushes, as synchronous=OFF would: were nothing lost here, the test above would be blind.
TEST(PowerCut, theTestSeesTheDifferenceWhenFlushesDoNothing) {
    const Verdict verdict = cutThePower(false, 150);
    EXPECT_GT(verdict.unopened + verdict.halfDone, 0);
    EXPECT_GT(verdict.lost, 0);
    fmt::print("{} power cuts without flushes: {} damaged, {} lost acknowledged saves, {} half done\n", verdict.cuts,
               verdict.unopened, verdict.lost, verdict.halfDone);
}

}  // namespace myochart::store
