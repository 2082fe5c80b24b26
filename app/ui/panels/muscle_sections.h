#pragma once
#include <memory>
#include <string>
#include <vector>

#include "places/neighbours.h"
#include "ui/panels/source_notes.h"

namespace myochart::ui {

// The sections of the structure card below its names.

/// A line with its label to the left and its sources to the right.
void drawFact(Ui& ui, const char* label, std::string_view text, SourceNotes& notes,
              const std::vector<std::string>& sources);
/// The muscle's charted trigger points: a click flies there, a switch shows them all.
void drawTriggerPoints(Ui& ui, const anatomy::Muscle& muscle, SourceNotes& notes);

/// What is known to be dangerous here; details unfold.
class SafetySection {
  public:
    void draw(Ui& ui, const anatomy::Muscle& muscle, SourceNotes& notes);
    /// The rows alone.
    void drawRows(Ui& ui, const std::vector<const anatomy::SafetyFact*>& facts, SourceNotes& notes);

  private:
    void drawFactRow(Ui& ui, const anatomy::SafetyFact& fact, SourceNotes& notes);
    std::string open_;  ///< key of the unfolded one
};

/// The structures that touch the selected one or lie nearest.
class NeighbourSection {
  public:
    void draw(Ui& ui, std::uint32_t structure);

  private:
    std::string titleIn(const Ui& ui, const body::Structure& other) const;
    std::shared_ptr<const body::Body> body_;
    std::uint32_t structure_ = 0;
    std::vector<places::Neighbour> found_;
};

}  // namespace myochart::ui
