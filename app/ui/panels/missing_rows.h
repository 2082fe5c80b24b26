#pragma once
#include <set>

#include "note/missing_groups.h"
#include "ui/widgets.h"

namespace myochart::ui {

/// What the rules still want, a line for each thing, with the sites that lack it; the line leads to its field, each site to the
/// field there. Of many sites the first are shown until the rest is asked for.
class MissingRows {
  public:
    /// At the cursor, as wide as the content. `name` begins the names of all parts: "note.missing" has "note.missing.0" and
    /// "note.missing.0.site.5". True when one was followed.
    bool draw(Ui& ui, const std::string& name, const std::vector<note::MissingGroup>& groups);
    /// The height that draw() takes, in window pixels, as of the frame before.
    float height() const { return height_; }

  private:
    bool drawSites(Ui& ui, const std::string& name, const note::MissingGroup& group);

    std::set<std::string> whole_;  ///< fields of which all sites are shown
    float height_ = 0;
};

}  // namespace myochart::ui
