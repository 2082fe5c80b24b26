#pragma once
#include <optional>
#include <string>
#include <unordered_map>

#include "anatomy/catalogue.h"
#include "core/result.h"
#include "places/place.h"
#include "record/chart.h"

namespace myochart::places {

// What becomes of a marker when a person corrects it. What was written by hand is kept and marked; the rest follows.

/// The marker with the muscle corrected: by hand, unless that is what `here` (its own place, if known) says; an empty one
/// is what the place says. Its sentence is written anew unless it was written by hand. The muscle is kept without the
/// side's word. Refused: a muscle of the other side (the side is corrected as such), an empty one of an unknown place.
Result<record::Marker> withMuscle(const anatomy::Catalogue& catalogue, record::Marker marker, std::string muscle, const Place* here);
/// The same for the side; the place stays where it is.
record::Marker withSide(const anatomy::Catalogue& catalogue, record::Marker marker, Side side, const Place* here);
/// The sentence as written by hand; an empty one is written anew.
record::Marker withSentence(const anatomy::Catalogue& catalogue, record::Marker marker, std::string sentence, const Place* here);
/// The marker at another place: what is by hand stays, and stops being by hand where the place says the same.
record::Marker movedTo(const anatomy::Catalogue& catalogue, record::Marker marker, const Place& place);
/// A new marker of the same type at the mirrored place. A muscle corrected by hand is kept; side, sentence, label and
/// note are not: what was felt and written on one side is not true of the other.
/// Refused where the copy would have the side that the marker was corrected to: then it is the marker that has to move.
Result<record::Marker> mirroredCopy(const anatomy::Catalogue& catalogue, const record::Marker& marker, const Place& place);
/// What names tell by the catalogue, each looked up once: a file has a few of them many times. One thread.
class MuscleNames {
  public:
    /// The catalogue lives longer.
    explicit MuscleNames(const anatomy::Catalogue& catalogue) : catalogue_(catalogue) {}
    const anatomy::Catalogue& catalogue() const { return catalogue_; }
    /// The muscle's key, every word as it is spelt, empty when none is known; and the side in the name.
    struct Told {
        std::string key;
        std::optional<Side> side;
    };
    const Told& operator()(std::string_view name);

  private:
    const anatomy::Catalogue& catalogue_;
    std::unordered_map<std::string, Told> known_;
};
/// A marker that came in a file: what of muscle, side and sentence is not as its place says is marked as by hand (nobody
/// but a person says so), and its address is the place's. An empty sentence is written anew: from the place, or without its
/// body from muscle and side. When it was placed on another body than this one (or `body` is null), names, tables and the
/// side of x tell what they can: a muscle or sentence that is not the structure's, a side that is against its name or, well
/// off the midplane, against x. Refused when the place contradicts itself: this body has no such triangle, or the position
/// lies off it; or the structure's name is of another muscle than the address.
Result<record::Marker> heldAgainstItsPlace(const body::Body* body, MuscleNames& names, record::Marker marker);
inline Result<record::Marker> heldAgainstItsPlace(const body::Body* body, const anatomy::Catalogue& catalogue, record::Marker marker) {
    MuscleNames names(catalogue);
    return heldAgainstItsPlace(body, names, std::move(marker));
}
/// What the marker's own place on this body says; nothing when it was placed on another one.
std::optional<Place> ownPlace(const body::Body& body, const anatomy::Catalogue& catalogue, const record::SurfaceAnchor& anchor);
/// The side that the marker's place lies on where its record tells another one (set by hand, or come so in a file): a warning
/// wherever the site is shown. Nothing when both agree, or when this body lacks the structure.
std::optional<Side> otherSideOfPlace(const body::Body& body, const record::Marker& marker);
/// Whether the place lies so far off the midplane that it is on the other side than the record tells, whatever its
/// structure is called and on whichever body.
bool liesSurelyOnOtherSide(const record::Marker& marker);
/// The name of the muscle that the marker's place lies in where its record tells another one by hand, which is neither
/// a part nor the whole of it: a warning wherever the site is shown. Nothing when the place is in no muscle (skin,
/// bone) or when the record's word is no muscle that is known.
std::optional<std::string> otherMuscleOfPlace(const body::Body& body, const anatomy::Catalogue& catalogue,
                                              const record::Marker& marker);
/// The place nearest to the marker on the muscle and side that its record tells. Fails where this body has no such
/// muscle.
Result<Place> placeOnMuscle(const body::Body& body, const anatomy::Catalogue& catalogue, const record::Marker& marker);

}  // namespace myochart::places
