#pragma once
#include <string>

#include "handout/sheet.h"
#include "workspace/program.h"

namespace myochart::ui {

/// How the handout of the open visit is wanted.
struct HandoutChoice {
    std::string language = "en";  ///< a code of kLanguages
    handout::Paper paper = handout::Paper::a4;
};

/// What it would hold, in the language of the window: "5 sites, 2 exercises." and what it leaves out.
std::string handoutHolds(const record::Session& visit);

/// Makes it on the body that is shown and writes it by a job (ExchangeDesk::save). Fails where no visit is open, there is no body, its
/// texts are missing, or no file can be.
Outcome saveHandout(workspace::Program& program, const HandoutChoice& choice, const Path& file);

}  // namespace myochart::ui
