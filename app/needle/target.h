#pragma once
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::needle {

/// The structures that a muscle's key means on this body: its own; of a part that the body does not show by itself those of the
/// closest whole that it does show; of a whole that it has in parts those of the parts. On `side`, else on all.
std::vector<std::uint32_t> structuresMeant(const body::Body& body, const anatomy::Catalogue& catalogue, std::string_view muscleKey, std::optional<Side> side = {});

}  // namespace myochart::needle
