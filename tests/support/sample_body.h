#pragma once
#include "anatomy/catalogue.h"
#include "body/body.h"

namespace myochart::test {

/// The catalogue as shipped, loaded once.
const anatomy::Catalogue& catalogue();

/// What a sample body is made of: `stretch` scales every structure about its middle along z.
struct SampleShape {
    float stretch = 1;
    bool withSkin = true;
    bool withCalves = true;  ///< gastrocnemius heads
    bool withHead = true;    ///< a skull, without which the body is too short for its proportions
};
/// Ellipsoids where the muscles are, left and right mirrored: soleus, medial and lateral gastrocnemius, upper trapezius,
/// a whole sternocleidomastoid, two lumbricals of each foot, tibia, femoral artery and vein, sternum, spleen, and a skin about
/// the left leg. Lies on disk in a folder that goes with the program.
std::shared_ptr<const body::Body> sampleBody(const SampleShape& shape = {});

/// The point of a structure's surface where a ray along `direction` through `through` enters it.
geometry::SurfacePoint surfaceOf(const body::Body& body, const std::string& key, vec3 through, vec3 direction);

}  // namespace myochart::test
