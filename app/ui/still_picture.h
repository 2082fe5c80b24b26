#pragma once
#include "picture/picture.h"
#include "workspace/program.h"

namespace myochart::ui {

/// The active view as a picture for slides and print: what is seen now, without ground, as tall as kStillHeight, with the sites'
/// numbers and labels and whose reported patterns lie on the skin. It names nobody.
picture::Request pictureOfView(const workspace::Program& program);
inline constexpr int kStillHeight = 2160;

/// Draws and writes it by a job (ExchangeDesk::save). Fails where no file can be.
Outcome savePictureOfView(workspace::Program& program);

}  // namespace myochart::ui
