#pragma once
#include <string>

#include "anatomy/catalogue.h"
#include "body/body.h"
#include "record/chart.h"

namespace myochart::places {

/// A place on the body in the words of the record.
struct Place {
    record::SurfaceAnchor anchor;
    std::string structureName;
    std::string muscle;  ///< the catalogue's name, else the structure's
    Side side = Side::midline;
    std::string sentence;
};

/// Anchor, muscle, side and sentence ("left soleus, lower third, lateral part") of a point of a structure. The sentence
/// names thirds of the structure's extent, and near the midline the distance from it (place_words.h); a structure that is no muscle of the catalogue is named as the
/// model names it. The side is the structure's; of a structure across the midline, that of the place (place_side.h).
/// Fast enough for every mouse move.
Place placeAt(const body::Body& body, const anatomy::Catalogue& catalogue, const geometry::SurfacePoint& point);
}  // namespace myochart::places
