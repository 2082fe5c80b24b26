#pragma once
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace myochart::ui {

/// The sources of what a card says: small numbers beside the facts that tell the source on hover, and the list of them.
/// One for each frame of a card.
class SourceNotes {
  public:
    explicit SourceNotes(const anatomy::Catalogue& catalogue) : catalogue_(catalogue) {}

    /// "1, 3" for source keys of the catalogue (unknown ones are shown as they are).
    std::string numbers(const std::vector<std::string>& keys);
    /// The numbers, quiet, right-aligned at `corner` (upper right); the sources on hover.
    void draw(Ui& ui, std::string_view name, vec2 corner, const std::vector<std::string>& keys);
    /// Every source named so far, numbered.
    void drawList(Ui& ui) const;
    bool empty() const { return keys_.empty(); }
    size_t size() const { return keys_.size(); }

  private:
    size_t numberOf(const std::string& key);
    std::string citation(const std::string& key) const;

    const anatomy::Catalogue& catalogue_;
    std::vector<std::string> keys_;
};

/// A tooltip of wrapped text, when the item before is hovered.
void wideTip(Ui& ui, std::string_view text);

}  // namespace myochart::ui
