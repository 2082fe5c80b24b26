#pragma once
#include <optional>

#include "ui/structure_search.h"
#include "ui/ui.h"

namespace myochart::ui {

/// The search field of the top bar with its list of what was found: arrows choose, Enter selects and frames.
/// Enter takes the first unless its side was not told (asksForSide): then it asks and takes none.
class SearchBox {
  public:
    /// At the cursor, `width` window pixels wide.
    void draw(Ui& ui, float width);
    /// Clears the search. True when there was one.
    bool stepBack(Ui& ui);

  private:
    void drawFound(Ui& ui, const Rect& fieldRect);
    void steer(Ui& ui);
    void take(Ui& ui, size_t which);

    std::string text_, searched_;
    std::shared_ptr<const body::Body> searchedIn_;
    std::vector<FoundStructure> found_;
    std::optional<size_t> chosen_;  ///< what Enter takes; none while the side has to be told
    bool asked_ = false;            ///< Enter was pressed all the same
    bool open_ = false, cleared_ = false;
};

}  // namespace myochart::ui
