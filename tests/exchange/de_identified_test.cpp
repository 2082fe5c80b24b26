#include "exchange/de_identified.h"

#include <gtest/gtest.h>

#include <set>

#include "core/time.h"
#include "exchange/exporter.h"
#include "exchange_knowledge.h"
#include "glb_samples.h"
#include "record/agreement.h"
#include "record/leaves.h"
#include "record/seal.h"
#include "sample_bundle.h"

namespace myochart::exchange {

namespace {

constexpr std::string_view kCanary = "Zqcanary";

/// Puts a word that nothing of the program knows into every text of a value, lists and places too, and counts them.
struct Planting {
    size_t planted = 0;

    template <class T>
    void operator()(const record::Field& field, T& member) {
        if constexpr (std::same_as<T, std::string>) {
            if (record::isDay(field) || field.form == record::Form::offset || isUuid(member)) return;
            member = std::string(kCanary) + std::to_string(planted++);
        } else if constexpr (std::same_as<T, std::vector<std::string>>) {
            for (std::string& text : member) text = std::string(kCanary) + std::to_string(planted++);
        } else if constexpr (record::kIsList<T>) {
            for (auto& each : member) describe(*this, each);
        } else if constexpr (record::HasFields<T>) {
            describe(*this, member);
        }
    }
};

class DeIdentified : public testing::Test {
  protected:
    Bundle made() { return deIdentified(bundle, known, chance); }
    void add(const record::Patient& patient, int visits) {
        bundle.patients.push_back(patient);
        for (int i = 0; i < visits; ++i) bundle.sessions.push_back(test::fullSession(random, patient.id));
    }

    std::mt19937 random{11};
    std::mt19937_64 chance{7};
    KnownWords known{test::exchangeKnowledge()};
    Bundle bundle;
};

}  // namespace

TEST_F(DeIdentified, noTextThatSomebodyWroteIsLeftInAnyField) {
    add(test::fullPatient(random), 2);
    Planting planting;
    for (record::Patient& patient : bundle.patients) describe(planting, patient), patient.others = R"({"x":"Zqcanary"})";
    for (record::Session& session : bundle.sessions) {
        describe(planting, session), session.others = R"({"x":"Zqcanary"})";
        session.markers[0].others = session.before.others = session.after.adverse[0].others = R"({"x":"Zqcanary"})";
        session.markers[0].anchor.others = session.markers[0].anchor.address.others = R"({"x":"Zqcanary"})";
    }
    ASSERT_GT(planting.planted, 150U);
    ASSERT_NE(toJsonText(bundle).find(kCanary), std::string::npos);
    const std::string text = toJsonText(made());
    const size_t at = text.find(kCanary);
    EXPECT_EQ(at, std::string::npos) << text.substr(at > 200 ? at - 200 : 0, 300);
}

TEST_F(DeIdentified, noFormatTellsWhoItIsOfOrWhoTreated) {
    add(test::fullPatient(random), 2);
    record::Therapist therapist{record::TherapistId::make(), std::string(kCanary), std::string(kCanary), record::Role::therapist, {}, {}};
    bundle.practice = {std::string(kCanary), std::string(kCanary), "", {therapist}, {}};
    bundle.patients[0].name = kCanary;
    for (record::Session& session : bundle.sessions) session.before.therapist = therapist.id;
    const Bundle out = made();
    BodyModel body = test::smallModel(out);
    body.name = body.source = kCanary;
    const Given given{test::exchangeKnowledge(), 1'790'000'000'000, true, &body};
    for (const Exporter& each : exporters()) {
        Progress progress;
        const auto before = each.write(bundle, given, progress), text = each.write(out, given, progress);
        ASSERT_TRUE(before.ok() && text.ok()) << each.id;
        EXPECT_EQ(text->find(kCanary), std::string::npos) << each.id;
        EXPECT_EQ(text->find(therapist.id.text), std::string::npos) << each.id;
    }
}

TEST_F(DeIdentified, noIdAndNoDayOfTheRecordIsLeft) {
    add(test::fullPatient(random), 2);
    const std::string text = toJsonText(made());
    const auto gone = [&](const record::Field& field, const std::string& at, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (requires { member.text; }) {
            EXPECT_EQ(text.find(member.text), std::string::npos) << at;
        } else if constexpr (std::same_as<Member, std::string>) {
            const bool tells = record::isDay(field) || isUuid(member);
            EXPECT_TRUE(!tells || text.find("\"" + member + "\"") == std::string::npos) << at;
        }
    };
    eachLeaf(bundle.patients[0], "", record::bracketed, gone);
    for (const record::Session& session : bundle.sessions) eachLeaf(session, "", record::bracketed, gone);
    EXPECT_EQ(text.find(isoUtc(bundle.sessions[0].startedAt).substr(0, 10)), std::string::npos);
}

TEST_F(DeIdentified, isSoundAndIsReadAgain) {
    bundle = test::sampleBundle(random, 200);
    const Bundle out = made();
    const auto read = bundleFromJsonText(toJsonText(out));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->patients, out.patients);
    EXPECT_EQ(read->sessions.size(), bundle.sessions.size());
    for (const record::Session& session : out.sessions) EXPECT_EQ(record::sealState(session), record::SealState::none);
}

TEST_F(DeIdentified, whatLiesBetweenTheDaysOfOnePatientStaysAndNothingMovesToTheFuture) {
    add(test::fullPatient(random), 3);
    add(test::fullPatient(random), 1);
    bundle.sessions[1].startedAt = bundle.sessions[0].startedAt + 123'456'789;
    bundle.patients[0].details.episodes[0].since = "2021-02-28";
    bundle.patients[0].details.episodes[0].closedOn = "2021-03-02";
    const Bundle out = made();
    const UtcMs earlier = bundle.sessions[0].startedAt - out.sessions[0].startedAt;
    EXPECT_GE(earlier, 31 * 86'400'000LL);
    EXPECT_EQ(earlier % 86'400'000, 0) << "the time of day stays";
    EXPECT_EQ(out.sessions[1].startedAt - out.sessions[0].startedAt, 123'456'789);
    EXPECT_EQ(bundle.patients[0].createdAt - out.patients[0].createdAt, earlier);
    EXPECT_EQ(*bundle.sessions[0].markers[0].needle.inAt - *out.sessions[0].markers[0].needle.inAt, earlier);
    const auto day = [](const std::string& text) { return *parseIsoUtc(text + "T00:00:00Z"); };
    EXPECT_EQ(day("2021-02-28") - day(out.patients[0].details.episodes[0].since), earlier);
    EXPECT_EQ(day(out.patients[0].details.episodes[0].closedOn) - day(out.patients[0].details.episodes[0].since), 2 * 86'400'000LL);
    EXPECT_NE(bundle.sessions[3].startedAt - out.sessions[3].startedAt, earlier) << "everybody has a number of their own";
    EXPECT_EQ(out.patients[0].birthDate, "");
}

TEST_F(DeIdentified, keysFiguresAndPlacesStay) {
    add(test::fullPatient(random), 1);
    record::Session& visit = bundle.sessions[0];
    record::Marker& site = visit.markers[0];
    site.anchor.structureKey = "left_soleus";
    site.anchor.address.muscleKey = "soleus";
    site.muscle = "Soleus";
    site.side = Side::left;
    site.sentence = "left soleus, lower third, posterolateral part";
    site.byHand = {};
    site.plan.point = "soleus_trp1";
    visit.screening.yes = {"rel_anticoagulant", "knows Mr Zqcanary"};
    visit.before.position = "prone";
    known.add("prone");
    const Bundle out = made();
    const record::Marker& kept = out.sessions[0].markers[0];
    EXPECT_EQ(kept.anchor, site.anchor);
    EXPECT_EQ(kept.muscle, site.muscle);
    EXPECT_EQ(kept.sentence, site.sentence);
    EXPECT_EQ(kept.needle.depthMm, site.needle.depthMm);
    EXPECT_EQ(kept.needle.direction, site.needle.direction);
    EXPECT_EQ(kept.response, site.response);
    EXPECT_EQ(kept.number, site.number);
    EXPECT_EQ(out.sessions[0].before.position, "prone");
    EXPECT_EQ(out.sessions[0].before.pain, visit.before.pain);
    EXPECT_EQ(out.sessions[0].screening.yes, (std::vector<std::string>{"rel_anticoagulant"}));
}

TEST_F(DeIdentified, aStructureThatTheTablesHaveNoWordsForGoesAndItsCoordinatesStay) {
    add(test::fullPatient(random), 1);
    record::SurfaceAnchor& place = bundle.sessions[0].markers[0].anchor;
    place.structureKey = "scan_of_Zqcanary";
    place.address.muscleKey = "upper_trapezius";
    const record::SurfaceAnchor kept = made().sessions[0].markers[0].anchor;
    EXPECT_EQ(kept.structureKey, kTakenOut);
    EXPECT_EQ(kept.bodyChecksum, "") << "no body at hand is asked for a structure of that name";
    EXPECT_EQ(kept.position, place.position);
    EXPECT_EQ(kept.address, place.address);
}

TEST_F(DeIdentified, aSentenceWrittenByHandIsWrittenAnew) {
    add(test::fullPatient(random), 1);
    record::Marker& site = bundle.sessions[0].markers[0];
    site.muscle = "Soleus";
    site.side = Side::left;
    site.sentence = "where the long brace of the left foot ends";
    site.byHand = {false, false, true};
    const record::Marker kept = made().sessions[0].markers[0];
    EXPECT_EQ(kept.sentence, "left Soleus");
    EXPECT_FALSE(kept.byHand.sentence);
}

TEST_F(DeIdentified, whatNamesEachOtherStillDoes) {
    add(test::fullPatient(random), 2);
    bundle.patients[0].details.sameSites.resize(1);
    bundle.patients[0].details.sameSites[0] = {bundle.sessions[1].markers[0].id, bundle.sessions[0].markers[0].id, {}};
    bundle.sessions[0].before.episode = bundle.patients[0].details.episodes[0].id;
    bundle.sessions[0].after.adverse[0].site = bundle.sessions[0].markers[0].id.text;
    const Bundle out = made();
    EXPECT_EQ(out.sessions[0].patient, out.patients[0].id);
    EXPECT_EQ(out.patients[0].details.sameSites[0].site, out.sessions[1].markers[0].id);
    EXPECT_EQ(out.patients[0].details.sameSites[0].earlier, out.sessions[0].markers[0].id);
    EXPECT_EQ(out.sessions[0].before.episode, out.patients[0].details.episodes[0].id);
    EXPECT_EQ(out.sessions[0].after.adverse[0].site, out.sessions[0].markers[0].id.text);
}

TEST_F(DeIdentified, twoExportsOfOnePatientCannotBeLaidOnEachOtherByTheirIds) {
    add(test::fullPatient(random), 1);
    const Bundle one = made(), other = made();
    EXPECT_NE(one.patients[0].id, other.patients[0].id);
    EXPECT_NE(one.sessions[0].markers[0].id, other.sessions[0].markers[0].id);
    EXPECT_NE(one.patients[0].name, other.patients[0].name);
}

}  // namespace myochart::exchange
