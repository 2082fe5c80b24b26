#pragma once
#include <memory>
#include <optional>

#include "handout/handout_pdf.h"

namespace myochart::handout {

/// The handout with its body maps, drawn on `body`: what a window and a verb write. Nothing where some of the stored body's triangles are
/// damaged. Fails with a sentence where the graphics card cannot draw it or memory is short. About a second; draws with an OpenGL
/// context of its own, on the thread that calls.
Result<std::optional<HandoutPdf>> makeHandout(const HandoutSource& source, const std::shared_ptr<const body::Body>& body, Paper paper);

}  // namespace myochart::handout
