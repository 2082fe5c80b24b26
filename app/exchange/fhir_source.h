#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/side.h"
#include "core/time.h"

namespace myochart::exchange {

using FhirJson = nlohmann::json;

/// What ends reading a bundle: where, and what is wrong there.
struct FhirFault {
    std::string place, what;
};

/// A resource of a file, or a part of one, with its place for people: "entry[3] (Encounter)".
struct FhirPart {
    const FhirJson* json = nullptr;
    std::string place;
    const FhirJson* resource = nullptr;   ///< the whole that it is of: "#id" is looked for in it

    explicit operator bool() const { return json != nullptr; }
    /// A field of it; without one, a part that is nothing. Null counts as missing.
    FhirPart at(const char* key) const;
    /// The first of these that is there: R4 and R5 call one thing by two names. Refused where both are.
    FhirPart either(const char* one, const char* other) const;
    /// Its elements; none of what is missing. Refused where it is no list.
    std::vector<FhirPart> list(const char* key) const;
    std::string text(const char* key) const;        ///< empty where it is missing; refused where it is no text
    std::string type() const { return text("resourceType"); }
    [[noreturn]] void refuse(std::string_view what) const;
};

/// The resources of a file, and what refers to what.
class FhirSource {
  public:
    /// Refuses (FhirFault) what is no bundle and no resource, what is said under a modifier, resources in resources in resources,
    /// two of one address, and parts of each other. `file` outlives this.
    explicit FhirSource(const FhirJson& file);

    const std::vector<FhirPart>& all() const { return resources_; }
    std::vector<FhirPart> ofType(std::string_view type) const;
    /// What a Reference is of; nothing where there is none. Refused where it leads out of the file or to another type than these.
    FhirPart target(const FhirPart& reference, std::initializer_list<std::string_view> types) const;
    /// What stands for it in the record: its own uuid, else one that follows from its address or content.
    static std::string uuidFor(const FhirPart& resource);

  private:
    void add(const FhirPart& resource, const std::string& fullUrl);
    void refuseModifiers(const FhirJson& part, const std::string& place) const;
    void refuseCircles() const;

    std::vector<FhirPart> resources_;
    std::unordered_map<std::string, size_t> byAddress_;
    std::unordered_map<const FhirJson*, std::string> urls_;
};

// --- values

/// A moment with its zone; nothing where it is missing. Refused without a zone: whose clock it was nobody knows.
std::optional<UtcMs> momentIn(const FhirPart& part, const char* key);
/// What its zone is: "+02:00"; "Z" is "+00:00".
std::string zoneIn(const FhirPart& part, const char* key);
/// A day, also of a moment; refused where only a year or a month is told.
std::string dayIn(const FhirPart& part, const char* key);
/// A number of a Quantity in `unit` (UCUM); others of the same kind are converted, anything else refused. Without `unit`: the figure as it is.
std::optional<double> quantityIn(const FhirPart& quantity, std::string_view unit);
std::optional<bool> truthIn(const FhirPart& part, const char* key);
std::optional<std::uint32_t> countIn(const FhirPart& part, const char* key);
/// A concept as a key or words of the record: the key that Myochart wrote, else the text, else what a code is shown as.
std::string wordIn(const FhirPart& coded);
/// The key of what a concept is about (fhir_concepts.h), by its text or by Myochart's own codes; empty: another one.
std::string conceptIn(const FhirPart& coded);
bool hasCode(const FhirPart& coded, std::string_view system, std::string_view code);
/// The extension of that address, or nothing; refused where there are two.
FhirPart extensionIn(const FhirPart& part, std::string_view url);
/// Refused where it is broken.
std::string fromBase64(const FhirPart& data);
/// A side, by its text or SNOMED's codes.
std::optional<Side> sideIn(const FhirPart& coded);

}  // namespace myochart::exchange
