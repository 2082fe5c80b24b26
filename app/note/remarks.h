#pragma once
#include <optional>

#include "anatomy/catalogue.h"
#include "note/consent_text.h"
#include "note/rule_pack.h"

namespace myochart::note {

/// What would be missed by whoever reads the note, whatever the rules ask for: planned needles of which nothing says that they went in,
/// and what the visit says against itself. None of it hinders the signature. Site by site, then what is of the whole visit; each with
/// the field that mends it and Missing::isRemark.
std::vector<Missing> remarks(const record::Session& session);

/// The patient's alerts of which the screening of the visit says neither yes nor no, what the patient filled in and nobody has looked at or
/// answered, and what the screening answers with yes without a reason to go on, a remark each.
std::vector<Missing> screeningRemarks(const record::Patient& patient, const record::Session& session, const anatomy::Catalogue& catalogue);

/// A remark that names the serious risks of the visit's needle sites that its consent does not tell of, as when a site over the lung was
/// added after the patient agreed. By the text that the consent names, else the newest; none where no risk at all was told (remarks()
/// says so), where nothing was agreed, or where the text that it names is not here.
std::optional<Missing> untoldRisks(const record::Session& session, const std::vector<ConsentText>& texts, const anatomy::Catalogue& catalogue);

}  // namespace myochart::note
