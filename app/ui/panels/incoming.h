#pragma once
#include <map>
#include <string>

#include "ui/widgets.h"
#include "workspace/incoming.h"

namespace myochart::ui {

// The parts of the panel that shows what a file would bring (workspace/import_desk.h). All are drawn at the cursor.

/// Muscles that nobody knows: what the file calls each, and a search for the one that is meant.
class UnknownMuscles {
  public:
    void draw(Ui& ui, const workspace::IncomingFile& incoming);

  private:
    void drawOne(Ui& ui, const exchange::UnknownMuscle& muscle, size_t index);
    std::map<std::string, std::string> typed_;  ///< what was typed for a name
};

/// What is told differently here and in the file, one by one: both versions, and which of them is taken.
void drawDifferences(Ui& ui, const workspace::IncomingFile& incoming);

/// Where the points of a file would become sites, and of which type.
void drawPoints(Ui& ui, const workspace::IncomingFile& incoming);

}  // namespace myochart::ui
