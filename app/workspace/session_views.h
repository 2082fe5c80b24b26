#pragma once
#include <deque>
#include <optional>
#include <utility>

#include "core/files.h"
#include "record/chart.h"
#include "workspace/view_preset.h"

namespace myochart::workspace {

/// How the body was last looked at in each session, in DATA/views.json: ids and structure keys, no patient text. The
/// newest kMostViews are kept. A file that cannot be read counts as empty: nothing of the record depends on it.
class SessionViews {
  public:
    static constexpr size_t kMostViews = 200;

    static SessionViews load(const Path& file);
    std::optional<SavedView> of(const record::SessionId& id) const;
    /// Remembers the view; true when it differs from what was kept.
    bool keep(const record::SessionId& id, SavedView view);
    /// Writes the file, all or nothing.
    Outcome save() const;

  private:
    Path file_;
    std::deque<std::pair<record::SessionId, SavedView>> views_;  ///< newest last
};

}  // namespace myochart::workspace
