#pragma once
#include "note/same_places.h"
#include "record/dotted.h"

namespace myochart::note {

// What the visits of one patient say one after the other. Nothing that is not recorded counts as 0 or no; sites that nobody has
// confirmed count as nothing.

/// Pain from the first figure that was recorded to the last, over all visits: at a place.
struct PainChange {
    std::optional<std::uint32_t> first, last;  ///< `last` only where another one than `first` was recorded
    size_t firstVisit = 0, lastVisit = 0;
    bool lastIsAfter = false;                  ///< it was told after a treatment, else before one

    /// Negative: less pain. Nothing where there is nothing to compare.
    std::optional<int> by() const { return first && last ? std::optional(static_cast<int>(*last) - static_cast<int>(*first)) : std::nullopt; }
    bool operator==(const PainChange&) const = default;
};

struct PlaceOverTime {
    SamePlace sightings;   ///< not empty
    std::string muscle;    ///< as the newest site has it
    Side side = Side::midline;
    size_t needled = 0;    ///< in how many visits
    PainChange pain;
};

/// A muscle of one side that was needled; sites with a needle and visits in which there was one.
struct MuscleOverTime {
    std::string muscle;
    Side side = Side::midline;
    size_t visits = 0, needles = 0;
};

struct VisitOverTime {
    size_t sites = 0, needles = 0;  ///< confirmed sites, and those of them with a needle
};

/// A range of motion or a score: before and after, visit by visit, where it was recorded.
struct FigureOverTime {
    struct At {
        size_t visit = 0;
        std::optional<float> before, after;
    };
    std::string name, movement;     ///< joint and movement; of a score its name alone
    std::optional<Side> side;
    bool isScore = false;
    std::vector<At> values;
};

struct OverTime {
    std::vector<VisitOverTime> visits;    ///< as they were given
    std::vector<PlaceOverTime> places;    ///< those of the last visit first, in its order
    std::vector<MuscleOverTime> muscles;  ///< the most often needled first
    std::vector<FigureOverTime> figures;  ///< in the order of their first record
};

/// `visits` as for samePlaces().
OverTime overTime(std::span<const record::Session> visits, std::span<const record::SameSite> said, const anatomy::Catalogue& catalogue);

/// A pressure pain threshold in N: kg as 9.80665 N, kPa by the area of the tip. Nothing where it is not recorded, or is in kPa
/// without an area.
std::optional<float> thresholdNewton(const record::Finding& finding);

/// A site in two visits, or in one of them.
struct SiteDifference {
    std::optional<size_t> before, after;      ///< of that visit's markers
    std::optional<float> movedMm;             ///< nothing: not on one body
    std::vector<record::Difference> fields;
};
struct VisitDifference {
    std::vector<record::Difference> ofVisit;  ///< sites aside
    std::vector<SiteDifference> sites;        ///< in the order of `after`, then those that are gone
};
/// What is different between two visits of `visits`, by index. `places` as samePlaces() found them in these visits.
VisitDifference visitDifference(std::span<const record::Session> visits, std::span<const SamePlace> places, size_t before, size_t after);

}  // namespace myochart::note
