#include <memory>

#include <fmt/format.h>

#include "cli/painted_file.h"
#include "cli/verbs.h"
#include "core/text.h"
#include "needle/target.h"

// Quizzes on the body: what the window asks and scores, by verb.

namespace myochart::cli {

namespace {

using nlohmann::json;

struct QuizArguments {
    std::string set, id, learner, choice, at, regions, side, entry, direction;
    Path paint;
    std::optional<float> depthMm;
    bool due = false, ofClass = false;
};

json quizMoment(UtcMs at) { return at == 0 ? json() : json(isoUtc(at)); }

json quizSide(const std::optional<Side>& side) { return side ? json(name(*side)) : json(); }

json remarkTexts(const std::vector<teaching::Remark>& remarks) {
    json texts = json::array();
    for (const teaching::Remark& remark : remarks) texts.push_back(remark.sentence());
    return texts;
}

Answer listQuizzes(Context& context, const QuizArguments& arguments) {
    auto program = context.program(false);
    if (!program) return program.error();
    workspace::QuizDesk& quiz = (*program)->quiz;
    quiz.learner = arguments.learner;
    quiz.refresh();
    json sets = json::array();
    for (const workspace::QuizListed& listed : quiz.sets())
        sets.push_back({{"set", listed.key}, {"title", listed.title.in("en")}, {"questions", listed.questions}, {"own", listed.own}, {"due", arguments.learner.empty() ? json() : json(listed.due)}, {"remarks", remarkTexts(listed.remarks)}});
    return json{{"sets", std::move(sets)}};
}

/// What is shown with a question, without its answer.
json shownWith(const workspace::Program& program, const teaching::Question& question) {
    const body::Body& body = *program.bodies.current();
    const anatomy::Catalogue& catalogue = program.catalogue();
    if (question.kind == teaching::QuestionKind::nameMuscle) {
        json places = json::array();
        for (const std::uint32_t each : needle::structuresMeant(body, catalogue, question.key, question.side)) places.push_back({{"centre", mm(body.structure(each).bounds.centre())}, {"size", mm(body.structure(each).bounds.size())}});
        return {{"structures", std::move(places)}};
    }
    const anatomy::TriggerPoint* point = teaching::pointNamed(catalogue, question.key);
    if (question.kind != teaching::QuestionKind::whoRefers || !point) return {};
    return {{"essential_regions", point->essentialZones}, {"spillover_regions", point->spilloverZones}};
}

json questionJson(const workspace::Program& program, const teaching::Question& question) {
    json choices = json::array();
    if (teaching::isChosen(question.kind))
        for (const std::string& key : teaching::choicesOf(program.catalogue(), question)) choices.push_back({{"muscle", key}, {"name", workspace::quizMuscle(program.catalogue(), key)}});
    return {{"id", question.id}, {"kind", teaching::name(question.kind)}, {"question", workspace::quizQuestion(program.catalogue(), question)}, {"side", quizSide(question.side)},
            {"shown", shownWith(program, question)}, {"choices", std::move(choices)}, {"hint", question.hint.in("en")}};
}

Answer startQuiz(Context& context, const QuizArguments& arguments) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    workspace::QuizDesk& quiz = (*program)->quiz;
    quiz.learner = arguments.learner;
    if (const Outcome begun = quiz.start(arguments.set, arguments.due); !begun) return begun.error();
    json questions = json::array();
    for (const teaching::Question* question : quiz.asked()) questions.push_back(questionJson(**program, *question));
    return json{{"set", arguments.set}, {"learner", trim(arguments.learner)}, {"questions", std::move(questions)}, {"remarks", quiz.leftOut()}};
}

/// Takes the choice, a number from 1 or a muscle's key.
Outcome takeChoice(workspace::QuizDesk& quiz, const std::string& choice) {
    const auto& choices = quiz.choices();
    const auto number = parseInteger(choice);
    if (number && *number >= 1 && static_cast<size_t>(*number) <= choices.size()) {
        quiz.choose(static_cast<size_t>(*number - 1));
        return Done{};
    }
    const auto found = std::find(choices.begin(), choices.end(), choice);
    if (found == choices.end()) return environmentFault(fmt::format("--choice is a number from 1 to {}, or the key of one of the muscles to choose from.", choices.size()));
    quiz.choose(static_cast<size_t>(found - choices.begin()));
    return Done{};
}

Outcome takePlace(workspace::Program& program, const std::string& text) {
    const auto at = point(text, "--at");
    if (!at) return at.error();
    constexpr float kReachMm = 30;
    const auto rays = program.bodies.current()->buildRayIndex();
    const auto nearest = rays ? rays->nearest(*at, kReachMm) : std::nullopt;
    if (!nearest) return refused("That place lies off this body.");
    program.quiz.pointAt(nearest->at);
    return Done{};
}

Outcome takeDrawing(workspace::Program& program, const QuizArguments& arguments) {
    const referral::ReferralMap* map = program.pain.map();
    if (!map) return failed(program.quiz.whyNot());
    std::vector<referral::PaintedArea> areas;
    if (!arguments.paint.empty()) {
        auto read = paintFrom(arguments.paint);
        if (!read) return read.error();
        areas = std::move(*read);
    } else {
        std::optional<Side> side;
        if (!arguments.side.empty() && arguments.side != "both") {
            side = sideFromName(arguments.side);
            if (!side || *side == Side::midline) return environmentFault("--side is left, right or both.");
        }
        areas = referral::regionsNamed(arguments.regions, side);
    }
    auto drawn = referral::painted(*map, areas);
    if (!drawn) return drawn.error();
    program.quiz.setDrawn(std::move(*drawn));
    return Done{};
}

Outcome takeQuizNeedle(workspace::Program& program, const QuizArguments& arguments) {
    if (arguments.entry.empty() || arguments.direction.empty() || !arguments.depthMm) return environmentFault("A needle is told by --entry, --direction and --depth.");
    const auto entry = point(arguments.entry, "--entry"), direction = point(arguments.direction, "--direction");
    if (!entry) return entry.error();
    if (!direction) return direction.error();
    const auto shaft = needle::shaftFrom(*entry, *direction, *arguments.depthMm);
    if (!shaft) return shaft.error();
    if (needle::distanceFrom(*program.bodies.current(), shaft->entry) > needle::kSkinReachMm) return refused("The entry lies off this body.");
    program.quiz.setNeedle(*shaft);
    return Done{};
}

Outcome takeAnswer(workspace::Program& program, const QuizArguments& arguments) {
    using enum teaching::QuestionKind;
    switch (program.quiz.question()->kind) {
        case nameMuscle:
        case whoRefers: return arguments.choice.empty() ? environmentFault("This question is answered by --choice.") : takeChoice(program.quiz, arguments.choice);
        case placePoint: return arguments.at.empty() ? environmentFault("This question is answered by --at X,Y,Z.") : takePlace(program, arguments.at);
        case drawPattern: return arguments.paint.empty() && arguments.regions.empty() ? environmentFault("This question is answered by --paint or --regions.") : takeDrawing(program, arguments);
        case needlePoint: return takeQuizNeedle(program, arguments);
    }
    return Done{};
}

json figuresJson(const workspace::Program& program, const workspace::QuizResult& result) {
    const workspace::QuizDesk& quiz = program.quiz;
    if (result.place) {
        const teaching::PlaceFigures& figures = result.place->figures;
        return {{"mm", rounded(figures.mm, 1)}, {"along_skin", figures.alongSkin}, {"muscle", figures.muscle}, {"layer", figures.layer}, {"side", figures.side}, {"on", result.place->on}};
    }
    if (result.drawing)
        return {{"share_of_pattern", rounded(result.drawing->figures.ofPattern)}, {"share_of_drawn", rounded(result.drawing->figures.ofDrawn)}, {"drawn_cm2", rounded(result.drawing->drawnMm2 / 100, 1)}, {"side", quizSide(result.drawing->side)}};
    if (result.needle) {
        json nearest;
        if (const auto& hazard = result.needle->nearest)
            nearest = {{"structure", needle::keyOf(*program.bodies.current(), *hazard)}, {"distance_mm", rounded(static_cast<double>(hazard->distanceMm), 1)}, {"uncertainty_mm", rounded(static_cast<double>(hazard->uncertaintyMm), 1)}, {"met", hazard->isMet()}};
        return {{"in_target_mm", rounded(result.needle->figures.inTargetMm, 1)}, {"nearest_hazard", std::move(nearest)}, {"statement", needle::statement()}};
    }
    return {{"chosen", quiz.choices()[*quiz.chosen()]}};
}

json rightJson(const workspace::Program& program) {
    const teaching::Question& question = *program.quiz.question();
    json places = json::array();
    for (const workspace::ChartedPlace& place : program.quiz.charted()) places.push_back({{"side", name(place.side)}, {"position", mm(place.position)}});
    return {{"muscle", teaching::muscleOf(program.catalogue(), question)}, {"key", question.key}, {"charted", std::move(places)}};
}

Answer answerQuiz(Context& context, const QuizArguments& arguments) {
    auto program = context.programWithBody(false);
    if (!program) return program.error();
    workspace::QuizDesk& quiz = (*program)->quiz;
    quiz.learner = arguments.learner;
    if (const Outcome begun = quiz.start(arguments.set, false, arguments.id); !begun) return begun.error();
    if (const Outcome taken = takeAnswer(**program, arguments); !taken) return taken.error();
    if (const Outcome answered = quiz.answer(); !answered) return answered.error();
    const workspace::QuizResult& result = *quiz.result();
    return json{{"set", arguments.set}, {"question", arguments.id}, {"kind", teaching::name(quiz.question()->kind)}, {"learner", trim(arguments.learner)},
                {"points", rounded(result.score.points)}, {"right", result.score.right}, {"figures", figuresJson(**program, result)}, {"answer", rightJson(**program)},
                {"sentences", result.sentences}, {"comes_back", quizMoment(result.dueAt)}};
}

json learnerJson(const std::vector<teaching::KeptAnswer>& answers) {
    std::map<std::string, std::vector<const teaching::KeptAnswer*>> bySet;
    for (const teaching::KeptAnswer& each : answers) bySet[each.set].push_back(&each);
    json sets = json::array();
    for (const auto& [set, kept] : bySet) {
        double points = 0;
        size_t right = 0;
        for (const teaching::KeptAnswer* each : kept) points += each->points, right += each->right ? 1 : 0;
        json questions = json::array();
        for (const auto& [id, learned] : teaching::learnedOf(answers, set)) questions.push_back({{"question", id}, {"box", learned.box}, {"missed", learned.missed}, {"comes_back", quizMoment(learned.dueAt())}});
        sets.push_back({{"set", set}, {"answers", kept.size()}, {"right", right}, {"mean_points", rounded(points / static_cast<double>(kept.size()))}, {"questions", std::move(questions)}});
    }
    return sets;
}

Answer scoreQuiz(Context& context, const QuizArguments& arguments) {
    auto program = context.program(false);
    if (!program) return program.error();
    const Path folder = (*program)->quiz.resultsFolder();
    const teaching::KeptAnswers kept = teaching::keptAnswers(folder, arguments.learner);
    json answer = {{"remarks", remarkTexts(kept.remarks)}};
    for (const teaching::Remark& each : kept.remarks) context.remarks.push_back(each.sentence());
    if (arguments.ofClass) {
        json errors = json::array();
        for (const teaching::ClassError& each : teaching::classErrors(kept.answers))
            errors.push_back({{"key", each.key}, {"side", quizSide(each.side)}, {"asked", each.asked}, {"wrong", each.wrong}, {"share_wrong", rounded(each.share())}, {"mean_mm", each.meanMm ? json(rounded(*each.meanMm, 1)) : json()}});
        answer["class"] = std::move(errors);
    }
    std::map<std::string, std::vector<teaching::KeptAnswer>> byLearner;
    for (const teaching::KeptAnswer& each : kept.answers) byLearner[each.learner].push_back(each);
    json learners = json::array();
    for (const auto& [learner, answers] : byLearner) learners.push_back({{"learner", learner}, {"sets", learnerJson(answers)}});
    answer["learners"] = std::move(learners);
    return answer;
}

}  // namespace

void addQuizVerbs(CLI::App& app, VerbTable& verbs) {
    CLI::App* quiz = app.add_subcommand("quiz", "Quizzes on the body: name, place, draw, who refers, needle");
    quiz->require_subcommand(1);
    auto arguments = std::make_shared<QuizArguments>();
    CLI::App* list = quiz->add_subcommand("list", "The sets that can be asked");
    list->add_option("--learner", arguments->learner, "Tells how many questions are due for that learner");
    verbs.add(list, [arguments](Context& c) { return listQuizzes(c, *arguments); });
    CLI::App* start = quiz->add_subcommand("start", "The questions of a set in the order in which they are asked, without their answers");
    start->add_option("SET", arguments->set, "A set's name, or a file")->required();
    start->add_option("--learner", arguments->learner, "Who learns")->required();
    start->add_flag("--due", arguments->due, "Only what is due");
    verbs.add(start, [arguments](Context& c) { return startQuiz(c, *arguments); });
    CLI::App* answer = quiz->add_subcommand("answer", "Answer one question: it is scored and kept");
    answer->add_option("SET", arguments->set, "A set's name, or a file")->required();
    answer->add_option("ID", arguments->id, "Of the question")->required();
    answer->add_option("--learner", arguments->learner, "Who learns")->required();
    answer->add_option("--choice", arguments->choice, "The number of a choice from 1, or a muscle's key");
    answer->add_option("--at", arguments->at, "Where the point is, mm: X,Y,Z")->type_name("X,Y,Z");
    answer->add_option("--paint", arguments->paint, "A JSON file of painted areas, as `referral search` takes it");
    answer->add_option("--regions", arguments->regions, "Keys of regions with commas between them");
    answer->add_option("--side", arguments->side, "Of --regions: left, right or both (default)");
    answer->add_option("--entry", arguments->entry, "Where the needle goes in, mm: X,Y,Z")->type_name("X,Y,Z");
    answer->add_option("--direction", arguments->direction, "Of its tip: DX,DY,DZ")->type_name("DX,DY,DZ");
    answer->add_option("--depth", arguments->depthMm, "How far it is in, mm");
    verbs.add(answer, [arguments](Context& c) { return answerQuiz(c, *arguments); });
    CLI::App* score = quiz->add_subcommand("score", "What was learned, and what a class misses");
    score->add_option("--learner", arguments->learner, "Of that learner alone");
    score->add_flag("--class", arguments->ofClass, "Errors by point and muscle");
    verbs.add(score, [arguments](Context& c) { return scoreQuiz(c, *arguments); });
}

}  // namespace myochart::cli
