#pragma once
#include <optional>
#include <string>

#include "render/image.h"

namespace myochart::handout {

/// A picture as a JPEG file (alpha dropped), as it is kept in a PDF; quality 1..100. Nothing when there is not enough memory.
std::optional<std::string> jpegOf(const render::Image& image, int quality = 88);

}  // namespace myochart::handout
