#include "pdf_tools.h"

namespace myochart {

using handout::Paper;
using namespace test;

namespace {

struct MadePdf : PdfFile {
    MadePdf(const TreatedVisit& visit, const std::vector<handout::BodyMap>& maps, const std::string& language = "en", Paper paper = Paper::a4, std::vector<std::string> exercises = {})
        : PdfFile(made(visit, maps, language, paper, std::move(exercises))) {}
    static handout::HandoutPdf made(const TreatedVisit& visit, const std::vector<handout::BodyMap>& maps, const std::string& language, Paper paper, std::vector<std::string> exercises) {
        std::vector<std::uint32_t> numbers;
        for (const record::Marker& marker : visit.session.markers) numbers.push_back(marker.number);
        return handout::handoutPdf(visit.in(language, std::move(exercises)), maps, numbers, handoutTexts(language), paper);
    }
};

}  // namespace

TEST(HandoutPdf, wordsAreCopiedInReadingOrderInEveryLanguage) {
    NEEDS_TOOL("pdftotext");
    for (const std::string& language : test::handoutLanguages()) {
        const handout::Texts& texts = test::handoutTexts(language);
        const TreatedVisit visit = fullVisit();
        const handout::Handout says = visit.in(language);
        const MadePdf made(visit, fullMaps(), language);
        EXPECT_TRUE(inOrder(made.text(), {"Lake Practice", says.title, "Ana Muster", says.visit, texts.of("places title"), texts.of("view anterior"), texts.of("view posterior"), texts.of("places model"), texts.of("column where"),
                                          says.sites[0].where, says.sites[0].side, says.sites[0].done, says.sites[1].where, says.sites[1].side, says.expect.title, says.expect.paragraphs.back(), says.care.title,
                                          says.warning.title, says.lung.title, says.lung.paragraphs.front(), says.emergency, says.warning.paragraphs.back(), texts.of("call"), "Main Street 5", "hello@lake.example",
                                          texts.of("exercises title"), says.exercises[0].name, says.exercises[0].how, says.exercises[1].name, texts.of("next title"), says.nextVisit}))
            << language;
    }
}

TEST(HandoutPdf, itIsSoundAndEveryFontIsInIt) {
    NEEDS_TOOL("qpdf");
    NEEDS_TOOL("pdffonts");
    expectSoundPdf(MadePdf(fullVisit(), fullMaps()));
}

TEST(HandoutPdf, itTellsItsTitleAndLanguageAndNobodysName) {
    NEEDS_TOOL("pdfinfo");
    const MadePdf made(fullVisit(), fullMaps(), "de");
    const std::string info = made.ask("pdfinfo");
    EXPECT_NE(info.find("Nach Ihrem Dry Needling"), std::string::npos) << info;
    EXPECT_EQ(info.find("Muster"), std::string::npos);
    EXPECT_EQ(info.find("Author"), std::string::npos);
    EXPECT_NE(info.find("A4"), std::string::npos);
    EXPECT_NE(made.pdf.bytes.find("/Lang (de)"), std::string::npos);
    const std::string structure = made.ask("pdfinfo -struct-text");
    EXPECT_TRUE(inOrder(structure, {"Document", "H1", "Nach Ihrem Dry Needling", "H2", "Wo Sie behandelt wurden"})) << "for programs that read aloud";
    const MadePdf letter(fullVisit(), fullMaps(), "en", Paper::letter);
    EXPECT_NE(letter.ask("pdfinfo").find("letter"), std::string::npos);
}

TEST(HandoutPdf, addressesOfThePracticeAreLinks) {
    const MadePdf made(fullVisit(), fullMaps());
    EXPECT_NE(made.pdf.bytes.find("https://lake.example/book"), std::string::npos);
    EXPECT_NE(made.pdf.bytes.find("mailto:hello@lake.example"), std::string::npos);
}

TEST(HandoutPdf, picturesStayJpeg) {
    NEEDS_TOOL("pdfimages");
    const MadePdf made(fullVisit(), fullMaps());
    const std::string images = made.ask("pdfimages -list");
    EXPECT_NE(images.find(" jpeg "), std::string::npos) << images;
}

TEST(HandoutPdf, withoutASiteItSaysSoAndShowsNoBody) {
    NEEDS_TOOL("pdftotext");
    const MadePdf made({}, {});
    EXPECT_TRUE(inOrder(made.text(), {"After your treatment", "No place on the body is recorded for this visit.", "When to get help"}));
    EXPECT_EQ(made.text().find("From behind"), std::string::npos);
}

TEST(HandoutPdf, fortySitesGoOnToFurtherPagesAndNoneIsLost) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit;
    std::vector<handout::SiteOnView> sites;
    for (size_t i = 0; i < 40; ++i) {
        visit.addNeedled("soleus", i % 2 ? Side::left : Side::right).number = static_cast<std::uint32_t>(701 + i);
        sites.push_back({i, vec2(0.2F + 0.015F * static_cast<float>(i), 0.5F)});
    }
    const MadePdf made(visit, {mapWith(scene::StandardView::anterior, sites), mapWith(scene::StandardView::posterior, {})});
    EXPECT_GE(made.pdf.pages, 3U);
    const std::string text = made.text();
    for (int number = 701; number <= 740; ++number) {
        const std::string word = fmt::format(" {} ", number);
        const size_t first = text.find(word);
        ASSERT_NE(first, std::string::npos) << number;
        EXPECT_NE(text.find(word, first + 1), std::string::npos) << number << " is on the body or in the table only";
    }
    EXPECT_NE(text.find(fmt::format("Page {0} of {0}", made.pdf.pages)), std::string::npos);
}

TEST(HandoutPdf, nothingHangsOutOfThePageWithVeryLongNames) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    visit.patient.name = "Maria-Theodora-Wilhelmina von und zu Hohenlohe-Waldenburg-Schillingsf\u00FCrst-" + std::string(90, 'W');
    visit.session.markers[0].byHand.muscle = true;
    visit.session.markers[0].muscle = std::string(120, 'M');
    visit.practice.name = std::string(150, 'P');
    for (const Paper paper : {Paper::a4, Paper::letter}) {
        const MadePdf made(visit, fullMaps(), "de", paper);
        const double width = paper == Paper::letter ? 612 : 595.3;
        const std::string boxes = made.ask("pdftotext -bbox", "-");
        size_t words = 0;
        for (size_t at = boxes.find("xMax=\""); at != std::string::npos; at = boxes.find("xMax=\"", at + 1)) {
            EXPECT_LE(parseNumber(boxes.substr(at + 6, boxes.find('"', at + 6) - at - 6)).value_or(1e9), width - 40);
            ++words;
        }
        EXPECT_GT(words, 200U);
        EXPECT_GE(std::ranges::count(made.text(), 'W'), 90);
        EXPECT_GE(std::ranges::count(made.text(), 'M'), 120);
    }
}

/// Without blanks, ends of lines and marks of direction, which stand between the letters of a name that runs to the left.
std::string lettersOf(std::string text) {
    for (const std::string_view mark : {"\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\x8E", "\xE2\x80\x8F"})
        for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.erase(at, mark.size());
    std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\f'; });
    return text;
}

TEST(HandoutPdf, aNameThatRunsToTheLeftIsCopiedAsItIsKept) {
    NEEDS_TOOL("pdftotext");
    for (const std::string name : {"\u05D3\u05E0\u05D4 \u05DC\u05D5\u05D9", "\u738B\u5C0F\u660E"}) {
        TreatedVisit visit = fullVisit();
        visit.patient.name = name;
        const MadePdf made(visit, fullMaps());
        EXPECT_NE(lettersOf(made.text()).find(lettersOf(name)), std::string::npos) << made.text().substr(0, 300);
    }
}

TEST(HandoutPdf, aNameOfTwoDirectionsIsOnTwoLines) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    visit.patient.name = "Dana \u05DC\u05D5\u05D9";
    const MadePdf made(visit, fullMaps());
    const std::string copied = made.ask("pdftotext -raw", "-");
    EXPECT_NE(copied.find("Dana\n"), std::string::npos) << copied.substr(0, 200);
    EXPECT_NE(lettersOf(copied).find("Dana\u05DC\u05D5\u05D9"), std::string::npos) << copied.substr(0, 200);
}

TEST(HandoutPdf, fourViewsStandInTwoRowsAndAreNoSmaller) {
    NEEDS_TOOL("pdftotext");
    TreatedVisit visit = fullVisit();
    std::vector<handout::BodyMap> maps = fullMaps();
    maps.push_back(mapWith(scene::StandardView::left, {{0, {0.5F, 0.3F}}}));
    maps.push_back(mapWith(scene::StandardView::right, {{1, {0.5F, 0.3F}}}));
    const MadePdf made(visit, maps);
    EXPECT_TRUE(inOrder(made.text(), {"From in front", "From behind", "Your left side", "Your right side"}));
    const int four = handout::pictureHeightPx({maps[0].view, maps[1].view, maps[2].view, maps[3].view}, Paper::a4);
    const int two = handout::pictureHeightPx({maps[0].view, maps[1].view}, Paper::a4);
    EXPECT_EQ(four, two);
    EXPECT_GT(four, 800) << "at 300 dots an inch still a picture";
}

}  // namespace myochart
