#include "teaching/learning.h"

#include <gtest/gtest.h>

#include <set>

#include "support/test_folder.h"

namespace myochart::teaching {

using myochart::test::TestFolder;

namespace {

constexpr UtcMs kBegan = 1'700'000'000'000, kDay = 24LL * 60 * 60 * 1000;

KeptAnswer answered(const std::string& question, bool right, UtcMs at, std::optional<double> mm = {}) {
    return {at, "Ana", "calf", question, QuestionKind::placePoint, "soleus_trp1", Side::left, right ? 1.0 : 0.25, right, mm};
}

QuizSet threeQuestions() {
    QuizSet set;
    set.key = "calf";
    for (const char* id : {"a", "b", "c"}) {
        set.questions.emplace_back();
        set.questions.back().id = id;
    }
    return set;
}

Learned after(std::initializer_list<std::pair<bool, int>> answers) {
    std::vector<KeptAnswer> kept;
    for (const auto& [right, day] : answers) kept.push_back(answered("a", right, kBegan + day * kDay));
    return learnedOf(kept, "calf").at("a");
}

}  // namespace

TEST(QuizLearning, whatIsRightWaitsOneThreeSevenSixteenAndThirtyFiveDays) {
    EXPECT_EQ(after({{true, 0}}).dueAt(), kBegan + 1 * kDay);
    EXPECT_EQ(after({{true, 0}, {true, 1}}).dueAt(), kBegan + (1 + 3) * kDay);
    EXPECT_EQ(after({{true, 0}, {true, 1}, {true, 4}}).dueAt(), kBegan + (4 + 7) * kDay);
    EXPECT_EQ(after({{true, 0}, {true, 1}, {true, 4}, {true, 11}}).dueAt(), kBegan + (11 + 16) * kDay);
    EXPECT_EQ(after({{true, 0}, {true, 1}, {true, 4}, {true, 11}, {true, 27}}).dueAt(), kBegan + (27 + 35) * kDay);
    EXPECT_EQ(after({{true, 0}, {true, 1}, {true, 4}, {true, 11}, {true, 27}, {true, 62}}).dueAt(), kBegan + (62 + 35) * kDay) << "there is no longer wait";
}

TEST(QuizLearning, whatWasMissedIsDueAtOnceAndBeginsAnew) {
    const Learned missed = after({{true, 0}, {true, 1}, {false, 4}});
    EXPECT_TRUE(missed.missed);
    EXPECT_EQ(missed.box, 0);
    EXPECT_TRUE(missed.isDue(kBegan + 4 * kDay));
    EXPECT_EQ(after({{true, 0}, {true, 1}, {false, 4}, {true, 4}}).dueAt(), kBegan + 5 * kDay);
}

TEST(QuizLearning, askedBeforeItsDayARightAnswerMovesNothing) {
    const Learned early = after({{true, 0}, {true, 0}, {true, 0}});
    EXPECT_EQ(early.box, 1);
    EXPECT_EQ(early.dueAt(), kBegan + kDay);
    EXPECT_EQ(after({{true, 0}, {false, 0}}).box, 0) << "a wrong one always does";
}

TEST(QuizLearning, missedOnesComeFirstThenDueOnesThenNewOnes) {
    const QuizSet set = threeQuestions();
    std::vector<KeptAnswer> kept = {answered("b", true, kBegan), answered("c", false, kBegan + kDay)};
    auto learned = learnedOf(kept, "calf");
    EXPECT_EQ(askedOrder(set, learned, kBegan + 2 * kDay, true), (std::vector<size_t>{2, 1, 0}));
    EXPECT_EQ(askedOrder(set, learned, kBegan, true), (std::vector<size_t>{0})) << "neither is due yet";
    EXPECT_EQ(askedOrder(set, learned, kBegan, false), (std::vector<size_t>{0, 1, 2})) << "the others by when they are due, then by place";
    EXPECT_EQ(askedOrder(set, {}, kBegan, true), (std::vector<size_t>{0, 1, 2}));
}

TEST(QuizLearning, answersOfOtherSetsAreOfNoMatter) {
    std::vector<KeptAnswer> kept = {answered("a", true, kBegan)};
    EXPECT_TRUE(learnedOf(kept, "neck").empty());
}

TEST(QuizLearning, aLineReadsBackAsTheSameAnswer) {
    const KeptAnswer answer = answered("a", false, kBegan, 23.4);
    const KeptAnswers read = readAnswers(answerLine(answer), "ana.jsonl");
    ASSERT_EQ(read.answers.size(), 1U);
    EXPECT_EQ(read.answers[0], answer);
    EXPECT_TRUE(read.remarks.empty());
}

TEST(QuizLearning, aFileTornAtAnyByteIsReadUpToThereWithARemark) {
    const std::string first = answerLine(answered("a", true, kBegan)), second = answerLine(answered("b", false, kBegan + kDay, 12.5));
    for (size_t cut = 1; cut + 1 < second.size(); ++cut) {
        const KeptAnswers read = readAnswers(first + second.substr(0, cut), "ana.jsonl");
        ASSERT_EQ(read.answers.size(), 1U) << cut;
        EXPECT_EQ(read.answers[0].question, "a");
        ASSERT_EQ(read.remarks.size(), 1U) << cut;
        EXPECT_EQ(read.remarks[0].line, 2);
    }
    EXPECT_EQ(readAnswers(first + second.substr(0, second.size() - 1), "ana.jsonl").answers.size(), 2U) << "only the line's end is missing";
}

TEST(QuizLearning, linesThatAreNoAnswersArePassedOver) {
    const std::string good = answerLine(answered("a", true, kBegan));
    const KeptAnswers read = readAnswers("{}\n[1,2]\n" + good + "{\"at\": \"yesterday\"}\n\xFF\xFE\n" + std::string(5000, '[') + "\n" + good, "ana.jsonl");
    EXPECT_EQ(read.answers.size(), 2U);
    EXPECT_EQ(read.remarks.size(), 5U);
}

TEST(QuizLearning, whatIsKeptIsThereAndATornEndStaysBeforeIt) {
    const TestFolder folder;
    ASSERT_TRUE(keepAnswer(folder / "results", answered("a", true, kBegan)));
    const Path file = answersFile(folder / "results", "Ana");
    const auto text = readTextFile(file, kMostResultBytes);
    ASSERT_TRUE(text.ok());
    ASSERT_TRUE(writeFileAtomically(file, *text + text->substr(0, 20)));
    ASSERT_TRUE(keepAnswer(folder / "results", answered("b", false, kBegan)));
    const KeptAnswers kept = keptAnswers(folder / "results", "Ana");
    ASSERT_EQ(kept.answers.size(), 2U);
    EXPECT_EQ(kept.answers[1].question, "b");
    EXPECT_EQ(kept.remarks.size(), 1U);
}

TEST(QuizLearning, aNameIsOneLearnersHoweverItIsWritten) {
    const TestFolder folder;
    KeptAnswer answer = answered("a", true, kBegan);
    answer.learner = "Jos\xC3\xA9 P\xC3\xA9rez";
    ASSERT_TRUE(keepAnswer(folder.path(), answer));
    for (const char* name : {"jos\xC3\xA9 p\xC3\xA9rez", "JOSE PEREZ", "Jose\xCC\x81 Pe\xCC\x81rez"}) {  // the last with accents behind their letters
        EXPECT_EQ(keptAnswers(folder.path(), name).answers.size(), 1U) << name;
        EXPECT_EQ(answersFile(folder.path(), name), answersFile(folder.path(), answer.learner)) << name;
    }
    EXPECT_TRUE(keptAnswers(folder.path(), "Jose").answers.empty());
    answer.learner = "JOSE PEREZ";
    ASSERT_TRUE(keepAnswer(folder.path(), answer));
    std::set<std::string> names;
    for (const KeptAnswer& each : keptAnswers(folder.path()).answers) names.insert(each.learner);
    EXPECT_EQ(names, std::set<std::string>{"Jos\xC3\xA9 P\xC3\xA9rez"}) << "a class counts learners, not spellings";
    // A spelling that had a file of its own before is read and gone on with.
    ASSERT_TRUE(writeFileAtomically(folder / "ana-0badcafe.jsonl", answerLine(answered("b", true, kBegan))));
    EXPECT_EQ(answersFile(folder.path(), "ANA"), folder / "ana-0badcafe.jsonl");
    EXPECT_EQ(keptAnswers(folder.path(), "ana").answers.size(), 1U);
}

TEST(QuizLearning, learnersHaveFilesOfTheirOwnInTheFolder) {
    const Path folder = "results";
    EXPECT_EQ(answersFile(folder, "Ana"), answersFile(folder, " Ana "));
    EXPECT_NE(answersFile(folder, "Ana"), answersFile(folder, "An a"));
    EXPECT_NE(answersFile(folder, "!!!"), answersFile(folder, "???"));
    EXPECT_EQ(answersFile(folder, "../../etc/passwd").parent_path(), folder) << "a name is no way into other folders";
    EXPECT_FALSE(learnerNamed("  "));
    EXPECT_FALSE(learnerNamed("two\nlines"));
    EXPECT_FALSE(learnerNamed(std::string(81, 'a')));
    EXPECT_TRUE(learnerNamed("J\xC3\xBCrgen"));
}

TEST(QuizLearning, whatAClassMissesIsCountedByPointAndSide) {
    std::vector<KeptAnswer> kept = {answered("a", false, kBegan, 40), answered("a", true, kBegan, 10), answered("b", false, kBegan, 25)};
    kept.push_back(answered("d", true, kBegan));
    kept.back().key = "infraspinatus_trp1";
    const auto errors = classErrors(kept);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].key, "soleus_trp1");
    EXPECT_EQ(errors[0].asked, 3U);
    EXPECT_EQ(errors[0].wrong, 2U);
    EXPECT_NEAR(errors[0].meanMm.value_or(0), 25, 1e-12);
    EXPECT_EQ(errors[1].wrong, 0U);
    EXPECT_FALSE(errors[1].meanMm);
}

}  // namespace myochart::teaching
