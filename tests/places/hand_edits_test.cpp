#include "places/hand_edits.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "places/place_search.h"
#include "places/place_side.h"
#include "record/agreement.h"
#include "record/edits.h"
#include "places/place_by_words.h"
#include "places/reanchor.h"
#include "places/place.h"
#include "support/builtin_body.h"
#include "support/sample_body.h"
#include "support/translations.h"

namespace myochart::places {

using namespace test;

namespace {

record::Marker handEditedAt(const Place& place) {
    record::Marker marker;
    marker.id = record::MarkerId::make();
    return movedTo(catalogue(), marker, place);
}

/// Everything that is not marked as by hand is what the place says, and the words agree among themselves.
void expectAgreement(const body::Body& body, const record::Marker& marker) {
    const auto here = ownPlace(body, catalogue(), marker.anchor);
    ASSERT_TRUE(here);
    EXPECT_TRUE(record::agrees(marker)) << marker.sentence << " / " << name(marker.side);
    EXPECT_TRUE(marker.byHand.muscle || marker.muscle == here->muscle) << marker.muscle << " / " << here->muscle;
    EXPECT_TRUE(marker.byHand.side || marker.side == here->side);
    EXPECT_TRUE(marker.byHand.any() || marker.sentence == here->sentence) << marker.sentence << " / " << here->sentence;
}

}  // namespace

TEST(HandEdits, aCorrectedMuscleWritesTheSentenceAnewUnlessThatIsByHand) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    record::Marker marker = *withMuscle(catalogue(), handEditedAt(place), "Levator scapulae", &place);
    EXPECT_EQ(marker.sentence, "left levator scapulae");
    EXPECT_TRUE(marker.byHand.muscle);
    marker = *withMuscle(catalogue(), marker, "Soleus", &place);
    EXPECT_EQ(marker.sentence, place.sentence) << "back to what the place says";
    EXPECT_FALSE(marker.byHand.any());
    marker = withSentence(catalogue(), marker, "where it always hurts", &place);
    marker = *withMuscle(catalogue(), marker, "Levator scapulae", &place);
    EXPECT_EQ(marker.sentence, "where it always hurts");
    EXPECT_EQ(withSentence(catalogue(), marker, "", &place).sentence, "left levator scapulae");
}

TEST(HandEdits, aSiteThatWasTakenOverCountsOnceItWasTouched) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    record::Marker taken = handEditedAt(place);
    taken.plan.unconfirmed = true;
    EXPECT_FALSE(movedTo(catalogue(), taken, place).plan.unconfirmed.has_value());
    EXPECT_FALSE(withMuscle(catalogue(), taken, "Levator scapulae", &place)->plan.unconfirmed.has_value());
    EXPECT_FALSE(withSide(catalogue(), taken, Side::right, &place).plan.unconfirmed.has_value());
    EXPECT_FALSE(withSentence(catalogue(), taken, "where it hurts", &place).plan.unconfirmed.has_value());
}

TEST(HandEdits, aMuscleOfTheOtherSideIsRefusedAndAnEmptyOneIsThatOfThePlace) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    for (const Place* here : {&place, static_cast<const Place*>(nullptr)}) {
        const record::Marker marker = *withMuscle(catalogue(), handEditedAt(place), "left gluteus medius", here);
        EXPECT_EQ(marker.muscle, "gluteus medius") << "the side has a place of its own";
        EXPECT_EQ(marker.sentence, "left gluteus medius");
        for (const char* other : {"right soleus", "Soleus (right)", "soleus left right", "left", " right "}) EXPECT_FALSE(withMuscle(catalogue(), marker, other, here)) << other;
        for (const char* empty : {"", "  "}) {
            const record::Marker back = *withMuscle(catalogue(), marker, empty, here);
            EXPECT_EQ(back.muscle, "Soleus");
            EXPECT_FALSE(back.byHand.any());
        }
    }
    record::Marker unknown = handEditedAt(place);
    unknown.anchor.address.muscleKey.clear();
    EXPECT_FALSE(withMuscle(catalogue(), unknown, " ", nullptr));
}

TEST(HandEdits, refusalsAreToldInTheLanguageOfTheWindow) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    const Speaking german("de");
    const auto refused = withMuscle(catalogue(), handEditedAt(place), "right soleus", &place);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "Diese Stelle liegt links. Zuerst die Seite berichtigen, dann den Muskel.");
    EXPECT_EQ(refused.error().inEnglish(), "This site is on the left. Correct its side first, then the muscle.");
}

TEST(HandEdits, aCorrectedSideIsMarkedAndMovingThereSettlesIt) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    const record::Marker right = withSide(catalogue(), handEditedAt(place), Side::right, &place);
    EXPECT_TRUE(right.byHand.side);
    EXPECT_EQ(right.sentence, "right soleus");
    const Place there = mirrored(*body, catalogue(), place.anchor, place.side).value();
    const record::Marker moved = movedTo(catalogue(), right, there);
    EXPECT_FALSE(moved.byHand.any());
    EXPECT_EQ(moved.sentence, there.sentence);
    EXPECT_LT(moved.anchor.position.x, 0);
}

TEST(HandEdits, aMirroredCopyTakesNoNoteLabelOrSideWithIt) {
    const auto body = sampleBody();
    record::Marker marker = handEditedAt(placeByWords(*body, catalogue(), "left soleus, lower third").value());
    marker.note = "twitch";
    marker.label = "L1";
    const record::Marker copy = *mirroredCopy(catalogue(), marker, mirrored(*body, catalogue(), marker.anchor, marker.side).value());
    EXPECT_EQ(copy.note, "");
    EXPECT_EQ(copy.label, "");
    EXPECT_EQ(copy.side, Side::right);
    EXPECT_NE(copy.id, marker.id);
}

TEST(HandEdits, aSiteWhoseSideWasCorrectedIsMovedAndNotMirrored) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    const record::Marker right = withSide(catalogue(), handEditedAt(place), Side::right, &place);
    EXPECT_FALSE(mirroredCopy(catalogue(), right, mirrored(*body, catalogue(), right.anchor, right.side).value())) << "two right ones";
}

TEST(HandEdits, randomEditsNeverLeaveAnUnmarkedContradiction) {
    const auto body = sampleBody();
    std::mt19937 random(8);
    const std::vector<const char*> places = {"left soleus, lower third", "right upper trapezius", "body of sternum, left part", "body of sternum, middle third", "right tibia, upper third", "spleen"};
    const auto anywhere = [&] { return placeByWords(*body, catalogue(), places[random() % places.size()]).value(); };
    std::vector<record::Session> states(1);
    size_t at = 0;
    const auto commit = [&](const record::Edited& edited) {
        states.resize(++at);
        states.push_back(edited.session);
    };
    for (int step = 0; step < 600; ++step) {
        const record::Session now = states[at];
        if (now.markers.empty() || random() % 9 == 0) {
            commit(*record::addMarker(now, handEditedAt(anywhere())));
            continue;
        }
        const record::Marker marker = now.markers[random() % now.markers.size()];
        const auto here = ownPlace(*body, catalogue(), marker.anchor);
        const auto change = [&](record::Marker changed) { commit(*record::changeMarker(now, std::move(changed), "Change")); };
        switch (random() % 7) {
            case 0: change(*withMuscle(catalogue(), marker, random() % 2 ? "Gluteus medius" : "my own words", &*here)); break;
            case 1: change(withSide(catalogue(), marker, static_cast<Side>(random() % 3), &*here)); break;
            case 2: change(withSentence(catalogue(), marker, random() % 2 ? "right calf, left part" : "", &*here)); break;
            case 3: change(movedTo(catalogue(), marker, anywhere())); break;
            case 4:
                if (const auto there = mirrored(*body, catalogue(), marker.anchor, here->side)) if (const auto copy = mirroredCopy(catalogue(), marker, *there)) commit(*record::addMarker(now, *copy));
                break;
            case 5: at -= at > 0 ? 1 : 0; break;
            default: at += at + 1 < states.size() ? 1 : 0;
        }
        for (const record::Marker& each : states[at].markers) {
            expectAgreement(*body, each);
            EXPECT_EQ(*heldAgainstItsPlace(body.get(), catalogue(), each), each) << "what the program wrote comes back as it was";
            EXPECT_EQ(*heldAgainstItsPlace(nullptr, catalogue(), each), each);
        }
    }
}

TEST(HandEdits, whatAFileSaysAgainstItsOwnPlaceIsMarkedOrRefused) {
    const auto body = sampleBody();
    const record::Marker made = handEditedAt(placeByWords(*body, catalogue(), "left soleus, lower third").value());
    const auto held = [&](const std::function<void(record::Marker&)>& change, const body::Body* on) {
        record::Marker changed = made;
        change(changed);
        return heldAgainstItsPlace(on, catalogue(), changed);
    };
    const auto muscle = [](record::Marker& m) { m.muscle = "Gluteus medius"; };
    EXPECT_TRUE(held(muscle, body.get())->byHand.muscle);
    EXPECT_TRUE(held(muscle, nullptr)->byHand.muscle) << "the address tells it without the body";
    EXPECT_TRUE(held([](record::Marker& m) { m.side = Side::right; }, body.get())->byHand.side);
    EXPECT_TRUE(held([](record::Marker& m) { m.sentence = "left gluteus medius, upper third"; }, body.get())->byHand.sentence);
    const auto address = [](record::Marker& m) { m.anchor.address.muscleKey = "gluteus_medius"; };
    EXPECT_EQ(held(address, body.get())->anchor.address.muscleKey, "soleus") << "the address follows the place";
    EXPECT_FALSE(held(address, nullptr)) << "on another body it would be placed on that muscle";
    EXPECT_LT(std::abs(held([](record::Marker& m) { m.anchor.address.u = 1 - m.anchor.address.u; }, body.get())->anchor.address.u - made.anchor.address.u), 1e-3F);
    const auto turned = held([](record::Marker& m) { m.anchor.normal = -m.anchor.normal; }, body.get());
    EXPECT_LT(glm::distance(turned->anchor.normal, made.anchor.normal), 1e-3F) << "outward again";
    EXPECT_FALSE(held([](record::Marker& m) { m.anchor.structureKey = "right_soleus"; }, body.get()));
    EXPECT_FALSE(held([](record::Marker& m) { m.anchor.structureKey = "no_such_structure"; }, body.get()));
    EXPECT_FALSE(held([](record::Marker& m) { m.anchor.position.z += 2000; }, body.get()));
    EXPECT_FALSE(held([](record::Marker& m) { m.anchor.position.x *= -1; }, body.get()));
    EXPECT_FALSE(held([](record::Marker& m) { m.anchor.triangle = 4'000'000'000; }, body.get()));
    EXPECT_EQ(*held([](record::Marker& m) { m.sentence += " (old wording)"; }, body.get()), [&] {
        record::Marker same = made;
        same.sentence += " (old wording)";
        return same;
    }()) << "the thirds' wording is of the version that wrote it";
}

TEST(HandEdits, aSideWordOfAnyLanguageIsNoPartOfTheMuscle) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    for (const char* typed : {"gluteus medius (L)", "L gluteus medius", "links gluteus medius", "gluteus medius sinister", "gluteus medius gauche"}) {
        const auto named = withMuscle(catalogue(), handEditedAt(place), typed, &place);
        ASSERT_TRUE(named) << typed;
        EXPECT_EQ(named->muscle, "gluteus medius") << typed;
        EXPECT_EQ(withSide(catalogue(), *named, Side::right, &place).sentence, "right gluteus medius") << typed;
    }
}

TEST(HandEdits, anEmptySentenceOfAFileIsWrittenAnew) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    record::Marker marker = handEditedAt(place);
    marker.sentence = " ";
    const auto onBody = heldAgainstItsPlace(body.get(), catalogue(), marker), without = heldAgainstItsPlace(nullptr, catalogue(), marker);
    EXPECT_EQ(onBody->sentence, place.sentence);
    EXPECT_FALSE(onBody->byHand.any());
    EXPECT_EQ(without->sentence, "left soleus");
    EXPECT_FALSE(without->byHand.any());
    marker.byHand.sentence = true;
    EXPECT_FALSE(heldAgainstItsPlace(nullptr, catalogue(), marker)->byHand.sentence) << "nobody wrote it";
    marker.muscle = "Gluteus medius";
    EXPECT_EQ(heldAgainstItsPlace(body.get(), catalogue(), marker)->sentence, "left gluteus medius");
    marker.side = Side::right;
    marker.muscle.clear();
    marker.anchor.structureKey = "skull_base";
    EXPECT_EQ(heldAgainstItsPlace(nullptr, catalogue(), marker)->sentence, "right skull base") << "what it lies on, where no muscle is named";
}

TEST(HandEdits, withoutItsBodyNamesTablesAndTheSideOfXAreHeldAgainstEachOther) {
    const auto body = sampleBody();
    const auto byHandOf = [&](std::string_view where, const std::function<void(record::Marker&)>& change) {
        record::Marker changed = handEditedAt(placeByWords(*body, catalogue(), where).value());
        change(changed);
        const auto held = heldAgainstItsPlace(nullptr, catalogue(), changed);
        EXPECT_TRUE(held) << where;
        EXPECT_TRUE(!held || record::agrees(*held));
        return held ? held->byHand : record::ByHand{};
    };
    using record::ByHand;
    const auto soleus = [&](const std::function<void(record::Marker&)>& change) { return byHandOf("left soleus, lower third", change); };
    EXPECT_EQ(soleus([](record::Marker&) {}), ByHand{});
    EXPECT_EQ(soleus([](record::Marker& m) { m.anchor.position.x = -90; }).side, true) << "a left soleus on the right";
    EXPECT_EQ(soleus([](record::Marker& m) { m.anchor.position.x = -10; }), ByHand{}) << "a body may stand that far off";
    EXPECT_EQ(soleus([](record::Marker& m) { m.anchor.structureKey = "right_soleus"; }), ByHand{}) << "named after the other side it lies where it lies";
    EXPECT_EQ(soleus([](record::Marker& m) { m.side = Side::right; }).side, true);
    EXPECT_EQ(soleus([](record::Marker& m) { m.side = Side::midline; }).side, true);
    EXPECT_EQ(soleus([](record::Marker& m) { m.anchor.position.x = -10, m.side = Side::right, m.sentence = "right soleus"; }).side, true)
        << "near the midplane the name tells the side";
    EXPECT_EQ(soleus([](record::Marker& m) { m.sentence = "left gluteus medius, upper third"; }), (ByHand{false, false, true}));
    EXPECT_EQ(soleus([](record::Marker& m) { m.muscle = "Gluteus medius"; }), (ByHand{true, false, true}));
    EXPECT_EQ(soleus([](record::Marker& m) { m.anchor.address.muscleKey.clear(), m.muscle = "Gluteus medius"; }).muscle, true)
        << "the structure's name tells the muscle";
    const auto sternum = [&](float x, Side side) {
        return byHandOf("body of sternum, left part", [&](record::Marker& m) { m.anchor.position.x = x, m.side = side; }).side;
    };
    EXPECT_FALSE(sternum(20, Side::left));
    EXPECT_FALSE(sternum(0, Side::midline));
    EXPECT_TRUE(sternum(-60, Side::left));
}

TEST(HandEdits, whatTheProgramPlacesOnTheBuiltInBodyIsBelievedWithoutItToo) {
    const body::Body& body = builtinBody();
    size_t marked = 0, refused = 0, placed = 0;
    for (std::uint32_t s = 0; s < body.structures().size(); ++s) {
        const auto mesh = body.mesh(s);
        for (const size_t part : {1U, 2U, 3U}) {
            const auto triangle = static_cast<std::uint32_t>(mesh.triangleCount() * part / 4);
            const auto point = pointOnStructure(body, s, triangle, vec3(1.0F / 3));
            if (!point) continue;
            ++placed;
            const record::Marker marker = handEditedAt(placeAt(body, catalogue(), *point));
            const auto held = heldAgainstItsPlace(nullptr, catalogue(), marker);
            refused += !held;
            marked += held && held->byHand.any();
            EXPECT_TRUE(held) << marker.anchor.structureKey << " / " << marker.anchor.address.muscleKey;
            EXPECT_FALSE(held && held->byHand.any())
                << marker.anchor.structureKey << " x " << marker.anchor.position.x << " / " << marker.sentence << " / " << marker.muscle
                << " / " << held->byHand.muscle << held->byHand.side << held->byHand.sentence;
        }
    }
    EXPECT_GT(placed, 1000U);
    EXPECT_EQ(refused + marked, 0U);
}

TEST(HandEdits, aSideByHandDoesNotMoveTheMarkerOnAnotherBody) {
    const auto body = sampleBody(), longer = sampleBody({1.2F, true, true});
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    record::Session session;
    session.markers = {withSide(catalogue(), handEditedAt(place), Side::right, &place), handEditedAt(placeByWords(*body, catalogue(), "body of sternum, left part").value())};
    ASSERT_EQ(session.markers[1].side, Side::left);
    const Reanchored there = reanchor(session, *longer, catalogue());
    EXPECT_TRUE(there.lost.empty());
    EXPECT_EQ(there.session.markers[0].anchor.structureKey, "left_soleus");
    EXPECT_EQ(there.session.markers[0].side, Side::right) << "the words stay";
    EXPECT_EQ(there.session.markers[1].anchor.structureKey, "body_of_sternum");
    EXPECT_GT(there.session.markers[1].anchor.position.x, kMidlineMm);
}

TEST(HandEdits, anotherMuscleThanThePlaceLiesInIsToldUnlessItIsAPartOrNotKnown) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    const record::Marker placed = handEditedAt(place);
    const auto other = [&](const char* muscle) {
        return otherMuscleOfPlace(*body, catalogue(), *withMuscle(catalogue(), placed, muscle, &place));
    };
    EXPECT_FALSE(otherMuscleOfPlace(*body, catalogue(), placed));
    EXPECT_EQ(other("Levator scapulae"), "Soleus");
    EXPECT_EQ(other("Gastrocnemius, medial head"), "Soleus");
    EXPECT_FALSE(other("the sore one")) << "no muscle that is known: nothing to hold it against";
    record::Marker elsewhere = *withMuscle(catalogue(), placed, "Levator scapulae", &place);
    elsewhere.anchor.structureKey = "of_another_model";
    EXPECT_FALSE(otherMuscleOfPlace(*body, catalogue(), elsewhere));
}

TEST(HandEdits, theNearestPlaceOnTheMuscleOfTheRecordSettlesIt) {
    const auto body = sampleBody();
    const Place place = placeByWords(*body, catalogue(), "left soleus, lower third").value();
    const record::Marker marker = *withMuscle(catalogue(), handEditedAt(place), "Gastrocnemius, medial head", &place);
    const auto there = placeOnMuscle(*body, catalogue(), marker);
    ASSERT_TRUE(there.ok());
    EXPECT_EQ(there->anchor.structureKey, "left_medial_head_of_gastrocnemius");
    const record::Marker moved = movedTo(catalogue(), marker, *there);
    EXPECT_FALSE(moved.byHand.any());
    EXPECT_FALSE(otherMuscleOfPlace(*body, catalogue(), moved));
    EXPECT_FALSE(placeOnMuscle(*body, catalogue(), *withMuscle(catalogue(), handEditedAt(place), "Masseter", &place)).ok())
        << "the leg has none";
}

}  // namespace myochart::places
