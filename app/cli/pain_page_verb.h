#pragma once
#include "cli/verbs.h"

namespace myochart::cli {

/// A page on which a patient paints and answers at home (docs/page.md).
struct PainPageArguments {
    std::string output, language;
    std::string patient;  ///< the id of whom it is for; empty: for anybody, and no record is needed
};
Answer writePainPage(Context& context, const PainPageArguments& arguments);

}  // namespace myochart::cli
