#pragma once
#include "body/body.h"

namespace myochart::test {

/// The built-in body with its schematic muscles, built once a run from assets/body/body.table.
const body::Body& builtinBody();

}  // namespace myochart::test
