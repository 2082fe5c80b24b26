#include "chart/edits.h"

#include <gtest/gtest.h>

#include "chart/history.h"
#include "chart/samples.h"

namespace myochart::chart {

namespace {

struct Edits : testing::Test {
    std::mt19937 random{1};
    Session session = test::sampleSession(random, PatientId::make(), 3);
};

}  // namespace

TEST_F(Edits, addMarkerPutsItLastAndSaysWhatWasPlaced) {
    Marker marker = test::sampleMarker(random);
    marker.type = MarkerType::needle;
    const auto edited = addMarker(session, marker);
    ASSERT_TRUE(edited);
    ASSERT_EQ(edited->session.markers.size(), 4U);
    marker.number = 4;
    EXPECT_EQ(edited->session.markers.back(), marker);
    EXPECT_EQ(edited->message, "Place needle site");
    EXPECT_EQ(session.markers.size(), 3U) << "the session given is untouched";
}

TEST_F(Edits, addMarkerRefusesTheSameIdAndUnsoundMarkers) {
    EXPECT_FALSE(addMarker(session, session.markers[0]));
    Marker bad = test::sampleMarker(random);
    bad.anchor.normal = {};
    const auto edited = addMarker(session, bad);
    ASSERT_FALSE(edited);
    EXPECT_EQ(edited.error().kind, ErrorKind::refused);
    EXPECT_NE(edited.error().message.find("place on the body"), std::string::npos) << edited.error().message;
}

TEST_F(Edits, addMarkerStopsAtTheLimit) {
    session.markers.assign(kMaxMarkers, test::sampleMarker(random));
    const auto edited = addMarker(session, test::sampleMarker(random));
    ASSERT_FALSE(edited);
    EXPECT_NE(edited.error().message.find("10000"), std::string::npos);
}

TEST_F(Edits, changeMarkerKeepsItsPlace) {
    Marker marker = session.markers[1];
    marker.note = "after the second insertion: twitch";
    const auto edited = changeMarker(session, marker, "Change note");
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited->session.markers[1], marker);
    EXPECT_EQ(edited->session.markers[0], session.markers[0]);
    EXPECT_EQ(edited->message, "Change note");
    EXPECT_FALSE(changeMarker(session, test::sampleMarker(random), "x"));
}

TEST_F(Edits, moveMarkerChangesThePlaceAndNothingElse) {
    const SurfaceAnchor anchor = test::sampleMarker(random).anchor;
    const auto edited = moveMarker(session, session.markers[2].id, anchor, "infraspinatus", Side::right, "right infraspinatus");
    ASSERT_TRUE(edited);
    Marker expected = session.markers[2];
    expected.anchor = anchor;
    expected.muscle = "infraspinatus";
    expected.side = Side::right;
    expected.sentence = "right infraspinatus";
    EXPECT_EQ(edited->session.markers[2], expected);
    EXPECT_TRUE(edited->message.starts_with("Move ")) << edited->message;
    EXPECT_FALSE(moveMarker(session, MarkerId::make(), anchor, "", Side::left, ""));
}

TEST_F(Edits, removeMarkersSaysWhatOrHowMany) {
    session.markers[0].type = MarkerType::latent;
    const auto one = removeMarkers(session, {session.markers[0].id});
    ASSERT_TRUE(one);
    EXPECT_EQ(one->message, "Remove latent trigger point");
    EXPECT_EQ(one->session.markers.size(), 2U);
    const auto two = removeMarkers(session, {session.markers[0].id, session.markers[2].id});
    ASSERT_TRUE(two);
    EXPECT_EQ(two->message, "Remove 2 markers");
    EXPECT_EQ(two->session.markers, std::vector<Marker>{session.markers[1]});
    EXPECT_FALSE(removeMarkers(session, {MarkerId::make()}));
    EXPECT_FALSE(removeMarkers(session, {}));
}

TEST_F(Edits, renameIsChecked) {
    EXPECT_EQ(renameSession(session, "Shoulder, second visit")->session.title, "Shoulder, second visit");
    EXPECT_FALSE(renameSession(session, std::string(300, 'x')));
}

TEST_F(Edits, undoAfterDeleteRestoresTheMarkerAtItsPlace) {
    History history(session);
    history.commit(*removeMarkers(session, {session.markers[1].id}));
    EXPECT_EQ(history.current().markers.size(), 2U);
    EXPECT_TRUE(history.undoMessage().starts_with("Remove"));
    history.undo();
    EXPECT_EQ(history.current(), session);
    EXPECT_TRUE(history.redoMessage().starts_with("Remove"));
    EXPECT_FALSE(history.canUndo());
    EXPECT_EQ(history.undoMessage(), "");
}

TEST_F(Edits, aNewEditForgetsWhatCouldBeRedone) {
    History history(session);
    history.commit(*renameSession(session, "one"));
    history.undo();
    history.commit(*renameSession(session, "two"));
    EXPECT_FALSE(history.canRedo());
    history.redo();
    EXPECT_EQ(history.current().title, "two");
    history.undo();
    EXPECT_EQ(history.current(), session);
}

TEST_F(Edits, undoAllIsTheStartAndRedoAllIsTheEndAfterAnyEdits) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        random.seed(seed);
        const Session start = test::sampleSession(random, PatientId::make(), 2);
        History history(start);
        std::vector<Session> states = {start};
        for (int i = 0; i < 100; ++i) {
            const Session& now = history.current();
            const bool empty = now.markers.empty();
            const size_t at = empty ? 0 : random() % now.markers.size();
            Result<Edited> edited = failed("none");
            switch (empty ? 0 : random() % 6) {
                case 0: edited = addMarker(now, test::sampleMarker(random)); break;
                case 1: edited = removeMarkers(now, {now.markers[at].id}); break;
                case 2:
                    edited = moveMarker(now, now.markers[at].id, test::sampleMarker(random).anchor, "m", Side::left, "s");
                    break;
                case 3: {
                    Marker marker = now.markers[at];
                    marker.label = std::to_string(i);
                    edited = changeMarker(now, marker, "Change label");
                    break;
                }
                default: edited = renameSession(now, "title " + std::to_string(i));
            }
            ASSERT_TRUE(edited) << edited.error().message;
            EXPECT_FALSE(edited->message.empty());
            history.commit(std::move(*edited));
            states.push_back(history.current());
        }
        // Any walk through the steps shows the state of that step.
        size_t step = states.size() - 1;
        for (int i = 0; i < 200; ++i) {
            if (random() % 2 == 0 && history.canUndo()) { history.undo(); --step; }
            else if (history.canRedo()) { history.redo(); ++step; }
            ASSERT_EQ(history.current(), states[step]);
        }
        while (history.canUndo()) history.undo();
        EXPECT_EQ(history.current(), start);
        while (history.canRedo()) history.redo();
        EXPECT_EQ(history.current(), states.back());
    }
}

TEST_F(Edits, aMarkerKeepsItsNumberForLife) {
    ASSERT_EQ(session.markers.size(), 3U);
    const auto fewer = removeMarkers(session, {session.markers[0].id});
    ASSERT_TRUE(fewer);
    EXPECT_EQ(shownLabel(fewer->session, session.markers[1].id), shownLabel(session, session.markers[1].id));
    const auto last = removeMarkers(fewer->session, {session.markers[2].id});
    Marker marker = session.markers[0];
    marker.id = MarkerId::make();
    marker.label.clear();
    const auto more = addMarker(last->session, marker);
    ASSERT_TRUE(more);
    EXPECT_EQ(more->session.markers.back().number, 4U) << "the number of a removed marker is not given again";
    EXPECT_EQ(shownLabel(more->session, marker.id), "4");
}

TEST_F(Edits, historyStaysWithinItsBytesAndKeepsTheNewestSteps) {
    constexpr size_t kBytes = 200'000;
    History history(session, kBytes);
    for (int i = 0; i < 500; ++i) {
        history.commit(*renameSession(history.current(), std::to_string(i)));
        ASSERT_LE(history.bytes(), kBytes);
    }
    EXPECT_EQ(history.current().title, "499");
    size_t steps = 0;
    for (; history.canUndo(); ++steps) history.undo();
    EXPECT_GT(steps, 10U);
    EXPECT_EQ(history.current().title, std::to_string(499 - steps));
}

TEST_F(Edits, historyKeepsTheCurrentStateEvenWhenItAloneIsTooLarge) {
    History history(session, 1);
    history.commit(*renameSession(session, "kept"));
    EXPECT_EQ(history.current().title, "kept");
    EXPECT_FALSE(history.canUndo());
}

}  // namespace myochart::chart
