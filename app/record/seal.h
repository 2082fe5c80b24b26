#pragma once
#include <string>

#include "record/chart.h"

namespace myochart::record {

// A signed note ends with a line that tells the seal of the visit: whoever has the note in hand, on paper too, can hold it
// against the visit.

/// A hash of everything that a signature answers for: the visit with its sites and the signature itself, without the seal,
/// co-signature and addenda, which come later, and without what an import gives anew (ids) or finds out by itself (which fields
/// are against the place, the place on the muscle). It tells that somebody changed a signed visit in a file. It is no proof
/// against somebody who computes it anew: it holds no secret.
std::string sealOf(const Session& session);
/// The visit, just signed, with its seal at the end of the signed note.
Session sealed(Session session);

/// What the seal of a visit says.
enum class SealState : std::uint8_t {
    none,     ///< the visit is not signed
    holds,    ///< it is as it was signed
    broken,   ///< it is not
    unknown,  ///< its note tells no seal (signed before there was one, or it was taken away), or it has fields that this program does not know
};
SealState sealState(const Session& session);
std::string_view name(SealState state);  ///< "none", "holds", "broken", "unknown"
/// To people where the visit is not shown to be as it was signed, for tr(); null: nothing is to be said.
const char* sealSentence(SealState state);

}  // namespace myochart::record
