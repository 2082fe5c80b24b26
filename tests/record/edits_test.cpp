#include "record/edits.h"

#include <gtest/gtest.h>

#include "record/samples.h"

namespace myochart::record {

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

TEST_F(Edits, hiddenMarksThatCameWithAPasteAreNotKept) {
    const std::string pasted = "calf\xE2\x80\xAE\xC2\x9B";
    Marker marker = test::sampleMarker(random);
    marker.label = marker.muscle = marker.sentence = pasted;
    marker.note = "one\xC2\x85two\xE2\x81\xA6";
    const auto expectClean = [](const Marker& kept) {
        for (const std::string& text : {kept.label, kept.muscle, kept.sentence}) EXPECT_EQ(text, "calf");
        EXPECT_EQ(kept.note, "one\ntwo");
    };
    const auto added = addMarker(session, marker);
    ASSERT_TRUE(added);
    expectClean(added->session.markers.back());
    marker.id = session.markers[0].id;
    marker.number = session.markers[0].number;
    const auto changed = changeMarker(session, marker, "Change");
    ASSERT_TRUE(changed);
    expectClean(changed->session.markers[0]);
    EXPECT_EQ(renameSession(session, pasted)->session.title, "calf");
}

TEST_F(Edits, aLabelOfNothingThatCanBeSeenIsNone) {
    Marker marker = test::sampleMarker(random);
    marker.label = "\xC2\xA0\xE3\x80\x80";
    const auto added = addMarker(session, marker);
    ASSERT_TRUE(added);
    EXPECT_EQ(added->session.markers.back().label, "");
    EXPECT_EQ(shownLabel(added->session, marker.id), std::to_string(added->session.lastNumber)) << "its number is shown";
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

TEST_F(Edits, aNoteIsKeptWithWhatItWasWrittenOverUntilItIsEmptied) {
    session.signing = {};
    const auto written = writeNote(session, "All well.\xE2\x80\xAE\nMore.", "en 12");
    ASSERT_TRUE(written);
    EXPECT_EQ(written->session.note.text, "All well.\nMore.");
    EXPECT_EQ(written->session.note.basis, "en 12");
    EXPECT_EQ(written->message, "Change the note");
    const auto anew = writeNote(written->session, "", "en 13");
    ASSERT_TRUE(anew);
    EXPECT_EQ(anew->session.note, NoteText());
    EXPECT_EQ(anew->message, "Write the note anew");
    EXPECT_FALSE(writeNote(session, std::string(kMaxNoteTextBytes + 1, 'x'), {}));
    session.signing.at = 1;
    EXPECT_FALSE(writeNote(session, "More.", {})) << "signed";
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

TEST_F(Edits, aLiftOfNothingAndUltrasoundDepthsOutOfOrderAreRefusedWhereSomebodySetsThem) {
    const auto expectRefused = [&](const std::function<void(Needling&)>& set) {
        Marker marker = test::sampleMarker(random);
        marker.needle = {};
        set(marker.needle);
        EXPECT_EQ(faultIn(marker), "") << "what a file holds is read";
        const auto added = addMarker(session, marker);
        ASSERT_FALSE(added);
        EXPECT_EQ(added.error().kind, ErrorKind::refused);
        Marker changed = session.markers[0];
        changed.needle = marker.needle;
        EXPECT_FALSE(changeMarker(session, changed, "Change"));
        Session old = session;
        old.markers[0].needle = marker.needle;
        changed.label = "other";
        EXPECT_TRUE(changeMarker(old, changed, "Change")) << "what was kept before stays as it is";
    };
    expectRefused([](Needling& n) { n.liftMm = 0.0F; });
    expectRefused([](Needling& n) { n.ultrasoundPleuraMm = 0.0F; });
    expectRefused([](Needling& n) { n.ultrasoundMuscleMm = 10.0F, n.ultrasoundRibMm = 5.0F; });
    expectRefused([](Needling& n) { n.ultrasoundRibMm = 20.0F, n.ultrasoundPleuraMm = 20.0F; });
    expectRefused([](Needling& n) { n.ultrasoundMuscleMm = 30.0F, n.ultrasoundPleuraMm = 20.0F; });
    Marker sound = test::sampleMarker(random);
    sound.needle = {};
    sound.needle.liftMm = 15.0F, sound.needle.ultrasoundMuscleMm = 10.0F, sound.needle.ultrasoundPleuraMm = 25.0F;
    EXPECT_TRUE(addMarker(session, sound));
}

}  // namespace myochart::record
