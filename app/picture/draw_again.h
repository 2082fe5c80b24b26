#pragma once
#include "picture/picture.h"

namespace myochart::picture {

/// Another picture of the same body from what drew the first one, which spares OpenGL's start. On the
/// thread that drew the first. Nothing and failures as with draw().
Result<std::optional<render::Image>> drawAgain(Picture& first, const Request& request);

}  // namespace myochart::picture
