#pragma once
#include "anatomy/hazards.h"
#include "body/structure.h"

namespace myochart::places {

/// What a structure is to a needle: vessels, nerves, organs and what belongs to the spinal cord; none for the rest.
anatomy::Danger dangerOf(const body::Structure& structure);

}  // namespace myochart::places
