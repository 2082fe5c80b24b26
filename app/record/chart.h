#pragma once
#include "record/kinds/session.h"

// The document: plain copyable values. Meshes and the catalogue are elsewhere, shared and immutable.

namespace myochart::record {

/// Gives every marker without a number the next one. For sessions from before markers had numbers.
void numberMarkers(Session& session);
/// "3" for the marker with the number 3 and no label of its own, else its label.
std::string shownLabel(const Session& session, const MarkerId& marker);
/// Whether a visit lies before the day of birth; false without one. A day of slack: a birth date has no time zone.
bool liesBeforeBirth(UtcMs startedAt, std::string_view birthDate);
/// What is wrong with a value that came from outside: "anchor.barycentric must add up to 1." Starts with the field and
/// holds no patient text; empty when sound.
std::string faultIn(const Marker& marker);
std::string faultIn(const Patient& patient);
std::string faultIn(const Practice& practice);
std::string faultIn(const Session& session);  ///< with its markers; "markers[3].label is too long ..."
/// The session without looking into its markers; for saves that know which marker changed.
std::string faultInHeader(const Session& session);

/// Most bytes of a drawn signature.
inline constexpr size_t kMaxDrawingBytes = 60'000;
/// Whether a text is strokes as Consent::strokes has them: at least one, each of two points or more.
bool isDrawing(std::string_view strokes);

}  // namespace myochart::record
