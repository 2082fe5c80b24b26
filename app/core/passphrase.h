#pragma once
#include <string_view>

#include "core/result.h"
#include "core/secret.h"

namespace myochart {

inline constexpr size_t kMostPassphraseBytes = 1024;
inline constexpr size_t kFewestPassphraseLetters = 8;

/// What was typed, as keys are made of it: in Unicode's composed form (NFC), so that the same word opens the record whatever
/// keyboard or system typed it; blanks at its ends stay. Refused when it is empty, longer than 1,024 bytes, not UTF-8, or
/// holds a line break or another control character.
Result<Secret> passphraseOf(std::string_view typed);

/// Why a new passphrase would protect too little (under eight letters, blanks alone, one letter again and again), as a
/// sentence; empty when it may be taken. An old one is never held against this.
std::string weaknessOf(const Secret& passphrase);

}  // namespace myochart
