#include <algorithm>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "teaching/quiz_set.h"

// A set with what it includes, and what there is to choose from.

namespace myochart::teaching {

namespace {

constexpr size_t kOtherChoices = 3;

/// A name of a file beside another one: no way into other folders.
bool isPlainQuizName(const std::string& name) {
    return !name.empty() && name.size() <= 200 && name.front() != '.' && name.find('/') == std::string::npos && name.find('\\') == std::string::npos;
}

/// Takes in what the set includes, file by file.
class QuizFiles {
  public:
    explicit QuizFiles(const anatomy::Catalogue& catalogue) : catalogue_(catalogue) {}

    Result<ReadQuiz> read(const Path& file) {
        const auto text = readTextFile(file, kMostQuizBytes);
        if (!text) return text.error();
        const std::string shownName = shown(file.filename());
        ReadQuiz read = readQuiz(*text, shownName, catalogue_);
        lookForPictures(file.parent_path(), read);
        if (!hasEnd(*text)) remark(read, shownName, static_cast<int>(std::ranges::count(*text, '\n')) + 1, tr("The file ends without [end]: something of it may be missing."));
        reading_.push_back(file.filename());
        for (const std::string& include : read.set.includes) takeIn(file.parent_path(), shownName, include, lineOf(*text, include), read);
        reading_.pop_back();
        return read;
    }

  private:
    static bool hasEnd(const std::string& text) {
        return std::ranges::any_of(split(text, '\n'), [](const std::string& line) { return trim(line) == "[end]"; });
    }
    static int lineOf(const std::string& text, const std::string& include) {
        int line = 0;
        for (const std::string& each : split(text, '\n')) {
            ++line;
            const std::string words = trim(each);
            if (words.starts_with("include") && words.ends_with(include)) return line;
        }
        return 1;
    }
    static void remark(ReadQuiz& read, const std::string& file, int line, std::string text) {
        if (read.remarks.size() < kMostQuizRemarks) read.remarks.push_back({file, line, std::move(text)});
    }
    static void lookForPictures(const Path& folder, ReadQuiz& read) {
        for (Question& question : read.set.questions) {
            if (question.picture.empty()) continue;
            std::error_code fault;
            if (isPlainQuizName(question.picture) && std::filesystem::is_regular_file(folder / question.picture, fault)) continue;
            remark(read, question.place.file, question.place.line, trf("The picture {} is not there; the question is asked without it.", displayText(question.picture, 60)));
            question.picture.clear();
        }
    }
    void takeIn(const Path& folder, const std::string& from, const std::string& include, int line, ReadQuiz& read) {
        if (!isPlainQuizName(include) || !include.ends_with(kQuizEnding)) return remark(read, from, line, trf("Only sets beside this file can be included, by their names; {} is left out.", displayText(include, 60)));
        if (std::ranges::find(reading_, Path(include)) != reading_.end()) return remark(read, from, line, trf("{} includes this file in turn; it is left out.", displayText(include, 60)));
        if (reading_.size() >= kMostQuizDepth || ++files_ > 4 * kMostQuizIncludes) return remark(read, from, line, trf("Too many files include each other here; {} is left out.", displayText(include, 60)));
        auto inner = this->read(folder / include);
        if (!inner) return remark(read, from, line, trf("{} cannot be read and is left out.", displayText(include, 60)));
        for (Remark& each : inner->remarks) remark(read, each.file, each.line, std::move(each.text));
        for (Question& each : inner->set.questions) {
            const bool isThere = std::ranges::any_of(read.set.questions, [&](const Question& other) { return other.id == each.id; });
            if (!isThere && read.set.questions.size() < kMostQuestions) read.set.questions.push_back(std::move(each));
        }
    }

    const anatomy::Catalogue& catalogue_;
    std::vector<Path> reading_;
    size_t files_ = 0;
};

/// FNV-1a: the same on every machine.
std::uint64_t quizMix(std::string_view a, std::string_view b) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const std::string_view part : {a, std::string_view("|"), b})
        for (const char letter : part) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return hash;
}

bool isPartOfOne(const anatomy::Catalogue& catalogue, const std::string& a, const std::string& b) {
    std::vector<std::string> wholesA = catalogue.wholesOf(a), wholesB = catalogue.wholesOf(b);
    wholesA.push_back(a);
    wholesB.push_back(b);
    return std::ranges::any_of(wholesA, [&](const std::string& each) { return std::ranges::find(wholesB, each) != wholesB.end(); });
}

/// Whether a point of that muscle is reported to refer to one of the zones of `asked`.
bool refersThereToo(const anatomy::Catalogue& catalogue, const std::string& muscle, const anatomy::TriggerPoint& asked) {
    const auto isAsked = [&](const std::string& zone) {
        return std::ranges::find(asked.essentialZones, zone) != asked.essentialZones.end() || std::ranges::find(asked.spilloverZones, zone) != asked.spilloverZones.end();
    };
    return std::ranges::any_of(catalogue.triggerPointsOf(muscle), [&](const anatomy::TriggerPoint* point) { return std::ranges::any_of(point->essentialZones, isAsked) || std::ranges::any_of(point->spilloverZones, isAsked); });
}

bool mayDistract(const anatomy::Catalogue& catalogue, const Question& question, const anatomy::Muscle& muscle, const std::string& right) {
    if (!muscle.parts.empty() || isPartOfOne(catalogue, muscle.key, right)) return false;
    if (question.kind != QuestionKind::whoRefers) return true;
    const anatomy::TriggerPoint* asked = pointNamed(catalogue, question.key);
    return asked && !catalogue.triggerPointsOf(muscle.key).empty() && !refersThereToo(catalogue, muscle.key, *asked);
}

}  // namespace

Result<ReadQuiz> openQuiz(const Path& file, const anatomy::Catalogue& catalogue) { return QuizFiles(catalogue).read(file); }

const anatomy::TriggerPoint* pointNamed(const anatomy::Catalogue& catalogue, std::string_view key) {
    const auto& points = catalogue.triggerPoints();
    const auto found = std::ranges::find(points, key, &anatomy::TriggerPoint::key);
    return found == points.end() ? nullptr : &*found;
}

std::string muscleOf(const anatomy::Catalogue& catalogue, const Question& question) {
    if (question.kind == QuestionKind::nameMuscle) return question.key;
    const anatomy::TriggerPoint* point = pointNamed(catalogue, question.key);
    return point ? point->muscleKey : std::string();
}

std::vector<std::string> choicesOf(const anatomy::Catalogue& catalogue, const Question& question) {
    const std::string right = muscleOf(catalogue, question);
    const auto byMix = [&](const std::string& a, const std::string& b) { return quizMix(question.key, a) < quizMix(question.key, b); };
    std::vector<std::string> others;
    for (const std::string& each : question.choices)
        if (each != right && others.size() + 1 < kMostChoices) others.push_back(each);
    if (others.empty()) {
        const anatomy::Muscle* asked = catalogue.muscle(right);
        for (const bool sameRegion : {true, false}) {
            std::vector<std::string> found;
            for (const anatomy::Muscle& muscle : catalogue.muscles())
                if (asked && (muscle.region == asked->region) == sameRegion && mayDistract(catalogue, question, muscle, right)) found.push_back(muscle.key);
            std::ranges::sort(found, byMix);
            for (const std::string& each : found)
                if (others.size() < kOtherChoices) others.push_back(each);
        }
    }
    others.push_back(right);
    std::ranges::sort(others, byMix);
    return others;
}

}  // namespace myochart::teaching
