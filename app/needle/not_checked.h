#pragma once
#include <string>
#include <vector>

#include "body/body.h"

namespace myochart::needle {

struct SpinalCanal;

/// What could not be looked at on a body, a sentence each; never empty. `canal`: made from its vertebrae; null: none could be.
/// Only for this folder.
std::vector<std::string> notCheckedOn(const body::Body& body, const SpinalCanal* canal);

}  // namespace myochart::needle
