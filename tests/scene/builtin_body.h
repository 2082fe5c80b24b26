#pragma once
#include "body/body.h"

namespace myochart::scene::test {

/// The built-in body, built once a run from assets/body/body.table.
const body::Body& builtinBody();

}  // namespace myochart::scene::test
