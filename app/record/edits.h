#pragma once
#include <optional>

#include "core/result.h"
#include "record/chart.h"

namespace myochart::record {

/// Every change to a session is one of these: a new value and a message for the undo list. None touches anything else,
/// and of a signed visit all fail (signing_rules.h).
struct Edited {
    Session session;
    std::string message;  ///< "Place needle site", for "Undo place needle site"
};

enum class MarkerEdit { place, move, remove };
/// "Place needle site", "Remove tender point": what an edit of one marker is called, in English for tr().
const char* editTitle(MarkerEdit edit, MarkerType type);

/// Why a needle cannot be asked for with these figures: a lift of 0, ultrasound depths of 0 or not in the order muscle, rib, pleura. An
/// empty sentence when it can. Only who sets them is told: what was kept before, or comes from a file, stays as it is (note/remarks.h).
Said needleFault(const Needling& needle);
/// The marker gets the session's next number. Refused by needleFault().
Result<Edited> addMarker(const Session& session, Marker marker);
/// Replaces the marker of the same id. `message` names what changed ("Change note"). Refused by needleFault() where one of these
/// figures is changed.
Result<Edited> changeMarker(const Session& session, Marker marker, std::string message);
Result<Edited> moveMarker(const Session& session, const MarkerId& id, SurfaceAnchor anchor, std::string muscle, Side side,
                          std::string sentence);
Result<Edited> removeMarkers(const Session& session, const std::vector<MarkerId>& ids);
/// The patient for whom somebody said that `site` is the same place as `earlier`, of an earlier visit, or, where that is empty,
/// as none. Without a value: the program is to find out by itself again.
Patient withSameSite(Patient patient, const MarkerId& site, const std::optional<MarkerId>& earlier);
/// Everything of a visit but its sites as `after` has it. `message` names what changed ("Change screening").
Result<Edited> changeVisit(Session after, std::string message);
/// Why that day cannot be the next visit: it lies before this one; an empty sentence when it can, as on the same day. Only who sets it
/// is told: what was kept before stays as it is.
Said nextVisitFault(const Session& session, const std::string& day);
Result<Edited> renameSession(const Session& session, std::string title);
/// The note as somebody wrote it, over what the program would write at that moment (`basis`, note/note_text.h); an empty
/// text: it is written from the data again. Fails of a signed visit.
Result<Edited> writeNote(const Session& session, std::string text, std::string basis);

}  // namespace myochart::record
