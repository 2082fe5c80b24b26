#pragma once
#include "picture/picture.h"

namespace myochart::cli {

/// Lays the reported patterns that `keys` name onto the skin of a picture: keys of muscles or trigger points with commas
/// between them, each on both sides or, as "infraspinatus:left", on one. Says in the legend whose they are and how they are
/// drawn, and names the places inside that no skin shows.
Outcome layPatterns(const anatomy::Catalogue& catalogue, const std::string& keys, picture::Request& request);

}  // namespace myochart::cli
