#include "ui/panels/panels.h"

namespace myochart::ui {

PanelRegistry standardPanels() {
    PanelRegistry panels;
    panels.add(makeBodyPanel());
    panels.add(makeVisitBar());
    panels.add(makeWelcomePanel());
    panels.add(makeLeftTabs());
    panels.add(makeTreePanel());
    panels.add(makePatientList());
    panels.add(makeVisitPanel());
    panels.add(makeSiteCard());
    panels.add(makeStructureCard());
    panels.add(makeHelpCard());
    panels.add(makeTopBar());
    panels.add(makeStatusBar());
    panels.add(makeNotices());
    panels.add(makeImportQuestion());
    panels.add(makeReplaceQuestion());
    panels.add(makeImportDialog());
    panels.add(makeRecordImportDialog());
    panels.add(makeRecordConflict());
    panels.add(makeExportDialog());
    panels.add(makePalette());
    panels.add(makeShortcuts());
    panels.add(makeRemovedDialog());
    panels.add(makeDeletionDialog());
    panels.add(makeBackupDialog());
    panels.add(makeUnsavedDialog());
    return panels;
}

}  // namespace myochart::ui
