#include <fmt/format.h>

#include "kept_record.h"

// Patients found by what was done in their visits.

namespace myochart::store {

using namespace myochart::test;

namespace {

constexpr UtcMs kSearchDay = 86'400'000, kSearchFirst = 1'773'273'600'000;  // 12 March 2026, 00:00 UTC

record::Marker site(const std::string& muscle, const std::string& lot) {
    std::mt19937 random{3};
    record::Marker marker = sampleMarker(random);
    marker.id = record::MarkerId::make();
    marker.number = 0;
    marker.anchor.address.muscleKey = muscle;
    marker.byHand = {};
    marker.plan = {};
    marker.needle.lot = lot;
    return marker;
}

SoughtPiece muscle(const std::string& key) { return {.text = key, .muscles = {key}}; }
SoughtPiece lot(const std::string& text, bool anywhere = false) { return {.text = text, .lot = text, .lotAnywhere = anywhere}; }
SoughtPiece days(const std::string& first, const std::string& last) { return {.text = first, .firstDay = first, .lastDay = last}; }

struct VisitSearchTest : testing::Test {
    KeptRecord kept;
    record::Patient ana = named("Ana Example"), bo = named("Bo Example");

    record::Patient named(const std::string& name) {
        record::Patient patient;
        patient.id = record::PatientId::make();
        patient.name = name;
        patient.createdAt = kSearchFirst;
        EXPECT_TRUE(kept.record->put(patient));
        return patient;
    }
    record::Session visit(const record::Patient& of, int day, std::vector<record::Marker> sites) {
        record::Session session;
        session.id = record::SessionId::make();
        session.patient = of.id;
        session.startedAt = kSearchFirst + day * kSearchDay;
        session.utcOffset = "+01:00";
        session.markers = std::move(sites);
        record::numberMarkers(session);
        const auto put = kept.record->put({{}, session});
        EXPECT_TRUE(put) << put.error().message;
        return session;
    }
    record::Session change(const record::Session& before, const std::function<void(record::Session&)>& edit) {
        record::Session after = before;
        edit(after);
        const auto put = kept.record->put({before, after});
        EXPECT_TRUE(put) << put.error().message;
        return after;
    }
    PatientPage page(const std::vector<SoughtPiece>& pieces) {
        std::string sought;
        for (const SoughtPiece& piece : pieces) sought += (sought.empty() ? "" : " ") + piece.text;
        auto rows = kept.record->patientPage({sought, 0, 100, PatientQuery::Order::name, pieces});
        EXPECT_TRUE(rows) << rows.error().message;
        return rows ? *rows : PatientPage{};
    }
    /// "Ana 2 visits, last on day 5: infraspinatus; ".
    std::string found(const std::vector<SoughtPiece>& pieces) {
        std::string text;
        const PatientPage rows = page(pieces);
        for (size_t i = 0; i < rows.rows.size(); ++i) {
            const FoundVisits& why = rows.found[i];
            text += rows.rows[i].patient.name.substr(0, rows.rows[i].patient.name.find(' '));
            if (why.visits > 0) text += fmt::format(" {} on {}:", why.visits, (why.last - kSearchFirst) / kSearchDay);
            for (const auto* words : {&why.muscles, &why.lots})
                for (const std::string& word : *words) text += " " + word;
            text += "; ";
        }
        return text;
    }
    /// Whatever is changed, the summaries in the file say what the entries do.
    void expectKept() {
        kept.expectSound();
        kept.reopen();
    }
};

}  // namespace

TEST_F(VisitSearchTest, aMuscleFindsWhoseVisitsHoldItTheNewestFirst) {
    visit(ana, 0, {site("infraspinatus", "L1"), site("infraspinatus", "L1"), site("soleus", "L2")});
    visit(ana, 7, {site("infraspinatus", "L3")});
    visit(bo, 9, {site("infraspinatus", "L3")});
    EXPECT_EQ(found({muscle("infraspinatus")}), "Bo 1 on 9: infraspinatus; Ana 2 on 7: infraspinatus; ");
    EXPECT_EQ(found({muscle("soleus")}), "Ana 1 on 0: soleus; ");
    EXPECT_EQ(found({muscle("piriformis")}), "");
    const PatientPage rows = page({muscle("infraspinatus")});
    EXPECT_EQ(rows.fitting, 2U);
    EXPECT_EQ(rows.byVisits, 2U);
    EXPECT_EQ(rows.near, 0U);
    expectKept();
    EXPECT_EQ(found({muscle("infraspinatus")}), "Bo 1 on 9: infraspinatus; Ana 2 on 7: infraspinatus; ");
}

TEST_F(VisitSearchTest, aLotFindsByItsBeginningOrAnyPartWithoutSignsAndCapitals) {
    visit(ana, 0, {site("soleus", "L 47-11"), site("soleus", "l4712")});
    visit(bo, 1, {site("soleus", "XL4711")});
    EXPECT_EQ(found({lot("l4711")}), "Ana 1 on 0: L 47-11; ");
    EXPECT_EQ(found({lot("l471")}), "Ana 1 on 0: L 47-11 l4712; ");
    EXPECT_EQ(found({lot("4711", true)}), "Bo 1 on 1: XL4711; Ana 1 on 0: L 47-11; ");
}

TEST_F(VisitSearchTest, aDayIsTheDayThatWasWhereTheVisitWas) {
    record::Session late = visit(ana, 0, {});
    change(late, [](record::Session& session) { session.startedAt = kSearchFirst - 1'800'000; });  // half past eleven in UTC is half past midnight there
    visit(bo, 1, {});
    EXPECT_EQ(found({days("2026-03-12", "2026-03-12")}), "Ana 1 on 0:; ");
    EXPECT_EQ(found({days("2026-03-01", "2026-03-31")}), "Bo 1 on 1:; Ana 1 on 0:; ");
    EXPECT_EQ(found({days("2026-03-11", "2026-03-11")}), "");
    expectKept();
    EXPECT_EQ(found({days("2026-03-12", "2026-03-12")}), "Ana 1 on 0:; ");
}

TEST_F(VisitSearchTest, piecesThatNameVisitsAreAllInOneAndNamesAreThePersons) {
    visit(ana, 0, {site("infraspinatus", "L1")});
    visit(ana, 40, {site("soleus", "L2")});
    visit(bo, 0, {site("infraspinatus", "L1")});
    EXPECT_EQ(found({muscle("infraspinatus"), lot("l2")}), "") << "not in one visit";
    EXPECT_EQ(found({muscle("infraspinatus"), lot("l1"), days("2026-03-01", "2026-03-31")}), "Ana 1 on 0: infraspinatus L1; Bo 1 on 0: infraspinatus L1; ");
    EXPECT_EQ(found({{.text = "bo"}, muscle("infraspinatus")}), "Bo 1 on 0: infraspinatus; ");
    EXPECT_EQ(found({{.text = "nobody"}, muscle("infraspinatus")}), "");
}

TEST_F(VisitSearchTest, whoFitsByThemselvesComesFirstAndOnce) {
    record::Patient soleus = named("Soleus Example");
    visit(soleus, 3, {site("soleus", "")});
    visit(ana, 5, {site("soleus", "")});
    EXPECT_EQ(found({muscle("soleus")}), "Soleus; Ana 1 on 5: soleus; ");
}

TEST_F(VisitSearchTest, aNameWrittenByHandIsFoundAsItIsWritten) {
    record::Marker marker = site("soleus", "");
    marker.byHand.muscle = true;
    marker.muscle = "Strange M\xC3\xBAscle";
    visit(ana, 0, {marker});
    EXPECT_EQ(found({muscle("soleus")}), "");
    EXPECT_EQ(found({{.text = "strange mus", .byHand = "strange mus"}}), "Ana 1 on 0: ~strange muscle; ");
}

TEST_F(VisitSearchTest, whatNobodyConfirmedWasNotDone) {
    record::Marker marker = site("soleus", "L1");
    marker.plan.unconfirmed = true;
    const record::Session begun = visit(ana, 0, {marker});
    EXPECT_EQ(found({muscle("soleus")}), "");
    change(begun, [](record::Session& session) { session.markers[0].plan.unconfirmed.reset(); });
    EXPECT_EQ(found({muscle("soleus")}), "Ana 1 on 0: soleus; ");
    expectKept();
}

TEST_F(VisitSearchTest, everyChangeOfAVisitIsFollowed) {
    record::Session session = visit(ana, 0, {site("soleus", "Q1"), site("soleus", "Q1")});
    session = change(session, [](record::Session& now) { now.markers[0].needle.lot = "Q2"; });
    EXPECT_EQ(found({lot("q", true)}), "Ana 1 on 0: Q1 Q2; ");
    expectKept();
    session = change(session, [](record::Session& now) { now.markers.pop_back(); });
    EXPECT_EQ(found({lot("q", true)}), "Ana 1 on 0: Q2; ");
    expectKept();
    session = change(session, [](record::Session& now) {
        now.markers.push_back(site("piriformis", ""));
        record::numberMarkers(now);
    });
    EXPECT_EQ(found({muscle("piriformis")}), "Ana 1 on 0: piriformis; ");
    ASSERT_TRUE(kept.record->removeSession(session.id));
    EXPECT_EQ(found({muscle("soleus")}), "");
    expectKept();
    ASSERT_TRUE(kept.record->restoreSession(session.id));
    EXPECT_EQ(found({muscle("soleus")}), "Ana 1 on 0: soleus; ");
    ASSERT_TRUE(kept.record->removePatient(ana.id));
    EXPECT_EQ(found({muscle("soleus")}), "");
    ASSERT_TRUE(kept.record->restorePatient(ana.id));
    ana.name = "Ana Changed";
    ASSERT_TRUE(kept.record->put(ana));
    EXPECT_EQ(found({muscle("soleus")}), "Ana 1 on 0: soleus; ");
    expectKept();
}

TEST_F(VisitSearchTest, manyWordsAndLongOnesAreFoundAndSound) {
    std::vector<record::Marker> sites;
    for (int i = 0; i < 300; ++i) sites.push_back(site(fmt::format("muscle{}", i), fmt::format("LOT{:03}{}", i, std::string(190, 'x'))));
    const record::Session session = visit(ana, 0, sites);
    EXPECT_EQ(page({lot("lot299")}).fitting, 1U);
    EXPECT_EQ(page({lot("lot300")}).fitting, 0U);
    change(session, [](record::Session& now) { now.markers[7].needle.lot = "other"; });
    EXPECT_EQ(page({lot("lot007")}).fitting, 0U);
    expectKept();
    EXPECT_EQ(page({lot("lot299")}).fitting, 1U);
}

TEST_F(VisitSearchTest, anImportIsFoundAtOnce) {
    record::Patient cy;
    cy.id = record::PatientId::make();
    cy.name = "Cy Example";
    cy.createdAt = kSearchFirst;
    record::Session theirs, anas;
    theirs.id = record::SessionId::make(), anas.id = record::SessionId::make();
    theirs.patient = cy.id, anas.patient = ana.id;
    theirs.startedAt = kSearchFirst + 2 * kSearchDay, anas.startedAt = kSearchFirst + 3 * kSearchDay;
    theirs.markers = {site("soleus", "")}, anas.markers = {site("soleus", "")};
    record::numberMarkers(theirs), record::numberMarkers(anas);
    visit(ana, 0, {site("soleus", "")});
    ASSERT_TRUE(kept.record->importAll({cy}, {theirs, anas}));
    EXPECT_EQ(found({muscle("soleus")}), "Ana 2 on 3: soleus; Cy 1 on 2: soleus; ");
    expectKept();
    EXPECT_EQ(found({muscle("soleus")}), "Ana 2 on 3: soleus; Cy 1 on 2: soleus; ");
}

TEST(DoneVisitsTest, bytesThatWereCutOrGoOnAreNotSound) {
    const DoneVisits sound({{.id = keyOf("00000000-0000-4000-8000-000000000001"), .startedAt = kSearchFirst, .utcOffset = "+01:00", .muscles = {"soleus"}, .lots = {"L1"}}});
    ASSERT_TRUE(sound.table());
    EXPECT_EQ(sound.table()->words, (std::vector<std::string>{"soleus", "L1"}));
    for (size_t length = 1; length < sound.bytes().size(); ++length)
        EXPECT_FALSE(DoneVisits(Bytes(sound.bytes().begin(), sound.bytes().begin() + static_cast<std::ptrdiff_t>(length))).table()) << length;
    Bytes more = sound.bytes();
    more.push_back(std::byte{0});
    EXPECT_FALSE(DoneVisits(more).table());
}

}  // namespace myochart::store
