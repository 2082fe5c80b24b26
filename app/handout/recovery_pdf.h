#pragma once
#include <string_view>

#include "core/time.h"
#include "handout/page_parts.h"

namespace myochart::handout {

/// What stands on the sheet with a record's recovery code.
struct RecoverySheet {
    std::string_view code;    ///< makeRecoveryCode()'s text, as it is
    std::string record;       ///< the name of the record's file, without its folder
    UtcMs madeAt = 0;
    std::string replaces = {};  ///< a sentence where there was a code before; else empty
};

/// One page to print and to lock away, in the language of the window: the code, large; what it is for; which record it opens; lines
/// for who keeps it. Nothing of patients. Throws std::runtime_error where it cannot be made.
HandoutPdf recoveryCodePdf(const RecoverySheet& sheet, Paper paper);

}  // namespace myochart::handout
