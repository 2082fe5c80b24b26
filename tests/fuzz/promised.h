#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/result.h"
#include "core/text.h"

namespace myochart::fuzz {

/// Ends the run, with the input kept, where a promise does not hold.
inline void promised(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

/// A refusal is a sentence that can be shown: it says something, is UTF-8, holds no control characters, and its length is bounded whatever was read.
inline void promisedSentence(const Error& error) {
    promised(!error.message.empty(), "a refusal says why");
    promised(isUtf8(error.message) && isUtf8(error.inEnglish()), "a refusal is UTF-8");
    promised(error.message.size() <= 20'000, "a refusal is of bounded length");
    for (const char c : error.message) promised(static_cast<unsigned char>(c) >= 0x20 || c == '\n', "a refusal holds no control characters");
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace myochart::fuzz
