#include "teaching/quiz_set.h"

#include <algorithm>
#include <set>

#include "teaching/quiz_knowledge.h"

namespace myochart::teaching {

using myochart::test::TestFolder;

namespace {

constexpr std::string_view kWholeSet =
    "# A set\n"
    "title: Calf\n"
    "title.de: Wade\n"
    "\n"
    "[question]\n"
    "id: one\n"
    "kind: name_muscle\n"
    "muscle: soleus\n"
    "side: left\n"
    "choices: plantaris, popliteus\n"
    "hint: Under the gastrocnemius.\n"
    "hint.de: Unter dem Gastrocnemius.\n"
    "\n"
    "[question]\n"
    "id: two\n"
    "kind: place_point\n"
    "point: soleus_trp1\n"
    "\n"
    "[question]\n"
    "id: three\n"
    "kind: draw_pattern\n"
    "point: soleus_trp2\n"
    "side: right\n";

ReadQuiz readSet(std::string_view text) { return readQuiz(text, "calf.quiz", quizKnowledge()); }

/// The only remark of a text.
std::string remarkOn(const std::string& text) {
    const ReadQuiz quiz = readSet(text);
    EXPECT_EQ(quiz.remarks.size(), 1U) << text;
    return quiz.remarks.empty() ? std::string() : quiz.remarks.front().sentence();
}

bool writes(const Path& file, std::string_view text) { return writeFileAtomically(file, text).ok(); }

}  // namespace

TEST(QuizSet, questionsAreReadAsATeacherTypesThem) {
    const ReadQuiz quiz = readSet(kWholeSet);
    EXPECT_TRUE(quiz.remarks.empty());
    EXPECT_EQ(quiz.set.key, "calf");
    EXPECT_EQ(quiz.set.title.in("de"), "Wade");
    ASSERT_EQ(quiz.set.questions.size(), 3U);
    const Question& first = quiz.set.questions[0];
    EXPECT_EQ(first.kind, QuestionKind::nameMuscle);
    EXPECT_EQ(first.key, "soleus");
    EXPECT_EQ(first.side, Side::left);
    EXPECT_EQ(first.choices, (std::vector<std::string>{"plantaris", "popliteus"}));
    EXPECT_EQ(first.hint.in("fr"), "Under the gastrocnemius.");
    EXPECT_EQ(first.place.line, 5);
    EXPECT_FALSE(quiz.set.questions[1].side) << "either";
}

TEST(QuizSet, whatIsWrittenIsReadAsTheSameSet) {
    const ReadQuiz quiz = readSet(kWholeSet);
    const ReadQuiz again = readSet(quizText(quiz.set));
    EXPECT_TRUE(again.remarks.empty());
    EXPECT_EQ(again.set, quiz.set);
}

TEST(QuizSet, linesOfWindowsAndAByteOrderMarkAreNoMatter) {
    std::string text = "\xEF\xBB\xBF";
    for (const char letter : kWholeSet) text += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
    EXPECT_EQ(readSet(text).set, readSet(kWholeSet).set);
}

TEST(QuizSet, whatIsNotUnderstoodIsARemarkWithItsLineAndTheRestIsUsable) {
    EXPECT_EQ(remarkOn("title: x\ncolour: red\n").rfind("calf.quiz, line 2: ", 0), 0U);
    EXPECT_NE(remarkOn("[question]\nkind: name_muscle\nmuscle: trapezoid\n").find("trapezoid"), std::string::npos);
    EXPECT_EQ(remarkOn("[question]\nkind: name_muscle\nmuscle: trapezoid\n").rfind("calf.quiz, line 1: ", 0), 0U);
    EXPECT_EQ(remarkOn("[question]\nkind: sing\nmuscle: soleus\n").rfind("calf.quiz, line 2: ", 0), 0U);
    EXPECT_EQ(remarkOn("[question]\nkind: name_muscle\nmuscle: soleus\nside: up\n").rfind("calf.quiz, line 4: ", 0), 0U);
    EXPECT_EQ(remarkOn("[lesson]\ntitle: nothing\n").rfind("calf.quiz, line 1: ", 0), 0U) << "and what stands in it is passed over";
    EXPECT_EQ(remarkOn("just words\n").rfind("calf.quiz, line 1: ", 0), 0U);
    const ReadQuiz some = readSet(std::string(kWholeSet) + "\n[question]\nkind: place_point\npoint: no_such_point\n");
    EXPECT_EQ(some.remarks.size(), 1U);
    EXPECT_EQ(some.set.questions.size(), 3U);
}

TEST(QuizSet, aChoiceThatNobodyKnowsIsLeftOutAlone) {
    const ReadQuiz quiz = readSet("[question]\nkind: name_muscle\nmuscle: soleus\nchoices: plantaris, nonsense\n");
    EXPECT_EQ(quiz.remarks.size(), 1U);
    ASSERT_EQ(quiz.set.questions.size(), 1U);
    EXPECT_EQ(quiz.set.questions[0].choices, std::vector<std::string>{"plantaris"});
}

TEST(QuizSet, noNeedleIsAskedForWhereCoursesTreatByHand) {
    EXPECT_NE(remarkOn("[question]\nkind: needle_point\npoint: longus_colli_trp1\n").find("by hand"), std::string::npos);
    EXPECT_TRUE(readSet("[question]\nkind: needle_point\npoint: longus_colli_trp1\n").set.questions.empty());
    EXPECT_EQ(readSet("[question]\nkind: needle_point\npoint: infraspinatus_trp1\n").set.questions.size(), 1U);
}

TEST(QuizSet, aQuestionThatIsThereTwiceIsAskedOnce) {
    const ReadQuiz quiz = readSet("[question]\nkind: place_point\npoint: soleus_trp1\n[question]\nkind: place_point\npoint: soleus_trp1\n");
    EXPECT_EQ(quiz.set.questions.size(), 1U);
    EXPECT_EQ(quiz.remarks.size(), 1U);
}

TEST(QuizSet, anIdThatNobodyWroteTellsNoAnswer) {
    const ReadQuiz quiz = readSet("[question]\nkind: name_muscle\nmuscle: soleus\n[question]\nkind: who_refers\npoint: soleus_trp1\n");
    ASSERT_EQ(quiz.set.questions.size(), 2U);
    for (const Question& question : quiz.set.questions) EXPECT_EQ(question.id.find("soleus"), std::string::npos) << question.id;
    EXPECT_NE(quiz.set.questions[0].id, quiz.set.questions[1].id);
}

TEST(QuizSet, cutAtAnyByteWhatWasWholeIsStillAsked) {
    const QuizSet whole = readSet(kWholeSet).set;
    for (size_t cut = 0; cut <= kWholeSet.size(); ++cut) {
        const ReadQuiz quiz = readSet(kWholeSet.substr(0, cut));
        ASSERT_LE(quiz.set.questions.size(), whole.questions.size()) << cut;
        for (size_t i = 0; i + 1 < quiz.set.questions.size(); ++i) EXPECT_EQ(quiz.set.questions[i], whole.questions[i]) << cut;
        if (cut > kWholeSet.find("[question]\nid: two")) {
            ASSERT_GE(quiz.set.questions.size(), 1U) << cut;
            EXPECT_EQ(quiz.set.questions[0], whole.questions[0]) << cut;
        }
    }
}

TEST(QuizSet, hugeAndBrokenTextsAreBounded) {
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "[question]\nid: " + std::to_string(i) + "\nkind: place_point\npoint: soleus_trp1\n";
    EXPECT_EQ(readSet(many).set.questions.size(), kMostQuestions);
    EXPECT_LE(readSet(many).remarks.size(), kMostQuizRemarks);
    std::string noise;
    for (int i = 0; i < 5000; ++i) noise += static_cast<char>(i * 37 % 256);
    EXPECT_TRUE(readSet(noise).set.questions.empty());
    EXPECT_LE(readSet(std::string(20000, '\n') + std::string(100000, 'x')).remarks.size(), 1U);
}

TEST(QuizSet, whateverBytesAreChangedItIsReadWithinItsBounds) {
    unsigned random = 12345;
    const auto next = [&](size_t below) {
        random = random * 1664525U + 1013904223U;
        return static_cast<size_t>(random >> 8) % below;
    };
    for (int round = 0; round < 3000; ++round) {
        std::string text(kWholeSet);
        for (size_t changes = 1 + next(8); changes > 0; --changes) {
            const size_t at = next(text.size());
            if (next(3) == 0) text.erase(at, 1 + next(20));
            else if (next(2) == 0) text.insert(at, text.substr(next(text.size()), next(60)));
            else text[at] = static_cast<char>(next(256));
            if (text.empty()) text = "x";
        }
        const ReadQuiz quiz = readSet(text);
        const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
        for (const Remark& remark : quiz.remarks) ASSERT_TRUE(remark.line >= 1 && remark.line <= lines) << text;
        for (const Question& question : quiz.set.questions) ASSERT_FALSE(muscleOf(quizKnowledge(), question).empty()) << text;
        ASSERT_EQ(readSet(quizText(quiz.set)).set, quiz.set) << text;
    }
}

TEST(QuizSet, aFileThatEndsWithoutItsEndIsRemarkedOnAndAKeyThatIsToldTwiceCountsOnce) {
    const myochart::test::TestFolder folder;
    ASSERT_TRUE(writes(folder / "cut.quiz", "[question]\nkind: place_point\npoint: soleus_trp1\n"));
    const auto cut = openQuiz(folder / "cut.quiz", quizKnowledge());
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->set.questions.size(), 1U);
    ASSERT_EQ(cut->remarks.size(), 1U) << "its side may be what is missing";
    EXPECT_NE(cut->remarks[0].sentence().find("[end]"), std::string::npos);
    const ReadQuiz twice = readSet("[question]\nkind: place_point\nkind: draw_pattern\npoint: soleus_trp1\n[end]\nside: left\n");
    ASSERT_EQ(twice.set.questions.size(), 1U);
    EXPECT_EQ(twice.set.questions[0].kind, QuestionKind::placePoint);
    EXPECT_FALSE(twice.set.questions[0].side) << "what stands behind the end is left out";
    EXPECT_EQ(twice.remarks.size(), 1U);
}

TEST(QuizSet, aSetTakesInTheQuestionsOfThoseBesideIt) {
    const TestFolder folder;
    ASSERT_TRUE(writes(folder / "a.quiz", "title: A\ninclude: b.quiz\n[question]\nid: a\nkind: place_point\npoint: soleus_trp1\n[end]\n"));
    ASSERT_TRUE(writes(folder / "b.quiz", "[question]\nid: b\nkind: place_point\npoint: soleus_trp2\n[end]\n"));
    const auto quiz = openQuiz(folder / "a.quiz", quizKnowledge());
    ASSERT_TRUE(quiz.ok());
    EXPECT_TRUE(quiz->remarks.empty());
    ASSERT_EQ(quiz->set.questions.size(), 2U);
    EXPECT_EQ(quiz->set.questions[1].id, "b");
}

TEST(QuizSet, filesThatIncludeEachOtherEndWithARemark) {
    const TestFolder folder;
    ASSERT_TRUE(writes(folder / "a.quiz", "include: b.quiz\n[question]\nid: a\nkind: place_point\npoint: soleus_trp1\n[end]\n"));
    ASSERT_TRUE(writes(folder / "b.quiz", "title: B\ninclude: a.quiz\n[question]\nid: b\nkind: place_point\npoint: soleus_trp2\n[end]\n"));
    const auto quiz = openQuiz(folder / "a.quiz", quizKnowledge());
    ASSERT_TRUE(quiz.ok());
    EXPECT_EQ(quiz->set.questions.size(), 2U);
    ASSERT_EQ(quiz->remarks.size(), 1U);
    EXPECT_EQ(quiz->remarks[0].file, "b.quiz");
    EXPECT_EQ(quiz->remarks[0].line, 2);
}

TEST(QuizSet, filesElsewhereAndFilesThatAreNotThereAreRemarks) {
    const TestFolder folder;
    ASSERT_TRUE(writes(folder / "a.quiz", "include: ../b.quiz\ninclude: c.quiz\n[question]\nid: a\nkind: place_point\npoint: soleus_trp1\npicture: none.png\n[end]\n"));
    const auto quiz = openQuiz(folder / "a.quiz", quizKnowledge());
    ASSERT_TRUE(quiz.ok());
    EXPECT_EQ(quiz->set.questions.size(), 1U);
    EXPECT_TRUE(quiz->set.questions[0].picture.empty());
    EXPECT_EQ(quiz->remarks.size(), 3U);
    EXPECT_FALSE(openQuiz(folder / "none.quiz", quizKnowledge()).ok());
}

TEST(QuizSet, choicesHoldTheRightOneAndAreAlwaysTheSame) {
    for (const char* muscle : {"soleus", "infraspinatus", "gluteus_medius", "upper_trapezius"}) {
        Question question;
        question.key = muscle;
        const auto choices = choicesOf(quizKnowledge(), question);
        EXPECT_EQ(choices.size(), 4U) << muscle;
        EXPECT_EQ(choices, choicesOf(quizKnowledge(), question));
        EXPECT_EQ(std::set<std::string>(choices.begin(), choices.end()).size(), choices.size());
        EXPECT_NE(std::ranges::find(choices, muscle), choices.end());
        for (const std::string& each : choices) EXPECT_EQ(quizKnowledge().muscle(each)->region, quizKnowledge().muscle(muscle)->region) << each;
    }
}

TEST(QuizSet, noChoiceIsReportedToReferToTheSameZones) {
    Question question;
    question.kind = QuestionKind::whoRefers;
    for (const anatomy::TriggerPoint& point : quizKnowledge().triggerPoints()) {
        question.key = point.key;
        const auto choices = choicesOf(quizKnowledge(), question);
        EXPECT_NE(std::ranges::find(choices, point.muscleKey), choices.end()) << point.key;
        for (const std::string& muscle : choices) {
            if (muscle == point.muscleKey) continue;
            for (const anatomy::TriggerPoint* other : quizKnowledge().triggerPointsOf(muscle))
                for (const std::string& zone : other->essentialZones) EXPECT_EQ(std::ranges::find(point.essentialZones, zone), point.essentialZones.end()) << point.key << " " << other->key;
        }
    }
}

TEST(QuizSet, shippedSetsAreWholeAndNamedInEveryLanguage) {
    size_t sets = 0;
    for (const auto& file : std::filesystem::directory_iterator(myochart::test::sourceFolder() / "assets/teaching")) {
        if (file.path().extension() != kQuizEnding) continue;
        ++sets;
        const auto quiz = openQuiz(file.path(), quizKnowledge());
        ASSERT_TRUE(quiz.ok()) << file.path();
        for (const Remark& remark : quiz->remarks) ADD_FAILURE() << remark.sentence();
        EXPECT_GE(quiz->set.questions.size(), 10U) << file.path();
        EXPECT_LE(quiz->set.questions.size(), 15U) << file.path();
        for (const char* language : {"en", "de", "es", "fr"}) EXPECT_TRUE(quiz->set.title.by.contains(language)) << file.path() << language;
        for (const Question& question : quiz->set.questions)
            if (!question.hint.empty()) {
                EXPECT_EQ(question.hint.by.size(), 4U) << question.id;
            }
    }
    EXPECT_EQ(sets, 3U);
}

}  // namespace myochart::teaching
