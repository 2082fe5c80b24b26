#pragma once
#include <string>
#include <string_view>

namespace myochart::workspace {

/// "Ana Muster, born 12 Mar 1985", as one person is told from another; the name alone without a birth date.
std::string nameAndBirth(std::string_view name, const std::string& birthDate);

}  // namespace myochart::workspace
