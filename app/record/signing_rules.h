#pragma once
#include <optional>

#include "core/result.h"
#include "record/chart.h"

namespace myochart::record {

/// One thing that stands between a visit and its signature.
struct Hindrance {
    std::string field;   ///< by its dotted name: "after.count_reason", "markers[2].needle.out_at"
    Said sentence;       ///< what is the matter and what to do about it
    MarkerId marker = {};  ///< the site that it is about; empty: of no one site
};

/// What the visit lacks, in the order of its sites, then of its fields; empty when it may be signed. A needle that is in
/// always hinders; counts of needles opened and disposed of that differ, fewer of them than went in (wasNeedled), and a count
/// of the needles that are out that is wanted and not made (countOf), do until a reason is given.
std::vector<Hindrance> hindrancesToSign(const Session& session);
/// Why somebody of that role may sign no visit; nothing for therapists and students. A student's visit then wants a
/// co-signature (Signing::wantsCosignature).
std::optional<Hindrance> hindranceOf(const Therapist& therapist);

/// What every change of a signed visit is answered with, of kind conflict.
Error signedVisit();
/// Whether `after` only adds to a visit that is signed: addenda behind those that are there, or the co-signature where there
/// was none. Markers are not looked at.
bool onlyAddsToSigned(const Session& stored, const Session& after);

}  // namespace myochart::record
