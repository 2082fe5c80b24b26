#pragma once
#include <vector>

#include "handout/handout.h"
#include "handout/handout_maps.h"
#include "handout/page_parts.h"
#include "note/consent_text.h"

namespace myochart::handout {

/// Which text the consent of a visit is shown with: the one that it is of; of a visit without a decision, `asked` where it is not empty, else the newest.
/// Fails with a sentence where that text is not here: nobody agreed to another.
Result<const note::ConsentText*> consentTextFor(const std::vector<note::ConsentText>& texts, const record::Consent& consent, std::string_view asked = {});

/// The visit as the form shows its places: every site that is to have a needle, those that nobody confirmed yet as well.
record::Session placesOfConsent(const record::Session& session);

/// A consent text with the planned places and their risks, and below it what was decided, with the signature as it was drawn, or room to sign. A consent
/// that was refused or withdrawn says so on every page. `maps`: of placesOfConsent(). Throws std::runtime_error where it cannot be made.
HandoutPdf consentPdf(const HandoutSource& source, const note::ConsentText& text, const std::vector<BodyMap>& maps, Paper paper);

}  // namespace myochart::handout
