#pragma once
#include <string>
#include <vector>

#include "handout/handout.h"
#include "handout/handout_maps.h"
#include "handout/page_parts.h"

namespace myochart::handout {

/// How many pixels high the pictures of these views are at 300 dots an inch on that paper.
int pictureHeightPx(const std::vector<BodyView>& views, Paper paper);

/// The handout as a PDF for printing and reading on a screen: fonts embedded, text in reading order, addresses of the practice as links,
/// its language told. `numbers`: of each of Session::markers, which `maps` refer to. Throws std::runtime_error where it cannot be made.
HandoutPdf handoutPdf(const Handout& handout, const std::vector<BodyMap>& maps, const std::vector<std::uint32_t>& numbers, const Texts& texts, Paper paper);

}  // namespace myochart::handout
