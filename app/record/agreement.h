#pragma once
#include "record/chart.h"

namespace myochart::record {

/// Which of muscle, side and sentence contradict the rest of the marker, as far as it can be told without the body: the
/// side against the structure that the place lies on, when place and structure's key both tell the other side; a side
/// word in muscle or sentence against the side.
ByHand contradictionsIn(const Marker& marker);
/// True when the label has the word of the other side: it is a person's always, so nothing marks it.
bool labelTellsOtherSide(const Marker& marker);
/// True when label or place in words tell the other side than the marker's.
bool wordsTellOtherSide(const Marker& marker);
/// True when every contradiction is marked as written by hand. Every marker of this program agrees, and every one that
/// comes in from a file is made to (markContradictions).
bool agrees(const Marker& marker);
/// Marks what contradicts the rest as written by hand: nobody but a person says so.
void markContradictions(Marker& marker);

}  // namespace myochart::record
