#include "scene/builtin_body.h"

#include <iterator>

#include <gtest/gtest.h>

#include "body/body_writer.h"
#include "body/measured/measurement.h"
#include "scene/sample_body.h"
#include "scene/schematic_muscles.h"
#include "support/test_folder.h"

namespace myochart::scene::test {

const body::Body& builtinBody() {
    static const myochart::test::TestFolder folder;
    static const std::shared_ptr<const body::Body> body = [] {
        const auto measurement = body::loadTable(myochart::test::sourceFolder() / "assets/body/body.table");
        EXPECT_TRUE(measurement.ok());
        Progress progress;
        const Path file = folder / "body.cache";
        body::NewBody built = body::buildBody(*measurement, {}, progress);
        LandmarkFinder landmarks(built.structures, measurement->mirror.offsetMm);
        auto muscles = schematicMuscles(landmarks, catalogue());
        std::move(muscles.begin(), muscles.end(), std::back_inserter(built.structures));
        EXPECT_TRUE(body::writeBody(file, std::move(built), false, progress).ok());
        return *body::Body::open(file);
    }();
    return *body;
}

}  // namespace myochart::scene::test
