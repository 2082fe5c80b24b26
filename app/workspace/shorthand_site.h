#pragma once
#include <functional>
#include <optional>
#include <set>

#include "places/place.h"
#include "record/edits.h"
#include "shorthand/needle_code.h"
#include "shorthand/parse.h"
#include "workspace/record_desk.h"

namespace myochart::workspace {

// What a line of shorthand, or the code on a box of needles, does to a visit: the window and the command line call the same.

/// The words of the shorthand line, beside the catalogue's tables. Fails with a sentence where they are not installed.
Result<shorthand::Grammar> loadGrammar(const anatomy::Catalogue& catalogue);

/// True, with a notice, when nothing of the open visit may be changed: it is signed or locked, or nothing can be saved.
bool refusesChange(RecordDesk& record, Notices& notices);

/// Where the site that a line tells lies on this body: at the trigger point, or where the words say, or at the muscle's
/// usual place. Fails with a sentence when the line names no muscle, the body lacks it, or the place is not of that muscle
/// and side. Some milliseconds.
Result<places::Place> placeTold(const body::Body& body, const anatomy::Catalogue& catalogue, const shorthand::Parsed& line);

/// What `line` makes of a visit.
struct Charted {
    record::Edited edited;
    std::optional<record::MarkerId> site;  ///< the one that it is about; none: all needles
};
/// Merges what the line says into a site that is there.
Result<record::Marker> told(const anatomy::Catalogue& catalogue, const record::Marker& marker, const shorthand::Parsed& line, UtcMs now);
/// A line for a site that has a number, or for all needles.
Result<Charted> chart(const anatomy::Catalogue& catalogue, const record::Session& session, const shorthand::Parsed& line, UtcMs now);
/// A line for a new site at `place`, with that id; its type is `otherwise` unless the line says it or tells of a needle.
Result<Charted> chartNew(const record::Session& session, const shorthand::Parsed& line, const places::Place& place, const record::MarkerId& id,
                         record::MarkerType otherwise, UtcMs now);

/// The needle of each of these sites is of the box that the code stands on; one step.
Result<record::Edited> takeBox(const record::Session& session, const std::set<record::MarkerId>& sites, const shorthand::NeedleCode& code);

}  // namespace myochart::workspace
