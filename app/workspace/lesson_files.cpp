#include "workspace/lesson_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/words.h"

namespace myochart::workspace {

namespace {

constexpr std::uint64_t kMostPictureBytes = 32U << 20U;

void addLessons(std::vector<LessonEntry>& to, const Path& folder, bool own, const anatomy::Catalogue& catalogue) {
    for (const Path& file : teaching::lessonFiles(folder)) {
        const auto opened = teaching::openLesson(file, catalogue);
        if (opened) to.push_back({file, teaching::lessonKey(file), own, opened->lesson.title, opened->lesson.audience, opened->played.size(), opened->remarks.size()});
    }
}

/// "headache_own.lesson", "headache_own2.lesson", ...
Result<Path> newLessonFile(const Path& own, const std::string& key) {
    constexpr int kMostCopies = 1000;
    for (int i = 1; i < kMostCopies; ++i) {
        const Path file = own / fmt::format("{}_own{}{}", key, i == 1 ? "" : std::to_string(i), teaching::kLessonEnding);
        std::error_code fault;
        if (!std::filesystem::exists(file, fault)) return file;
    }
    return failed(said("There are too many copies of this lesson in {} already.", shown(own)));
}

/// With the steps that it includes, so that it stands by itself.
teaching::Lesson wholeLesson(const teaching::Lesson& lesson, const Path& from, const anatomy::Catalogue& catalogue) {
    teaching::Lesson whole = lesson;
    std::vector<teaching::Remark> remarks;
    whole.steps.clear();
    for (teaching::PlayedStep& each : teaching::playedOf(lesson, from, catalogue, remarks)) whole.steps.push_back(std::move(each.step));
    return whole;
}

Outcome copyPictures(const teaching::Lesson& lesson, const Path& from, const Path& to) {
    for (const teaching::Step& step : lesson.steps) {
        std::error_code fault;
        const Path place = to / step.picture;
        if (step.picture.empty() || std::filesystem::exists(place, fault)) continue;
        const auto bytes = readFile(from / step.picture, kMostPictureBytes);
        if (!bytes) continue;  // it was missing before, which the lesson's remarks tell
        if (const auto written = writeFileAtomically(place, std::span<const std::byte>(*bytes)); !written) return written;
    }
    return Done{};
}

}  // namespace

std::vector<LessonEntry> lessonsOf(const Path& own, const Path& shipped, const anatomy::Catalogue& catalogue) {
    std::vector<LessonEntry> all;
    addLessons(all, own, true, catalogue);
    addLessons(all, shipped, false, catalogue);
    return all;
}

Result<Path> saveLesson(const teaching::Lesson& lesson, const Path& from, const Path& own, const anatomy::Catalogue& catalogue) {
    std::error_code fault;
    std::filesystem::create_directories(own, fault);
    if (fault) return failed(said("The folder {} cannot be made.", shown(own)));
    Path file = from;
    teaching::Lesson written = lesson;
    if (!std::filesystem::equivalent(from.parent_path(), own, fault) || fault) {
        auto made = newLessonFile(own, teaching::lessonKey(from));
        if (!made) return made.error();
        file = std::move(*made);
        written = wholeLesson(lesson, from, catalogue);
        if (const auto copied = copyPictures(written, from.parent_path(), own); !copied) return copied.error();
    }
    if (const auto done = writeFileAtomically(file, std::string_view(teaching::writeLesson(written))); !done) return done.error();
    return file;
}

}  // namespace myochart::workspace
