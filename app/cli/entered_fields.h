#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/private_text.h"
#include "record/typed_value.h"

namespace myochart::cli {

/// The fields of a kind that somebody enters (record/field.h), as options of its verbs: --birth-date for birth_date, and
/// --birth-date-file where the text is about a person. A new field of the kind is an option of its verbs at once.
template <class Kind>
class EnteredFields {
  public:
    /// May be added to several verbs.
    void addTo(CLI::App* verb) {
        eachField(Kind(), [&](const record::Field& field, const auto& member) {
            Given& given = given_[field.key];
            if (field.identifies) return given.privately.addTo(verb, option(field), help(field, member));
            given.options.push_back(verb->add_option(option(field), given.text, help(field, member)));
        });
    }
    /// The options whose text may be empty, which takes away what stood there.
    static std::vector<std::string> clearable() {
        std::vector<std::string> options;
        eachField(Kind(), [&](const record::Field& field, const auto& member) {
            if constexpr (requires { member.empty(); } || requires { member.has_value(); }) options.push_back(option(field));
        });
        return options;
    }
    bool given(const std::string& key) const {
        const Given& at = given_.at(key);
        const auto counts = [](const CLI::Option* each) { return each->count() > 0; };
        return at.privately.given() || std::any_of(at.options.begin(), at.options.end(), counts);
    }
    /// What was given goes into `value`; the rest stays. Fails with a sentence for what no such field can hold.
    Outcome take(Kind& value) const {
        Outcome outcome = Done{};
        eachField(value, [&](const record::Field& field, auto& member) {
            if (!outcome || !given(field.key)) return;
            const auto text = textOf(field);
            outcome = text ? record::put(option(field), field, *text, member) : Outcome(text.error());
        });
        return outcome;
    }

  private:
    struct Given {
        std::string text;
        std::vector<CLI::Option*> options;
        PrivateText privately;
    };

    /// The entered fields of a kind and of its parts. Their keys are all different (held by a test).
    template <class K>
    static void eachField(K&& kind, auto&& visit) {
        const auto entered = [&](const record::Field& field, auto& member) {
            using Member = std::remove_cvref_t<decltype(member)>;
            if constexpr (record::kMayBeEmpty<Member>) eachField(member, visit);
            else if constexpr (requires { help(field, member); }) {
                if (field.entered) visit(field, member);
            }
        };
        describe(entered, kind);
    }
    /// --depth of depth_mm: the help tells the unit. What is told in several units keeps it.
    static std::string option(const record::Field& field) {
        std::string text = fmt::format("--{}", field.key);
        const std::string_view unit = field.unit ? field.unit : "";
        if (unit == "mm" || unit == "cm2") text.resize(text.rfind('_'));
        std::replace(text.begin(), text.end(), '_', '-');
        return text;
    }
    static std::string help(const record::Field& field, const std::string&) {
        return fmt::format("The {}{}", field.title, record::isDay(field) ? ", as 1985-03-12, 12.3.1985 or \"12 March 1985\"" : "");
    }
    static std::string help(const record::Field& field, const std::optional<bool>&) { return fmt::format("The {}: yes or no", field.title); }
    template <class N>
    requires std::is_arithmetic_v<N>
    static std::string help(const record::Field& field, const std::optional<N>&) {
        return fmt::format("The {}: {} to {}{}{}", field.title, field.lowest, field.highest, field.unit ? " " : "", field.unit ? field.unit : "");
    }
    template <class E>
    requires std::is_enum_v<E>
    static std::string help(const record::Field& field, const std::optional<E>&) {
        return fmt::format("The {}: {}", field.title, record::wordsOf<E>());
    }
    template <class E>
    requires std::is_enum_v<E>
    static std::string help(const record::Field&, const E&) {
        return record::wordsOf<E>();
    }
    Result<std::string> textOf(const record::Field& field) const {
        const Given& at = given_.at(field.key);
        if (!field.identifies) return at.text;
        auto read = at.privately.read();
        if (!read) return read.error();
        return read->value_or(std::string());
    }

    std::map<std::string, Given> given_;
};

}  // namespace myochart::cli
