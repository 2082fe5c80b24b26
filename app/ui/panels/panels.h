#pragma once
#include <memory>

#include "ui/panel.h"

namespace myochart::ui {

// One function a panel; each panel is a file of its own.
std::unique_ptr<Panel> makeBodyPanel();
std::unique_ptr<Panel> makeWelcomePanel();
std::unique_ptr<Panel> makeTopBar();
std::unique_ptr<Panel> makeLeftTabs();
std::unique_ptr<Panel> makeTreePanel();
std::unique_ptr<Panel> makePatientList();
std::unique_ptr<Panel> makeVisitPanel();
std::unique_ptr<Panel> makeSiteCard();
std::unique_ptr<Panel> makeStructureCard();
std::unique_ptr<Panel> makeHelpCard();
std::unique_ptr<Panel> makeStatusBar();
std::unique_ptr<Panel> makeNotices();
std::unique_ptr<Panel> makeImportQuestion();
std::unique_ptr<Panel> makeReplaceQuestion();
std::unique_ptr<Panel> makeImportDialog();
std::unique_ptr<Panel> makeRecordImportDialog();
std::unique_ptr<Panel> makeRecordConflict();
std::unique_ptr<Panel> makeExportDialog();
std::unique_ptr<Panel> makePalette();
std::unique_ptr<Panel> makeShortcuts();
std::unique_ptr<Panel> makeBackupDialog();
std::unique_ptr<Panel> makeUnsavedDialog();
std::unique_ptr<Panel> makeDeletionDialog();
std::unique_ptr<Panel> makeRemovedDialog();
std::unique_ptr<Panel> makeVisitBar();

}  // namespace myochart::ui
