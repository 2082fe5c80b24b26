#include "teaching/lesson_file.h"

#include "known.h"

namespace myochart::teaching {

namespace {

class LessonFile : public testing::Test {
  protected:
    Path write(const std::string& name, const std::string& steps) {
        const Path file = folder_ / name;
        EXPECT_TRUE(writeFileAtomically(file, "title: " + name + "\n" + steps + "[end]\n").ok());
        return file;
    }
    static OpenedLesson open(const Path& file) {
        auto opened = openLesson(file, test::catalogue());
        EXPECT_TRUE(opened.ok());
        return opened ? *opened : OpenedLesson();
    }
    myochart::test::TestFolder folder_;
};

}  // namespace

TEST_F(LessonFile, stepsOfAnIncludedFileStandInItsPlace) {
    write("end.lesson", "[step]\ntext: three\n[step]\ntext: four\n");
    const OpenedLesson opened = open(write("a.lesson", "[step]\ntext: one\n[step]\ninclude: end.lesson\n[step]\ntext: five\n"));
    EXPECT_TRUE(opened.remarks.empty());
    ASSERT_EQ(opened.played.size(), 4U);
    EXPECT_EQ(opened.lesson.steps.size(), 3U);
    EXPECT_EQ(opened.played[2].step.text.in("en"), "four");
    EXPECT_TRUE(opened.played[2].included);
    EXPECT_EQ(opened.played[2].own, 1U);
    EXPECT_EQ(opened.played[3].own, 2U);
    EXPECT_FALSE(opened.played[3].included);
}

TEST_F(LessonFile, aCircleIsToldWithFileAndLineAndLeftOut) {
    write("b.lesson", "[step]\ntext: b\n[step]\ninclude: a.lesson\n");
    const OpenedLesson opened = open(write("a.lesson", "[step]\ntext: a\n[step]\ninclude: b.lesson\n"));
    ASSERT_EQ(opened.remarks.size(), 1U);
    EXPECT_EQ(opened.remarks[0].file, "b.lesson");
    EXPECT_EQ(opened.remarks[0].line, 5);
    EXPECT_EQ(opened.played.size(), 2U);
    const OpenedLesson itself = open(write("c.lesson", "[step]\ninclude: c.lesson\n"));
    ASSERT_EQ(itself.remarks.size(), 1U);
    EXPECT_EQ(itself.remarks[0].line, 3);
}

TEST_F(LessonFile, includesAreNeitherTooDeepNorTooMany) {
    for (int i = 0; i < 8; ++i) write("d" + std::to_string(i) + ".lesson", "[step]\ntext: t\n[step]\ninclude: d" + std::to_string(i + 1) + ".lesson\n");
    const OpenedLesson deep = open(folder_ / "d0.lesson");
    ASSERT_EQ(deep.remarks.size(), 1U);
    EXPECT_EQ(deep.played.size(), kDeepestInclude + 1);
    std::string fifty, wide;
    for (int i = 0; i < 50; ++i) fifty += "[step]\ntext: t\n", wide += "[step]\ninclude: fifty.lesson\n";
    write("fifty.lesson", fifty);
    const OpenedLesson many = open(write("wide.lesson", wide));
    EXPECT_EQ(many.played.size(), kMostSteps);
    EXPECT_EQ(many.remarks.size(), 1U);
}

TEST_F(LessonFile, whatIsMissingBesideItIsToldAndTheRestIsPlayed) {
    const OpenedLesson opened = open(write("a.lesson", "[step]\npicture: none.png\ntext: one\n[step]\ninclude: none.lesson\n[step]\ntext: two\n"));
    ASSERT_EQ(opened.remarks.size(), 2U);
    EXPECT_EQ(opened.remarks[0].line, 3);
    EXPECT_EQ(opened.remarks[1].line, 6);
    ASSERT_EQ(opened.played.size(), 2U);
    EXPECT_TRUE(opened.played[0].picture.empty());
    EXPECT_EQ(opened.played[0].step.picture, "none.png") << "kept, so that it is written again";
    ASSERT_TRUE(writeFileAtomically(folder_ / "none.png", "x").ok());
    EXPECT_EQ(open(folder_ / "a.lesson").played[0].picture, folder_ / "none.png");
}

TEST_F(LessonFile, aFileThatIsNotThereFailsWithASentence) {
    EXPECT_FALSE(openLesson(folder_ / "none.lesson", test::catalogue()).ok());
    EXPECT_TRUE(lessonFiles(folder_ / "none").empty());
}

TEST_F(LessonFile, lessonsOfAFolderAreListedByName) {
    write("b.lesson", "");
    write("a.lesson", "");
    ASSERT_TRUE(writeFileAtomically(folder_ / "notes.txt", "x").ok());
    const auto files = lessonFiles(folder_.path());
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(lessonKey(files[0]), "a");
}

}  // namespace myochart::teaching
