#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "record/dotted.h"
#include "record/ledger.h"
#include "record/samples.h"
#include "record/signing_rules.h"

// What a visit does not hold, field by field out of their description, so that a new field is tested when it is described.

namespace myochart::record {

namespace {

struct BadVisit : testing::Test {
    std::mt19937 random{21};
    Session session = test::fullSession(random, PatientId::make());

    void SetUp() override { session.signing = {}; }
    Marker& site() { return session.markers.front(); }

    /// A field of the list as it is set in this visit: its first entry, or a new one.
    std::string here(std::string name) {
        for (size_t at = name.find("[]"); at != std::string::npos; at = name.find("[]")) name.replace(at, 2, "[0]");
        return name;
    }
    /// Every one of these texts is refused for each field of these types, with its name, and the visit stays as it was.
    void refuses(const std::vector<std::string>& types, const std::vector<std::string>& texts) {
        size_t fields = 0;
        for (const DottedField& field : sessionFields()) {
            if (!field.settable || std::ranges::find(types, field.type) == types.end() || field.name.ends_with("[]")) continue;
            ++fields;
            for (const std::string& text : texts) {
                const Session before = session;
                const auto outcome = setField(session, here(field.name), text);
                ASSERT_FALSE(outcome) << field.name << " took " << text;
                const std::string& said = outcome.error().message;
                EXPECT_TRUE(said.find(here(field.name)) != std::string::npos || said.find(field.title) != std::string::npos) << field.name << ": " << said;
                EXPECT_EQ(session, before) << field.name;
            }
        }
        EXPECT_GT(fields, 0U);
    }
};

/// Sets every float of a described value, one after the other, to `bad` and asks `asked` of the whole.
class EachNumber {
  public:
    EachNumber(float bad, std::function<void(const std::string&)> asked) : bad_(bad), asked_(std::move(asked)) {}
    template <class T>
    void operator()(const Field& field, T& value) {
        if constexpr (std::is_same_v<T, float>) trial(field, value, bad_);
        else if constexpr (std::is_same_v<T, std::optional<float>>) trial(field, value, std::optional<float>(bad_));
        else if constexpr (!std::is_same_v<T, std::string> && requires { value.begin(); value.emplace_back(); }) {
            for (auto& each : value) inside(each);
        } else inside(value);
    }
    size_t tried() const { return tried_; }

  private:
    template <class T>
    void inside(T& value) {
        if constexpr (requires { describe(*this, value); }) describe(*this, value);
    }
    template <class T>
    void trial(const Field& field, T& value, T bad) {
        const T kept = value;
        value = bad;
        asked_(field.key);
        value = kept;
        ++tried_;
    }
    float bad_;
    std::function<void(const std::string&)> asked_;
    size_t tried_ = 0;
};

}  // namespace

TEST_F(BadVisit, theSampleHasNoFault) { ASSERT_EQ(faultIn(session), ""); }

TEST_F(BadVisit, noNumberOfAVisitIsNotANumberOrInfiniteOrAbsurd) {
    for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(), 1e30F, -1e30F}) {
        EachNumber each(bad, [&](const std::string& key) { EXPECT_NE(faultIn(session), "") << key << " holds " << bad; });
        describe(each, session);
        EXPECT_GT(each.tried(), 15U) << "needle, finding, measures and scores";
    }
    EXPECT_EQ(faultIn(session), "");
}

TEST_F(BadVisit, numbersOutOfTheirRangeOrWithAForeignUnitAreRefusedByName) {
    refuses({"number", "whole_number"}, {"nan", "inf", "-inf", "1e39", "99999999999999999999", "seven", "7 furlongs", "0x10", "1,2,3"});
    for (const DottedField& field : sessionFields()) {
        if (!field.settable || field.name.ends_with("[]") || (field.type != "number" && field.type != "whole_number")) continue;
        EXPECT_FALSE(field.highest && setField(session, here(field.name), std::to_string(*field.highest * 2 + 10))) << field.name;
        EXPECT_FALSE(field.lowest && setField(session, here(field.name), std::to_string(*field.lowest - 10 - std::abs(*field.lowest)))) << field.name;
    }
}

TEST_F(BadVisit, daysThatAreNotOfTheCalendarAreRefusedByName) { refuses({"day"}, {"2026-02-30", "0000-00-00", "2026-13-01", "2226-01-01", "tomorrow", "1e9"}); }

TEST_F(BadVisit, yesAndNoAndWordsAreOfTheirList) { refuses({"yes_no", "word"}, {"perhaps", "2", "-", "nan"}); }

TEST_F(BadVisit, aNeedleDoesNotComeOutBeforeItWentIn) {
    site().needle.inAt = 1'790'000'000'000, site().needle.outAt = *site().needle.inAt - 1;
    EXPECT_EQ(faultIn(session), "markers[0].needle.out_at lies before the needle went in.");
    site().needle.inAt.reset();
    EXPECT_EQ(faultIn(session), "markers[0].needle.out_at is told without the time of the needle going in.");
}

TEST_F(BadVisit, aNegativeDepthIsAFaultAndOneBeyondTheNeedlesLengthIsNot) {
    site().needle.lengthMm = 40.0F;
    site().needle.depthMm = -1.0F;
    EXPECT_EQ(faultIn(session), "markers[0].needle.depth_mm must be a number from 0 to 200.");
    site().needle.depthMm = 45.0F;
    EXPECT_EQ(faultIn(session), "") << "tissue can be pressed in";
}

TEST_F(BadVisit, aThresholdWithoutItsUnitIsAFault) {
    site().finding.threshold = 25.0F;
    site().finding.thresholdUnit.reset();
    EXPECT_EQ(faultIn(session), "markers[0].finding.threshold needs its unit.");
}

TEST_F(BadVisit, aSignatureOfZeroStrokesIsNoSignature) {
    for (const char* strokes : {"", ";", ";;", "5,5", "5,5 ", "a,b c,d", "1,1 1001,2", "1,1 -1,2", "1,1 nan,2"}) EXPECT_FALSE(isDrawing(strokes)) << strokes;
    session.consent.strokes = "5,5";
    EXPECT_EQ(faultIn(session), "consent.strokes is no drawn signature.");
}

TEST_F(BadVisit, nothingIsAnsweredWithYesAndNoAndNothingAdverseIsNotSomething) {
    session.screening.yes = {"rel_pregnancy"};
    session.screening.no = {"rel_pregnancy"};
    EXPECT_EQ(faultIn(session), "screening.yes has an answer that was answered with no, too.");
    session.screening.no.clear();
    session.after.noAdverse = true;
    session.after.adverse.resize(1);
    session.after.adverse[0].category = "bruising";
    EXPECT_EQ(faultIn(session), "after.no_adverse says that nothing happened, and there are adverse events.");
}

TEST_F(BadVisit, timesThatGoBackAreFaults) {
    session.consent.at = 1'790'000'000'000, session.consent.withdrawnAt = *session.consent.at - 1;
    EXPECT_EQ(faultIn(session), "consent.withdrawn_at lies before the consent.");
    session.consent.withdrawnAt.reset();
    session.after = {};
    session.after.adverse.resize(1);
    session.after.adverse[0].category = "bruising";
    session.after.adverse[0].at = 1'790'000'000'000, session.after.adverse[0].followedUpAt = 1'789'999'999'999;
    EXPECT_EQ(faultIn(session), "after.adverse[0].followed_up_at lies before the event.");
}

TEST_F(BadVisit, aNeedleLeftInFromYesterdayIsStillInAndHindersTheSignature) {
    constexpr UtcMs kDay = 86'400'000;
    session.markers.resize(1);
    session.consent = {}, session.after = {};
    site().plan = {}, site().needle.inAt = session.startedAt, site().needle.outAt.reset(), site().needle.retentionMin = 10.0F;
    const Ledger ledger = ledgerOf(session, session.startedAt + kDay);
    EXPECT_EQ(ledger.in, 1U);
    EXPECT_EQ(ledger.longestMs, kDay);
    ASSERT_EQ(hindrancesToSign(session).size(), 1U);
    EXPECT_EQ(hindrancesToSign(session)[0].field, "markers[0].needle.out_at");
}

TEST_F(BadVisit, keysThatNoTableHasAreKeptAsWords) {
    site().plan.from = "a protocol of next year";
    session.screening.yes = {"a question of another table"};
    session.after.exercises = {"swimming with her brother"};
    session.after.aftercare = {"a cup of tea"};
    EXPECT_EQ(faultIn(session), "");
    Patient patient = test::samplePatient(random);
    patient.details.episodes.resize(1);
    patient.details.episodes[0].id = EpisodeId::make();
    patient.details.episodes[0].condition = "sore since the move";
    EXPECT_EQ(faultIn(patient), "");
}

TEST_F(BadVisit, twoTherapistsOfOneIdAreAFault) {
    Practice practice;
    practice.therapists.resize(2);
    for (Therapist& each : practice.therapists) each.id = TherapistId{"6f9619ff-8b86-4011-b42d-00c04fc964ff"}, each.name = "Somebody";
    EXPECT_EQ(faultIn(practice), "therapists[1].id is used twice.");
}

TEST_F(BadVisit, anEpisodeDoesNotBeginInTheFuture) {
    Patient patient = test::samplePatient(random);
    patient.details.episodes.resize(1);
    patient.details.episodes[0].id = EpisodeId::make();
    patient.details.episodes[0].condition = "low_back_pain";
    for (const char* day : {"2099-01-01", "2026-02-30", "0000-01-01", "last summer"}) {
        patient.details.episodes[0].since = day;
        EXPECT_NE(faultIn(patient), "") << day;
    }
}

}  // namespace myochart::record
