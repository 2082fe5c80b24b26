#pragma once
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/files.h"
#include "core/time.h"
#include "teaching/quiz_set.h"

namespace myochart::teaching {

// What learners have answered, apart from the record of patients: one file of JSON lines a learner, and from it what is asked again and
// what a class misses.

/// One answer as it is kept.
struct KeptAnswer {
    UtcMs at = 0;
    std::string learner;
    std::string set, question;    ///< QuizSet::key, Question::id
    QuestionKind kind = QuestionKind::nameMuscle;
    std::string key;              ///< of the muscle or the point
    std::optional<Side> side;
    double points = 0;            ///< 0..1
    bool right = false;
    std::optional<double> mm;     ///< how far off a place was, along the skin

    bool operator==(const KeptAnswer&) const = default;
};

struct KeptAnswers {
    std::vector<KeptAnswer> answers;  ///< as they stand in the files
    std::vector<Remark> remarks;      ///< lines that could not be read, such as one that was torn
};

inline constexpr std::uint64_t kMostResultBytes = 8 << 20;
inline constexpr size_t kMostResultLine = 4000, kMostLearnerBytes = 80;

/// The line of an answer, with its line end.
std::string answerLine(const KeptAnswer& answer);
/// The answers of a text; lines that are none are remarks. Never fails.
KeptAnswers readAnswers(std::string_view text, const std::string& file);
/// A name that a learner may have: not blank, of one line, at most kMostLearnerBytes. Fails with a sentence.
Outcome learnerNamed(std::string_view name);
/// The file of that learner in a folder of results. Names that differ by capitals and accents alone are one learner's.
Path answersFile(const Path& folder, std::string_view learner);
/// Makes the folder of results for this user alone, where there is none yet.
void makeResultsFolder(const Path& folder);
/// Adds the answer to its learner's file; on the disk when it returns. What stands there, torn lines too, stays: as long as
/// nobody else adds to the folder meanwhile, which is the caller's to see to. Fails with a sentence.
Outcome keepAnswer(const Path& folder, const KeptAnswer& answer);
/// Of one learner, or of all where no name is given, in the order of the files' names; nothing where there is no file yet.
KeptAnswers keptAnswers(const Path& folder, std::string_view learner = {});

// --- spaced repetition: Leitner's boxes

/// Days until a question of that box is asked again.
inline constexpr std::array<int, 6> kBoxDays = {0, 1, 3, 7, 16, 35};

/// Where a question stands for one learner. The rule: wrong puts it into box 0; right puts it one box on when it was due (or was never
/// asked), and leaves it where it is when it was not.
struct Learned {
    int box = 0;
    UtcMs since = 0;      ///< the answer that put it there
    bool asked = false;
    bool missed = false;  ///< the last answer was wrong

    UtcMs dueAt() const;
    bool isDue(UtcMs now) const { return !asked || dueAt() <= now; }
};
/// By question, of one learner's answers to that set, in their order.
std::map<std::string, Learned> learnedOf(std::span<const KeptAnswer> answers, std::string_view set);
/// The questions of a set in the order in which they are asked, numbers of set.questions: what was missed first, the longest ago before
/// the others; then what has been due for longest; then what was never asked, in the set's order; then, unless `onlyDue`, the rest by when
/// it is due.
std::vector<size_t> askedOrder(const QuizSet& set, const std::map<std::string, Learned>& learned, UtcMs now, bool onlyDue);

// --- a class

/// What all learners together answered of one muscle or point.
struct ClassError {
    std::string key;
    std::optional<Side> side;
    size_t asked = 0, wrong = 0;
    std::optional<double> meanMm;  ///< how far off places were

    double share() const { return asked == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(asked); }
};
/// The greatest share of errors first, then by key and side.
std::vector<ClassError> classErrors(std::span<const KeptAnswer> answers);

}  // namespace myochart::teaching
