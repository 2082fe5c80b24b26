#pragma once
#include "anatomy/catalogue.h"
#include "teaching/lesson.h"

namespace myochart::teaching {

inline constexpr std::uint64_t kMostLessonBytes = 1U << 20U;
inline constexpr size_t kMostSteps = 200;     ///< of a lesson, with what it includes
inline constexpr size_t kMostShownAtOnce = 24;  ///< muscles or points in one line of a step

/// Where in its file a step and what it names stand; 0: not there.
struct StepLines {
    int step = 0, include = 0, picture = 0;
};

struct ReadLesson {
    Lesson lesson;
    std::vector<StepLines> lines;  ///< as lesson.steps
    std::vector<Remark> remarks;   ///< what was left out, in the order of the file
};

/// A lesson of docs/lessons.md. Never fails: a line that is none, a key that nobody knows, a muscle, point or source that the
/// catalogue lacks and what is over a limit are left out, each with a remark; the rest is there. `file`: as remarks name it.
ReadLesson readLesson(std::string_view text, const std::string& file, const anatomy::Catalogue& catalogue);

/// The lesson as a file: what was read from it is the lesson again.
std::string writeLesson(const Lesson& lesson);

/// "trapezius left"
std::string spelt(const OnSide& named);
/// The point of that key; null: there is none.
const anatomy::TriggerPoint* triggerPoint(const anatomy::Catalogue& catalogue, std::string_view key);

}  // namespace myochart::teaching
