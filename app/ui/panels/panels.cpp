#include "ui/panels/panels.h"

namespace myochart::ui {

PanelRegistry standardPanels() {
    PanelRegistry panels;
#define MYOCHART_PANEL(make) panels.add(make());
    MYOCHART_PANELS(MYOCHART_PANEL)
#undef MYOCHART_PANEL
    return panels;
}

}  // namespace myochart::ui
