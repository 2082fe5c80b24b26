#include <fmt/format.h>

#include "kept_record.h"

// The list of patients in parts, and an import taken back.

namespace myochart::store {

using namespace myochart::test;

namespace {

record::Patient named(const std::string& name, std::string birthDate = {}) {
    record::Patient patient;
    patient.id = record::PatientId::make();
    patient.name = name;
    patient.birthDate = std::move(birthDate);
    patient.createdAt = 1'700'000'000'000;
    return patient;
}

std::string namesIn(const PatientPage& page) {
    std::string names;
    for (const PatientSummary& row : page.rows) names += row.patient.name + ";";
    return names;
}

/// 250 people, in the record in another order than in the list.
class PatientListTest : public ::testing::Test {
  protected:
    PatientListTest() {
        std::vector<record::Patient> people;
        for (int i = 0; i < 250; ++i) people.push_back(named(fmt::format("Person {:03}", (i * 7) % 250)));
        EXPECT_TRUE(kept.record->importAll(people, std::vector<record::Session>()));
    }
    PatientPage page(size_t first, size_t count, const std::string& sought = {}) {
        auto rows = kept.record->patientPage({sought, first, count});
        EXPECT_TRUE(rows) << rows.error().message;
        return rows ? *rows : PatientPage{};
    }
    KeptRecord kept;
};

}  // namespace

TEST_F(PatientListTest, aPageHoldsWhatWasAskedForInTheOrderOfNames) {
    EXPECT_EQ(namesIn(page(100, 3)), "Person 100;Person 101;Person 102;");
    EXPECT_EQ(page(0, 100).rows.size(), 100U);
    EXPECT_EQ(page(240, 100).rows.size(), 10U);
    EXPECT_TRUE(page(250, 100).rows.empty());
    EXPECT_EQ(page(100, 3).fitting, 250U);
    EXPECT_EQ(page(100, 3).all, 250U);
}

TEST_F(PatientListTest, searchingCountsThoseWhoFitAndPagesThem) {
    const PatientPage found = page(1, 3, "person 12");
    EXPECT_EQ(found.fitting, 13U) << "012, 112, 120 to 129 and 212";
    EXPECT_EQ(found.all, 250U);
    EXPECT_EQ(namesIn(found), "Person 112;Person 120;Person 121;");
    EXPECT_EQ(page(0, 10, "nobody").fitting, 0U);
}

TEST_F(PatientListTest, everyChangeIsInTheNextPage) {
    (void)page(0, 1);
    record::Patient ana = named("Ana");
    ASSERT_TRUE(kept.record->put(ana));
    EXPECT_EQ(namesIn(page(0, 2)), "Ana;Person 000;");
    const record::Session visit = kept.addSession(ana.id, 2);
    EXPECT_EQ(page(0, 1).rows.at(0).sessions, 1);
    ana.name = "Zoe";
    ASSERT_TRUE(kept.record->put(ana));
    EXPECT_EQ(namesIn(page(249, 9)), "Person 249;Zoe;");
    ASSERT_TRUE(kept.record->removeSession(visit.id));
    EXPECT_EQ(page(250, 1).rows.at(0).sessions, 0);
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    EXPECT_EQ(page(0, 1).all, 250U);
    ASSERT_TRUE(kept.record->restorePatient(ana.id));
    EXPECT_EQ(page(0, 1, "zoe").fitting, 1U);
}

TEST_F(PatientListTest, aListThatDoesNotFitIsMadeFromTheVisitsAndTold) {
    kept.close();
    kept.tamper("DELETE FROM summary WHERE patient IN (SELECT patient FROM summary LIMIT 1)");
    kept.reopen();
    EXPECT_EQ(page(0, 10).all, 250U);
    EXPECT_EQ(namesIn(page(7, 2)), "Person 007;Person 008;");
    EXPECT_EQ(kept.record->damage().size(), 1U);
}

TEST_F(PatientListTest, aNamesakeIsFoundWhateverTheOrderOfTheWords) {
    ASSERT_TRUE(kept.record->put(named("Muster, Ana", "1985-03-12")));
    const auto found = [&](const record::Patient& patient) { return kept.record->namesakeOf(patient).value().has_value(); };
    EXPECT_TRUE(found(named("ANA Muster")));
    EXPECT_TRUE(found(named("Ana Muster", "1985-03-12")));
    EXPECT_FALSE(found(named("Ana Muster", "1986-03-12")));
    EXPECT_FALSE(found(named("Ana Musters")));
}

/// A record with Ana and one visit, and a file with another visit of hers and with Bo and two visits.
class TakeBackTest : public ::testing::Test {
  protected:
    TakeBackTest() {
        before = contentOf(*kept.record);
        auto done = kept.record->importAll({bo}, visits);
        EXPECT_TRUE(done) << done.error().message;
        added = done->added;
        after = contentOf(*kept.record);
    }
    TakenBack takeBack() {
        auto taken = kept.record->takeBack(added);
        EXPECT_TRUE(taken) << taken.error().message;
        return taken ? *taken : TakenBack{};
    }
    void change(size_t visit) {
        record::Session changed = visits.at(visit);
        changed.markers.front().note = "written here since";
        ASSERT_TRUE(kept.record->put({visits.at(visit), changed}));
    }

    KeptRecord kept;
    const record::Patient ana = kept.addPatient(), bo = named("Bo");
    const record::Session hers = kept.addSession(ana.id, 2);
    const std::vector<record::Session> visits = {sampleSession(kept.random, ana.id, 3), sampleSession(kept.random, bo.id, 1),
                                                 sampleSession(kept.random, bo.id, 2)};
    std::string before, after;
    Added added;
};

TEST_F(TakeBackTest, whatWasAddedIsAmongTheRemovedAndComesAgain) {
    EXPECT_EQ(added.patients.size(), 1U);
    EXPECT_EQ(added.sessions.size(), 3U);
    const TakenBack taken = takeBack();
    EXPECT_EQ(contentOf(*kept.record), before);
    EXPECT_EQ(taken.removed.sessions.size(), 3U);
    EXPECT_EQ(taken.changed + taken.needed, 0U);
    EXPECT_EQ(kept.record->removed()->size(), 2U) << "Bo with his visits, and Ana's visit";
    ASSERT_TRUE(kept.record->restoreAll(taken.removed));
    EXPECT_EQ(contentOf(*kept.record), after);
    EXPECT_TRUE(kept.record->removed()->empty());
    kept.expectSound();
}

TEST_F(TakeBackTest, whatWasChangedSinceStaysWithItsPatient) {
    change(1);
    const TakenBack taken = takeBack();
    EXPECT_EQ(taken.changed, 1U);
    EXPECT_EQ(taken.needed, 1U);
    EXPECT_EQ(taken.removed.sessions.size(), 2U);
    EXPECT_TRUE(taken.removed.patients.empty());
    EXPECT_EQ(kept.record->sessions(bo.id)->size(), 1U);
    EXPECT_EQ(kept.record->sessions(ana.id)->size(), 1U);
    kept.expectSound();
}

TEST_F(TakeBackTest, whatWasChangedAndChangedBackGoes) {
    change(0);
    record::Session changed = kept.record->session(visits[0].id).value();
    ASSERT_TRUE(kept.record->put({changed, visits[0]}));
    EXPECT_EQ(takeBack().changed, 0U);
    EXPECT_EQ(contentOf(*kept.record), before);
}

TEST_F(TakeBackTest, aPatientWithAVisitOfOnesOwnStaysAndWhatIsRemovedAlreadyIsLeft) {
    kept.addSession(bo.id, 1);
    ASSERT_TRUE(kept.record->removeSession(visits[0].id));
    const TakenBack taken = takeBack();
    EXPECT_EQ(taken.needed, 1U);
    EXPECT_EQ(taken.removed.sessions.size(), 2U);
    EXPECT_EQ(kept.record->sessions(bo.id)->size(), 1U);
}

TEST_F(PatientListTest, whoWasSeenLastComesFirstWhereThatIsAskedFor) {
    const auto seenPage = [&](size_t count, const std::string& sought = {}) {
        auto rows = kept.record->patientPage({sought, 0, count, PatientQuery::Order::lastSeen});
        EXPECT_TRUE(rows);
        return rows ? namesIn(*rows) : std::string();
    };
    EXPECT_EQ(seenPage(2), "Person 000;Person 001;") << "of one moment by name";
    record::Session visit;
    visit.id = record::SessionId::make();
    visit.patient = page(40, 1).rows.front().patient.id;
    visit.startedAt = 1'750'000'000'000;
    ASSERT_TRUE(kept.record->put(SessionChange{{}, visit}));
    EXPECT_EQ(seenPage(2), "Person 040;Person 000;");
    record::Patient entered = named("Zoe");
    entered.createdAt = 1'760'000'000'000;
    ASSERT_TRUE(kept.record->put(entered));
    EXPECT_EQ(seenPage(3), "Zoe;Person 040;Person 000;") << "who has no visit stands by when they were entered";
    EXPECT_EQ(namesIn(page(0, 2)), "Person 000;Person 001;") << "the order of names is what it was";
    EXPECT_EQ(seenPage(2, "person 04"), namesIn(page(0, 2, "person 04")));
    EXPECT_EQ(seenPage(2, "Persn 040"), namesIn(page(0, 2, "Persn 040"))) << "who is sought comes as ever";
    kept.reopen();
    EXPECT_EQ(seenPage(3), "Zoe;Person 040;Person 000;");
}

}  // namespace myochart::store
