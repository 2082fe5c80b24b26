#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/files.h"
#include "teaching/lesson.h"

namespace myochart::teaching {

enum class QuestionKind { nameMuscle, placePoint, drawPattern, whoRefers, needlePoint };
/// "name_muscle", "place_point", "draw_pattern", "who_refers", "needle_point".
std::string_view name(QuestionKind kind);
std::optional<QuestionKind> questionKindFromName(std::string_view text);
/// A question with a list of muscles to choose from.
constexpr bool isChosen(QuestionKind kind) { return kind == QuestionKind::nameMuscle || kind == QuestionKind::whoRefers; }

/// Where something stands in a file; of no matter when two are compared.
struct FilePlace {
    std::string file;
    int line = 0;
    bool operator==(const FilePlace&) const { return true; }
};

/// One question of a set.
struct Question {
    std::string id;                    ///< the only one of that in the set; where none is written, made of what is asked
    QuestionKind kind = QuestionKind::nameMuscle;
    std::string key;                   ///< of a muscle (nameMuscle), else of a charted point
    std::optional<Side> side;          ///< none: either
    std::vector<std::string> choices;  ///< keys of muscles as they are written; none: chosen by choicesOf()
    Texts hint;
    std::string picture;               ///< a file beside the set
    FilePlace place;

    bool operator==(const Question&) const = default;
};

/// Questions as a teacher types them (docs/quiz.md).
struct QuizSet {
    std::string key;                    ///< the file's name without its ending
    Texts title;
    std::vector<std::string> includes;  ///< sets beside this one whose questions are asked after its own
    std::vector<Question> questions;

    bool operator==(const QuizSet&) const = default;
};

struct ReadQuiz {
    QuizSet set;
    std::vector<Remark> remarks;  ///< what was left out, with file and line
};

// What is read of a file at most; what is beyond is left out with a remark.
inline constexpr std::uint64_t kMostQuizBytes = 256 << 10;
inline constexpr size_t kMostQuestions = 500, kMostQuizIncludes = 20, kMostQuizDepth = 8, kMostQuizRemarks = 100, kMostChoices = 5;
inline constexpr std::string_view kQuizEnding = ".quiz";

/// The questions of a text. What is not understood, a muscle or point that the tables lack, a question that is not whole, and a needle
/// where courses treat by hand are left out with a remark; never fails. Includes are not followed. `file`: its name, for remarks.
ReadQuiz readQuiz(std::string_view text, const std::string& file, const anatomy::Catalogue& catalogue);
/// The same of a file, with the questions of its includes; one that leads back to a file that is being read, that is not there or lies
/// elsewhere, and a picture that is not there are remarks. Fails when the file itself cannot be read.
Result<ReadQuiz> openQuiz(const Path& file, const anatomy::Catalogue& catalogue);
/// The text of a set; read again it is the same set.
std::string quizText(const QuizSet& set);

/// Null: no point is called so.
const anatomy::TriggerPoint* pointNamed(const anatomy::Catalogue& catalogue, std::string_view key);
/// The muscle that is the answer of a question with choices, or the point's own.
std::string muscleOf(const anatomy::Catalogue& catalogue, const Question& question);
/// Keys of muscles to choose from, the right one among them, at most kMostChoices; always the same for the same question. Where none are
/// written: three others of the muscle's region, none of them a part of the same whole, and where it is asked who refers none that is
/// reported to refer to one of the pattern's zones.
std::vector<std::string> choicesOf(const anatomy::Catalogue& catalogue, const Question& question);

}  // namespace myochart::teaching
