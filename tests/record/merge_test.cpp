#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "record/json_text.h"
#include "record/merge.h"
#include "record/samples.h"

namespace myochart::record {

namespace {

const Decide kNobody = [](const MergeConflict&) { return std::optional<Taken>(); };
Decide all(Taken taken) {
    return [taken](const MergeConflict& each) { return std::optional(taken == Taken::both && !each.mayBeBoth ? Taken::theirs : taken); };
}

Session visit(std::mt19937& random, int sites) {
    Session session = test::sampleSession(random, PatientId::make(), sites);
    session.title = "first";
    session.signing = {};
    return session;
}

Marker numbered(std::mt19937& random, Session& into) {
    Marker marker = test::sampleMarker(random);
    marker.number = ++into.lastNumber;
    into.markers.push_back(marker);
    return marker;
}

/// One change that a person may make. `half`: of fields and sites that only this copy touches.
void edit(std::mt19937& random, Session& session, unsigned half, unsigned halves) {
    const auto word = [&] { return "w" + std::to_string(random()); };
    const std::vector<std::function<void()>> header = {
        [&] { session.title = word(); },           [&] { session.before.reason = word(); },  [&] { session.before.pain = random() % 11; },
        [&] { session.before.position = word(); }, [&] { session.after.response = word(); }, [&] { session.after.pain = random() % 11; },
        [&] { session.after.plan = word(); },      [&] { session.note.text = word(); },      [&] { session.after.exercises.push_back(word()); }};
    const auto pick = [&](size_t count) { return (random() % ((count + halves - 1 - half) / halves)) * halves + half; };
    if (random() % 3 == 0 || session.markers.size() < halves) return header[pick(header.size())]();
    Marker& marker = session.markers[pick(session.markers.size())];
    const std::vector<std::function<void()>> site = {[&] { marker.note = word(); }, [&] { marker.label = word(); }, [&] { marker.anchor.position.x += 5; },
                                                     [&] { marker.needle.lot = word(); }, [&] { marker.response.painAfter = random() % 11; }};
    site[random() % site.size()]();
}

bool holds(const Session& session, const std::string& text) { return jsonText(session).find(text) != std::string::npos; }

/// The same whatever the order of sites and of what was added to lists.
std::string inOneOrder(Session session) {
    std::ranges::sort(session.markers, {}, &Marker::id);
    std::ranges::sort(session.after.exercises);
    return jsonText(session);
}

}  // namespace

TEST(Merge, aVisitWithItselfIsItselfWhateverIsKnown) {
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        Session session = i % 3 == 0 ? test::fullSession(random, PatientId::make()) : visit(random, i % 7);
        session.signing = {};
        for (const Session* base : {static_cast<const Session*>(nullptr), static_cast<const Session*>(&session)}) {
            const auto merged = mergeVisits(base, session, session, {}, kNobody);
            EXPECT_EQ(jsonText(merged.value), jsonText(session));
            EXPECT_TRUE(merged.conflicts.empty() && merged.taken == 0 && merged.isDecided());
        }
    }
}

TEST(Merge, editsOfDifferentThingsAreJoinedAndItDoesNotMatterWhoseIsWhose) {
    std::mt19937 random(2);
    size_t changed = 0;
    for (int i = 0; i < 300; ++i) {
        const Session base = visit(random, 2 + i % 6);
        Session mine = base, theirs = base;
        for (int n = 0; n < 1 + i % 4; ++n) edit(random, mine, 0, 2), edit(random, theirs, 1, 2);
        const auto forth = mergeVisits(&base, mine, theirs, {}, kNobody), back = mergeVisits(&base, theirs, mine, {}, kNobody);
        EXPECT_TRUE(forth.conflicts.empty()) << forth.conflicts.front().field;
        EXPECT_EQ(inOneOrder(forth.value), inOneOrder(back.value));
        changed += forth.value != mine && forth.value != theirs ? 1U : 0U;
    }
    EXPECT_GT(changed, 250U);
}

TEST(Merge, everyConflictIsListedAndWhatIsNotTakenIsToldToBeGivenUp) {
    std::mt19937 random(3);
    size_t conflicts = 0;
    for (int i = 0; i < 300; ++i) {
        const Session base = visit(random, 1 + i % 5);
        Session mine = base, theirs = base;
        for (int n = 0; n < 1 + i % 5; ++n) edit(random, mine, 0, 1), edit(random, theirs, 0, 1);
        const auto open = mergeVisits(&base, mine, theirs, {}, kNobody);
        conflicts += open.conflicts.size();
        EXPECT_EQ(open.isDecided(), open.conflicts.empty());
        const auto asMine = mergeVisits(&base, mine, theirs, {}, all(Taken::mine)), asTheirs = mergeVisits(&base, mine, theirs, {}, all(Taken::theirs));
        EXPECT_EQ(asMine.conflicts.size(), asTheirs.conflicts.size());
        // Without a base every field that differs is a conflict or an addition: taking theirs throughout gives theirs, but for what only this copy has.
        const auto two = mergeVisits(nullptr, mine, theirs, {}, all(Taken::theirs));
        for (const Marker& marker : theirs.markers) EXPECT_TRUE(two.value.marker(marker.id) != nullptr);
        EXPECT_GE(two.conflicts.size() + two.taken, open.conflicts.size());
        for (const MergeConflict& each : open.conflicts) EXPECT_TRUE(each.mine != each.theirs || each.field == "anchor") << each.field;
        EXPECT_EQ(asMine.givesUpTheirs, !open.conflicts.empty());
        EXPECT_EQ(asTheirs.givesUpMine, !open.conflicts.empty());
    }
    EXPECT_GT(conflicts, 60U);
}

TEST(Merge, theSameEditIsTakenOnceAndTwoEditsOfOneFieldAreAConflict) {
    std::mt19937 random(4);
    const Session base = visit(random, 2);
    Session mine = base, theirs = base;
    mine.markers[0].note = theirs.markers[0].note = "taut";
    mine.markers[1].note = "left alone";
    theirs.markers[1].note = "needled";
    const auto merged = mergeVisits(&base, mine, theirs, {}, kNobody);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].field, "note");
    EXPECT_EQ(merged.conflicts[0].id, base.markers[1].id.text);
    EXPECT_EQ(merged.conflicts[0].mine[0].second, "left alone");
    EXPECT_EQ(merged.conflicts[0].theirs[0].second, "needled");
    EXPECT_FALSE(merged.isDecided());
    EXPECT_EQ(merged.value.markers[0].note, "taut");
    EXPECT_EQ(mergeVisits(&base, mine, theirs, {}, all(Taken::theirs)).value.markers[1].note, "needled");
    const auto both = mergeVisits(&base, mine, theirs, {}, all(Taken::both));
    ASSERT_EQ(both.value.markers.size(), 3U);  // a second site
    EXPECT_EQ(both.value.markers[1].note, "left alone");
    EXPECT_EQ(both.value.markers[2].note, "needled");
    EXPECT_EQ(both.value.markers[2].number, 3U);
    EXPECT_TRUE(both.fault.empty()) << both.fault;
}

TEST(Merge, clinicalTextsAreOneFieldAndStandWholeOneUnderTheOther) {
    std::mt19937 random(5);
    const Session base = visit(random, 0);
    Session mine = base, theirs = base;
    mine.after.response = "Better at once.";
    theirs.after.response = "Worse at night.";
    mine.before.pain = 3, theirs.before.pain = 8;
    EXPECT_EQ(mergeVisits(&base, mine, theirs, {}, all(Taken::both)).value.after.response, "Better at once.\n\nWorse at night.");
    const auto open = mergeVisits(&base, mine, theirs, {}, [](const MergeConflict&) { return std::optional(Taken::both); });
    ASSERT_EQ(open.conflicts.size(), 2U);
    EXPECT_FALSE(open.isDecided());  // a figure is one of the two
}

TEST(Merge, aSiteThatOneEditedAndTheOtherTookAwayIsAConflict) {
    std::mt19937 random(6);
    const Session base = visit(random, 3);
    Session mine = base, theirs = base;
    theirs.markers.erase(theirs.markers.begin());
    mine.markers[0].note = "twitched";
    theirs.markers.erase(theirs.markers.begin() + 1);  // the third, which nobody touched
    const auto merged = mergeVisits(&base, mine, theirs, {}, kNobody);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].field, "site");
    EXPECT_EQ(merged.conflicts[0].kind, MergeConflict::Kind::removedThere);
    EXPECT_EQ(merged.value.markers.size(), 2U);  // the third is gone, the first stays until somebody decides
    const auto gone = mergeVisits(&base, mine, theirs, {}, all(Taken::theirs));
    EXPECT_EQ(gone.value.markers.size(), 1U);
    EXPECT_TRUE(gone.givesUpMine);
    const auto turned = mergeVisits(&base, theirs, mine, {}, all(Taken::theirs));
    EXPECT_EQ(turned.conflicts.at(0).kind, MergeConflict::Kind::removedHere);
    EXPECT_TRUE(holds(turned.value, "twitched"));
}

TEST(Merge, withoutABaseNumbersTellWhatWasTakenAway) {
    std::mt19937 random(7);
    const Session base = visit(random, 3);
    Session mine = base, theirs = base;
    theirs.markers.erase(theirs.markers.begin());
    const auto merged = mergeVisits(nullptr, mine, theirs, {}, kNobody);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].kind, MergeConflict::Kind::removedThere);
    mine.markers.erase(mine.markers.begin());
    EXPECT_TRUE(mergeVisits(nullptr, mine, theirs, {}, kNobody).conflicts.empty());  // both took it away
}

TEST(Merge, sitesThatBothAddedUnderOneNumberAreBothKept) {
    std::mt19937 random(8);
    const Session base = visit(random, 2);
    Session mine = base, theirs = base;
    const Marker here = numbered(random, mine), there = numbered(random, theirs), more = numbered(random, theirs);
    for (const Session* was : {&base, static_cast<const Session*>(nullptr)}) {
        const auto merged = mergeVisits(was, mine, theirs, {}, kNobody);
        EXPECT_TRUE(merged.conflicts.empty() && merged.fault.empty()) << merged.fault;
        ASSERT_EQ(merged.value.markers.size(), 5U);
        EXPECT_EQ(merged.value.marker(here.id)->number, 3U);
        EXPECT_EQ(merged.value.marker(more.id)->number, 4U);
        EXPECT_EQ(merged.value.marker(there.id)->number, 5U);
        EXPECT_EQ(merged.renumbered, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{3, 5}}));
        // Merged again it is what it is.
        EXPECT_EQ(jsonText(mergeVisits(nullptr, merged.value, merged.value, {}, kNobody).value), jsonText(merged.value));
    }
}

TEST(Merge, whatTheTrailTellsOfOneSideNeedsNoDecision) {
    std::mt19937 random(9);
    const Session base = visit(random, 2);
    Session mine = base, theirs = base;
    theirs.markers[0].note = "changed there";
    mine.markers[1].note = "changed here";
    Parting parting;
    parting.sameHere = [&](const std::string& id) { return id != base.markers[1].id.text; };
    parting.sameThere = [&](const std::string& id) { return id != base.markers[0].id.text; };
    const auto merged = mergeVisits(nullptr, mine, theirs, parting, kNobody);
    EXPECT_TRUE(merged.conflicts.empty());
    EXPECT_EQ(merged.value.markers[0].note, "changed there");
    EXPECT_EQ(merged.value.markers[1].note, "changed here");
    EXPECT_EQ(mergeVisits(nullptr, mine, theirs, {}, kNobody).conflicts.size(), 2U);
}

TEST(Merge, entriesOfListsAreAddedFromBothAndAPatientsFieldsAreToldApart) {
    std::mt19937 random(10);
    Patient base = test::samplePatient(random);
    base.details.alerts = {"anticoagulation"};
    Patient mine = base, theirs = base;
    mine.details.alerts.push_back("pregnancy");
    theirs.details.alerts.push_back("pacemaker");
    mine.note = "calls in the evening";
    theirs.note = "calls in the morning";
    theirs.details.contact = "new street";
    const auto merged = mergePatients(&base, mine, theirs, {}, kNobody);
    EXPECT_EQ(merged.value.details.alerts, (std::vector<std::string>{"anticoagulation", "pregnancy", "pacemaker"}));
    EXPECT_EQ(merged.value.details.contact, "new street");
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].field, "note");
    EXPECT_TRUE(merged.conflicts[0].mayBeBoth);
}

}  // namespace myochart::record
