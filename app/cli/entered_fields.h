#pragma once
#include <map>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/private_text.h"
#include "core/text.h"
#include "core/typed_day.h"
#include "record/typed_text.h"

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
            outcome = text ? put(field, *text, member) : Outcome(text.error());
        });
        return outcome;
    }

  private:
    struct Given {
        std::string text;
        std::vector<CLI::Option*> options;
        PrivateText privately;
    };

    template <class K>
    static void eachField(K&& kind, auto&& visit) {
        const auto entered = [&](const record::Field& field, auto& member) {
            using Member = std::remove_cvref_t<decltype(member)>;
            if constexpr (std::same_as<Member, std::string> || std::is_enum_v<Member>) {
                if (field.entered) visit(field, member);
            }
        };
        describe(entered, kind);
    }
    static std::string option(const record::Field& field) {
        std::string text = fmt::format("--{}", field.key);
        std::replace(text.begin(), text.end(), '_', '-');
        return text;
    }
    static std::string help(const record::Field& field, const std::string&) {
        return fmt::format("The {}{}", field.title, field.form == record::Form::day ? ", as 1985-03-12, 12.3.1985 or \"12 March 1985\"" : "");
    }
    template <class E>
    static std::string help(const record::Field&, const E& value) {
        return listed(value);
    }
    template <class E>
    static std::string listed(const E&) {
        std::string text;
        for (const E choice : record::choicesOf(E())) text += fmt::format("{}{}", text.empty() ? "" : ", ", name(choice));
        return text;
    }
    Result<std::string> textOf(const record::Field& field) const {
        const Given& at = given_.at(field.key);
        if (!field.identifies) return at.text;
        auto read = at.privately.read();
        if (!read) return read.error();
        return read->value_or(std::string());
    }
    static Outcome put(const record::Field& field, const std::string& text, std::string& member) {
        const std::string typed = withoutHiddenMarks(field, text);
        member = typed;
        if (field.form != record::Form::day || typed.empty()) return Done{};
        auto day = dayFromTyped(trim(typed));
        if (!day) return Error{ErrorKind::refused, fmt::format("The {}: {}", field.title, day.error().message)};
        member = *day;
        return Done{};
    }
    template <class E>
    static Outcome put(const record::Field& field, const std::string& text, E& member) {
        for (const E choice : record::choicesOf(E()))
            if (name(choice) == text) {
                member = choice;
                return Done{};
            }
        return environmentFault(fmt::format("{} is one of {}.", option(field), listed(member)));
    }

    std::map<std::string, Given> given_;
};

}  // namespace myochart::cli
