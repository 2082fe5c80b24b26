#include "record/edits.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/local_day.h"
#include "core/words.h"
#include "record/fault_words.h"
#include "record/signing_rules.h"
#include "record/typed_text.h"

namespace myochart::record {

namespace {

Error noSuchMarker() { return failed(said("That marker is no longer in the session.")); }

std::array<std::optional<float>, 3> depthsSeen(const Needling& needle) { return {needle.ultrasoundMuscleMm, needle.ultrasoundRibMm, needle.ultrasoundPleuraMm}; }

/// The edit when its result is sound, else why it is refused.
Result<Edited> checked(Session session, std::string message, const Marker& marker) {
    if (const std::string fault = faultIn(marker); !fault.empty())
        return refused(said("The marker cannot be kept like this: {}", faultInWords(fault)));
    return Edited{std::move(session), std::move(message)};
}

}  // namespace

Said needleFault(const Needling& needle) {
    if (needle.liftMm && *needle.liftMm <= 0) return said("Tissue that is lifted by 0 mm is not lifted; leave the lift out.");
    float before = 0;
    for (const auto& each : depthsSeen(needle)) {
        if (!each) continue;
        if (*each <= 0) return said("An ultrasound depth is more than 0 mm.");
        if (*each <= before) return said("Ultrasound depths lie in the order muscle, rib, pleura: each deeper than the one before.");
        before = *each;
    }
    return {};
}

Result<Edited> addMarker(const Session& session, Marker marker) {
    if (session.signing.isSigned()) return signedVisit();
    if (session.marker(marker.id)) return failed(said("That marker is already in the session."));
    if (session.markers.size() >= kMaxMarkers)
        return refused(said("A session holds at most {} markers; start another one.", kMaxMarkers));
    if (Said fault = needleFault(marker.needle); !fault.text.empty()) return refused(std::move(fault));
    Session after = session;
    marker.number = ++after.lastNumber;
    after.markers.push_back(withoutHiddenMarks(std::move(marker)));
    const Marker& added = after.markers.back();
    return checked(after, tr(editTitle(MarkerEdit::place, added.type)), added);
}

Result<Edited> changeMarker(const Session& session, Marker marker, std::string message) {
    if (session.signing.isSigned()) return signedVisit();
    Session after = session;
    const auto at = std::find_if(after.markers.begin(), after.markers.end(), [&](const Marker& m) { return m.id == marker.id; });
    if (at == after.markers.end()) return noSuchMarker();
    if (at->needle.liftMm != marker.needle.liftMm || depthsSeen(at->needle) != depthsSeen(marker.needle))
        if (Said fault = needleFault(marker.needle); !fault.text.empty()) return refused(std::move(fault));
    marker = withoutHiddenMarks(std::move(marker));
    *at = marker;
    return checked(std::move(after), std::move(message), marker);
}

Result<Edited> moveMarker(const Session& session, const MarkerId& id, SurfaceAnchor anchor, std::string muscle, Side side,
                          std::string sentence) {
    const Marker* before = session.marker(id);
    if (!before) return noSuchMarker();
    Marker moved = *before;
    moved.anchor = std::move(anchor);
    moved.muscle = std::move(muscle);
    moved.side = side;
    moved.sentence = std::move(sentence);
    const char* message = tr(editTitle(MarkerEdit::move, moved.type));
    return changeMarker(session, std::move(moved), message);
}

Result<Edited> removeMarkers(const Session& session, const std::vector<MarkerId>& ids) {
    if (session.signing.isSigned()) return signedVisit();
    Session after = session;
    const auto goes = [&](const Marker& m) { return std::find(ids.begin(), ids.end(), m.id) != ids.end(); };
    const auto removed = std::erase_if(after.markers, goes);
    if (removed == 0) return noSuchMarker();
    if (removed > 1) return Edited{std::move(after), trnf("Remove {} marker", "Remove {} markers", removed, removed)};
    const auto one = std::find_if(session.markers.begin(), session.markers.end(), goes);
    return Edited{std::move(after), tr(editTitle(MarkerEdit::remove, one->type))};
}

Result<Edited> changeVisit(Session after, std::string message) {
    if (after.signing.isSigned()) return signedVisit();
    if (const std::string fault = faultInHeader(after); !fault.empty()) return refused(said("The visit cannot be kept like this: {}", faultInWords(fault)));
    return Edited{std::move(after), std::move(message)};
}

Said nextVisitFault(const Session& session, const std::string& day) {
    if (day.empty() || day >= dayAt(session.startedAt, session.utcOffset)) return {};
    return said("The next visit cannot lie before this one, of {}.", dateAt(session.startedAt, session.utcOffset));
}

Result<Edited> renameSession(const Session& session, std::string title) {
    if (session.signing.isSigned()) return signedVisit();
    Session after = session;
    after.title = withoutHiddenMarks(title);
    if (const std::string fault = faultInHeader(after); !fault.empty())
        return refused(said("The session cannot be renamed: {}", faultInWords(fault)));
    return Edited{std::move(after), tr("Rename session")};
}

Result<Edited> writeNote(const Session& session, std::string text, std::string basis) {
    if (session.signing.isSigned()) return signedVisit();
    Session after = session;
    after.note.text = myochart::withoutHiddenMarks(text, '\n');
    after.note.basis = after.note.text.empty() ? std::string() : std::move(basis);
    if (const std::string fault = faultInHeader(after); !fault.empty())
        return refused(said("The note cannot be kept: {}", faultInWords(fault)));
    const char* message = after.note.text.empty() ? tr("Write the note anew") : tr("Change the note");
    return Edited{std::move(after), message};
}

Patient withSameSite(Patient patient, const MarkerId& site, const std::optional<MarkerId>& earlier) {
    auto& all = patient.details.sameSites;
    std::erase_if(all, [&](const SameSite& each) { return each.site == site; });
    if (earlier) all.push_back({.site = site, .earlier = *earlier, .others = {}});
    return patient;
}

}  // namespace myochart::record
