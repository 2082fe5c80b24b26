#pragma once
#include <algorithm>
#include <concepts>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/fhir_values.h"
#include "record/chart.h"

namespace myochart::exchange {

/// The fields of a kind as extensions within one, by their keys (record/field.h); what is not recorded is left out. So a new
/// field goes with its kind.
class FieldsAsExtensions {
  public:
    /// `elsewhere`: keys of fields that are handed over in another place. `utcOffset` of the visit.
    FieldsAsExtensions(std::string_view utcOffset, std::initializer_list<std::string_view> elsewhere) : utcOffset_(utcOffset), elsewhere_(elsewhere) {}

    template <class T>
    void operator()(const record::Field& field, const T& member) {
        if (std::ranges::find(elsewhere_, std::string_view(field.key)) == elsewhere_.end()) tell(field, member);
    }
    /// What was told so far; empty: nothing.
    std::vector<Json> take() { return std::move(told_); }

  private:
    template <class T>
    void tell(const record::Field& field, const std::optional<T>& member) {
        if (member) tell(field, *member);
    }
    template <class T>
    void tell(const record::Field& field, const std::vector<T>& list) {
        for (const T& each : list) tell(field, each);
    }
    template <class Tag>
    void tell(const record::Field& field, const Id<Tag>& id) {
        tell(field, id.text);
    }
    template <class E>
    requires std::is_enum_v<E>
    void tell(const record::Field& field, const E& value) {
        told_.push_back(extensionOf(field.key, "valueString", std::string(name(value))));
    }
    template <class T>
    requires requires(FieldsAsExtensions& visit, const T& part) { describe(visit, part); }
    void tell(const record::Field& field, const T& part) {
        FieldsAsExtensions within(utcOffset_, {});
        describe(within, part);
        keep(field.key, within.take());
    }
    void tell(const record::Field& field, const std::string& text) {
        Json made{{"url", field.key}};
        put(made, "valueString", text);
        if (made.size() > 1) told_.push_back(std::move(made));
    }
    void tell(const record::Field& field, const bool& flag) { told_.push_back(extensionOf(field.key, "valueBoolean", flag)); }
    void tell(const record::Field& field, const float& number) {
        if (field.unit) told_.push_back(extensionOf(field.key, "valueQuantity", quantityOf(plainNumber(number), field.unit)));
        else told_.push_back(extensionOf(field.key, "valueDecimal", plainNumber(number)));
    }
    /// An integer of FHIR has 31 bits.
    void tell(const record::Field& field, const std::uint32_t& count) {
        const bool fits = count <= static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max());
        told_.push_back(extensionOf(field.key, fits ? "valueInteger" : "valueDecimal", count));
    }
    void tell(const record::Field& field, const vec3& vector) { told_.push_back(vectorOf(field.key, vector)); }
    void tell(const record::Field& field, const UtcMs& at) { told_.push_back(extensionOf(field.key, "valueDateTime", momentThere(at, utcOffset_))); }
    void keep(const char* key, std::vector<Json> parts) {
        Json made{{"url", key}};
        for (Json& each : parts) add(made, "extension", std::move(each));
        if (!parts.empty()) told_.push_back(std::move(made));
    }

    std::string_view utcOffset_;
    std::vector<std::string_view> elsewhere_;
    std::vector<Json> told_;
};

/// Adds an extension with the fields of `value` to a resource; none where nothing is recorded.
template <class T>
void addFields(Json& resource, std::string_view url, const T& value, std::string_view utcOffset, std::initializer_list<std::string_view> elsewhere = {},
               std::vector<Json> first = {}) {
    FieldsAsExtensions fields(utcOffset, elsewhere);
    describe(fields, value);
    std::vector<Json> rest = fields.take();
    std::ranges::move(rest, std::back_inserter(first));
    extend(resource, url, std::move(first));
}

}  // namespace myochart::exchange
