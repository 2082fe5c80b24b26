#pragma once
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/fhir_source.h"
#include "record/chart.h"

namespace myochart::exchange {

/// The fields of a kind out of the extensions that FieldsAsExtensions (fhir_fields.h) wrote them as; what is not there stays as it is.
class FieldsFromExtensions {
  public:
    /// `parts`: the extension that holds them. `elsewhere`: keys that are read in another place.
    explicit FieldsFromExtensions(const FhirPart& parts, std::initializer_list<std::string_view> elsewhere = {}) : parts_(parts.list("extension")), elsewhere_(elsewhere) {}

    template <class T>
    void operator()(const record::Field& field, T& member) {
        if (std::ranges::find(elsewhere_, std::string_view(field.key)) == elsewhere_.end()) take(field, member);
    }

  private:
    std::vector<FhirPart> of(const record::Field& field) const {
        std::vector<FhirPart> found;
        for (const FhirPart& each : parts_)
            if (each.text("url") == field.key) found.push_back(each);
        return found;
    }
    template <class T>
    void take(const record::Field& field, T& member) {
        const auto found = of(field);
        if (found.size() > 1) found[1].refuse("is there twice.");
        if (!found.empty()) read(found[0], field, member);
    }
    template <class T>
    void take(const record::Field& field, std::vector<T>& list) {
        for (const FhirPart& each : of(field)) read(each, field, list.emplace_back());
    }
    template <class T>
    static void read(const FhirPart& from, const record::Field& field, std::optional<T>& member) {
        T value{};
        read(from, field, value);
        member = std::move(value);
    }
    template <class Tag>
    static void read(const FhirPart& from, const record::Field&, Id<Tag>& id) {
        id.text = from.text("valueString");
    }
    template <class E>
    requires std::is_enum_v<E>
    static void read(const FhirPart& from, const record::Field&, E& value) {
        const std::string word = from.text("valueString");
        for (const E each : record::choicesOf(E()))
            if (word == name(each)) return void(value = each);
        from.refuse("holds no word that is known here.");
    }
    template <class T>
    requires(!std::same_as<T, vec3>) && requires(FieldsFromExtensions& visit, T& part) { describe(visit, part); }
    static void read(const FhirPart& from, const record::Field&, T& part) {
        FieldsFromExtensions within(from);
        describe(within, part);
    }
    static void read(const FhirPart& from, const record::Field&, std::string& text) {
        const FhirPart coded = from.at("valueCodeableConcept");
        text = coded ? wordIn(coded) : from.text("valueString");
    }
    static void read(const FhirPart& from, const record::Field&, bool& flag) { flag = truthIn(from, "valueBoolean").value_or(false); }
    static void read(const FhirPart& from, const record::Field& field, float& number) {
        const FhirPart decimal = from.at("valueDecimal");
        if (!decimal) return void(number = static_cast<float>(quantityIn(from.at("valueQuantity"), field.unit ? field.unit : "").value_or(0)));
        if (!decimal.json->is_number()) decimal.refuse("must be a number.");
        number = static_cast<float>(decimal.json->get<double>());
    }
    static void read(const FhirPart& from, const record::Field&, std::uint32_t& count) {
        count = countIn(from, from.at("valueInteger") ? "valueInteger" : "valueDecimal").value_or(0);
    }
    static void read(const FhirPart& from, const record::Field&, vec3& vector) {
        for (const FhirPart& each : from.list("extension")) {
            const std::string axis = each.text("url");
            const FhirPart value = each.at("valueDecimal");
            if (axis.size() != 1 || axis < "x" || axis > "z" || !value || !value.json->is_number()) each.refuse("is no part of three numbers.");
            vector[axis[0] - 'x'] = static_cast<float>(value.json->get<double>());
        }
    }
    static void read(const FhirPart& from, const record::Field&, UtcMs& at) {
        const auto moment = momentIn(from, "valueDateTime");
        if (!moment) from.refuse("must be a time with its zone.");
        at = *moment;
    }

    std::vector<FhirPart> parts_;
    std::vector<std::string_view> elsewhere_;
};

/// Into `value` what the extension of that address on a resource says; false where it has none.
template <class T>
bool readFields(const FhirPart& resource, std::string_view url, T& value, std::initializer_list<std::string_view> elsewhere = {}) {
    const FhirPart found = extensionIn(resource, url);
    if (!found) return false;
    FieldsFromExtensions fields(found, elsewhere);
    describe(fields, value);
    return true;
}

/// The part of that key of an extension that is made of others; nothing where there is none.
inline FhirPart partIn(const FhirPart& extension, std::string_view key) { return extension ? extensionIn(extension, key) : FhirPart(); }

}  // namespace myochart::exchange
