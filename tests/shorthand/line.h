#pragma once
#include "shorthand/parse.h"

namespace myochart::shorthand::test {

/// The program's own tables, read once.
const anatomy::Catalogue& catalogue();
const Grammar& grammar();
Parsed read(std::string_view line);

/// The chips of a line between "|"; a piece that is not understood as "?text".
std::string chips(std::string_view line);
/// The part that is not understood, then ": " and why; empty when all is.
std::string fault(std::string_view line);

}  // namespace myochart::shorthand::test
