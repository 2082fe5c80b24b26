#pragma once
#include <vector>

#include "core/files.h"

namespace myochart::render {

/// The fonts for labels that this machine has, best first: Inter, Roboto, DejaVu Sans, then those that only fill gaps
/// (Noto Sans with its CJK relative). Looked for in the system's and the user's font folders; may be empty.
std::vector<Path> labelFonts();

}  // namespace myochart::render
