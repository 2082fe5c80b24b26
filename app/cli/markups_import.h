#pragma once
#include "cli/verbs.h"

namespace myochart::cli {

/// Points of another program into a visit (docs/hand-over.md).
struct MarkupsAsked {
    std::string text, file;  ///< what was read, and where
    std::string into;        ///< the visit's id
    std::string type;        ///< of points that do not tell theirs; empty: none is given
    bool preview = false;    ///< tells what would come, and changes nothing
};
Answer importMarkups(Context& context, const MarkupsAsked& asked);

}  // namespace myochart::cli
