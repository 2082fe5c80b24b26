#pragma once
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/result.h"

namespace myochart::cli {

/// Writes an answer to standard output: JSON, or plain lines and columns for people. Fails when it cannot be written.
Outcome print(const nlohmann::json& answer, bool asJson);
/// Writes a text of several lines to standard output, each made safe to show. Fails when it cannot be written.
Outcome printText(std::string_view text);

/// Writes to standard error as far as it can be written to; where it cannot, the answer and the exit code still stand.
void tell(std::string_view text);

}  // namespace myochart::cli
