#include "ui/outside_end.h"

namespace myochart::ui {

void whenDisplayIsLost(std::function<void()>) {}

}  // namespace myochart::ui
