#include "workspace/quiz_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/hazards.h"
#include "core/text.h"
#include "core/words.h"
#include "note/site_muscle.h"

namespace myochart::workspace {

namespace {

constexpr size_t kMostQuizName = 80;

std::string quizShare(double share) { return fmt::format("{:.0f} %", std::clamp(share, 0.0, 1.0) * 100); }

}  // namespace

std::string quizMuscle(const anatomy::Catalogue& catalogue, const std::string& key) {
    const anatomy::Muscle* muscle = catalogue.muscle(key);
    std::string name = displayText(muscle ? note::clinicalName(*muscle, catalogue) : key, kMostQuizName);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

std::string quizTarget(const anatomy::Catalogue& catalogue, const std::string& key, std::optional<Side> side) {
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue, key);
    std::string words = quizMuscle(catalogue, point ? point->muscleKey : key);
    if (point) words += " " + displayText(point->index, 12);
    if (side == Side::left) words += std::string(", ") + tr("left");
    if (side == Side::right) words += std::string(", ") + tr("right");
    return words;
}

const char* quizKind(teaching::QuestionKind kind) {
    switch (kind) {
        case teaching::QuestionKind::nameMuscle: return tr("Name the muscle");
        case teaching::QuestionKind::placePoint: return tr("Place the point");
        case teaching::QuestionKind::drawPattern: return tr("Draw the pattern");
        case teaching::QuestionKind::whoRefers: return tr("Which muscle refers here");
        case teaching::QuestionKind::needlePoint: return tr("Needle the point");
    }
    return "";
}

std::string quizQuestion(const anatomy::Catalogue& catalogue, const teaching::Question& question) {
    const std::string target = quizTarget(catalogue, question.key, question.side);
    switch (question.kind) {
        case teaching::QuestionKind::nameMuscle: return tr("Which muscle is this?");
        case teaching::QuestionKind::placePoint: return trf("Where is this point felt: {}?", target);
        case teaching::QuestionKind::drawPattern: return trf("Draw where this point is reported to refer: {}.", target);
        case teaching::QuestionKind::whoRefers: return tr("Which muscle is reported to refer here?");
        case teaching::QuestionKind::needlePoint: return trf("Needle this point on this model: {}.", target);
    }
    return {};
}

std::vector<std::string> choiceWords(const anatomy::Catalogue& catalogue, const std::string& right, const std::string& chosen) {
    if (right == chosen) return {trf("Right: {}.", quizMuscle(catalogue, right))};
    return {trf("It is {}.", quizMuscle(catalogue, right)), trf("You chose {}.", quizMuscle(catalogue, chosen))};
}

std::vector<std::string> placeWords(const anatomy::Catalogue& catalogue, const teaching::Question& question, const PlaceAnswer& answer) {
    const teaching::PlaceFigures& figures = answer.figures;
    const std::string mm = fmt::format("{:.0f} mm", figures.mm);
    std::vector<std::string> words = {figures.alongSkin ? trf("{} along the skin from the charted point.", mm) : trf("{} from the charted point, straight through: the skin leads no way there.", mm)};
    if (!figures.side) words.insert(words.begin(), tr("The other side, which gives no points."));
    words.push_back(trf("You pointed at: {}.", displayText(answer.on, 160)));
    words.push_back(figures.muscle ? tr("The muscle is right.") : trf("Another muscle: the point is charted in {}.", quizMuscle(catalogue, teaching::muscleOf(catalogue, question))));
    if (!figures.layer) words.emplace_back(tr("Another layer."));
    return words;
}

std::vector<std::string> drawWords(const DrawAnswer& answer) {
    std::vector<std::string> words = {trf("You drew {} of the reported pattern.", quizShare(answer.figures.ofPattern)), trf("{} of what you drew lies in it.", quizShare(answer.figures.ofDrawn))};
    if (answer.otherSide) words.emplace_back(tr("You drew on the other side."));
    words.emplace_back(tr("A reported pattern is a tradition: where the pain of many was told of, not where it must be."));
    return words;
}

std::vector<std::string> needleWords(const body::Body& body, const anatomy::Catalogue& catalogue, const teaching::Question& question, const NeedleAnswer& answer) {
    std::vector<std::string> words = {trf("{} mm in the target, {}.", fmt::format("{:.0f}", answer.figures.inTargetMm), quizMuscle(catalogue, teaching::muscleOf(catalogue, question)))};
    words.push_back(trf("{} mm from the charted point; up to {} mm counts in full.", fmt::format("{:.0f}", answer.figures.fromPointMm), fmt::format("{:.0f}", teaching::kNearMm)));
    if (!answer.figures.fromSkin) words.emplace_back(tr("It does not go in through the skin of this body, which gives no points."));
    if (answer.passage.path.boneAtMm && *answer.passage.path.boneAtMm <= answer.passage.path.shaft.depthMm) words.push_back(trf("Bone from {} mm on this way.", fmt::format("{:.0f}", *answer.passage.path.boneAtMm)));
    if (answer.figures.intoBone) words.emplace_back(tr("Behind bone a needle gives no points."));
    if (!answer.nearest) words.push_back(trf("Near its way: {}.", needle::noneModelled()));
    else if (answer.nearest->isMet()) words.push_back(trf("Met on this body: {}.", displayText(needle::spokenHazard(body, *answer.nearest), 120)));
    else words.push_back(trf("Nearest to it: {} at {} mm on this body.", displayText(needle::spokenHazard(body, *answer.nearest), 120), fmt::format("{:.0f}", answer.nearest->distanceMm)));
    if (answer.figures.hazardMm && *answer.figures.hazardMm < teaching::kFromHazardMm) words.emplace_back(tr("So near to a hazard it does not count as answered."));
    words.insert(words.end(), answer.notChecked.begin(), answer.notChecked.end());
    if (const anatomy::NeedlePolicy* policy = catalogue.policy(question.key)) words.emplace_back(anatomy::sentence(*policy));
    words.push_back(needle::statement());
    return words;
}

std::string comesBackWords(UtcMs dueAt, UtcMs now) {
    constexpr UtcMs kOneDayMs = 24LL * 60 * 60 * 1000;
    if (dueAt <= now) return tr("at once");
    const auto days = static_cast<unsigned long>((dueAt - now + kOneDayMs - 1) / kOneDayMs);
    return trnf("in {} day", "in {} days", days, days);
}

}  // namespace myochart::workspace
