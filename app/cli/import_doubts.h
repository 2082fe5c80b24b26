#pragma once
#include <nlohmann/json.hpp>

#include "exchange/json_exchange.h"
#include "store/record.h"

namespace myochart::cli {

/// Who of a file is new under that id and may be somebody who is `here` already, or stands in the file before:
/// [{"id", "here", "sentence"}].
nlohmann::json perhapsTheSame(const std::vector<store::PatientSummary>& here, const exchange::Bundle& bundle);
/// The sites of a file that tell two sides: [{"id", "session", "contradicts": ["muscle", ...], "sentence"}].
nlohmann::json contradictory(const exchange::Bundle& bundle);
/// Whether one of its sites does.
bool tellsTwoSides(const record::Session& session);

}  // namespace myochart::cli
