#include <gtest/gtest.h>

#include <cstdio>

#include <fmt/format.h>

#include "core/text.h"
#include "handout/handout_pdf.h"
#include "handout/jpeg.h"
#include "support/test_folder.h"
#include "visit.h"

namespace myochart {

using handout::Paper;
using test::TestFolder;
using test::TreatedVisit;

namespace {

/// What a tool answers, with what it says of faults; a sentence when it is not installed.
std::string askTool(const std::string& command) {
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return "no pipe";
    std::string answer;
    char part[4096];
    while (const size_t count = std::fread(part, 1, sizeof part, pipe)) answer.append(part, count);
    const int status = pclose(pipe);
    return status == 0 ? answer : fmt::format("failed ({}): {}", status, answer);
}

bool hasTool(const char* name) { return askTool(fmt::format("command -v {}", name)).find(name) != std::string::npos; }

/// A map from in front or from behind with these sites; a grey picture.
handout::BodyMap mapWith(scene::StandardView view, std::vector<handout::SiteOnView> sites) {
    handout::BodyMap map;
    map.view.view = view;
    map.view.camera.azimuthRad = view == scene::StandardView::posterior ? 3.14159F : 0;
    map.view.sites = std::move(sites);
    map.widthPx = 80, map.heightPx = 200;
    const render::Image grey{80, 200, std::vector<std::uint8_t>(80 * 200 * 4, 200)};
    map.jpeg = handout::jpegOf(grey).value();
    return map;
}

struct MadePdf {
    TestFolder folder;
    handout::HandoutPdf pdf;
    Path file;

    MadePdf(const TreatedVisit& visit, const std::vector<handout::BodyMap>& maps, const std::string& language = "en", Paper paper = Paper::a4, std::vector<std::string> exercises = {}) {
        std::vector<std::uint32_t> numbers;
        for (const record::Marker& marker : visit.session.markers) numbers.push_back(marker.number);
        pdf = handout::handoutPdf(visit.in(language, std::move(exercises)), maps, numbers, test::handoutTexts(language), paper);
        file = folder / "handout.pdf";
        EXPECT_TRUE(writeFileAtomically(file, pdf.bytes).ok());
    }
    std::string ask(const std::string& tool, const std::string& behind = "") const { return askTool(tool + " '" + file.string() + "' " + behind); }
    /// Runs of blanks and line ends as one blank, so that a line may end anywhere.
    std::string text() const {
        std::string words;
        for (const char c : ask("pdftotext -raw", "-")) {
            const bool blank = c == '\n' || c == ' ' || c == '\f';
            if (!blank || (!words.empty() && words.back() != ' ')) words += blank ? ' ' : c;
        }
        return words;
    }
};

/// Whether the words come one after the other.
/// A line may end behind a hyphen, which copying makes a blank of.
std::string withoutBreaks(std::string text) {
    for (size_t at = text.find("- "); at != std::string::npos; at = text.find("- ", at)) text.erase(at + 1, 1);
    return text;
}

testing::AssertionResult inOrder(const std::string& copied, const std::vector<std::string>& words) {
    size_t at = 0;
    const std::string text = withoutBreaks(copied);
    for (const std::string& told : words) {
        const std::string word = withoutBreaks(told);
        const size_t found = text.find(word, at);
        if (found == std::string::npos) return testing::AssertionFailure() << '"' << word << "\" is not there, or too early, in: " << text;
        at = found + word.size();
    }
    return testing::AssertionSuccess();
}

TreatedVisit fullVisit() {
    TreatedVisit visit;
    visit.addNeedled("upper_trapezius");
    visit.addNeedled("soleus", Side::right);
    visit.practice.name = "Lake Practice";
    visit.practice.address = "Main Street 5\nhttps://lake.example/book\nhello@lake.example";
    visit.session.after.nextVisit = "2026-12-01";
    visit.session.after.exercises = {"chin_nod", "heat_after"};
    return visit;
}

std::vector<handout::BodyMap> fullMaps() {
    return {mapWith(scene::StandardView::anterior, {{0, {0.6F, 0.2F}}}), mapWith(scene::StandardView::posterior, {{1, {0.6F, 0.8F}}})};
}

#define NEEDS_TOOL(name) \
    if (!hasTool(name)) GTEST_SKIP() << "needs " << (name) << " (third_party/packages-test.txt)"

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
    const MadePdf made(fullVisit(), fullMaps());
    const std::string checked = made.ask("qpdf --check");
    EXPECT_NE(checked.find("No syntax or stream encoding errors found"), std::string::npos) << checked;
    const std::string fonts = made.ask("pdffonts");
    size_t rows = 0;
    for (const std::string& line : split(fonts, '\n')) {
        if (line.empty() || line.starts_with("name") || line.starts_with("---")) continue;
        ++rows;
        EXPECT_TRUE(line.find(" yes yes ") != std::string::npos) << line << ": embedded and a subset";
    }
    EXPECT_GE(rows, 2U) << fonts;
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
