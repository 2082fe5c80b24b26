#include "exchange/fhir_shape.h"

// FHIR 5.0.0.

namespace myochart::exchange {

namespace {

Json concepts(Json said) { return Json{{"concept", std::move(said)}}; }

class R5Shape : public FhirShape {
  public:
    const char* encounterDone() const override { return "completed"; }
    void kindOfEncounter(Json& encounter, Json coding) const override {
        Json said = Json::object();
        add(said, "coding", std::move(coding));
        add(encounter, "class", std::move(said));
    }
    void encounterBegins(Json& encounter, const std::string& moment) const override { encounter["actualPeriod"] = Json{{"start", moment}}; }
    void participant(Json& encounter, const std::string& practitioner, Json role) const override {
        Json who = Json::object();
        if (!role.is_null()) add(who, "type", std::move(role));
        who["actor"] = referenceTo(practitioner);
        add(encounter, "participant", std::move(who));
    }
    void reasonOfEncounter(Json& encounter, Json said) const override {
        Json reason = Json::object();
        add(reason, "value", concepts(std::move(said)));
        add(encounter, "reason", std::move(reason));
    }

    void address(Json& organization, const std::string& text) const override {
        Json made = Json::object();
        put(made, "text", text);
        if (!made.empty()) add(organization, "contact", Json{{"address", std::move(made)}});
    }
    void kindOfDevice(Json& device, Json said) const override { add(device, "type", std::move(said)); }
    void sizeOfDevice(Json& device, Json kind, Json quantity) const override {
        Json property{{"type", std::move(kind)}};
        property["valueQuantity"] = std::move(quantity);
        add(device, "property", std::move(property));
    }

    void performedOn(Json& procedure, const std::string& day) const override { procedure["occurrenceDateTime"] = day; }
    void performedWithin(Json& procedure, Json period) const override { procedure["occurrencePeriod"] = std::move(period); }
    void used(Json& procedure, const std::string& device) const override { add(procedure, "used", Json{{"reference", referenceTo(device)}}); }
    void complication(Json& procedure, Json said) const override { add(procedure, "complication", concepts(std::move(said))); }

    void structure(Json& bodyStructure, Json muscle, Json side) const override {
        Json part{{"structure", std::move(muscle)}};
        part["laterality"] = std::move(side);
        add(bodyStructure, "includedStructure", std::move(part));
    }
    void observedAt(Json& observation, Json, const std::string& bodyStructure) const override { observation["bodyStructure"] = referenceTo(bodyStructure); }

    void event(Json& adverse, Json said, bool isDone) const override {
        adverse["status"] = isDone ? "completed" : "in-progress";
        adverse["code"] = std::move(said);
    }
    void eventAt(Json& adverse, const std::string& moment) const override { adverse["occurrenceDateTime"] = moment; }
    void severity(Json& adverse, Json said) const override {
        add(adverse, "extension", extensionOf("http://hl7.org/fhir/4.0/StructureDefinition/extension-AdverseEvent.severity", "valueCodeableConcept", std::move(said)));
    }
    void suspect(Json& adverse, const std::string& procedure) const override { add(adverse, "suspectEntity", Json{{"instanceReference", referenceTo(procedure)}}); }

    void consent(Json& to, const ConsentSaid& said, Json policy) const override {
        to["status"] = !said.agreed ? "unknown" : said.withdrawnAt && *said.agreed ? "inactive" : "active";
        to["subject"] = referenceTo(said.patient);
        if (said.at) to["date"] = dayThere(*said.at, said.utcOffset);
        if (said.withdrawnAt) to["period"] = Json{{"end", momentThere(*said.withdrawnAt, said.utcOffset)}};
        if (said.agreed) add(to, "grantor", referenceTo(said.patient));
        if (!said.title.empty()) add(to, "sourceAttachment", Json{{"title", said.title}});
        add(to, "regulatoryBasis", std::move(policy));
        if (said.agreed) to["decision"] = *said.agreed ? "permit" : "deny";
    }
    void documentOf(Json& document, const std::string& encounter) const override { add(document, "context", referenceTo(encounter)); }
    void sizeOfAttachment(Json& attachment, size_t bytes) const override { attachment["size"] = std::to_string(bytes); }
};

}  // namespace

const FhirShape& fhirR5Shape() {
    static const R5Shape shape;
    return shape;
}

}  // namespace myochart::exchange
