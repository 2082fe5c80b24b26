#include "exchange/fhir_source.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/id.h"
#include "core/text.h"

// The resources of a file: what there is, and what refers to what.

namespace myochart::exchange {

namespace {

constexpr size_t kMostResources = 500'000;
constexpr auto kBundleTypes = std::to_array<std::string_view>({"collection", "document", "searchset", "transaction", "batch", "history", "batch-response", "transaction-response"});

std::string uuidOfUrn(std::string_view url) {
    constexpr std::string_view kUrn = "urn:uuid:";
    std::string text(url.starts_with(kUrn) ? url.substr(kUrn.size()) : std::string_view());
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return isUuid(text) ? text : std::string();
}

/// "http://hl7.org/fhir/3.0/StructureDefinition/Patient" is of a version that is not read.
void refuseOtherVersions(const FhirPart& resource) {
    const FhirPart meta = resource.at("meta");
    if (!meta) return;
    for (const FhirPart& profile : meta.list("profile")) {
        if (!profile.json->is_string()) profile.refuse("must be a text.");
        const std::string& url = profile.json->get_ref<const std::string&>();
        constexpr std::string_view kHl7 = "http://hl7.org/fhir/";
        if (!url.starts_with(kHl7)) continue;
        const std::string version = url.substr(kHl7.size(), url.find('/', kHl7.size()) - kHl7.size());
        const bool isNumber = !version.empty() && version[0] >= '0' && version[0] <= '9';
        if (isNumber && !version.starts_with("4.") && !version.starts_with("5.")) resource.refuse("is of a version of FHIR that is not read here; R4 and R5 are.");
    }
}

}  // namespace

FhirPart FhirPart::at(const char* key) const {
    if (!json || !json->is_object()) return {};
    const auto found = json->find(key);
    if (found == json->end() || found->is_null()) return {};
    return {&*found, place.empty() ? std::string(key) : fmt::format("{}.{}", place, key), resource};
}

FhirPart FhirPart::either(const char* one, const char* other) const {
    const FhirPart first = at(one), second = at(other);
    if (first && second) refuse(fmt::format("has both {} and {}, which are of two versions of FHIR.", one, other));
    return first ? first : second;
}

std::vector<FhirPart> FhirPart::list(const char* key) const {
    const FhirPart whole = at(key);
    std::vector<FhirPart> parts;
    if (!whole) return parts;
    if (!whole.json->is_array()) whole.refuse("must be a list.");
    for (size_t i = 0; i < whole.json->size(); ++i) parts.push_back({&(*whole.json)[i], fmt::format("{}[{}]", whole.place, i), resource});
    return parts;
}

std::string FhirPart::text(const char* key) const {
    const FhirPart found = at(key);
    if (!found) return {};
    if (!found.json->is_string()) found.refuse("must be a text.");
    return found.json->get<std::string>();
}

void FhirPart::refuse(std::string_view what) const { throw FhirFault{place, std::string(what)}; }

FhirSource::FhirSource(const FhirJson& file) {
    const FhirPart whole{&file, "", &file};
    if (!file.is_object()) throw FhirFault{"", "is JSON, but no resource of FHIR."};
    const std::string type = whole.type();
    if (type.empty()) throw FhirFault{"", "has no resourceType: it is no resource of FHIR."};
    if (type != "Bundle") {
        add({&file, type, &file}, {});
        return;
    }
    if (const std::string kind = whole.text("type"); std::ranges::find(kBundleTypes, kind) == kBundleTypes.end())
        throw FhirFault{"type", "is none of a bundle that is read: collection, document, searchset, transaction, batch, history."};
    if (whole.at("implicitRules")) throw FhirFault{"implicitRules", "names rules that are not known here."};
    const auto entries = whole.list("entry");
    if (entries.size() > kMostResources) throw FhirFault{"entry", fmt::format("has {} entries; at most {} are read.", entries.size(), kMostResources)};
    for (const FhirPart& entry : entries) {
        if (!entry.json->is_object()) entry.refuse("must be an object.");
        if (entry.json->contains("modifierExtension")) entry.refuse("has a modifier that is not known here.");
        FhirPart resource = entry.at("resource");
        if (!resource) continue;  // a request to take something away, or the answer to one
        if (!resource.json->is_object()) resource.refuse("must be an object.");
        resource.resource = resource.json;
        const std::string kind = resource.type();
        if (kind.empty()) resource.refuse("has no resourceType.");
        resource.place = fmt::format("{} ({})", entry.place, displayText(kind, 40));
        add(resource, entry.text("fullUrl"));
    }
    refuseCircles();
}

void FhirSource::add(const FhirPart& resource, const std::string& fullUrl) {
    const std::string type = resource.type(), id = resource.text("id");
    if (type == "Bundle") resource.refuse("is a bundle within a bundle, which is not read.");
    refuseModifiers(*resource.json, resource.place);
    if (resource.at("implicitRules")) resource.refuse("names rules (implicitRules) that are not known here.");
    refuseOtherVersions(resource);
    for (const FhirPart& inner : resource.list("contained"))
        if (inner.at("contained")) inner.refuse("holds further resources, which FHIR does not allow.");
    const size_t which = resources_.size();
    resources_.push_back(resource);
    const std::string url = fullUrl.empty() && !id.empty() ? fmt::format("{}/{}", type, id) : fullUrl;
    if (url.empty()) return;
    urls_[resource.json] = url;
    if (!byAddress_.emplace(url, which).second) resource.refuse("has the address of another entry.");
    if (!id.empty()) byAddress_.emplace(fmt::format("{}/{}", type, id), which);
}

void FhirSource::refuseModifiers(const FhirJson& part, const std::string& place) const {
    if (part.is_array())
        for (const FhirJson& each : part) refuseModifiers(each, place);
    if (!part.is_object()) return;
    for (const auto& [key, value] : part.items()) {
        if (key == "modifierExtension") throw FhirFault{place, "has a modifierExtension, which may turn round what it says and is not known here."};
        if (value.is_structured()) refuseModifiers(value, place);
    }
}

void FhirSource::refuseCircles() const {
    for (const FhirPart& start : resources_) {
        FhirPart at = start;
        for (size_t steps = 0; at; ++steps) {
            const FhirPart part = at.at("partOf");
            if (!part) break;
            const FhirPart reference = part.json->is_array() && !part.json->empty() ? FhirPart{&part.json->front(), part.place, part.resource} : part;
            if (!reference.json->is_object()) break;
            const auto found = byAddress_.find(reference.text("reference"));
            if (found == byAddress_.end()) break;
            at = resources_[found->second];
            if (at.json == start.json || steps > resources_.size()) start.refuse("is a part of itself, by partOf.");
        }
    }
}

std::vector<FhirPart> FhirSource::ofType(std::string_view type) const {
    std::vector<FhirPart> found;
    for (const FhirPart& each : resources_)
        if (each.type() == type) found.push_back(each);
    return found;
}

FhirPart FhirSource::target(const FhirPart& reference, std::initializer_list<std::string_view> types) const {
    if (!reference) return {};
    if (!reference.json->is_object()) reference.refuse("must be a reference.");
    const std::string to = reference.text("reference");
    if (to.empty()) return {};
    FhirPart found;
    if (to.starts_with('#')) {
        const FhirPart owner{reference.resource, reference.place, reference.resource};
        for (FhirPart inner : owner.list("contained"))
            if (inner.text("id") == to.substr(1)) inner.resource = inner.json, found = inner;
    } else if (const auto at = byAddress_.find(to); at != byAddress_.end()) {
        found = resources_[at->second];
    } else if (const size_t version = to.find("/_history/"); version != std::string::npos) {
        if (const auto older = byAddress_.find(to.substr(0, version)); older != byAddress_.end()) found = resources_[older->second];
    }
    if (!found) reference.refuse("leads to nothing in the file; what is elsewhere is not fetched.");
    const std::string type = found.type();
    if (std::ranges::find(types, std::string_view(type)) == types.end()) reference.refuse(fmt::format("leads to a {}, which cannot stand there.", displayText(type, 40)));
    return found;
}

std::string FhirSource::uuidFor(const FhirPart& resource) {
    for (const FhirPart& identifier : resource.list("identifier"))
        if (identifier.text("system") == "urn:ietf:rfc:3986")
            if (const std::string own = uuidOfUrn(identifier.text("value")); !own.empty()) return own;
    const std::string id = resource.text("id");
    if (isUuid(id)) return id;
    return uuidOfContent(fmt::format("FHIR {}/{} {}", resource.type(), id, id.empty() ? resource.json->dump(-1, ' ', false, FhirJson::error_handler_t::replace) : ""));
}

}  // namespace myochart::exchange
