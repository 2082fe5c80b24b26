#include "teaching/read_lesson.h"

#include <algorithm>

#include <fmt/format.h>

#include "known.h"

namespace myochart::teaching {

namespace {

constexpr const char* kWhole = R"(# Made up.
#
# By nobody.

title: Neck
title.de: Nacken
for: patients
sources: TS1, DN2

[step]
view: posterior
look at: upper_trapezius left, levator_scapulae
zoom: 1.25
layers: superficial, bone
isolate: upper_trapezius left
others: hidden
patterns: upper_trapezius_trp1 left, levator_scapulae
markers: upper_trapezius_trp1 left
needle: upper_trapezius_trp1 left
picture: neck.png
seconds: 12.5
title: One
text: First line
  goes on here.

  A second paragraph.
text.de: Erste Zeile
speech: Say this.

[step]
include: more.lesson

[step]
camera: 180 10 900 12.5 -20 1400
text: Seen from there.

[end]
)";

ReadLesson read(std::string_view text) { return readLesson(text, "made.lesson", test::catalogue()); }

/// The sentences of a lesson with these lines below its title and first step.
std::vector<std::string> saidOf(const std::string& line) {
    std::vector<std::string> sentences;
    for (const Remark& each : read("title: T\n[step]\ntext: t\n" + line + "\n[end]\n").remarks) sentences.push_back(each.sentence());
    return sentences;
}

}  // namespace

TEST(Lesson, aTextIsInTheLanguageThatIsAskedForElseInEnglish) {
    Texts texts;
    EXPECT_EQ(texts.in("de"), "");
    texts.by = {{"en", "neck"}, {"de", "Nacken"}};
    EXPECT_EQ(texts.in("de"), "Nacken");
    EXPECT_EQ(texts.in("fr"), "neck");
}

TEST(Lesson, everyKeyIsRead) {
    const ReadLesson whole = read(kWhole);
    for (const Remark& each : whole.remarks) ADD_FAILURE() << each.sentence();
    const Lesson& lesson = whole.lesson;
    EXPECT_EQ(lesson.comment, "Made up.\n\nBy nobody.");
    EXPECT_EQ(lesson.title.in("de"), "Nacken");
    EXPECT_EQ(lesson.audience, Audience::patients);
    EXPECT_EQ(lesson.sources, (std::vector<std::string>{"TS1", "DN2"}));
    ASSERT_EQ(lesson.steps.size(), 3U);
    const Step& step = lesson.steps[0];
    EXPECT_EQ(step.view, "posterior");
    EXPECT_EQ(step.lookAt, (std::vector<OnSide>{{"upper_trapezius", Side::left}, {"levator_scapulae", {}}}));
    EXPECT_EQ(step.zoom, 1.25);
    EXPECT_EQ(step.layers, (std::vector<anatomy::Layer>{anatomy::Layer::superficial, anatomy::Layer::bone}));
    EXPECT_EQ(step.isolate, (std::vector<OnSide>{{"upper_trapezius", Side::left}}));
    EXPECT_FALSE(step.othersAsGhost);
    EXPECT_EQ(step.patterns.size(), 2U);
    EXPECT_EQ(step.markers.size(), 1U);
    EXPECT_EQ(step.needle, (OnSide{"upper_trapezius_trp1", Side::left}));
    EXPECT_EQ(step.picture, "neck.png");
    EXPECT_EQ(step.seconds, 12.5);
    EXPECT_EQ(step.text.in("en"), "First line goes on here.\nA second paragraph.");
    EXPECT_EQ(step.speech.in("en"), "Say this.");
    EXPECT_EQ(lesson.steps[1].include, "more.lesson");
    EXPECT_EQ(lesson.steps[2].camera, (Viewpoint{180, 10, 900, 12.5, -20, 1400}));
}

TEST(Lesson, whatIsWrittenIsReadAgainAsItWas) {
    Lesson lesson = read(kWhole).lesson;
    EXPECT_EQ(read(writeLesson(lesson)).lesson, lesson);
    std::string far;
    for (int i = 0; i < 60; ++i) far += "word" + std::to_string(i) + (i % 20 == 19 ? "\n" : " ");
    lesson.steps[2].text.by["fr"] = far + "# no comment, [step] no section, key: no key";
    EXPECT_EQ(read(writeLesson(lesson)).lesson, lesson);
    EXPECT_EQ(read(writeLesson(Lesson())).lesson, Lesson());
}

TEST(Lesson, linesOfOtherSystemsAndAByteOrderMarkChangeNothing) {
    std::string text = "\xEF\xBB\xBF";
    for (const char* c = kWhole; *c; ++c) text += *c == '\n' ? std::string("\r\n") : std::string(1, *c);
    const ReadLesson other = read(text);
    EXPECT_EQ(other.lesson, read(kWhole).lesson);
    EXPECT_TRUE(other.remarks.empty());
}

TEST(Lesson, whatIsNoneIsARemarkWithFileAndLineAndTheRestStays) {
    for (const char* line : {"colour: red", "no key at all", "zoom: large", "zoom: 1e9", "zoom: nan", "view: above", "camera: 1 2 3", "camera: 1 2 -5 0 0 0", "camera: 1 2 1e30 0 0 0", "layers: heart", "others: gone",
                             "isolate: trapezoid", "isolate: upper_trapezius top", "markers: upper_trapezius", "needle: upper_trapezius", "patterns: no_such_point", "picture: ../secret.png", "picture: notes.txt",
                             "include: /etc/passwd", "include: other.txt", "seconds: -1", "text: again", "zoom.de: 2", "text.\xFF: broken", "[step", "[chapter]"}) {
        const auto said = saidOf(line);
        ASSERT_EQ(said.size(), 1U) << line;
        EXPECT_EQ(said[0].rfind("made.lesson, line 4: ", 0), 0U) << said[0];
    }
    EXPECT_TRUE(saidOf("isolate: upper_trapezius left, soleus both, biceps_brachii_long").empty());
    const ReadLesson some = read("title: T\n[step]\nisolate: trapezoid, soleus left\ntext: stays\n[end]\n");
    EXPECT_EQ(some.lesson.steps.at(0).isolate, (std::vector<OnSide>{{"soleus", Side::left}}));
    EXPECT_EQ(some.lesson.steps.at(0).text.in("en"), "stays");
}

TEST(Lesson, remarksOfTheHeadTellTheirLineToo) {
    const ReadLesson made = read("title: T\nfor: cats\nsources: TS1, NOBODY\nlength: 3\n\n[step]\ntext: t\n[end]\nmore\n");
    ASSERT_EQ(made.remarks.size(), 4U);
    EXPECT_EQ(made.remarks[0].line, 2);
    EXPECT_EQ(made.remarks[1].line, 3);
    EXPECT_EQ(made.remarks[2].line, 4);
    EXPECT_EQ(made.remarks[3].line, 9);
    EXPECT_EQ(made.lesson.sources, std::vector<std::string>{"TS1"});
}

TEST(Lesson, aFileThatIsCutAnywhereIsRemarkedOnAndUsable) {
    const std::string whole = kWhole;
    const size_t end = whole.find("[end]");
    for (size_t length = 0; length < end + 5; ++length) {
        const ReadLesson cut = read(std::string_view(whole).substr(0, length));
        ASSERT_FALSE(cut.remarks.empty()) << length;
        for (const Remark& each : cut.remarks) ASSERT_GT(each.line, 0) << each.text;
        EXPECT_EQ(read(writeLesson(cut.lesson)).lesson, cut.lesson) << length;
    }
}

TEST(Lesson, anyByteOfAFileMayBeAnyOther) {
    const std::string whole = kWhole;
    for (size_t at = 0; at < whole.size(); ++at)
        for (const char other : {'\0', '\n', ':', '[', '\xC3', '\t', '#'}) {
            std::string changed = whole;
            changed[at] = other;
            const ReadLesson made = read(changed);
            ASSERT_EQ(read(writeLesson(made.lesson)).lesson, made.lesson) << at << " " << static_cast<int>(other);
            ASSERT_EQ(made.lines.size(), made.lesson.steps.size());
        }
}

TEST(Lesson, stepsTextsListsAndRemarksAreBounded) {
    std::string steps = "title: T\n";
    for (size_t i = 0; i < kMostSteps + 5; ++i) steps += "[step]\ntext: t\n";
    const ReadLesson many = read(steps + "[end]\n");
    EXPECT_EQ(many.lesson.steps.size(), kMostSteps);
    ASSERT_EQ(many.remarks.size(), 1U);
    const ReadLesson wide = read("title: T\n[step]\ntext: " + std::string(9000, 'x') + "\n  more\n[end]\n");
    EXPECT_LE(wide.lesson.steps.at(0).text.in("en").size(), 4000U);
    EXPECT_EQ(wide.remarks.size(), 1U);
    std::string list = "soleus";
    for (size_t i = 0; i < 500; ++i) list += ", soleus";
    EXPECT_EQ(read("title: T\n[step]\nisolate: " + list + "\n[end]\n").lesson.steps.at(0).isolate.size(), kMostShownAtOnce);
    std::string faults = "title: T\n[step]\n";
    for (int i = 0; i < 5000; ++i) faults += "isolate" + std::to_string(i) + ": x\n";
    EXPECT_LE(read(faults + "[end]\n").remarks.size(), 101U);
    EXPECT_FALSE(read(std::string(2U << 20U, 'a')).remarks.empty());
}

TEST(Lesson, hiddenMarksOfPastedTextGo) {
    EXPECT_EQ(read("title: T\n[step]\ntext: a\xE2\x80\xAE" "b\x01" "c\n[end]\n").lesson.steps.at(0).text.in("en"), "ab c");
}

}  // namespace myochart::teaching
