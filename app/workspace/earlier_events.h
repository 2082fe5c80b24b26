#pragma once
#include "workspace/record_desk.h"

namespace myochart::workspace {

/// The adverse events of the patient's last visit before the open one that nobody has said to have read for it (before.known): of a
/// visit that can be changed. Visits in which nothing was charted do not count as the last one.
std::vector<record::KnownEvent> unreadEvents(const RecordDesk& desk);
/// Somebody has read them: they are kept in the open visit, one undo step.
void readEvents(RecordDesk& desk);

}  // namespace myochart::workspace
