#pragma once
#include <optional>
#include <vector>

#include "chart/edits.h"

namespace myochart::chart {

/// A session with every state it has been in: undo and redo without a limit of steps (bounded by `maxBytes`, oldest
/// dropped first). Not thread-safe.
class History {
  public:
    explicit History(Session start, size_t maxBytes = 256U << 20);

    const Session& current() const { return states_[at_].session; }
    void commit(Edited edited);
    bool canUndo() const { return at_ > 0; }
    bool canRedo() const { return at_ + 1 < states_.size(); }
    std::string undoMessage() const { return canUndo() ? states_[at_].message : std::string(); }
    std::string redoMessage() const { return canRedo() ? states_[at_ + 1].message : std::string(); }
    void undo() { if (canUndo()) --at_; }
    void redo() { if (canRedo()) ++at_; }
    /// Replaces the current state without a step (the saved view follows the camera, not the undo list).
    void amend(Session session) { states_[at_].session = std::move(session); }

  private:
    std::vector<Edited> states_;
    size_t at_ = 0;
    size_t maxBytes_;
};

}  // namespace myochart::chart
