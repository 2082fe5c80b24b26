#pragma once
#include <gtest/gtest.h>

#include "needle/hazards.h"

namespace myochart::needle {

/// The built-in body with its schematic muscles, nerves and vessels, ready to be asked; made once a run.
struct OnTheBuiltInBody : testing::Test {
    const body::Body& body = bodyWithCourses();

    static const body::Body& bodyWithCourses();
    static const geometry::RayIndex& rays();
    static const HazardIndex& hazards();
};

}  // namespace myochart::needle
