#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "core/files.h"
#include "fhir_samples.h"

namespace myochart::test {

namespace {

using nlohmann::json;

const std::regex kFhirId("[A-Za-z0-9.-]{1,64}");
const std::regex kWithZone("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?(Z|[+-][0-9]{2}:[0-9]{2})");
const std::regex kWholeDay("[0-9]{4}-[0-9]{2}-[0-9]{2}");
const std::set<std::string> kTimes = {"start", "end", "recorded", "when", "date", "dateTime", "valueDateTime", "effectiveDateTime", "performedDateTime",
                                      "occurrenceDateTime", "timestamp", "expirationDate"};
/// Data types by the element that holds them, for their required codes.
const std::map<std::string, std::string> kTypes = {{"identifier", "Identifier"}, {"name", "HumanName"}, {"telecom", "ContactPoint"}, {"address", "Address"}};

class FhirFaults {
  public:
    FhirFaults(const json& bundle, const json& codes) : codes_(codes) {
        for (const json& entry : bundle.at("entry")) {
            const std::string url = entry.at("fullUrl");
            if (!urls_.insert(url).second) wrong("", "the same fullUrl twice");
            if (url != "urn:uuid:" + entry.at("resource").at("id").get<std::string>()) wrong(url, "another id than its fullUrl");
        }
        if (bundle.at("type") != "collection") wrong("Bundle", "type");
        for (const json& entry : bundle.at("entry")) {
            const json& resource = entry.at("resource");
            if (!std::regex_match(resource.at("id").get<std::string>(), kFhirId)) wrong("id", "no legal id");
            look(resource, resource.at("resourceType").get<std::string>());
        }
    }
    std::vector<std::string> take() { return std::move(faults_); }

  private:
    void wrong(const std::string& at, const std::string& what) { faults_.push_back(fmt::format("{}: {}", at, what)); }

    void look(const json& part, const std::string& at) {
        if ((part.is_structured() && part.empty()) || part.is_null()) return wrong(at, "empty");
        if (part.is_array())
            for (const json& each : part) look(each, at);
        if (!part.is_object()) return;
        lookAtChoices(part, at);
        for (const auto& [key, value] : part.items()) {
            const std::string path = at + "." + key;
            if (key == "extension") lookAtExtensions(value, path);
            if (value.is_string()) lookAtText(key, value, path);
            lookAtCodes(key, value, path);
            look(value, path);
        }
    }
    void lookAtChoices(const json& part, const std::string& at) {
        for (const std::string start : {"value", "effective", "performed", "occurrence"}) {
            const auto isChoice = [&](const auto& item) { return item.starts_with(start) && item.size() > start.size() && std::isupper(static_cast<unsigned char>(item[start.size()])); };
            size_t choices = 0;
            for (const auto& [key, value] : part.items()) choices += isChoice(key) ? 1U : 0U;
            if (choices > 1) wrong(at, "two of " + start + "[x]");
        }
    }
    void lookAtExtensions(const json& list, const std::string& at) {
        for (const json& each : list) {
            const bool nested = each.contains("extension");
            if (each.size() != 2 || !each.contains("url") || (!nested && !each.dump().starts_with("{\"url\""))) wrong(at, "an extension that is neither value nor extensions");
            if (at.find(".extension.extension") == std::string::npos && each.value("url", "").find(':') == std::string::npos) wrong(at, "no address of an extension");
        }
    }
    void lookAtText(const std::string& key, const std::string& text, const std::string& at) {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos) wrong(at, "a blank text");
        if (key == "reference" && !urls_.contains(text)) wrong(at, "leads nowhere: " + text);
        if (!kTimes.contains(key)) return;
        const bool isInstant = key == "recorded" || key == "when" || at == "DocumentReference.date";
        if (!std::regex_match(text, kWithZone) && (isInstant || !std::regex_match(text, kWholeDay))) wrong(at, "no time with its zone: " + text);
    }
    void lookAtCodes(const std::string& key, const json& value, const std::string& path) {
        std::string type = path;
        for (const auto& [holder, name] : kTypes)
            if (path.ends_with("." + holder + "." + key)) type = name + "." + key;
        const auto at = codes_.find(type);
        if (at == codes_.end()) return;
        const auto allowed = [&](const json& code) { return std::ranges::find(*at, code) != at->end(); };
        if (value.is_string() && !allowed(value)) wrong(path, "no code that is allowed: " + value.get<std::string>());
        if (value.is_object() && std::ranges::none_of(value.value("coding", json::array()), [&](const json& coding) { return allowed(coding.at("code")); }))
            wrong(path, "no code that is allowed: " + value.dump());
    }

    const json& codes_;
    std::set<std::string> urls_;
    std::vector<std::string> faults_;
};

/// The codes that elements with a required binding take; without the file, none are known.
const json& requiredCodes() {
    static const json codes = [] {
        const auto text = readTextFile(sharedFolder() / "data/handover/fhir-codes/required-codes.json", 1 << 20);
        return text ? json::parse(*text) : json::object({{"R4 4.0.1", json::object()}, {"R5 5.0.0", json::object()}});
    }();
    return codes;
}

}  // namespace

std::vector<std::string> fhirFaults(const json& bundle, exchange::FhirVersion version) {
    return FhirFaults(bundle, requiredCodes().at(version == exchange::FhirVersion::r4 ? "R4 4.0.1" : "R5 5.0.0")).take();
}

}  // namespace myochart::test
