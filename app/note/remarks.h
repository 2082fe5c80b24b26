#pragma once
#include "note/rule_pack.h"

namespace myochart::note {

/// What would be missed by whoever reads the note, whatever the rules ask for: planned needles of which nothing says that they went in,
/// and what the visit says against itself. None of it hinders the signature. Site by site, then what is of the whole visit; each with
/// the field that mends it and Missing::isRemark.
std::vector<Missing> remarks(const record::Session& session);

}  // namespace myochart::note
