#pragma once
#include <vector>

#include "handout/handout.h"
#include "handout/handout_maps.h"
#include "handout/page_parts.h"

namespace myochart::handout {

/// The note of a visit as note::noteDraft() has it, in the language of the window, with the places on the body. What nobody signed says on every page
/// that it is a draft, and what wants a co-signature that it does. `source.texts` are those of the language of the window. Throws
/// std::runtime_error where it cannot be made.
HandoutPdf notePdf(const HandoutSource& source, const std::vector<BodyMap>& maps, Paper paper);

}  // namespace myochart::handout
