#include "teaching/quiz_set.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.h"
#include "core/words.h"

namespace myochart::teaching {

namespace {

constexpr size_t kMostQuizLine = 4000, kMostQuizId = 120;

constexpr std::array<std::pair<QuestionKind, std::string_view>, 5> kQuestionKinds = {{{QuestionKind::nameMuscle, "name_muscle"},
                                                                                      {QuestionKind::placePoint, "place_point"},
                                                                                      {QuestionKind::drawPattern, "draw_pattern"},
                                                                                      {QuestionKind::whoRefers, "who_refers"},
                                                                                      {QuestionKind::needlePoint, "needle_point"}}};

/// Of what is asked; tells no answer.
std::string idOf(const Question& question) {
    const std::string text = fmt::format("{} {} {}", name(question.kind), question.key, question.side ? myochart::name(*question.side) : "");
    return fmt::format("{}-{}", name(question.kind), checksum(std::as_bytes(std::span(text.data(), text.size()))).substr(0, 8));
}

/// Reads one text line by line.
class QuizLines {
  public:
    QuizLines(const std::string& file, const anatomy::Catalogue& catalogue, ReadQuiz& into) : file_(file), catalogue_(catalogue), into_(into) {}

    void read(std::string_view text) {
        for (size_t at = 0; at < text.size();) {
            const size_t end = std::min(text.find('\n', at), text.size());
            ++line_;
            take(text.substr(at, end - at));
            at = end + 1;
        }
        closeQuestion();
    }

  private:
    enum class Section { head, question, unknown, ended };

    void remark(int line, std::string text) {
        if (into_.remarks.size() < kMostQuizRemarks) into_.remarks.push_back({file_, line, std::move(text)});
    }
    void take(std::string_view raw) {
        if (line_ == 1 && raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
        if (raw.size() > kMostQuizLine || !isUtf8(raw)) return remark(line_, tr("This line is too long, or no UTF-8 text; it is passed over."));
        const std::string text = trim(raw);
        if (text.empty() || text.front() == '#') return;
        if (text.front() == '[') return openSection(text);
        if (section_ == Section::unknown || section_ == Section::ended) return;
        const size_t colon = text.find(':');
        if (colon == std::string::npos) return remark(line_, tr("A line is \"key: value\"; this one is passed over."));
        const std::string key = trim(std::string_view(text).substr(0, colon)), value = trim(std::string_view(text).substr(colon + 1));
        if (key != "include" && !told_.insert(key).second) return remark(line_, trf("{} is told twice; the first one counts.", displayText(key, 40)));
        const bool known = section_ == Section::head ? takeHead(key, value) : takeQuestion(key, value);
        if (!known) remark(line_, trf("No such key is known here: {}.", displayText(key, 40)));
    }
    void openSection(const std::string& text) {
        closeQuestion();
        if (text == "[end]") {
            section_ = Section::ended;
            return;
        }
        section_ = text == "[question]" ? Section::question : Section::unknown;
        if (section_ == Section::unknown) return remark(line_, trf("No such part is known: {}; it is passed over.", displayText(text, 40)));
        question_ = {};
        named_.clear();
        told_.clear();
        question_.place = {file_, line_};
        hasKind_ = isBad_ = false;
    }
    /// "title" or "title.de" into the texts; false where the key is another one.
    bool takeText(std::string_view name, const std::string& key, const std::string& value, Texts& texts) {
        if (key != name && !key.starts_with(std::string(name) + ".")) return false;
        const std::string code = key == name ? "en" : key.substr(name.size() + 1);
        const bool isLanguage = std::ranges::any_of(kLanguages, [&](const Language& each) { return code == each.code; });
        if (!isLanguage) return false;
        texts.by[code] = value;
        return true;
    }
    bool takeHead(const std::string& key, const std::string& value) {
        if (key == "include") {
            if (into_.set.includes.size() >= kMostQuizIncludes) remark(line_, trf("A set includes at most {} others.", kMostQuizIncludes));
            else into_.set.includes.push_back(value);
            return true;
        }
        return takeText("title", key, value, into_.set.title);
    }
    bool takeQuestion(const std::string& key, const std::string& value) {
        if (key == "id") question_.id = value;
        else if (key == "kind") takeKind(value);
        else if (key == "muscle" || key == "point") question_.key = value, named_ = key;
        else if (key == "side") takeSide(value);
        else if (key == "choices") takeChoices(value);
        else if (key == "picture") question_.picture = value;
        else return takeText("hint", key, value, question_.hint);
        return true;
    }
    void takeKind(const std::string& value) {
        const auto kind = questionKindFromName(value);
        if (!kind) return bad(line_, trf("No kind of question is called so: {}.", displayText(value, 40)));
        question_.kind = *kind;
        hasKind_ = true;
    }
    void takeSide(const std::string& value) {
        question_.side = sideFromName(value);
        if (!question_.side || *question_.side == Side::midline) bad(line_, tr("A side is left or right."));
    }
    void takeChoices(const std::string& value) {
        for (const std::string& part : split(value, ',')) {
            const std::string muscle = trim(part);
            if (muscle.empty()) continue;
            if (!catalogue_.muscle(muscle)) remark(line_, trf("No muscle has the key {}; this choice is left out.", displayText(muscle, 60)));
            else if (question_.choices.size() >= kMostChoices) remark(line_, trf("A question has at most {} choices.", kMostChoices));
            else if (std::ranges::find(question_.choices, muscle) == question_.choices.end()) question_.choices.push_back(muscle);
        }
    }
    void bad(int line, std::string text) {
        isBad_ = true;
        remark(line, std::move(text));
    }
    /// Why the question cannot be asked, as far as the tables tell.
    std::string fault() const {
        const Question& q = question_;
        if (!hasKind_) return tr("This question has no kind; it is left out.");
        const bool ofMuscle = q.kind == QuestionKind::nameMuscle;
        if (q.key.empty() || named_ != (ofMuscle ? "muscle" : "point")) return ofMuscle ? tr("This question names no muscle; it is left out.") : tr("This question names no point; it is left out.");
        if (ofMuscle) return catalogue_.muscle(q.key) ? std::string() : trf("No muscle has the key {}; the question is left out.", displayText(q.key, 60));
        const anatomy::TriggerPoint* point = pointNamed(catalogue_, q.key);
        if (!point) return trf("No point has the key {}; the question is left out.", displayText(q.key, 60));
        if (point->rightOnly && q.side == Side::left) return tr("This point is charted on the right only; the question is left out.");
        if (q.kind != QuestionKind::needlePoint) return {};
        const anatomy::NeedlePolicy* policy = catalogue_.policy(q.key);
        if (!policy || policy->policy == anatomy::Policy::handsOnly) return tr("Courses treat this point by hand; no needle is asked for, and the question is left out.");
        return {};
    }
    void closeQuestion() {
        if (std::exchange(section_, Section::head) != Section::question) return;
        const int line = question_.place.line;
        if (!isBad_)
            if (const std::string why = fault(); !why.empty()) bad(line, why);
        if (isBad_) return;
        if (into_.set.questions.size() >= kMostQuestions) return remark(line, trf("A set has at most {} questions; the rest is left out.", kMostQuestions));
        Question& q = question_;
        if (q.id.empty()) q.id = idOf(q);
        if (q.id.size() > kMostQuizId) return remark(line, tr("This question's id is too long; the question is left out."));
        if (!ids_.insert(q.id).second) return remark(line, trf("The set has the question {} already; this one is left out.", displayText(q.id, 60)));
        into_.set.questions.push_back(std::move(q));
    }

    const std::string& file_;
    const anatomy::Catalogue& catalogue_;
    ReadQuiz& into_;
    Section section_ = Section::head;
    Question question_;
    std::string named_;
    std::set<std::string> ids_, told_;  ///< told_: the keys of this part
    int line_ = 0;
    bool hasKind_ = false, isBad_ = false;
};

void writeTexts(std::string& text, std::string_view key, const Texts& texts) {
    for (const auto& [code, words] : texts.by) text += code == "en" ? fmt::format("{}: {}\n", key, words) : fmt::format("{}.{}: {}\n", key, code, words);
}

}  // namespace

std::string_view name(QuestionKind kind) { return kQuestionKinds[static_cast<size_t>(kind)].second; }

std::optional<QuestionKind> questionKindFromName(std::string_view text) {
    for (const auto& [kind, word] : kQuestionKinds)
        if (word == text) return kind;
    return std::nullopt;
}

ReadQuiz readQuiz(std::string_view text, const std::string& file, const anatomy::Catalogue& catalogue) {
    ReadQuiz read;
    read.set.key = Path(file).stem().string();
    QuizLines(file, catalogue, read).read(text);
    return read;
}

std::string quizText(const QuizSet& set) {
    std::string text;
    writeTexts(text, "title", set.title);
    for (const std::string& include : set.includes) text += fmt::format("include: {}\n", include);
    for (const Question& q : set.questions) {
        text += fmt::format("\n[question]\nid: {}\nkind: {}\n{}: {}\n", q.id, name(q.kind), q.kind == QuestionKind::nameMuscle ? "muscle" : "point", q.key);
        if (q.side) text += fmt::format("side: {}\n", myochart::name(*q.side));
        if (!q.choices.empty()) text += fmt::format("choices: {}\n", fmt::join(q.choices, ", "));
        if (!q.picture.empty()) text += fmt::format("picture: {}\n", q.picture);
        writeTexts(text, "hint", q.hint);
    }
    return text + "\n[end]\n";
}

}  // namespace myochart::teaching
