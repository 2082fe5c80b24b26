#pragma once
#include "cli/verbs.h"

namespace myochart::cli {

/// A form that a patient filled in at home, into a visit (docs/page.md).
struct FormAsked {
    std::string text, file;  ///< what was read, and where
    std::string into;        ///< the visit's id
    bool nameIsTheirs = false;
};
Answer importForm(Context& context, const FormAsked& asked);

}  // namespace myochart::cli
