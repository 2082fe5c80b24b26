#pragma once
#include <memory>

#include "ui/panel.h"

namespace myochart::ui {

/// Says on the picture that the people are made up, as long as a demonstration is shown: in a screenshot, too.
std::unique_ptr<Panel> makeDemonstrationBanner();

}  // namespace myochart::ui
