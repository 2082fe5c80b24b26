#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "exchange/fhir_reader.h"
#include "exchange/fhir_source.h"

namespace myochart::exchange {

/// A file on its way to patients and visits; each topic takes its resources.
struct FhirReading {
    const FhirSource& source;
    const anatomy::Catalogue& catalogue;
    const MuscleMap& muscles;
    FhirRead read = {};
    std::map<const FhirJson*, size_t> patients = {}, visits = {};   ///< which of the bundle a resource became
    std::map<std::string, size_t> visitsByDay = {};                 ///< of what tells no Encounter: "patient day"
    std::map<const FhirJson*, std::string> siteOfPlace = {}, siteOfProcedure = {};  ///< ids of sites
    std::map<std::string, size_t> left = {};                        ///< how many resources of a type were passed over
    std::set<const FhirJson*> taken = {};

    record::Session& visit(size_t which) { return read.bundle.sessions[which]; }
    record::Marker* site(size_t visit, const std::string& id);
    void passOver(std::string sentence);
};

// --- topics, in this order
void takePatients(FhirReading& to);
void takeEncounters(FhirReading& to);
void takeSites(FhirReading& to);
void takeObservations(FhirReading& to);
void takeConsents(FhirReading& to);
void takeAdverseEvents(FhirReading& to);
void takeSignatures(FhirReading& to);

/// The visit that a resource is of, by its Encounter or, without one, by patient and day; nothing where it tells neither. Refused where it is
/// of another patient than its Encounter.
std::optional<size_t> visitOf(FhirReading& to, const FhirPart& resource, const std::string& day);
/// The day that a resource tells that it was done on; empty: none.
std::string dayOf(const FhirPart& resource);

}  // namespace myochart::exchange
