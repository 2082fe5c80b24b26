#include <gtest/gtest.h>

#include "places/place.h"
#include "record/edits.h"
#include "workspace/running_program.h"

namespace myochart::workspace {

using myochart::test::TestFolder;
using test::RunningProgram;

namespace {

constexpr UtcMs kTimeDayMs = 86'400'000;

class OverTimeDesk : public test::BothWays {
  protected:
    void begin(RunningProgram& program) {
        program->bodies.show(myochart::test::legs(folder / "legs.cache"));
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = "Ana Muster";
        program->record.addPatient(patient);
    }
    /// A visit of the next day with a site at each height of the left soleus; the site's pain is before 7, 6, ... of that visit.
    record::SessionId visit(RunningProgram& program, const std::vector<float>& heights) {
        now_ += kTimeDayMs;
        program->record.newSession();
        program->marks.setPlacing(record::MarkerType::needle);
        for (const float z : heights) {
            const auto hits = scene::pickAlong(*program->bodies.current(), nullptr, {vec3(90, -1000, z), vec3(0, 1, 0)}, program->view.options);
            EXPECT_TRUE(program->marks.place(hits.front().at));
        }
        program->marks.setMode(Mode::look);
        record::Session charted = *program->record.session();
        for (record::Marker& marker : charted.markers) marker.needle.depthMm = 20.0F, marker.needle.insertions = 1, marker.response.painBefore = pain_;
        --pain_;
        EXPECT_TRUE(program->record.commit(record::Edited{charted, "chart"}));
        return program->record.session()->id;
    }
    /// As frames do, until nothing more is under way.
    void look(RunningProgram& program) {
        for (int i = 0; i < 4; ++i) program->time.follow();
    }
    static size_t ghosts(RunningProgram& program) { return program->view.options.ghosts ? program->view.options.ghosts->size() : 0; }

    TestFolder folder;
    UtcMs now_ = nowUtc();
    std::uint32_t pain_ = 7;
};

}  // namespace

TEST_P(OverTimeDesk, findsTheSamePlacesAndShowsWhatWasThereAsGhosts) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200, 300});
    visit(program, {204});
    const auto last = visit(program, {202, 400});
    look(program);
    EXPECT_EQ(ghosts(program), 0U) << "nothing while nobody asked";
    EXPECT_FALSE(program->time.isReady());
    program->time.setOpen(true);
    look(program);
    ASSERT_TRUE(program->time.isReady());
    ASSERT_EQ(program->time.visits().size(), 3U);
    EXPECT_EQ(program->time.visits().back().id, last) << "oldest first";
    const auto& places = program->time.overTime().places;
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[0].sightings.size(), 3U);
    EXPECT_EQ(places[0].pain.by(), -2);
    EXPECT_EQ(ghosts(program), 3U) << "the open visit's own sites are no ghosts";
    for (const scene::Ghost& ghost : *program->view.options.ghosts) EXPECT_TRUE(ghost.hollow);
    program->time.choose(0);
    look(program);
    EXPECT_EQ(ghosts(program), 2U) << "up to the chosen visit";
    program->time.setGhosts(false);
    look(program);
    EXPECT_EQ(ghosts(program), 0U);
    program->time.setOpen(false);
    program->time.setGhosts(true);
    look(program);
    EXPECT_EQ(ghosts(program), 3U) << "while charting, told apart from the course";
    program->record.openSession(program->record.sessions()[1].id);
    look(program);
    EXPECT_EQ(ghosts(program), 2U) << "what came before that visit, not after it";
    program->record.closePatient();
    look(program);
    EXPECT_EQ(ghosts(program), 0U) << "nobody's sites on the body of the next";
    EXPECT_TRUE(program->time.visits().empty());
    EXPECT_FALSE(program->time.isReady()) << "no visits are not an answer";
}

TEST_P(OverTimeDesk, theMapCountsTheNeedlesOfEachPlace) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200, 300});
    visit(program, {200});
    program->time.setOpen(true);
    program->time.setShows(TimeShows::counts);
    look(program);
    ASSERT_EQ(ghosts(program), 2U);
    const auto& all = *program->view.options.ghosts;
    EXPECT_EQ(all[0].label, "\xC3\x97" "2");
    EXPECT_EQ(all[1].label, "\xC3\x97" "1");
    EXPECT_GT(all[0].size, all[1].size);
    program->time.choose(0);
    look(program);
    EXPECT_EQ((*program->view.options.ghosts)[0].label, "\xC3\x97" "1");
}

TEST_P(OverTimeDesk, twoVisitsStandInPlaceOfTheOpenOne) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200, 300});
    visit(program, {208, 400});
    program->time.setOpen(true);
    program->time.setShows(TimeShows::twoVisits);
    look(program);
    EXPECT_EQ(program->marks.shownSession(), nullptr) << "its sites are not there to be picked";
    ASSERT_EQ(ghosts(program), 4U);
    EXPECT_TRUE(program->view.options.ghosts->front().hollow);
    EXPECT_FALSE(program->view.options.ghosts->back().hollow);
    ASSERT_EQ(program->time.moves().size(), 1U);
    EXPECT_NEAR(program->time.moves()[0].second.z - program->time.moves()[0].first.z, 8, 0.1);
    const note::VisitDifference& difference = program->time.difference();
    ASSERT_EQ(difference.sites.size(), 3U);
    EXPECT_FLOAT_EQ(std::round(*difference.sites[0].movedMm), 8);
    program->time.setOpen(false);
    look(program);
    EXPECT_NE(program->marks.shownSession(), nullptr);
    EXPECT_TRUE(program->time.moves().empty());
}

TEST_P(OverTimeDesk, whatSomebodySaysOfASiteIsAnUndoStepOfThePatient) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200});
    visit(program, {200});
    program->time.setOpen(true);
    look(program);
    ASSERT_EQ(program->time.overTime().places.size(), 1U);
    const record::MarkerId site = program->record.session()->markers[0].id;
    program->time.sayEarlier(site, record::MarkerId());
    look(program);
    EXPECT_EQ(program->time.overTime().places.size(), 2U);
    const auto kept = program.ask<record::Patient>([id = program->record.patient()->id](store::Record& r) { return r.patient(id); });
    ASSERT_TRUE(kept.ok());
    ASSERT_EQ(kept->details.sameSites.size(), 1U);
    EXPECT_EQ(kept->details.sameSites[0].site, site);
    program->record.undo();
    look(program);
    EXPECT_EQ(program->time.overTime().places.size(), 1U);
    program->time.sayEarlier(site, std::nullopt);
    look(program);
    EXPECT_TRUE(program->record.patient()->details.sameSites.empty());
}

TEST_P(OverTimeDesk, anEditOfTheOpenVisitCountsAtOnce) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200});
    program->time.setOpen(true);
    look(program);
    EXPECT_EQ(program->time.overTime().visits[0].needles, 1U);
    const unsigned generation = program->time.generation();
    look(program);
    EXPECT_EQ(program->time.generation(), generation) << "nothing is counted anew while nothing changes";
    program->record.commit(record::removeMarkers(*program->record.session(), {program->record.session()->markers[0].id}));
    look(program);
    EXPECT_EQ(program->time.overTime().visits[0].sites, 0U);
    EXPECT_TRUE(program->time.overTime().places.empty());
}

TEST_P(OverTimeDesk, sitesOfAnotherBodyArePlacedWithTheirError) {
    RunningProgram program(folder, GetParam(), [this] { return now_; });
    begin(program);
    visit(program, {200});
    body::NewBody longer{"longer", "test", "", {}};
    longer.structures.push_back(myochart::test::boxStructure("left_soleus", "soleus", Side::left, vec3(90, 30, 320), vec3(40, 40, 170)));
    program->bodies.show(myochart::test::bodyOf(folder / "longer.cache", std::move(longer)));
    visit(program, {400});
    program->time.setOpen(true);
    look(program);
    ASSERT_TRUE(program->time.isReady());
    const record::Marker& placed = program->time.visits()[0].markers[0];
    EXPECT_EQ(placed.anchor.bodyChecksum, program->bodies.current()->checksum());
    EXPECT_GT(placed.anchor.errorRadiusMm, 0);
    EXPECT_EQ(ghosts(program), 1U);
}

INSTANTIATE_TEST_SUITE_P(, OverTimeDesk, testing::Bool(), test::wayName);

}  // namespace myochart::workspace
