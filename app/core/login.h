#pragma once
#include <string>

namespace myochart {

/// The name under which the user is logged in on this computer; empty when it cannot be told.
std::string loginName();

}  // namespace myochart
