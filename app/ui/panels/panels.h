#pragma once
#include <memory>

#include "ui/panel.h"

namespace myochart::ui {

/// Every panel of the window, in the order in which they are drawn. Each is a file of its own that defines its function.
#define MYOCHART_PANELS(PANEL) \
    PANEL(makeBodyPanel) \
    PANEL(makeVisitBar) \
    PANEL(makeNeedleBar) \
    PANEL(makePatternLegend) \
    PANEL(makeWelcomePanel) \
    PANEL(makeLeftTabs) \
    PANEL(makeTreePanel) \
    PANEL(makePatientList) \
    PANEL(makeVisitPanel) \
    PANEL(makeOverTimePanel) \
    PANEL(makeIncomingPanel) \
    PANEL(makeSiteCard) \
    PANEL(makeAimPanel) \
    PANEL(makePainPanel) \
    PANEL(makeLessonPanel) \
    PANEL(makeQuizPanel) \
    PANEL(makeStructureCard) \
    PANEL(makeHelpCard) \
    PANEL(makeTopBar) \
    PANEL(makeShorthandLine) \
    PANEL(makeStatusBar) \
    PANEL(makeNotices) \
    PANEL(makeCurtain) \
    PANEL(makeImportQuestion) \
    PANEL(makeReplaceQuestion) \
    PANEL(makeImportDialog) \
    PANEL(makeRecordImportDialog) \
    PANEL(makeImportedNotes) \
    PANEL(makeExportDialog) \
    PANEL(makeHandoutDialog) \
    PANEL(makePalette) \
    PANEL(makeShortcuts) \
    PANEL(makeRemovedDialog) \
    PANEL(makeDeletionDialog) \
    PANEL(makeTrailDialog) \
    PANEL(makeGiveDataDialog) \
    PANEL(makeEraseDialog) \
    PANEL(makeBackupsDialog) \
    PANEL(makeBackupDialog) \
    PANEL(makePracticeDialog) \
    PANEL(makeAddendumDialog) \
    PANEL(makeSignDialog) \
    PANEL(makeSweepDialog) \
    PANEL(makeConsentDialog) \
    PANEL(makeRatesDialog) \
    PANEL(makeUnsavedDialog)

#define MYOCHART_PANEL(make) std::unique_ptr<Panel> make();
MYOCHART_PANELS(MYOCHART_PANEL)
#undef MYOCHART_PANEL

}  // namespace myochart::ui
