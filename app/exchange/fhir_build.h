#pragma once
#include <map>
#include <string>
#include <string_view>

#include "exchange/fhir_concepts.h"
#include "exchange/fhir_shape.h"
#include "exchange/fhir_values.h"

namespace myochart::exchange {

// A bundle in the making: each topic adds its resources.

// Our own extensions (docs/fhir.md). Made up once: an address would be of a domain that nobody holds.
inline constexpr const char* kAnchorUrl = "urn:uuid:b81866f2-7796-49aa-bf21-eacd9e0b13b8";
inline constexpr const char* kOriginUrl = "urn:uuid:be32ba59-18a7-4b81-a953-e04b75946359";
inline constexpr const char* kNeedlingUrl = "urn:uuid:985720ca-d0e9-4cde-8625-b2960de3ae5b";
inline constexpr const char* kPatientUrl = "urn:uuid:23b7a73c-7758-4a55-9274-1002a3f1c336";
inline constexpr const char* kVisitUrl = "urn:uuid:12ccaeab-60c4-4355-9ad7-ab040b8120b4";
inline constexpr const char* kConsentUrl = "urn:uuid:1d61075b-bf90-4506-9a6e-feb416a8924c";
inline constexpr const char* kEventUrl = "urn:uuid:6ec7584f-ba53-4cc2-b5e4-396cb8b0dc4c";
inline constexpr const char* kPhaseUrl = "urn:uuid:29c3c74d-9efa-456e-8147-1b6253f6856d";
inline constexpr const char* kSealUrl = "urn:uuid:db08e4e5-5b9a-46d3-a84e-af04fb0e264b";
inline constexpr const char* kKeptUrl = "urn:uuid:c2845119-d62d-45be-9822-b06ad3cffc1d";
inline constexpr const char* kMeasuredUrl = "urn:uuid:511acc88-3f6c-4bde-8cb0-d1e90e00364e";
inline constexpr const char* kPaintedUrl = "urn:uuid:88c4b74d-d7c2-4dcf-b86c-2f4c6ff385b5";
inline constexpr const char* kSignedUrl = "urn:uuid:9e60355a-2fb0-42ea-a52e-ab4b3363e9bb";
/// The system of keys of the record, where the text says them in other words.
inline constexpr const char* kKeySystem = "urn:uuid:fffaddfd-7f05-4bf6-9683-a0814a0699e6";

/// The whole file.
struct FhirFile {
    const Bundle& bundle;
    const FhirShape& shape;
    const anatomy::Catalogue& catalogue;
    const CodeMap& codes;
    std::string entries = {};                               ///< a line each, so that no large file is held as values
    std::map<std::string, std::string> practitioners = {};  ///< their uuids, by name and licence
    std::string organization = {};                          ///< its uuid; empty: nobody knows the practice

    void add(Json resource);
    Json coded(std::string_view key) const { return conceptOf(codes, key); }
    Json coded(std::string_view key, std::string_view text) const { return conceptOf(codes, key, text); }
    /// A word or key of the record: coded("technique", "piston").
    Json word(std::string_view kind, std::string_view kept) const { return word(kind, kept, englishOf(catalogue, kept)); }
    /// The same in words of its own; the key itself goes with it where the words are others.
    Json word(std::string_view kind, std::string_view kept, std::string_view text) const;
    Json side(Side side) const { return coded("side." + std::string(name(side))); }
};

/// One visit of it.
struct FhirVisit {
    FhirFile& file;
    const record::Patient& patient;
    const record::Session& session;
    std::string patientId, encounterId;
    std::string sessionId = {};          ///< of the Procedure of the session; empty: no needle was put in or planned
    const char* observed = "final";      ///< the status of what was observed
};

/// A resource with its uuid, which is the record's own where `of` is one.
Json resourceOf(const char* type, const std::string& uuid);
/// The uuid that always belongs to that part of something in the record.
std::string uuidOf(std::string_view part, std::string_view id);
std::string idOf(const Json& resource);
/// Our own id as an identifier.
void identify(Json& resource, const std::string& uuid);
/// Whether a site is no mere proposal.
inline bool isHandedOver(const record::Marker& marker) { return !marker.plan.unconfirmed.value_or(false); }
/// Who of that name and licence, or of that id of a therapist of the practice; empty: nobody knows the name.
std::string practitionerOf(FhirFile& file, const std::string& name, const std::string& licence);
std::string practitionerOf(FhirFile& file, const record::TherapistId& id);

// --- observations
/// With its status, of that visit; `which` tells it from the others of the visit.
Json observationOf(const FhirVisit& visit, std::string_view which, Json code);
/// Nothing where a value that is a concept says nothing.
void component(Json& observation, Json code, const char* kind, Json value);
/// Before or after the treatment.
void phase(Json& observation, const char* when);

// --- topics
void addPractice(FhirFile& file);
void addPatient(FhirFile& file, const record::Patient& patient);
void addEncounter(FhirVisit& visit);
void addSessionProcedure(FhirVisit& visit);
void addScreening(const FhirVisit& visit);
void addAfter(const FhirVisit& visit);
void addSites(const FhirVisit& visit);
/// What was found at a site and what it answered.
void addFindings(const FhirVisit& visit, const record::Marker& marker, const std::string& bodyStructure, const std::string& procedure);
void addOutcomes(const FhirVisit& visit);
void addConsent(const FhirVisit& visit);
/// Uuids of the AdverseEvents, in the order of the record.
std::vector<std::string> addAdverseEvents(const FhirVisit& visit);
void addNoteAndSignatures(const FhirVisit& visit, const std::vector<std::string>& events);

/// The uuid of a site's Procedure; empty: no needle was put in or planned there.
std::string procedureOf(const record::Marker& marker);
/// Where a site is, in words.
std::string siteWords(const record::Marker& marker);

}  // namespace myochart::exchange
