#include "handout/certificate_pdf.h"
#include "handout/consent_pdf.h"
#include "handout/note_pdf.h"
#include "handout/recovery_pdf.h"
#include "note/note_text.h"
#include "pdf_tools.h"
#include "record/ledger.h"

// A note, a consent form and a certificate as pages.

namespace myochart {

using handout::Paper;
using namespace test;

namespace {

const note::ConsentText& shippedConsent() {
    static const auto texts = note::readConsentTexts({sourceFolder() / "assets/consent"}).texts;
    return texts.back();
}

handout::HandoutSource sourceOf(const TreatedVisit& visit, const std::string& language = "en") { return {visit.patient, visit.practice, visit.session, handoutTables(), handoutTexts(language)}; }

PdfFile noteFile(const TreatedVisit& visit) { return PdfFile(handout::notePdf(sourceOf(visit), fullMaps(), Paper::a4)); }

PdfFile consentFile(const TreatedVisit& visit, const std::string& language = "en") { return PdfFile(handout::consentPdf(sourceOf(visit, language), shippedConsent(), fullMaps(), Paper::a4)); }

/// A visit whose note fills more than a page.
TreatedVisit longVisit() {
    TreatedVisit visit = fullVisit();
    for (int i = 0; i < 30; ++i) visit.addNeedled("soleus").note = "What was seen at this site in some words, so that the note goes on to a further page.";
    return visit;
}

void sign(record::Session& session) {
    session.signing.at = *parseIsoUtc("2026-11-22T15:00:00Z");
    session.signing.name = "Maria Muster";
    session.signing.role = record::Role::therapist;
    session.signing.note = "What was signed stands here.";
}

teaching::KeptAnswer kept(const char* question, bool right, UtcMs at) {
    teaching::KeptAnswer answer;
    answer.at = at, answer.learner = "Ana", answer.set = "calf", answer.question = question, answer.right = right, answer.points = right ? 1 : 0.25;
    return answer;
}

teaching::QuizSet calfSet() {
    teaching::QuizSet set;
    set.key = "calf";
    set.title.by["en"] = "The calf";
    for (const char* id : {"a", "b", "c"}) set.questions.emplace_back().id = id;
    return set;
}

}  // namespace

TEST(NotePages, whatNobodySignedSaysSoOnEveryPage) {
    NEEDS_TOOL("pdftotext");
    const PdfFile made = noteFile(longVisit());
    ASSERT_GE(made.pdf.pages, 2U);
    for (size_t page = 1; page <= made.pdf.pages; ++page) {
        EXPECT_NE(made.page(page).find("Draft, not signed"), std::string::npos) << page;
        EXPECT_NE(made.page(page).find("Ana Muster, 22 Nov 2026"), std::string::npos) << page << ": a page that is lost tells whose it is";
    }
}

TEST(NotePages, theWordsAreThoseOfTheNoteInItsOrder) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    visit.practice.address = "Main Street 5";  // an address of a page may be parted at its slashes
    std::vector<std::string> words = {"Lake Practice", "Note of a visit", "Ana Muster", "This note is a draft: nobody has signed it.", "From in front"};
    for (const std::string& line : split(note::noteDraft(visit.patient, visit.practice, visit.session, handoutTables()).text, '\n'))
        if (!line.empty()) words.push_back(line);
    ASSERT_GT(words.size(), 10U);
    const PdfFile made = noteFile(visit);
    EXPECT_TRUE(inOrder(made.text(), words));
    expectSoundPdf(made);
}

TEST(NotePages, aSignedOneIsAsItWasSignedWithItsAddendaAndIsNoDraft) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    sign(visit.session);
    visit.session.signing.addenda.push_back({*parseIsoUtc("2026-11-23T09:00:00Z"), "Maria Muster", "", "The bruise was gone.", {}});
    const std::string text = noteFile(visit).text();
    EXPECT_TRUE(inOrder(text, {"Note of a visit", "What was signed stands here.", "Signed on", "Maria Muster", "Addendum of", "The bruise was gone."}));
    EXPECT_EQ(text.find("raft"), std::string::npos);
}

TEST(NotePages, aStudentsWantsACoSignatureOnEveryPage) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    sign(visit.session);
    visit.session.signing.role = record::Role::student;
    const PdfFile made = noteFile(visit);
    for (size_t page = 1; page <= made.pdf.pages; ++page) EXPECT_NE(made.page(page).find("Co-signature still wanted"), std::string::npos) << page;
}

TEST(ConsentPages, theyTellTheWholeTextInEveryLanguageAndLeaveRoomToSign) {
    NEEDS_TOOL("pdftotext");
    for (const std::string& language : handoutLanguages()) {
        const TreatedVisit visit = fullVisit();
        const handout::Texts& texts = handoutTexts(language);
        const note::ConsentText& text = shippedConsent();
        std::vector<std::string> words = {text.title.in(language), "Ana Muster", text.draft.in(language), text.what.in(language), text.notAcupuncture.in(language), texts.of("consent places title"), texts.of("column where"),
                                          texts.of("consent risks title")};
        for (const note::ConsentRisk* risk : note::risksFor(text, visit.session, handoutTables())) words.push_back(risk->title.in(language) + ": " + risk->text.in(language));
        ASSERT_GT(words.size(), 12U);
        words.insert(words.end(), {text.alternatives.in(language), text.withdrawal.in(language), text.questions.in(language), texts.of("consent sign title"), texts.of("consent agree"), texts.of("consent disagree"),
                                   texts.of("consent line patient"), texts.of("consent line day"), texts.of("consent line therapist")});
        const PdfFile made = consentFile(visit, language);
        EXPECT_TRUE(inOrder(made.text(), words)) << language;
        expectSoundPdf(made);
    }
}

TEST(ConsentPages, aSignatureThatWasDrawnStandsWithItsMomentAndNobodyIsAskedAgain) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    record::Consent& consent = visit.session.consent;
    consent.version = shippedConsent().version;
    consent.how = record::Consented::written;
    consent.at = *parseIsoUtc("2026-11-22T13:10:00Z");
    const size_t without = consentFile(visit).pdf.bytes.size();
    consent.strokes = "10,10 60,40 110,12;130,30 200,31 210,90 nonsense 300,x";
    consent.risks = {"pain_after", "told in own words"};
    const PdfFile made = consentFile(visit);
    EXPECT_NE(made.pdf.bytes.size(), without) << "the strokes are in it";
    const std::string text = made.text();
    EXPECT_TRUE(inOrder(text, {"Talked about: Soreness, told in own words.", "Your decision", "Agreed and signed on Sunday, 22 November 2026, 14:10"}));
    EXPECT_EQ(text.find("I agree"), std::string::npos);
    EXPECT_EQ(text.find("I do not agree"), std::string::npos);
}

TEST(ConsentPages, whatWasRefusedOrWithdrawnSaysSoOnEveryPage) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    visit.session.consent.how = record::Consented::refused;
    const PdfFile made = consentFile(visit);
    ASSERT_GE(made.pdf.pages, 2U);
    for (size_t page = 1; page <= made.pdf.pages; ++page) EXPECT_NE(made.page(page).find("Ana Muster \xC2\xB7 Consent text"), std::string::npos) << page;
    for (size_t page = 1; page <= made.pdf.pages; ++page) EXPECT_NE(made.page(page).find("Refused"), std::string::npos) << page;
    visit.session.consent.how = record::Consented::written;
    visit.session.consent.withdrawnAt = *parseIsoUtc("2026-11-22T13:20:00Z");
    const PdfFile withdrawn = consentFile(visit);
    for (size_t page = 1; page <= withdrawn.pdf.pages; ++page) EXPECT_NE(withdrawn.page(page).find("Withdrawn"), std::string::npos) << page;
}

TEST(ConsentPages, theTextThatSomebodyAgreedToIsShownOrNone) {
    std::vector<note::ConsentText> texts(2);
    texts[0].version = "old_1", texts[1].version = "new_2";
    record::Consent consent;
    EXPECT_EQ(handout::consentTextFor(texts, consent).value()->version, "new_2") << "of no decision the newest";
    EXPECT_EQ(handout::consentTextFor(texts, consent, "old_1").value()->version, "old_1");
    EXPECT_FALSE(handout::consentTextFor(texts, consent, "none").ok());
    consent.version = "old_1";
    consent.how = record::Consented::verbal;
    EXPECT_EQ(handout::consentTextFor(texts, consent).value()->version, "old_1");
    EXPECT_FALSE(handout::consentTextFor(texts, consent, "new_2").ok()) << "nobody agreed to that";
    consent.version.clear();
    EXPECT_FALSE(handout::consentTextFor(texts, consent).ok()) << "nor does anybody know of which";
    consent.version = "gone";
    EXPECT_FALSE(handout::consentTextFor(texts, consent).ok());
    EXPECT_FALSE(handout::consentTextFor({}, {}).ok());
}

TEST(ConsentPages, placesAreThoseOfNeedlesAlsoOfSitesThatNobodyConfirmed) {
    TreatedVisit visit = fullVisit();
    record::Marker& found = visit.addNeedled("soleus");
    found.type = record::MarkerType::tender;
    found.needle = {};
    visit.addNeedled("soleus").plan.unconfirmed = true;
    const record::Session places = handout::placesOfConsent(visit.session);
    ASSERT_EQ(places.markers.size(), 3U);
    EXPECT_EQ(places.markers.back().number, 4U);
}

TEST(CertificatePages, theLastAnswerToEachQuestionCounts) {
    const UtcMs day = 86'400'000, begin = *parseIsoUtc("2026-11-01T10:00:00Z");
    const std::vector<teaching::KeptAnswer> answers = {kept("a", false, begin), kept("a", true, begin + day), kept("b", true, begin), kept("b", false, begin + 2 * day), kept("of before", true, begin + 9 * day)};
    const auto of = handout::certificateOf(calfSet(), answers, " Ana ");
    ASSERT_TRUE(of);
    EXPECT_EQ(of->learner, "Ana");
    EXPECT_EQ(of->questions, 3U);
    EXPECT_EQ(of->asked, 2U);
    EXPECT_EQ(of->known, 1U);
    EXPECT_EQ(of->answers, 4U) << "the question that the set has no more is none of it";
    EXPECT_EQ(of->right, 2U);
    EXPECT_DOUBLE_EQ(of->points, 0.625);
    EXPECT_EQ(of->first, begin);
    EXPECT_EQ(of->last, begin + 2 * day);
    EXPECT_FALSE(handout::certificateOf(calfSet(), std::vector<teaching::KeptAnswer>{}, "Ana"));
}

TEST(CertificatePages, itSaysWhoWhatWhenAndThatItEntitlesToNothing) {
    NEEDS_TOOL("pdftotext");
    const auto of = handout::certificateOf(calfSet(), std::vector{kept("a", true, *parseIsoUtc("2026-11-22T10:00:00Z"))}, "Ana");
    const PdfFile made(handout::certificatePdf(*of, handoutTexts("en"), Paper::a4));
    EXPECT_EQ(made.pdf.pages, 1U);
    EXPECT_TRUE(inOrder(made.text(), {"Quiz certificate", "Learner", "Ana", "The calf", "1 of 3", "1 of 3", "100 of 100", "1 of 1 right", "22 November 2026", "it entitles nobody to put a needle into anybody"}));
    expectSoundPdf(made);
}

TEST(RecoveryCodePages, onePageHoldsTheCodeWhatItIsForTheRecordsNameTheDayAndLinesForWhoKeepsIt) {
    NEEDS_TOOL("pdftotext");
    const std::string code = "7QX2M-4KD8P-V3NRT-0ABCD-EFGH1-JK5WZ";
    const PdfFile made(handout::recoveryCodePdf({code, "clinic of a long name.myochart", *parseIsoUtc("2026-11-30T10:00:00Z")}, Paper::a4));
    EXPECT_EQ(made.pdf.pages, 1U);
    EXPECT_TRUE(inOrder(made.text(), {"Recovery code", "7QX2M-4KD8P-V3NRT", "0ABCD-EFGH1-JK5WZ", "clinic of a long name.myochart", "30 November 2026", "when the passphrase is lost",
                                      "delete it after printing", "Who keeps this sheet", "Name", "Kept where", "Since", "Signature"}));
    EXPECT_EQ(made.text().find("opens the record no longer"), std::string::npos);
    const PdfFile renewed(handout::recoveryCodePdf({code, std::string(300, 'w') + ".myochart", 0, "The code from before opens the record no longer."}, Paper::letter));
    EXPECT_EQ(renewed.pdf.pages, 1U) << "however long the name";
    EXPECT_NE(renewed.text().find("opens the record no longer"), std::string::npos);
    expectSoundPdf(made);
}

}  // namespace myochart
