#include "workspace/lesson_commands.h"

#include "workspace/command_parts.h"

namespace myochart::workspace {

namespace {

constexpr Condition playsLesson = {[](const Program& p) { return p.lessons.lesson() != nullptr; }, mark("No lesson is open.")};

void openLessons(Program& program) {
    if (!program.lessons.isOpen()) {
        program.pain.setOpen(false);
        program.quiz.setOpen(false);
        program.aim.close();
    }
    program.lessons.setOpen(!program.lessons.isOpen());
}

}  // namespace

void addLessonCommands(CommandRegistry& registry) {
    registry.add({"lesson.open", mark("Lessons\xE2\x80\xA6"), mark("View"), "Ctrl+L", hasBody, doing(openLessons)});
    registry.add({"lesson.next", mark("Next step of the lesson"), mark("View"), "PageDown", playsLesson, doing([](Program& p) { p.lessons.goOn(); })});
    registry.add({"lesson.back", mark("Step before in the lesson"), mark("View"), "PageUp", playsLesson, doing([](Program& p) { p.lessons.goBack(); })});
    registry.add({"lesson.again", mark("Show the lesson's step again"), mark("View"), "", playsLesson, doing([](Program& p) { p.lessons.showAgain(); })});
    registry.add({"lesson.save", mark("Save the lesson as your own"), mark("View"), "", playsLesson, [](Program& p) { return p.lessons.save(); }});
    registry.add({"lesson.pictures", mark("Export the lesson's pictures"), mark("View"), "", playsLesson, [](Program& p) { return p.lessons.exportPictures(); }});
    registry.add({"lesson.stop", mark("Leave the lesson"), mark("View"), "", playsLesson, doing([](Program& p) { p.lessons.stop(); })});
}

}  // namespace myochart::workspace
