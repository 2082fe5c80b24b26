#pragma once
#include <optional>

#include "shorthand/needle_code.h"
#include "workspace/program.h"

namespace myochart::ui {

/// The box of needles that a scanner reads: what is on it goes to the needles of the sites that are selected.
class BoxScan {
  public:
    /// One undo step, and a notice that takes it back; a box that is past its day warns. A notice says what else has to
    /// be done: no site is selected, the visit is locked, the code is damaged, it was the first of two codes.
    void take(workspace::Program& program, const std::string& scanned);

  private:
    std::optional<shorthand::NeedleCode> first_;  ///< a primary of HIBC, whose secondary may follow
};

}  // namespace myochart::ui
