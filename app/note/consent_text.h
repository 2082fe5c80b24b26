#pragma once
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "note/wording.h"
#include "record/chart.h"

namespace myochart::note {

/// A risk that is talked about.
struct ConsentRisk {
    std::string key;   ///< kept in Consent::risks; one of adverseCategories() where there is one
    Wording title, text;
    std::vector<std::string> regions;  ///< of the catalogue's muscles (Muscle::region); empty: wherever a needle goes
    bool serious = false;
};

/// A text that a patient is given before the first needle. A draft that the practice reviews and makes its own: nothing
/// here says that it satisfies a law, and it says so itself.
struct ConsentText {
    std::string version;  ///< its file's name without ending, kept in Consent::version: a text that was used never changes
    Wording title, draft, what, notAcupuncture, alternatives, withdrawal, questions;
    std::vector<ConsentRisk> risks;
};

/// Refuses a broken one, with a sentence that names the file and the place.
Result<ConsentText> readConsentText(const Path& file);
struct ConsentTexts {
    std::vector<ConsentText> texts;   ///< by version
    std::vector<std::string> faults;  ///< of those that were refused, a sentence each
};
/// Every *.json of the folders; one of a later folder replaces one of the same version.
ConsentTexts readConsentTexts(const std::vector<Path>& folders);

/// The risks of a text that go with the regions of the visit's sites, also of those that nobody confirmed yet, in the
/// text's order. All of them when a site lies in no muscle of the catalogue; those of every place when there is no site.
std::vector<const ConsentRisk*> risksFor(const ConsentText& text, const record::Session& session, const anatomy::Catalogue& catalogue);

}  // namespace myochart::note
