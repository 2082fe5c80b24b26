#include "needle/on_builtin_body.h"

#include <iterator>

#include "body/body_writer.h"
#include "builtin/measured/measurement.h"
#include "builtin/schematic_muscles.h"
#include "builtin/schematic_paths.h"
#include "support/sample_body.h"
#include "support/test_folder.h"

namespace myochart::needle {

const body::Body& OnTheBuiltInBody::bodyWithCourses() {
    static const test::TestFolder folder;
    static const std::shared_ptr<const body::Body> made = [] {
        const auto measurement = builtin::loadTable(test::sourceFolder() / "assets/body/body.table");
        EXPECT_TRUE(measurement.ok());
        Progress progress;
        body::NewBody built = builtin::buildBody(*measurement, {}, progress);
        places::LandmarkFinder landmarks(built.structures, measurement->mirror.offsetMm);
        for (auto&& structures : {builtin::schematicTubes(landmarks, test::catalogue()), builtin::schematicMuscles(landmarks, test::catalogue())})
            std::copy(structures.begin(), structures.end(), std::back_inserter(built.structures));
        EXPECT_TRUE(body::writeBody(folder / "body.cache", std::move(built), false, progress).ok());
        return *body::Body::open(folder / "body.cache");
    }();
    return *made;
}

const geometry::RayIndex& OnTheBuiltInBody::rays() {
    static const auto built = bodyWithCourses().buildRayIndex();
    return *built;
}

const HazardIndex& OnTheBuiltInBody::hazards() {
    static const HazardIndex index(bodyWithCourses(), test::catalogue());
    return index;
}

}  // namespace myochart::needle
