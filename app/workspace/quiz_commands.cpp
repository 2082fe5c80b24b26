#include "workspace/quiz_commands.h"

#include <algorithm>
#include <array>

#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr Condition quizRuns = {[](const Program& p) { return p.quiz.isRunning(); }, mark("No quiz runs.")};
constexpr Condition quizAnswered = {[](const Program& p) { return p.quiz.result().has_value() || !p.quiz.whyNot().empty(); }, mark("No question is answered yet.")};
constexpr Condition quizCanAnswer = {[](const Program& p) { return p.quiz.canAnswer(); }, mark("No answer is given yet.")};

void openQuizPanel(Program& program) {
    if (!program.quiz.isOpen()) {
        program.settings.rightPanel = true;
        program.aim.close();
        program.pain.setOpen(false);
        program.lessons.setOpen(false);
    }
    program.quiz.setOpen(!program.quiz.isOpen());
}

}  // namespace

void addQuizCommands(CommandRegistry& registry) {
    registry.add({"quiz.open", mark("Quiz\xE2\x80\xA6"), mark("View"), "Shift+Q", always, doing(openQuizPanel)});
    registry.add({"quiz.answer", mark("Answer the question"), "", "", quizCanAnswer, [](Program& p) { return p.quiz.answer(); }});
    registry.add({"quiz.next", mark("Next question"), "", "", quizAnswered, doing([](Program& p) { p.quiz.next(); })});
    registry.add({"quiz.end", mark("End the quiz"), "", "", quizRuns, doing([](Program& p) { p.quiz.end(); })});
}

bool mayRunInQuiz(std::string_view id) {
    if (id == "needle.faint" || id == "needle.allOut") return true;  // nothing stands before an emergency
    constexpr std::array<std::string_view, 5> kKinds = {"quiz.", "view.", "region.", "section.", "window."};
    constexpr std::array<std::string_view, 3> kTells = {"view.triggerPoints", "view.nextTriggerPoint", "view.earlierSites"};
    return std::ranges::any_of(kKinds, [&](std::string_view kind) { return id.starts_with(kind); }) && std::ranges::find(kTells, id) == kTells.end();
}

}  // namespace myochart::workspace
