#pragma once
#include <nlohmann/json.hpp>

#include "anatomy/catalogue.h"
#include "places/site_safety.h"

namespace myochart::cli {

// What the clinical tables say, as the command line answers it; each with "reviewed_by", null while no clinician has.

/// A hazard, precaution or the like; null for null. A depth stands only inside its sentence ("depth").
nlohmann::json safetyJson(const anatomy::SafetyFact* fact);
/// What courses teach of needling a point; null for null.
nlohmann::json policyJson(const anatomy::NeedlePolicy* policy);
/// A muscle with its points and everything the tables hold of its safety, the most serious hazard first.
nlohmann::json muscleFacts(const anatomy::Catalogue& catalogue, const anatomy::Muscle& muscle);
/// The keys "hazard", "policy" and "beneath" of a marker.
nlohmann::json siteSafetyJson(const places::SiteSafety& safety);

}  // namespace myochart::cli
