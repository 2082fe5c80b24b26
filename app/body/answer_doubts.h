#pragma once
#include "body/placement.h"

namespace myochart::body {

/// Says in `placed`, which was made as `options` answer, where the file's own signs (names, format, size) speak against
/// the answers: how the figure then seems to lie or to look, what would have been concluded without them, and how sure
/// that is. The placement stays as answered; its frame, or its sides, are then `guessed`, to be confirmed by a person.
void addDoubts(const ForeignModel& model, const PlacementSigns& signs, const ImportOptions& options, Placed& placed);

}  // namespace myochart::body
