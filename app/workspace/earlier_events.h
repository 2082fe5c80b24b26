#pragma once
#include "workspace/record_desk.h"

namespace myochart::workspace {

/// The adverse events of the patient's visits before the open one that nobody has said to have read at any visit (before.known), the
/// newest first; none where the open visit cannot be changed.
std::vector<record::KnownEvent> unreadEvents(const RecordDesk& desk);
/// Somebody has read them: they are kept in the open visit, one undo step.
void readEvents(RecordDesk& desk);

}  // namespace myochart::workspace
