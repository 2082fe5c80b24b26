#pragma once
#include "record/chart.h"

namespace myochart::record {

// Text as it is typed, pasted or taken from a file: without the hidden marks that come along (core/text.h). Done where
// it comes in and nowhere else, for a record that holds such marks is read and saved as it is.

Patient withoutHiddenMarks(Patient patient);
Marker withoutHiddenMarks(Marker marker);
/// The title and the markers.
Session withoutHiddenMarks(Session session);
/// A text of one line.
std::string withoutHiddenMarks(const std::string& line);

}  // namespace myochart::record
