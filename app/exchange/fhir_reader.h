#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/catalogue.h"
#include "exchange/json_exchange.h"

namespace myochart::exchange {

/// A site of another program, which tells its muscle and not where on it: without a place until somebody gives it one.
struct FhirSite {
    size_t session = 0;        ///< which of the bundle's visits it is of
    std::string muscleKey;     ///< of the catalogue
    record::Marker marker;     ///< unconfirmed; without an anchor
    std::string place;         ///< in the file: "entry[7] (Procedure)"
};

/// A muscle that the file names and the tables do not.
struct UnknownMuscle {
    std::string name;          ///< as the file has it
    size_t sites = 0;          ///< how many are of it
};

/// What a bundle of FHIR says.
struct FhirRead {
    Bundle bundle;
    std::vector<FhirSite> sites;              ///< those that the bundle's visits do not have yet
    std::vector<UnknownMuscle> unknown;       ///< their sites are in no list: nothing is guessed
    std::vector<std::string> passedOver;      ///< what the file has and is not taken, a sentence each
};

/// Muscles by the names that files have for them, folded for comparing, with the key of the catalogue.
using MuscleMap = std::map<std::string, std::string>;

/// True when a text begins like JSON of FHIR.
bool looksLikeFhir(std::string_view text);

/// The patients and visits of a Bundle of FHIR R4 or R5 (collection, document, searchset, transaction, batch, history), or of one
/// resource (docs/fhir.md): of Myochart's own everything that it wrote, of others what can be told without a guess. Where an
/// extension of Myochart says a thing too, the extension is read. Nothing is ever fetched from an address.
/// All or nothing: refused with a sentence that begins with `whatItIs`, names the entry and holds no patient text.
Result<FhirRead> fhirFromText(std::string_view text, std::string_view whatItIs, const anatomy::Catalogue& catalogue, const MuscleMap& muscles = {});

}  // namespace myochart::exchange
