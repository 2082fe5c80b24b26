#pragma once
#include <string>
#include <vector>

#include "handout/handout.h"
#include "handout/handout_maps.h"

namespace myochart::page {

/// The body maps of a handout as figures of HTML: pictures with numbers beside them, each told in words for who does not see them.
/// `maps` refer to markers, `markers` names them in that order.
std::string stillMaps(const std::vector<handout::BodyMap>& maps, const std::vector<record::MarkerId>& markers, const handout::Handout& handout, const handout::Texts& texts);

}  // namespace myochart::page
