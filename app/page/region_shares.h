#pragma once
#include <string>

#include "page/flat_body.h"
#include "referral/referral_map.h"

namespace myochart::page {

/// Which region a page's skin shows where: a byte a vertex, 0 none, else one more than the region's number in the table (anatomy::Catalogue::regions(),
/// fewer than 255), the one of which the vertex has most; of either side. Raw DEFLATE.
std::string regionsOnSkin(const body::Body& body, const referral::ReferralMap& map, const anatomy::Catalogue& catalogue, const FlatLayer& skin);

}  // namespace myochart::page
