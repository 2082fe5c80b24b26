#pragma once
#include <string>

#include "ui/widgets.h"

namespace myochart::ui {

// What the tools below the body open; each draws the inside of a popup.
void drawRegionTool(Ui& ui);
void drawExplodeTool(Ui& ui);
void drawSeeThroughTool(Ui& ui);

/// How the body is cut: which way, where, and in which views.
class SectionTool {
  public:
    void draw(Ui& ui);

  private:
    void drawPlace(Ui& ui);
    void drawViews(Ui& ui);

    std::string typed_, fault_;  ///< in the field of millimetres
    bool typing_ = false;
};

/// The views saved by name: apply, save, rename, delete.
class SavedViewsTool {
  public:
    void draw(Ui& ui);
    void focusName() { focus_ = true; }
    /// Ends a renaming. True when there was one.
    bool stepBack();

  private:
    void drawOwn(Ui& ui, size_t index);
    void drawBuiltIn(Ui& ui, const workspace::ViewPreset& preset, size_t index);
    void save(Ui& ui);

    std::string name_, renamed_;
    std::optional<size_t> renaming_;
    bool focus_ = false, justOpened_ = false;
};

/// The tools in a row below the body: region, saved views, section, explode, x-ray, and how many views.
class BodyTools {
  public:
    /// `area`: the body's part of the window.
    void draw(Ui& ui, const Rect& area);
    bool stepBack() { return views_.stepBack(); }

  private:
    bool drawTool(Ui& ui, const char* name, const char* icon, const std::string& word, const char* tipText,
                  const char* command, bool on);
    void drawPopup(Ui& ui, const char* name, const Rect& button, float width);
    void drawPanes(Ui& ui);

    SavedViewsTool views_;
    SectionTool section_;
    bool words_ = true;
};

}  // namespace myochart::ui
