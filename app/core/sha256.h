#pragma once
#include <string>
#include <string_view>

namespace myochart {

/// SHA-256 as 64 hexadecimal digits, as `sha256sum` tells it.
std::string sha256Of(std::string_view bytes);

}  // namespace myochart
