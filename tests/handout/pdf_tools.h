#pragma once
#include <gtest/gtest.h>

#include <cstdio>

#include <fmt/format.h>

#include "core/text.h"
#include "handout/handout_pdf.h"
#include "handout/jpeg.h"
#include "support/test_folder.h"
#include "visit.h"

// What the tests of pages have in common: a file that tools of others read again, and maps of a small grey body.

namespace myochart::test {

/// What a tool answers, with what it says of faults; a sentence when it is not installed.
inline std::string askTool(const std::string& command) {
    std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return "no pipe";
    std::string answer;
    char part[4096];
    while (const size_t count = std::fread(part, 1, sizeof part, pipe)) answer.append(part, count);
    const int status = pclose(pipe);
    return status == 0 ? answer : fmt::format("failed ({}): {}", status, answer);
}

inline bool hasTool(const char* name) { return askTool(fmt::format("command -v {}", name)).find(name) != std::string::npos; }

/// A map from in front or from behind with these sites; a grey picture.
inline handout::BodyMap mapWith(scene::StandardView view, std::vector<handout::SiteOnView> sites) {
    handout::BodyMap map;
    map.view.view = view;
    map.view.camera.azimuthRad = view == scene::StandardView::posterior ? 3.14159F : 0;
    map.view.sites = std::move(sites);
    map.widthPx = 80, map.heightPx = 200;
    const render::Image grey{80, 200, std::vector<std::uint8_t>(80 * 200 * 4, 200)};
    map.jpeg = handout::jpegOf(grey).value();
    return map;
}

/// Pages as a file.
struct PdfFile {
    TestFolder folder;
    handout::HandoutPdf pdf;
    Path file;

    explicit PdfFile(handout::HandoutPdf made) : pdf(std::move(made)), file(folder / "pages.pdf") { EXPECT_TRUE(writeFileAtomically(file, pdf.bytes).ok()); }
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
    /// The text of one page, from 1.
    std::string page(size_t number) const { return ask(fmt::format("pdftotext -f {0} -l {0}", number), "-"); }
};

/// A line may end behind a hyphen, which copying makes a blank of.
inline std::string withoutBreaks(std::string text) {
    for (size_t at = text.find("- "); at != std::string::npos; at = text.find("- ", at)) text.erase(at + 1, 1);
    return text;
}

inline testing::AssertionResult inOrder(const std::string& copied, const std::vector<std::string>& words) {
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

inline TreatedVisit fullVisit() {
    TreatedVisit visit;
    visit.addNeedled("upper_trapezius");
    visit.addNeedled("soleus", Side::right);
    visit.practice.name = "Lake Practice";
    visit.practice.address = "Main Street 5\nhttps://lake.example/book\nhello@lake.example";
    visit.session.after.nextVisit = "2026-12-01";
    visit.session.after.exercises = {"chin_nod", "heat_after"};
    return visit;
}

inline std::vector<handout::BodyMap> fullMaps() {
    return {mapWith(scene::StandardView::anterior, {{0, {0.6F, 0.2F}}}), mapWith(scene::StandardView::posterior, {{1, {0.6F, 0.8F}}})};
}

/// Its syntax is sound and every font is in it, as a subset.
inline void expectSoundPdf(const PdfFile& made) {
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

}  // namespace myochart::test

#define NEEDS_TOOL(name) \
    if (!myochart::test::hasTool(name)) GTEST_SKIP() << "needs " << (name) << " (third_party/packages-test.txt)"
