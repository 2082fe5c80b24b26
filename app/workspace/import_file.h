#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "body/body.h"
#include "exchange/bundle_reader.h"
#include "exchange/fhir_reader.h"

namespace myochart::workspace {

/// A file that is to be taken into the record, whatever it is written in: Myochart's JSON, a table, or FHIR.
struct ImportFile {
    std::string format;                             ///< "json", "csv" or "fhir"
    exchange::BundleReader reader;
    std::vector<std::string> passedOver;            ///< what of it is not read, a sentence each
    std::vector<exchange::UnknownMuscle> unknown;   ///< muscles that nobody knows: the file is not to be taken before they are mapped
    size_t proposed = 0;                            ///< sites of another program that were put in the middle of their muscle, unconfirmed
    std::vector<std::string> notPlaced;             ///< why others could not be, a sentence each
};

/// The body that sites without a place are put on; asked for only where there are such.
using BodyForSites = std::function<Result<std::shared_ptr<const body::Body>>()>;

/// Sees by what it holds what a file is, and opens it. `fileName` begins the sentence of what is wrong in it.
Result<ImportFile> openImport(std::string text, std::string_view fileName, const anatomy::Catalogue& catalogue, const exchange::MuscleMap& muscles,
                              const BodyForSites& bodyForSites);
/// Why a file with muscles that nobody knows is not taken: which, and what to do. Empty where there are none.
std::string whyNotMapped(const ImportFile& file, std::string_view fileName);
/// "their name=KEY" as the command line has it: what the file calls a muscle, and its key or name here. Refused with a sentence.
Outcome addMapping(exchange::MuscleMap& muscles, std::string_view given, const anatomy::Catalogue& catalogue);

}  // namespace myochart::workspace
