#include <set>

#include "core/words.h"
#include "known.h"
#include "teaching/lesson_file.h"

namespace myochart::teaching {

namespace {

std::vector<Path> shippedLessons() { return lessonFiles(myochart::test::sourceFolder() / "assets/teaching"); }

}  // namespace

TEST(ShippedLessons, areTheSixThatArePromised) {
    std::set<std::string> keys;
    for (const Path& file : shippedLessons()) keys.insert(lessonKey(file));
    EXPECT_EQ(keys, (std::set<std::string>{"before_and_after", "dry_needling", "headache", "low_back", "shoulder", "trigger_point"}));
}

TEST(ShippedLessons, haveNoRemarksAndFiveToNineSteps) {
    for (const Path& file : shippedLessons()) {
        const auto opened = openLesson(file, test::catalogue());
        ASSERT_TRUE(opened.ok()) << file;
        for (const Remark& each : opened->remarks) ADD_FAILURE() << each.sentence();
        EXPECT_GE(opened->played.size(), 5U) << file;
        EXPECT_LE(opened->played.size(), 9U) << file;
        EXPECT_FALSE(opened->lesson.sources.empty()) << file;
    }
}

TEST(ShippedLessons, speakEveryLanguageInEveryStep) {
    const auto isWhole = [](const Texts& texts) {
        for (const Language& language : kLanguages)
            if (const auto at = texts.by.find(language.code); at == texts.by.end() || at->second.empty()) return false;
        return true;
    };
    for (const Path& file : shippedLessons()) {
        const auto opened = openLesson(file, test::catalogue());
        ASSERT_TRUE(opened.ok());
        EXPECT_TRUE(isWhole(opened->lesson.title)) << file;
        for (size_t i = 0; i < opened->lesson.steps.size(); ++i) {
            const Step& step = opened->lesson.steps[i];
            EXPECT_TRUE(isWhole(step.title)) << file << " step " << i + 1;
            EXPECT_TRUE(isWhole(step.text)) << file << " step " << i + 1;
            EXPECT_TRUE(step.speech.empty() || isWhole(step.speech)) << file << " step " << i + 1;
        }
    }
}

TEST(ShippedLessons, neverClearANeedleAndPromiseNoCure) {
    for (const Path& file : shippedLessons()) {
        const auto opened = openLesson(file, test::catalogue());
        ASSERT_TRUE(opened.ok());
        for (const Step& step : opened->lesson.steps)
            for (const char* word : {" safe", "harmless", " cure", "guarantee", " mm"})
                EXPECT_EQ(step.text.in("en").find(word), std::string::npos) << file << ": " << word << ": " << step.text.in("en");
    }
}

TEST(ShippedLessons, needlesAreShownOnlyWhereCoursesNeedle) {
    for (const Path& file : shippedLessons()) {
        const auto opened = openLesson(file, test::catalogue());
        ASSERT_TRUE(opened.ok());
        for (const Step& step : opened->lesson.steps) {
            if (!step.needle) continue;
            const anatomy::NeedlePolicy* policy = test::catalogue().policy(step.needle->key);
            ASSERT_TRUE(policy) << step.needle->key;
            EXPECT_LE(policy->policy, anatomy::Policy::caution) << step.needle->key;
        }
    }
}

TEST(ShippedLessons, areWrittenAsTheyAreRead) {
    for (const Path& file : shippedLessons()) {
        const auto opened = openLesson(file, test::catalogue());
        ASSERT_TRUE(opened.ok());
        EXPECT_EQ(readLesson(writeLesson(opened->lesson), "again", test::catalogue()).lesson, opened->lesson) << file;
    }
}

}  // namespace myochart::teaching
