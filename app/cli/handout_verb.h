#pragma once
#include "cli/verbs.h"

namespace myochart::cli {

void addHandoutVerb(CLI::App& app, VerbTable& verbs);  ///< `handout`

}  // namespace myochart::cli
