#pragma once
#include <map>
#include <string>

#include "ui/panel.h"

namespace myochart::ui {

/// Draws panels so that one that throws is replaced by a message in its place, the others go on and no work is lost.
class FrameGuard {
  public:
    void draw(Panel& panel, Ui& ui);
    /// What went wrong in a panel; empty when it works.
    std::string fault(std::string_view panel) const;

  private:
    void drawFault(Panel& panel, Ui& ui, const Rect& area);
    std::map<std::string, std::string, std::less<>> faults_;
};

}  // namespace myochart::ui
