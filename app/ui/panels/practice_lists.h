#pragma once
#include <memory>

#include "ui/ui.h"

namespace myochart::ui {

/// A list over the whole practice in the left panel, where no patient is open.
class PracticeListView {
  public:
    virtual ~PracticeListView() = default;
    virtual void draw(Ui& ui) = 0;
    /// Esc: true when something of it was open and is closed now.
    virtual bool stepBack() { return false; }
};

std::unique_ptr<PracticeListView> makeOpenList();
std::unique_ptr<PracticeListView> makeFollowUpList();
std::unique_ptr<PracticeListView> makeLotList();

/// Today's visits that nobody has signed, above the list of patients; nothing where there are none.
void drawOpenToday(Ui& ui);
/// "12 Oct 2026, 14:05", of today only the time behind that word.
std::string momentWords(const Ui& ui, UtcMs moment, std::string_view utcOffset);
/// "3 open: consent, position, advice"; empty where it is not known yet.
std::string lacksWords(const workspace::VisitDetail* detail);

}  // namespace myochart::ui
