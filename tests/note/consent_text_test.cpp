#include <gtest/gtest.h>

#include <set>

#include "note/adverse_rates.h"
#include "note/consent_text.h"
#include "note/remarks.h"
#include "support/test_folder.h"
#include "visit.h"

namespace myochart {

using test::PlainVisit;

namespace {

const note::ConsentText& shippedText() {
    static const note::ConsentTexts texts = note::readConsentTexts({test::sourceFolder() / "assets/consent"});
    EXPECT_TRUE(texts.faults.empty()) << texts.faults.front();
    return texts.texts.at(0);
}

std::set<std::string> risksOf(const PlainVisit& visit) {
    std::set<std::string> keys;
    for (const note::ConsentRisk* risk : note::risksFor(shippedText(), visit.session, test::tables())) keys.insert(risk->key);
    return keys;
}

}  // namespace

TEST(ConsentText, theShippedOneIsADraftInEveryLanguageAndHasWhatItMust) {
    const note::ConsentText& text = shippedText();
    EXPECT_EQ(text.version, "dry_needling_1");
    EXPECT_NE(text.draft.in("en").find("Draft"), std::string::npos);
    EXPECT_NE(text.draft.in("en").find("reviews"), std::string::npos);
    EXPECT_NE(text.notAcupuncture.in("en").find("not acupuncture"), std::string::npos);
    for (const char* code : {"de", "es", "fr"})
        for (const note::Wording* words : {&text.title, &text.draft, &text.what, &text.notAcupuncture, &text.alternatives, &text.withdrawal, &text.questions})
            EXPECT_NE(words->in(code), words->in("en")) << code;
    std::set<std::string> regions;
    for (const auto& muscle : test::tables().muscles()) regions.insert(muscle.region);
    for (const note::ConsentRisk& risk : text.risks) {
        EXPECT_NE(note::adverseCategory(risk.key), nullptr) << risk.key << " is to be named in a note of any language";
        for (const std::string& region : risk.regions) EXPECT_TRUE(regions.contains(region)) << risk.key << " " << region;
        for (const char* code : {"de", "es", "fr"}) EXPECT_NE(risk.text.in(code), risk.text.in("en")) << risk.key;
    }
}

TEST(ConsentText, risksGoWithTheRegionsOfTheSites) {
    PlainVisit visit;
    EXPECT_TRUE(risksOf(visit).contains("bruising"));
    EXPECT_FALSE(risksOf(visit).contains("pneumothorax")) << "nothing is planned there";
    visit.addSite("soleus");
    EXPECT_FALSE(risksOf(visit).contains("pneumothorax"));
    EXPECT_TRUE(risksOf(visit).contains("vessel"));
    EXPECT_FALSE(risksOf(visit).contains("organ"));
    visit.addSite("upper_trapezius").plan.unconfirmed = true;
    EXPECT_TRUE(risksOf(visit).contains("pneumothorax")) << "also of what is only planned";
    visit.addSite("masseter");
    EXPECT_TRUE(risksOf(visit).contains("numbness"));
}

TEST(ConsentText, everyRegionOfTheTrunkAndNeckNamesTheLung) {
    for (const char* muscle : {"scalenus_anterior", "infraspinatus", "rhomboid_major", "pectoralis_minor", "multifidus_thoracic", "rectus_abdominis"}) {
        PlainVisit visit;
        visit.addSite(muscle);
        EXPECT_TRUE(risksOf(visit).contains("pneumothorax")) << muscle;
    }
}

TEST(ConsentText, whereNobodyKnowsTheMuscleAllRisksAreNamed) {
    PlainVisit visit;
    visit.addSite("some lump");
    EXPECT_EQ(risksOf(visit).size(), shippedText().risks.size());
    record::Marker& byHand = visit.session.markers[0];
    byHand.byHand.muscle = true;
    byHand.muscle = "soleus";
    EXPECT_FALSE(risksOf(visit).contains("pneumothorax"));
}

TEST(ConsentText, whatIsBrokenIsRefusedWithFileAndPlace) {
    const test::TestFolder folder;
    ASSERT_TRUE(writeFileAtomically(folder / "own_2.json", std::string_view(R"({"title": "T", "draft": "D", "what": "W", "not_acupuncture": "N", "alternatives": "A",
        "withdrawal": "W", "questions": "Q", "risks": [{"key": "bleeding", "title": "B"}]})")).ok());
    const auto texts = note::readConsentTexts({folder.path()});
    ASSERT_EQ(texts.faults.size(), 1U);
    EXPECT_NE(texts.faults[0].find("own_2.json"), std::string::npos);
    EXPECT_NE(texts.faults[0].find("risks[0].text is missing"), std::string::npos) << texts.faults[0];
}

TEST(ConsentText, aSeriousRiskOfASiteThatCameAfterTheConsentIsRemarkedOn) {
    PlainVisit visit;
    const std::vector<note::ConsentText> texts{shippedText()};
    const auto untold = [&] { return note::untoldRisks(visit.session, texts, test::tables()); };
    visit.addSite("soleus");
    record::Consent& consent = visit.session.consent;
    EXPECT_FALSE(untold()) << "nobody has agreed to anything";
    consent.how = record::Consented::verbal;
    EXPECT_FALSE(untold()) << "that no risk at all was told is a remark of its own";
    for (const note::ConsentRisk* risk : note::risksFor(shippedText(), visit.session, test::tables())) consent.risks.push_back(risk->key);
    EXPECT_FALSE(untold());
    visit.addSite("upper_trapezius").type = record::MarkerType::active;
    EXPECT_FALSE(untold()) << "a trigger point that is only charted";
    visit.addSite("upper_trapezius").plan.unconfirmed = true;
    ASSERT_TRUE(untold()) << "also of what is only planned";
    EXPECT_TRUE(untold()->isRemark);
    EXPECT_EQ(untold()->field, "consent.risks");
    EXPECT_EQ(untold()->sentence, "Serious risks of these sites are not told in the consent: Collapsed lung.");
    consent.version = "a text of another computer";
    EXPECT_FALSE(untold()) << "what stood in it is not known";
    consent.version = shippedText().version;
    consent.risks.emplace_back("pneumothorax");
    EXPECT_FALSE(untold());
    consent.how = record::Consented::refused;
    consent.risks = {"bruising"};
    EXPECT_FALSE(untold());
}

}  // namespace myochart
