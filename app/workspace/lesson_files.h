#pragma once
#include <string>
#include <vector>

#include "teaching/lesson_file.h"

namespace myochart::workspace {

/// A lesson as the list of lessons tells it.
struct LessonEntry {
    Path file;
    std::string key;
    bool own = false;  ///< of the user's folder; else shipped
    teaching::Texts title;
    teaching::Audience audience = teaching::Audience::everybody;
    size_t steps = 0;
    size_t remarks = 0;
};

/// The user's own lessons, then the shipped ones, each by name; what cannot be read at all is left out.
std::vector<LessonEntry> lessonsOf(const Path& own, const Path& shipped, const anatomy::Catalogue& catalogue);

/// Writes a lesson that was read from `from`, all or nothing, and answers where it lies then: in its place where that is in
/// `own`, else as a new file there, whole: with the steps that it includes and its pictures. A shipped file is never written.
Result<Path> saveLesson(const teaching::Lesson& lesson, const Path& from, const Path& own, const anatomy::Catalogue& catalogue);

}  // namespace myochart::workspace
