#include "teaching/lesson_file.h"

#include <algorithm>

#include "core/words.h"
#include "teaching/lesson_lines.h"

namespace myochart::teaching {

namespace {

constexpr size_t kMostLessons = 200;

Result<ReadLesson> readLessonFile(const Path& file, const anatomy::Catalogue& catalogue) {
    const auto text = readTextFile(file, kMostLessonBytes);
    if (!text) return text.error();
    return readLesson(*text, shown(file.filename()), catalogue);
}

bool isThere(const Path& file) {
    std::error_code fault;
    return std::filesystem::is_regular_file(file, fault);
}

/// Puts the steps of a lesson and of what it includes in a row.
class StepGatherer {
  public:
    StepGatherer(const anatomy::Catalogue& catalogue, std::vector<Remark>& remarks) : catalogue_(catalogue), remarks_(remarks) {}

    /// `lines` may be empty. `own`: the step of the outermost lesson, while an included one is gathered.
    void gather(const Lesson& lesson, const std::vector<StepLines>& lines, const Path& file, std::optional<size_t> own = {}) {
        way_.push_back(file.filename());
        for (size_t i = 0; i < lesson.steps.size() && !isFull(file); ++i) {
            const StepLines at = i < lines.size() ? lines[i] : StepLines{};
            if (!lesson.steps[i].include.empty()) include(lesson.steps[i].include, at.include, file, own.value_or(i));
            else add(lesson.steps[i], at.picture, file, own.value_or(i), own.has_value());
        }
        way_.pop_back();
    }

    std::vector<PlayedStep> played;

  private:
    void say(const Path& file, int line, std::string text) { remark(remarks_, shown(file.filename()), line, std::move(text)); }

    bool isFull(const Path& file) {
        if (played.size() < kMostSteps) return false;
        if (!std::exchange(saidFull_, true)) say(file, 0, trf("A lesson has up to {} steps with what it includes; the rest is left out.", kMostSteps));
        return true;
    }

    void add(const Step& step, int pictureLine, const Path& file, size_t own, bool included) {
        PlayedStep& added = played.emplace_back(PlayedStep{step, own, included, {}});
        if (step.picture.empty()) return;
        const Path picture = file.parent_path() / step.picture;
        if (isThere(picture)) added.picture = picture;
        else say(file, pictureLine, trf("The picture {} is missing beside the lesson.", step.picture));
    }

    void include(const std::string& name, int line, const Path& from, size_t own) {
        if (std::ranges::find(way_, Path(name)) != way_.end()) return say(from, line, trf("{} includes itself in a circle; it is left out here.", name));
        if (way_.size() > kDeepestInclude) return say(from, line, trf("Lessons include each other more than {} deep; {} is left out.", kDeepestInclude, name));
        if (++included_ > kMostSteps) return;
        const Path file = from.parent_path() / name;
        auto read = readLessonFile(file, catalogue_);
        if (!read) return say(from, line, trf("{} cannot be included: {}", name, read.error().message));
        remarks_.insert(remarks_.end(), read->remarks.begin(), read->remarks.begin() + static_cast<std::ptrdiff_t>(std::min(read->remarks.size(), kMostRemarks - std::min(kMostRemarks, remarks_.size()))));
        gather(read->lesson, read->lines, file, own);
    }

    const anatomy::Catalogue& catalogue_;
    std::vector<Remark>& remarks_;
    std::vector<Path> way_;  ///< from the outermost file to the one that is gathered
    size_t included_ = 0;
    bool saidFull_ = false;
};

}  // namespace

Result<OpenedLesson> openLesson(const Path& file, const anatomy::Catalogue& catalogue) {
    auto read = readLessonFile(file, catalogue);
    if (!read) return read.error();
    OpenedLesson opened{file, std::move(read->lesson), {}, std::move(read->remarks)};
    StepGatherer gatherer(catalogue, opened.remarks);
    gatherer.gather(opened.lesson, read->lines, file);
    opened.played = std::move(gatherer.played);
    return opened;
}

std::vector<PlayedStep> playedOf(const Lesson& lesson, const Path& file, const anatomy::Catalogue& catalogue, std::vector<Remark>& remarks) {
    StepGatherer gatherer(catalogue, remarks);
    gatherer.gather(lesson, {}, file);
    return std::move(gatherer.played);
}

std::string lessonKey(const Path& file) { return shown(file.stem()); }

std::vector<Path> lessonFiles(const Path& folder) {
    std::vector<Path> files;
    std::error_code fault;
    for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end && files.size() < kMostLessons; at.increment(fault))
        if (at->path().extension() == kLessonEnding && isThere(at->path())) files.push_back(at->path());
    std::ranges::sort(files);
    return files;
}

}  // namespace myochart::teaching
