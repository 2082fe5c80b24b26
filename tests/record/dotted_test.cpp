#include "record/dotted.h"

#include <gtest/gtest.h>

#include "record/samples.h"

namespace myochart::record {

namespace {

struct Dotted : testing::Test {
    std::mt19937 random{11};
    Session session;

    Outcome set(const std::string& name, const std::string& text) { return setField(session, name, text); }
    std::string get(const std::string& name) const {
        const auto text = fieldText(session, name);
        return text ? *text : "? " + text.error().message;
    }
    /// The sentence of a refusal; the session must be as it was.
    std::string refusal(const std::string& name, const std::string& text) {
        const Session before = session;
        const auto outcome = set(name, text);
        EXPECT_EQ(session, before) << name;
        return outcome ? "taken" : outcome.error().message;
    }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_F(Dotted, aWholeNumberIsSetAndTheEmptyTextIsNotRecordedAgain) {
    ASSERT_TRUE(set("before.pain", "7"));
    EXPECT_EQ(session.before.pain, 7U);
    EXPECT_EQ(get("before.pain"), "7");
    ASSERT_TRUE(set("before.pain", "0"));
    EXPECT_EQ(session.before.pain, 0U) << "0 is recorded";
    ASSERT_TRUE(set("before.pain", ""));
    EXPECT_FALSE(session.before.pain);
    EXPECT_EQ(get("before.pain"), "");
}

TEST_F(Dotted, whatIsNoWholeNumberInItsRangeIsRefused) {
    for (const char* text : {"11", "-1", "7.5", "seven", "nan", "7 mm", " ", "1e1", "99999999999999999999"})
        EXPECT_EQ(refusal("before.pain", text), "before.pain takes a whole number from 0 to 10, or nothing for not recorded.") << text;
}

TEST_F(Dotted, aNumberTakesItsOwnUnitAndNoOther) {
    ASSERT_TRUE(set("outcomes.measures[].joint", "neck"));
    ASSERT_TRUE(set("outcomes.measures[0].before", "45 \u00B0"));
    EXPECT_EQ(session.outcomes.measures[0].before, 45.F);
    ASSERT_TRUE(set("outcomes.measures[0].after", "52.5"));
    EXPECT_EQ(get("outcomes.measures[0].after"), "52.5");
    for (const char* text : {"45 mm", "nan", "inf", "361", "-180.5", "0x10", "\u00B0"})
        EXPECT_TRUE(holds(refusal("outcomes.measures[0].before", text), "takes a number from -180 to 360 \u00B0")) << text;
}

TEST_F(Dotted, yesAndNoAreWords) {
    ASSERT_TRUE(set("before.gloves", "no"));
    EXPECT_EQ(session.before.gloves, false);
    EXPECT_EQ(get("before.gloves"), "no");
    EXPECT_EQ(refusal("before.gloves", "maybe"), "before.gloves is yes or no, or empty for not recorded.");
    ASSERT_TRUE(set("before.gloves", ""));
    EXPECT_FALSE(session.before.gloves);
}

TEST_F(Dotted, aWordIsOneOfItsList) {
    ASSERT_TRUE(set("consent.how", "verbal"));
    EXPECT_EQ(session.consent.how, Consented::verbal);
    EXPECT_EQ(refusal("consent.how", "shouted"), "consent.how is one of signed, verbal, refused.");
}

TEST_F(Dotted, textsDaysMomentsAndIds) {
    ASSERT_TRUE(set("after.response", "well\nborne"));
    EXPECT_EQ(session.after.response, "well\nborne");
    ASSERT_TRUE(set("after.next_visit", "12.3.2031"));
    EXPECT_EQ(session.after.nextVisit, "2031-03-12");
    EXPECT_TRUE(holds(refusal("after.next_visit", "31.2.2031"), "day of the next visit"));
    ASSERT_TRUE(set("consent.at", "2026-11-22T14:05:00Z"));
    EXPECT_EQ(get("consent.at"), "2026-11-22T14:05:00Z");
    EXPECT_TRUE(holds(refusal("consent.at", "yesterday"), "consent.at takes a moment"));
    const auto therapist = TherapistId::make();
    ASSERT_TRUE(set("before.therapist", therapist.text));
    EXPECT_EQ(session.before.therapist, therapist);
    EXPECT_TRUE(holds(refusal("before.therapist", "Dr. Who"), "takes an id"));
    ASSERT_TRUE(set("before.therapist", ""));
    EXPECT_TRUE(session.before.therapist.empty());
}

TEST_F(Dotted, listsOfTextsAreAddedToChangedAndTakenFrom) {
    ASSERT_TRUE(set("screening.yes[]", "rel_pregnancy"));
    ASSERT_TRUE(set("screening.yes[]", "rel_epilepsy"));
    ASSERT_TRUE(set("screening.yes[2]", "rel_fever"));
    EXPECT_EQ(get("screening.yes"), "rel_pregnancy, rel_epilepsy, rel_fever");
    ASSERT_TRUE(set("screening.yes[0]", "rel_anticoagulant"));
    ASSERT_TRUE(set("screening.yes[1]", ""));
    EXPECT_EQ(session.screening.yes, (std::vector<std::string>{"rel_anticoagulant", "rel_fever"}));
    EXPECT_EQ(get("screening.yes[1]"), "rel_fever");
    EXPECT_TRUE(holds(refusal("screening.yes", "x"), "is a list"));
    EXPECT_TRUE(holds(refusal("screening.yes[7]", "x"), "the next one is yes[2]"));
    EXPECT_TRUE(holds(refusal("screening.yes[]", ""), "no entry"));
    ASSERT_TRUE(set("screening.yes", ""));
    EXPECT_TRUE(session.screening.yes.empty());
    EXPECT_EQ(get("screening.yes"), "") << "an empty list has no text, and is a field";
}

TEST_F(Dotted, listsOfPartsAreAddressedByTheirNumber) {
    ASSERT_TRUE(set("after.adverse[].category", "bruising"));
    ASSERT_TRUE(set("after.adverse[0].severity", "moderate"));
    ASSERT_TRUE(set("after.adverse[1].category", "fainting"));
    ASSERT_EQ(session.after.adverse.size(), 2U);
    EXPECT_EQ(session.after.adverse[0].severity, Severity::moderate);
    EXPECT_EQ(get("after.adverse[1].category"), "fainting");
    EXPECT_TRUE(holds(refusal("after.adverse[0]", "x"), "has fields of its own: category, severity"));
    EXPECT_EQ(refusal("after.adverse[0].severity", ""), "after.adverse[0].severity is one of mild, moderate, major.");
    ASSERT_TRUE(set("after.adverse[0]", ""));
    ASSERT_EQ(session.after.adverse.size(), 1U);
    EXPECT_EQ(session.after.adverse[0].category, "fainting");
}

TEST_F(Dotted, anUnknownNameIsRefusedWithTheNearest) {
    EXPECT_EQ(refusal("before.pian", "7"), "A visit has no field before.pian; is before.pain meant? `session fields` lists them.");
    EXPECT_TRUE(holds(refusal("next_visit", "7"), "is after.next_visit meant?"));
    EXPECT_TRUE(holds(refusal("after.adverse[3].catgory", "x"), "entries")) << "the list is looked at first";
    EXPECT_TRUE(holds(refusal("after.adverse[].catgory", "x"), "is after.adverse[].category meant?"));
    EXPECT_EQ(refusal("xyzzyxyzzy", "7"), "A visit has no field xyzzyxyzzy; `session fields` lists them.");
    for (const char* name : {"", ".", "before.", "before.pain[0]", "before.pain.x", "screening.yes[x]", "screening.yes[0", "screening.yes[-1]", "screening.yes[0].x", "before[0].pain"})
        EXPECT_TRUE(holds(refusal(name, "7"), "has no field")) << name;
    EXPECT_TRUE(holds(refusal("before", "7"), "has fields of its own: therapist, episode, reason"));
}

TEST_F(Dotted, idsTimesSitesAndTheSignatureAreNotSet) {
    session = test::sampleSession(random, PatientId::make(), 2);
    for (const char* name : {"id", "patient", "started_at", "utc_offset", "last_number", "markers[0].label", "markers", "signing.at", "signing.addenda[].text", "note.basis"})
        EXPECT_TRUE(holds(refusal(name, "1"), "is not set like this")) << name;
}

TEST_F(Dotted, everyFieldThatIsListedCanBeReadAndTheSettableOnesSet) {
    session = test::fullSession(random, PatientId::make());
    session.utcOffset = "+09:00", session.title = "a title";
    size_t settable = 0;
    for (const DottedField& field : sessionFields()) {
        std::string name = field.name;
        for (size_t at; (at = name.find("[]")) != std::string::npos;) name.replace(at, 2, "[0]");
        const auto text = fieldText(session, name);
        ASSERT_TRUE(text) << name << ": " << text.error().message;
        EXPECT_FALSE(text->empty()) << name;
        if (!field.settable) continue;
        ++settable;
        const auto outcome = set(name, *text);
        EXPECT_TRUE(outcome) << name << ": " << outcome.error().message;
        EXPECT_EQ(get(name), *text) << name;
    }
    EXPECT_GT(settable, 50U);
}

TEST_F(Dotted, fieldsTellTypeUnitRangeAndWords) {
    const auto fields = sessionFields();
    const auto of = [&](const std::string& name) { return *std::ranges::find(fields, name, &DottedField::name); };
    const DottedField pain = of("before.pain");
    EXPECT_EQ(pain.type, "whole_number");
    EXPECT_EQ(pain.title, "pain now");
    EXPECT_EQ(pain.highest, 10);
    EXPECT_EQ(of("outcomes.measures[].after").unit, "\u00B0");
    EXPECT_EQ(of("consent.how").words, (std::vector<std::string>{"signed", "verbal", "refused"}));
    EXPECT_EQ(of("consent.how").type, "word");
    EXPECT_TRUE(of("before.reason").identifies);
    EXPECT_EQ(of("before.reason").type, "lines");
    EXPECT_EQ(of("after.next_visit").type, "day");
    EXPECT_EQ(of("consent.at").type, "moment");
    EXPECT_EQ(of("before.gloves").type, "yes_no");
    EXPECT_FALSE(of("markers[].needle.depth_mm").settable);
    EXPECT_EQ(of("markers[].needle.depth_mm").unit, "mm");
}

TEST_F(Dotted, differencesAreThoseThatAReaderSees) {
    Session a = test::sampleSession(random, PatientId::make(), 2);
    a.before = {}, a.after = {}, a.screening = {}, a.consent = {}, a.outcomes = {}, a.note = {};
    Session b = a;
    b.id = SessionId::make();
    for (Marker& marker : b.markers) marker.id = MarkerId::make(), marker.anchor.position.x += 3;
    EXPECT_TRUE(differencesOfVisit(a, b).empty() && differencesOfSite(&a.markers[0], &b.markers[0]).empty()) << "ids and places on the body are of no reader";
    a.before.pain = 7;
    b.before.pain = 3;
    b.screening.no = {"rel_fever"};
    b.markers[1].needle.depthMm = 12.5F;
    a.markers[1].needle.depthMm.reset();
    const auto found = differencesOfVisit(a, b), ofSite = differencesOfSite(&a.markers[1], &b.markers[1]);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "before.pain");
    EXPECT_EQ(found[0].title, "pain now");
    EXPECT_EQ(found[0].before, "7");
    EXPECT_EQ(found[0].after, "3");
    EXPECT_EQ(found[1].name, "screening.no[0]");
    EXPECT_EQ(found[1].before, "");
    ASSERT_EQ(ofSite.size(), 1U);
    EXPECT_EQ(ofSite[0].name, "markers[2].needle.depth_mm");
    EXPECT_EQ(ofSite[0].after, "12.5");
    EXPECT_EQ(ofSite[0].unit, "mm");
    EXPECT_FALSE(ofSite[0].isWord);
    bool typeIsGone = false;
    for (const Difference& each : differencesOfSite(&a.markers[1], nullptr)) typeIsGone = typeIsGone || (each.name == "markers[2].type" && each.after.empty() && each.isWord);
    EXPECT_TRUE(typeIsGone) << "a site that is there no more";
}

TEST_F(Dotted, differencesBeginWithWhatMattersAndEndWithTheScreening) {
    Session a = test::sampleSession(random, PatientId::make(), 0);
    a.before = {}, a.after = {}, a.screening = {}, a.consent = {}, a.outcomes = {}, a.note = {}, a.signing = {};
    Session b = a;
    b.screening.no = {"rel_pregnancy"};
    b.consent.how = Consented::verbal;
    b.before.reason = "stiff";
    b.after.pain = 2;
    b.before.pain = 5;
    b.signing.note = "Visit\nA long note in several words.";
    b.outcomes.scores = {{.name = "NDI", .before = 20.0F, .after = {}, .lowest = {}, .highest = {}, .others = {}}};
    std::vector<std::string> names;
    for (const Difference& each : differencesOfVisit(a, b)) names.push_back(each.name);
    EXPECT_EQ(names, (std::vector<std::string>{"before.pain", "after.pain", "outcomes.scores[0].before", "before.reason", "consent.how", "signing.note", "screening.no[0]"}));
    for (const Difference& each : differencesOfVisit(a, b))
        if (each.name == "signing.note") { EXPECT_EQ(each.after, "7 words") << "not the whole note"; }
}

TEST_F(Dotted, entriesOfListsAreHeldAgainstEachOtherByWhatTheyAreAbout) {
    const auto measure = [](const char* movement, Side side, float before) {
        return Measure{.joint = "neck", .movement = movement, .side = side, .before = before, .after = {}, .tool = {}, .others = {}};
    };
    Session a = test::sampleSession(random, PatientId::make(), 0);
    a.before = {}, a.after = {}, a.screening = {}, a.consent = {}, a.outcomes = {}, a.note = {}, a.signing = {};
    Session b = a;
    a.outcomes.measures = {measure("rotation", Side::left, 40), measure("rotation", Side::right, 70), measure("flexion", Side::midline, 30)};
    b.outcomes.measures = {measure("rotation", Side::right, 70), measure("Rotation", Side::left, 55), measure("side bending", Side::left, 20)};
    a.screening.no = {"one", "two", "three"};
    b.screening.no = {"three", "two", "one"};
    a.after.exercises = {"stretch", "chin tuck"};
    b.after.exercises = {"chin tuck"};
    const auto found = differencesOfVisit(a, b);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].title, "neck, Rotation, left: angle before");
    EXPECT_EQ(found[0].name, "outcomes.measures[1].before");
    EXPECT_EQ(found[0].before, "40");
    EXPECT_EQ(found[0].after, "55");
    EXPECT_EQ(found[1].title, "neck, side bending, left: angle before");
    EXPECT_EQ(found[1].before, "") << "it was not measured then";
    EXPECT_EQ(found[2].title, "neck, flexion, midline: angle before");
    EXPECT_EQ(found[2].after, "");
    EXPECT_EQ(found[3].before, "stretch") << "the exercise that is gone, whatever its place";
}

}  // namespace myochart::record
