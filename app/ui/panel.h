#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace myochart::ui {

/// One part of the window. It draws and asks; the workspace decides.
class Panel {
  public:
    virtual ~Panel() = default;
    virtual std::string_view name() const = 0;
    /// Where it stands; an empty rectangle: not shown now, draw() is not called.
    virtual Rect area(const Ui& ui) const = 0;
    /// False: it opens windows of its own (dialogs, cards) instead of standing in one made for it.
    virtual bool hasWindow() const { return true; }
    /// Whether the body shows through.
    virtual bool seeThrough() const { return false; }
    /// Whether it floats over another panel, above which its window then stays.
    virtual bool floats() const { return false; }
    virtual void draw(Ui& ui) = 0;
    /// Esc was pressed and nothing nearer took it: step back one level. True when this did something.
    virtual bool stepBack(Ui&) { return false; }
};

/// The panels in the order in which they are drawn.
class PanelRegistry {
  public:
    void add(std::unique_ptr<Panel> panel) { panels_.push_back(std::move(panel)); }
    const std::vector<std::unique_ptr<Panel>>& all() const { return panels_; }
    Panel* find(std::string_view name) const {
        for (const auto& panel : panels_)
            if (panel->name() == name) return panel.get();
        return nullptr;
    }

  private:
    std::vector<std::unique_ptr<Panel>> panels_;
};

/// Every panel of the program.
PanelRegistry standardPanels();

}  // namespace myochart::ui
