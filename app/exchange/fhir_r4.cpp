#include "exchange/fhir_shape.h"

// FHIR 4.0.1.

namespace myochart::exchange {

namespace {

class R4Shape : public FhirShape {
  public:
    const char* encounterDone() const override { return "finished"; }
    void kindOfEncounter(Json& encounter, Json coding) const override { encounter["class"] = std::move(coding); }
    void encounterBegins(Json& encounter, const std::string& moment) const override { encounter["period"] = Json{{"start", moment}}; }
    void participant(Json& encounter, const std::string& practitioner, Json role) const override {
        Json who = Json::object();
        if (!role.is_null()) add(who, "type", std::move(role));
        who["individual"] = referenceTo(practitioner);
        add(encounter, "participant", std::move(who));
    }
    void reasonOfEncounter(Json& encounter, Json said) const override { add(encounter, "reasonCode", std::move(said)); }

    void address(Json& organization, const std::string& text) const override {
        Json made = Json::object();
        put(made, "text", text);
        if (!made.empty()) add(organization, "address", std::move(made));
    }
    void kindOfDevice(Json& device, Json said) const override { device["type"] = std::move(said); }
    void sizeOfDevice(Json& device, Json kind, Json quantity) const override {
        Json property{{"type", std::move(kind)}};
        add(property, "valueQuantity", std::move(quantity));
        add(device, "property", std::move(property));
    }

    void performedOn(Json& procedure, const std::string& day) const override { procedure["performedDateTime"] = day; }
    void performedWithin(Json& procedure, Json period) const override { procedure["performedPeriod"] = std::move(period); }
    void used(Json& procedure, const std::string& device) const override { add(procedure, "usedReference", referenceTo(device)); }
    void complication(Json& procedure, Json said) const override { add(procedure, "complication", std::move(said)); }

    void structure(Json& bodyStructure, Json muscle, Json side) const override {
        bodyStructure["location"] = std::move(muscle);
        add(bodyStructure, "locationQualifier", std::move(side));
    }
    void observedAt(Json& observation, Json site, const std::string& bodyStructure) const override {
        observation["bodySite"] = std::move(site);
        add(observation, "extension",
            extensionOf("http://hl7.org/fhir/5.0/StructureDefinition/extension-Observation.bodyStructure", "valueReference", referenceTo(bodyStructure)));
    }

    void event(Json& adverse, Json said, bool) const override { adverse["event"] = std::move(said); }
    void eventAt(Json& adverse, const std::string& moment) const override { adverse["date"] = moment; }
    void severity(Json& adverse, Json said) const override { adverse["severity"] = std::move(said); }
    void suspect(Json& adverse, const std::string& procedure) const override { add(adverse, "suspectEntity", Json{{"instance", referenceTo(procedure)}}); }

    void consent(Json& to, const ConsentSaid& said, Json policy) const override {
        to["status"] = !said.agreed ? "draft" : !*said.agreed ? "rejected" : said.withdrawnAt ? "inactive" : "active";
        add(to["scope"], "coding", codingOf("http://terminology.hl7.org/CodeSystem/consentscope", "treatment", "Treatment"));
        to["patient"] = referenceTo(said.patient);
        if (said.at) to["dateTime"] = momentThere(*said.at, said.utcOffset);
        if (said.agreed) add(to, "performer", referenceTo(said.patient));
        if (!said.title.empty()) to["sourceAttachment"] = Json{{"title", said.title}};
        to["policyRule"] = std::move(policy);
        if (said.agreed) to["provision"]["type"] = *said.agreed ? "permit" : "deny";
        if (said.withdrawnAt) to["provision"]["period"] = Json{{"end", momentThere(*said.withdrawnAt, said.utcOffset)}};
    }
    void documentOf(Json& document, const std::string& encounter) const override { add(document["context"], "encounter", referenceTo(encounter)); }
    void sizeOfAttachment(Json& attachment, size_t bytes) const override { attachment["size"] = bytes; }
};

}  // namespace

const FhirShape& fhirR4Shape() {
    static const R4Shape shape;
    return shape;
}

}  // namespace myochart::exchange
