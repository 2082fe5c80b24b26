#pragma once
#include <optional>
#include <span>
#include <vector>

#include "anatomy/catalogue.h"
#include "record/chart.h"

namespace myochart::note {

/// What says that a site is one that was there before.
enum class FoundBy { first, corrected, takenOver, point, distance };
std::string_view name(FoundBy found);  ///< "first", "corrected", "taken_over", "point", "distance"

/// A place as one visit has it.
struct Sighting {
    size_t visit = 0, marker = 0;    ///< indices: of the visits, and of that visit's markers
    FoundBy found = FoundBy::first;  ///< of the first one of a place: first, or corrected where somebody said that it is of none
    std::optional<float> offMm;      ///< from where it was the last time; nothing: on another body, or the first

    bool operator==(const Sighting&) const = default;
};
/// The same place of a patient, oldest first: at most one site of each visit.
using SamePlace = std::vector<Sighting>;

/// Sites nearer than this are one place. About a finger's breadth: what is felt with a fingertip is found again no better.
inline constexpr float kSamePlaceMm = 15;

/// Which sites of the visits (oldest first, of one patient) are the same place again. In the order of these rules, each visit
/// against all before it:
///  1. what somebody said (record::SameSite), also across muscles;
///  2. the site that it was taken over from, while muscle and side agree;
///  3. the trigger point of the catalogue and the side, where both tell it; other points are other places;
///  4. else the nearest pair first, same muscle (or structure) and side, within kSamePlaceMm plus the error radii of both: from the
///     middle of where the place was on the same body.
/// Two sites of one visit are never one place. A site on another body than all before it is found by 1 to 3 alone.
std::vector<SamePlace> samePlaces(std::span<const record::Session> visits, std::span<const record::SameSite> said, const anatomy::Catalogue& catalogue);

/// False of a left and a right one: two sites of these sides are never one place, whatever somebody says.
bool sidesMayBeOne(Side a, Side b);

}  // namespace myochart::note
