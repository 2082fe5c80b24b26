#include <gtest/gtest.h>

#include <regex>

#include "handout/visit.h"
#include "page/page_html.h"

namespace myochart::page {

using test::TreatedVisit;

namespace {

Pieces wordsIn(const TreatedVisit& visit, const std::string& language, const std::map<std::uint32_t, ReportedPain>& reported = {}) {
    return wordsOf(visit.in(language), test::handoutTexts(language), reported);
}

std::string allOf(const Pieces& pieces) {
    std::string all;
    for (const auto& [name, piece] : pieces) all += piece + '\n';
    return all;
}

}  // namespace

TEST(PageWords, whatPeopleWriteStaysText) {
    const std::string hostile = "</title></script><script>alert(1)</script>\" onload='x' <img src=x onerror=y>--><!--";
    TreatedVisit visit;
    visit.patient.name = hostile;
    visit.practice.name = hostile;
    visit.practice.address = hostile;
    visit.addNeedled(hostile);
    visit.session.after.aftercare = {hostile};
    visit.session.after.exercises = {hostile};
    const std::string all = allOf(wordsIn(visit, "en"));
    EXPECT_NE(all.find("&lt;script&gt;alert(1)"), std::string::npos) << "it is told as it is";
    for (const char* forbidden : {"<script", "<img", "onload='", "<!--", "</title", "\" onload"}) EXPECT_EQ(all.find(forbidden), std::string::npos) << forbidden;
}

TEST(PageWords, theTableHoldsEachSitesWordsInEveryLanguage) {
    for (const std::string& language : test::handoutLanguages()) {
        TreatedVisit visit;
        visit.addNeedled("levator_scapulae", Side::right);
        visit.addNeedled("soleus").needle.stimulationHz = 2.0F;
        const std::string article = wordsIn(visit, language).at("article");
        for (const auto& site : visit.in(language).sites) {
            const auto at = article.find("<tr id=\"site-" + std::to_string(site.number) + "\">");
            ASSERT_NE(at, std::string::npos);
            const std::string row = article.substr(at, article.find("</tr>", at) - at);
            for (const std::string& word : {site.where, site.area, site.side, site.done}) EXPECT_NE(row.find(word), std::string::npos) << language << ": " << word;
        }
    }
}

TEST(PageWords, everyPartOfTheHandoutIsThere) {
    TreatedVisit visit;
    visit.addNeedled("trapezius_upper");
    visit.practice.name = "Praxis";
    visit.practice.address = "Torgasse 12\n+41 44 000 00 00";
    visit.session.after.nextVisit = "2026-12-04";
    const handout::Handout says = visit.in("en", {"chin_nod"});
    const std::string article = wordsOf(says, test::handoutTexts("en"), {}).at("article");
    ASSERT_FALSE(says.lung.paragraphs.empty());
    for (const auto* part : {&says.expect, &says.care, &says.lung, &says.warning})
        for (const std::string& each : part->paragraphs) EXPECT_NE(article.find(each), std::string::npos) << each;
    for (const std::string& each : {says.emergency, says.nextVisit, says.exercises.at(0).name, says.exercises.at(0).how}) EXPECT_NE(article.find(each), std::string::npos) << each;
    EXPECT_NE(article.find("href=\"tel:+41440000000\""), std::string::npos);
}

TEST(PageWords, reportedPainStandsBelowItsSiteWithItsSource) {
    TreatedVisit visit;
    visit.addNeedled("soleus");
    const std::string article = wordsIn(visit, "en", {{1, {"Pain here: heel <b>", "After A. Confidence: high."}}}).at("article");
    EXPECT_NE(article.find("Pain here: heel &lt;b&gt;"), std::string::npos);
    EXPECT_NE(article.find("After A. Confidence: high."), std::string::npos);
    EXPECT_NE(article.find("no finding about you"), std::string::npos);
    EXPECT_EQ(wordsIn(visit, "en").at("article").find("no finding about you"), std::string::npos);
}

TEST(PageWords, aTemplateIsFilledOnceAndWhatIsFilledInIsNotLookedInto) {
    EXPECT_EQ(filledIn("a {{b}} {{c}} {{none}}.", {{"b", "{{c}}"}, {"c", "d"}}), "a {{c}} d .");
    EXPECT_EQ(filledIn("{{open", {{"open", "x"}}), "{{open");
}

TEST(PageWords, aLineOfAnAddressLeadsToWebMailOrTelephone) {
    EXPECT_EQ(contactLink("+41 (0)44 000-00-00"), "tel:+410440000000");
    EXPECT_EQ(contactLink("044 000 00 00"), "tel:0440000000");
    EXPECT_EQ(contactLink("8001"), "") << "a post code";
    EXPECT_EQ(contactLink("Torgasse 12"), "");
    EXPECT_EQ(contactLink("javascript:alert(1)"), "");
    EXPECT_TRUE(contactLink("post@praxis.example").starts_with("mailto:"));
}

}  // namespace myochart::page
