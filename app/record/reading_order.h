#pragma once
#include "record/dotted.h"

namespace myochart::record {

/// What a reader of two visits looks for first, before the sites: pain. The rest follows behind them, screening last.
inline bool isOfPain(const Difference& each) { return each.name.starts_with("before.pain") || each.name == "after.pain"; }

}  // namespace myochart::record
