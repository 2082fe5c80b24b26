#pragma once
#include <string>
#include <string_view>

namespace myochart::render {

/// The characters of a UTF-8 text. Each invalid byte and each control character becomes U+FFFD; overlong forms and
/// surrogates are invalid.
std::u32string fromUtf8(std::string_view text);

}  // namespace myochart::render
