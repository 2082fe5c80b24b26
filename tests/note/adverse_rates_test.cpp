#include <gtest/gtest.h>

#include <set>

#include "note/adverse_rates.h"
#include "support/test_folder.h"
#include "visit.h"

namespace myochart {

using test::adverse;
using test::PlainVisit;

namespace {

/// A visit in which a needle was in.
record::Session treated() {
    PlainVisit visit;
    visit.addSite("soleus").needle.inAt = 1;
    return visit.session;
}

record::Session with(std::vector<record::AdverseEvent> events) {
    record::Session session = treated();
    session.after.adverse = std::move(events);
    return session;
}

record::Session without() {
    record::Session session = treated();
    session.after.noAdverse = true;
    return session;
}

}  // namespace

TEST(AdverseRates, theIntervalIsThatOfTheBooks) {
    // Clopper and Pearson's own and other printed examples: 0 of 10, 5 of 10, 10 of 10, 1 of 20.
    EXPECT_NEAR(note::rateOf(0, 10).highest, 0.3085, 5e-5);
    EXPECT_EQ(note::rateOf(0, 10).lowest, 0);
    EXPECT_NEAR(note::rateOf(5, 10).lowest, 0.1871, 5e-5);
    EXPECT_NEAR(note::rateOf(5, 10).highest, 0.8129, 5e-5);
    EXPECT_NEAR(note::rateOf(10, 10).lowest, 0.6915, 5e-5);
    EXPECT_EQ(note::rateOf(10, 10).highest, 1);
    EXPECT_NEAR(note::rateOf(1, 20).lowest, 0.00127, 5e-6);
    EXPECT_NEAR(note::rateOf(1, 20).highest, 0.2487, 5e-5);
    // Where it never happened the limit has a closed form: 1 - 0.025^(1/n).
    for (const size_t n : {1U, 30U, 7629U}) EXPECT_NEAR(note::rateOf(0, n).highest, 1 - std::pow(0.025, 1.0 / static_cast<double>(n)), 1e-12);
    EXPECT_EQ(note::rateOf(0, 0).lowest, 0);
    EXPECT_EQ(note::rateOf(0, 0).highest, 1);
}

TEST(AdverseRates, theBetaShareIsThatOfKnownForms) {
    for (const double x : {0.001, 0.2, 0.5, 0.77, 0.999}) {
        EXPECT_NEAR(note::betaShare(1, 1, x), x, 1e-13);
        EXPECT_NEAR(note::betaShare(3, 1, x), x * x * x, 1e-13);
        EXPECT_NEAR(note::betaShare(1, 4, x), 1 - std::pow(1 - x, 4), 1e-13);
        EXPECT_NEAR(note::betaShare(2.5, 7, x), 1 - note::betaShare(7, 2.5, 1 - x), 1e-12);
    }
    EXPECT_EQ(note::betaShare(2, 3, 0), 0);
    EXPECT_EQ(note::betaShare(2, 3, 1), 1);
}

TEST(AdverseRates, whatBradyPrintedComesOut) {
    const note::Rate any = note::rateOf(1463, 7629);
    EXPECT_NEAR(any.share, 0.1918, 5e-5);
    EXPECT_NEAR(any.lowest, 0.183, 5e-4);
    EXPECT_NEAR(any.highest, 0.201, 5e-4);
    EXPECT_LE(*note::rateOf(0, 7629).ruleOfThree, 0.0004) << "no significant event: at most 0.04 %";
    EXPECT_FALSE(any.ruleOfThree);
    EXPECT_EQ(*note::rateOf(0, 2).ruleOfThree, 1) << "no share is more than all";
    const note::Rate major = note::rateOf(20, 20464);
    EXPECT_NEAR(1 / major.share, 1024, 1) << "as Boyce prints it";
}

TEST(AdverseRates, onlyVisitsWithANeedleInWhichSomebodySaidWhatHappenedCount) {
    PlainVisit planned;
    planned.addSite("soleus");
    planned.session.after.noAdverse = true;
    const note::AdverseRates rates = note::adverseRates(std::vector{treated(), planned.session, without(), without()});
    EXPECT_EQ(rates.treatments, 2U);
    EXPECT_EQ(rates.notAsked, 1U);
    EXPECT_EQ(rates.row("any")->rate.with, 0U);
    EXPECT_NEAR(*rates.row("any")->rate.ruleOfThree, 1, 1e-12);
}

TEST(AdverseRates, eventsAreCountedAndTreatmentsOnce) {
    using record::Severity;
    const note::AdverseRates rates = note::adverseRates(
        std::vector{with({adverse("bruising"), adverse("bruising"), adverse("fainting", Severity::moderate)}),
                    with({adverse("own words", Severity::major)}), without(), without()});
    EXPECT_EQ(rates.row("bruising")->events, 2U);
    EXPECT_EQ(rates.row("bruising")->rate.with, 1U);
    EXPECT_EQ(rates.row("bruising")->rate.share, 0.25);
    EXPECT_EQ(rates.row("any")->events, 4U);
    EXPECT_EQ(rates.row("any")->rate.with, 2U);
    EXPECT_EQ(rates.row("moderate_or_major")->rate.with, 2U);
    EXPECT_EQ(rates.row("other")->events, 1U);
    EXPECT_EQ(rates.row("nausea")->rate.with, 0U);
    EXPECT_EQ(rates.rows.size(), note::adverseCategories().size() + 3);
    EXPECT_EQ(rates.row("none such"), nullptr);
}

TEST(AdverseRates, whatWasTickedAtASiteCountsForItsVisit) {
    record::Session ticked = without();
    ticked.markers[0].response.bruise = true;
    ticked.markers[0].response.bleeding = false;
    record::Session unconfirmed = without();
    unconfirmed.markers.push_back(unconfirmed.markers[0]);
    unconfirmed.markers[1].plan.unconfirmed = true;
    unconfirmed.markers[1].response.bruise = true;
    record::Session unnamed = treated();
    unnamed.after.noAdverse = false;
    const note::AdverseRates rates = note::adverseRates(std::vector{ticked, unconfirmed, unnamed});
    EXPECT_EQ(rates.row("bruising")->rate.with, 1U);
    EXPECT_EQ(rates.row("bruising")->events, 0U) << "nobody wrote an event";
    EXPECT_EQ(rates.row("bleeding")->rate.with, 0U);
    EXPECT_EQ(rates.row("any")->rate.with, 2U) << "something happened, whatever it was";
}

TEST(AdverseRates, categoriesHaveEachTheirOwnKey) {
    std::set<std::string> keys;
    for (const note::AdverseCategory& category : note::adverseCategories()) keys.insert(category.key);
    EXPECT_EQ(keys.size(), note::adverseCategories().size());
    EXPECT_EQ(note::adverseCategory("any"), nullptr);
}

TEST(PublishedRates, theShippedFiguresAreThoseOfTheirSources) {
    const auto studies = note::readPublishedRates(test::sourceFolder() / "assets/adverse/published.json");
    ASSERT_TRUE(studies.ok()) << studies.error().message;
    ASSERT_EQ(studies->size(), 2U);
    const note::PublishedRates &brady = studies->at(0), &boyce = studies->at(1);
    EXPECT_EQ(brady.treatments, 7629U);
    EXPECT_EQ(brady.row("any")->percent, 19.18);
    EXPECT_EQ(brady.row("bruising")->percent, 7.55);
    EXPECT_EQ(brady.row("moderate_or_major")->highest, 0.04);
    EXPECT_EQ(boyce.treatments, 20464U);
    EXPECT_EQ(boyce.row("bleeding")->percent, 16);
    EXPECT_EQ(boyce.row("nausea"), nullptr) << "not asked there, which is not 0";
    EXPECT_NE(brady.source.find("2014"), std::string::npos);
}

TEST(PublishedRates, anUnknownCategoryIsNamed) {
    const test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "p.json", std::string_view(R"({"studies": [{"key": "k", "name": "n", "source": "s", "about": "a", "treatments": 3,
        "rates": [{"category": "sneezing", "percent": 1}]}]})")).ok());
    const auto studies = note::readPublishedRates(folder / "p.json");
    ASSERT_FALSE(studies.ok());
    EXPECT_NE(studies.error().message.find("studies[0].rates[0].category"), std::string::npos) << studies.error().message;
}

}  // namespace myochart
