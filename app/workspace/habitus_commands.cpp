#include "workspace/habitus_commands.h"

#include "builtin/builtin_body.h"
#include "core/words.h"
#include "workspace/command.h"
#include "workspace/program.h"

namespace myochart::workspace {

void addHabitusCommands(CommandRegistry& registry) {
    struct Step {
        const char *id, *title;
        float habitus;
    };
    for (const Step& step : {Step{"view.habitusLean", mark("Skin: lean"), 0.7F}, Step{"view.habitusMeasured", mark("Skin: as measured"), 1},
                             Step{"view.habitusFuller", mark("Skin: fuller"), 1.6F}, Step{"view.habitusLarge", mark("Skin: large"), 2.4F}})
        registry.add({step.id, step.title, "", "",
                      {[](const Program& p) { return p.bodies.current() && p.bodies.current()->name() == builtin::kBuiltinName; },
                       mark("Only the program's own body has a skin that can be changed.")},
                      [habitus = step.habitus](Program& p) { return p.bodies.setHabitus(habitus); }});
}

}  // namespace myochart::workspace
