#pragma once
#include <string>
#include <vector>

#include "note/rule_pack.h"

namespace myochart::note {

/// What a visit lacks, a few words each, in the language of the window: needles that are in, sites that nobody has confirmed, needle
/// counts that differ, then what the note lacks by `pack` (may be null) and what is to be remarked on (remarks.h), each thing once, whatever the
/// number of sites. Of a signed one its co-signature alone. Empty: it can be signed and says all that the rules want.
std::vector<std::string> lacking(const RulePack* pack, const record::Patient& patient, const record::Practice& practice, const record::Session& session);

}  // namespace myochart::note
