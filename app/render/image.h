#pragma once
#include <cstdint>
#include <vector>

#include "core/output_file.h"

namespace myochart::render {

/// Top row first, 4 bytes a pixel (RGBA, straight alpha).
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

/// Fast compression; alpha is dropped unless `withAlpha`.
Outcome writePng(const Image& image, const OutputFile& file, bool withAlpha = false);
Outcome writePng(const Image& image, const Path& path, bool withAlpha = false);  ///< wherever openOutput() lets it
Result<Image> readPng(const Path& path);

/// How far two pictures of equal size are apart: share of pixels with a channel differing by more than 8, and the worst
/// difference.
struct ImageDifference {
    double differingShare = 0;
    int worst = 0;
};
ImageDifference compare(const Image& a, const Image& b);

}  // namespace myochart::render
