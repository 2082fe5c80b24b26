#pragma once
#include <deque>

#include "chart/edits.h"

namespace myochart::chart {

/// A session with every state it has been in: undo and redo without a limit of steps (bounded by `maxBytes`, oldest
/// dropped first, the current one always kept). Not thread-safe.
class History {
  public:
    explicit History(Session start, size_t maxBytes = 256U << 20);

    const Session& current() const { return states_[at_].edited.session; }
    /// A new step after the current state; what could have been redone is forgotten.
    void commit(Edited edited);
    bool canUndo() const { return at_ > 0; }
    bool canRedo() const { return at_ + 1 < states_.size(); }
    std::string undoMessage() const { return canUndo() ? states_[at_].edited.message : std::string(); }
    std::string redoMessage() const { return canRedo() ? states_[at_ + 1].edited.message : std::string(); }
    void undo();
    void redo();
    /// Bytes held by all states, about.
    size_t bytes() const { return bytes_; }

  private:
    struct State {
        Edited edited;
        size_t bytes = 0;
    };

    std::deque<State> states_;
    size_t at_ = 0;
    size_t bytes_ = 0;
    size_t maxBytes_;
};

}  // namespace myochart::chart
