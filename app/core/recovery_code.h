#pragma once
#include <string_view>

#include "core/result.h"
#include "core/secret.h"

namespace myochart {

/// A code that opens the record when the passphrase is lost: 140 random bits and 10 that notice a slip of the pen, as six
/// groups of five letters and digits ("7QX2M-..."). I, L, O and U are not among them, for they are misread. Shown once.
Secret makeRecoveryCode();

/// The code as it was written down: blanks, hyphens and lower case do not matter, I and L count as 1, O as 0. Refused when it
/// is none, or when a letter was misread.
Result<Secret> recoveryCodeOf(std::string_view typed);

}  // namespace myochart
