#pragma once
#include "core/files.h"
#include "teaching/read_lesson.h"

namespace myochart::teaching {

inline constexpr std::string_view kLessonEnding = ".lesson";
/// How deep lessons may include each other.
inline constexpr size_t kDeepestInclude = 4;

/// A step as it is played: of the lesson itself, or of a file that one of its steps includes.
struct PlayedStep {
    Step step;
    size_t own = 0;         ///< the step of the lesson that it is, or that includes it
    bool included = false;
    Path picture;           ///< empty: none, or it is missing
};

struct OpenedLesson {
    Path file;
    Lesson lesson;
    std::vector<PlayedStep> played;  ///< at most kMostSteps
    std::vector<Remark> remarks;     ///< of the file, and of what it includes
};

/// The lesson of a file with what it includes. Includes that go in a circle, that lie too deep or are missing, and pictures that
/// are missing, are remarks. Fails only when the file itself cannot be read.
Result<OpenedLesson> openLesson(const Path& file, const anatomy::Catalogue& catalogue);

/// What is played of a lesson that would stand in `file`, once it was changed; remarks tell no lines.
std::vector<PlayedStep> playedOf(const Lesson& lesson, const Path& file, const anatomy::Catalogue& catalogue, std::vector<Remark>& remarks);

/// "headache" of "headache.lesson".
std::string lessonKey(const Path& file);
/// The lessons of a folder by name; none where there is no such folder. At most 200.
std::vector<Path> lessonFiles(const Path& folder);

}  // namespace myochart::teaching
