#pragma once
#include <nlohmann/json_fwd.hpp>

#include "core/result.h"

namespace myochart::cli {

/// Writes an answer to standard output: JSON, or plain lines and columns for people. Fails when it cannot be written.
Outcome print(const nlohmann::json& answer, bool asJson);

}  // namespace myochart::cli
