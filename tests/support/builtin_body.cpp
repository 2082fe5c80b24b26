#include "support/builtin_body.h"

#include <iterator>

#include <gtest/gtest.h>

#include "body/body_writer.h"
#include "builtin/measured/measurement.h"
#include "builtin/schematic_muscles.h"
#include "support/sample_body.h"
#include "support/test_folder.h"

namespace myochart::test {

const body::Body& builtinBody() {
    static const TestFolder folder;
    static const std::shared_ptr<const body::Body> body = [] {
        const auto measurement = builtin::loadTable(sourceFolder() / "assets/body/body.table");
        EXPECT_TRUE(measurement.ok());
        Progress progress;
        const Path file = folder / "body.cache";
        body::NewBody built = builtin::buildBody(*measurement, {}, progress);
        places::LandmarkFinder landmarks(built.structures, measurement->mirror.offsetMm);
        auto muscles = builtin::schematicMuscles(landmarks, catalogue());
        std::move(muscles.begin(), muscles.end(), std::back_inserter(built.structures));
        body::noteFlesh(built, catalogue());
        EXPECT_TRUE(body::writeBody(file, std::move(built), false, progress).ok());
        return *body::Body::open(file);
    }();
    return *body;
}

}  // namespace myochart::test
