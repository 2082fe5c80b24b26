#include "scene/builtin_body.h"

#include <gtest/gtest.h>

#include "body/body_writer.h"
#include "body/measured/measurement.h"
#include "support/test_folder.h"

namespace myochart::scene::test {

const body::Body& builtinBody() {
    static const myochart::test::TestFolder folder;
    static const std::shared_ptr<const body::Body> body = [] {
        const auto measurement = body::loadTable(Path(MYOCHART_SOURCE_DIR) / "assets/body/body.table");
        EXPECT_TRUE(measurement.ok());
        Progress progress;
        const Path file = folder / "body.cache";
        EXPECT_TRUE(body::writeBody(file, body::buildBody(*measurement, {}, progress), false, progress).ok());
        return *body::Body::open(file);
    }();
    return *body;
}

}  // namespace myochart::scene::test
