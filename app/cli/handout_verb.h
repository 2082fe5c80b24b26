#pragma once
#include "cli/verbs.h"

namespace myochart::cli {

void addHandoutVerb(CLI::App& app, VerbTable& verbs);  ///< `handout`
void addPdfVerbs(CLI::App& app, VerbTable& verbs);      ///< `pdf`
void addPageVerb(CLI::App& app, VerbTable& verbs);     ///< `page`

}  // namespace myochart::cli
