#include "record/dotted.h"

#include <algorithm>
#include <span>

#include "core/words.h"
#include "record/leaves.h"
#include "record/typed_value.h"

namespace myochart::record {

namespace {

/// A value in which every list has one entry.
template <class T>
void fillLists(T& value) {
    const auto fill = [](const Field&, auto& member) {
        using Member = std::remove_reference_t<decltype(member)>;
        if constexpr (kIsList<Member>) {
            auto& only = member.emplace_back();
            if constexpr (HasFields<std::remove_reference_t<decltype(only)>>) fillLists(only);
        } else if constexpr (HasFields<Member>) {
            fillLists(member);
        }
    };
    describe(fill, value);
}

template <class E>
void takeWords(const E&, std::vector<std::string>& words) {
    if constexpr (std::is_enum_v<E>)
        for (const E choice : choicesOf(E())) words.emplace_back(name(choice));
}
template <class T>
void takeWords(const std::optional<T>&, std::vector<std::string>& words) {
    takeWords(T(), words);
}

/// Who or what the visit is, what the patient told alone, its sites and its signature have their own ways of being changed.
bool isSettable(std::string_view name) {
    constexpr std::string_view kNot[] = {"id", "patient", "started_at", "utc_offset", "last_number", "pain_drawing", "patient_forms", "markers", "signing", "note.basis"};
    return std::ranges::none_of(kNot, [&](std::string_view not_) {
        return name.starts_with(not_) && (name.size() == not_.size() || name[not_.size()] == '.' || name[not_.size()] == '[');
    });
}

// --- names

/// "measures[2]" of a name.
struct Step {
    std::string key;
    bool bracketed = false;
    std::optional<size_t> index = {};  ///< without one: a new entry
};

/// Nothing when the name is not written like one.
std::optional<std::vector<Step>> stepsOf(const std::string& name) {
    std::vector<Step> steps;
    for (const std::string& part : split(name, '.')) {
        Step step{part.substr(0, part.find('['))};
        if (step.key.empty()) return std::nullopt;
        if (step.key.size() < part.size()) {
            if (part.back() != ']') return std::nullopt;
            step.bracketed = true;
            const std::string inside = part.substr(step.key.size() + 1, part.size() - step.key.size() - 2);
            const auto number = parseInteger(inside);
            if (!inside.empty() && (!number || *number < 0)) return std::nullopt;
            if (number) step.index = static_cast<size_t>(*number);
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

/// The name with empty brackets.
std::string withoutNumbers(const std::string& name) {
    std::string bare;
    bool inside = false;
    for (const char c : name) {
        inside = inside && c != ']';
        if (!inside) bare += c;
        if (c == '[') inside = true;
    }
    return bare;
}

Error noSuchField(const std::string& name) {
    const std::string bare = withoutNumbers(name);
    const auto lastOf = [](const std::string& whole) { return whole.substr(whole.rfind('.') + 1); };
    constexpr int kFar = 4;
    std::string nearest;
    int distance = kFar;
    for (const DottedField& field : sessionFields()) {
        if (!field.settable) continue;
        const int apart = std::min(editDistance(bare, field.name), 1 + editDistance(lastOf(bare), lastOf(field.name)));
        if (apart < distance) distance = apart, nearest = field.name;
    }
    const std::string shown = displayText(name, 80);
    if (nearest.empty()) return environmentFault(fmt::format("A visit has no field {}; `session fields` lists them.", shown));
    return environmentFault(fmt::format("A visit has no field {}; is {} meant? `session fields` lists them.", shown, nearest));
}

// --- setting

/// Goes to the field of that name and puts the text in.
class Setting {
  public:
    Setting(const std::string& name, const std::string& text) : name_(name), text_(text) {}

    template <class T>
    Outcome into(T& value, std::span<const Step> steps) {
        std::optional<Outcome> outcome;
        const auto look = [&](const Field& field, auto& member) {
            if (!outcome && field.key == steps[0].key) outcome = at(field, member, steps);
        };
        describe(look, value);
        return outcome ? *outcome : Outcome(noSuchField(name_));
    }

  private:
    template <class T>
    Outcome at(const Field& field, T& member, std::span<const Step> steps) {
        if constexpr (kIsList<T>) return list(field, member, steps);
        else if (steps[0].bracketed) return noSuchField(name_);
        else if constexpr (HasFields<T>) return steps.size() > 1 ? into(member, steps.subspan(1)) : hasFields();
        else if constexpr (requires { put(name_, field, text_, member); }) return steps.size() > 1 ? noSuchField(name_) : put(name_, field, text_, member);
        else return noSuchField(name_);
    }
    template <class T>
    Outcome list(const Field& field, std::vector<T>& members, std::span<const Step> steps) {
        const Step& step = steps[0];
        if (!step.bracketed) {
            if (steps.size() > 1 || !text_.empty())
                return environmentFault(fmt::format("{} is a list: {}[] adds to it, {}[0] is its first entry.", field.key, field.key, field.key));
            members.clear();
            return Done{};
        }
        const size_t at = step.index.value_or(members.size());
        if (at > members.size())
            return refused(fmt::format("{} has {} entries; the next one is {}[{}].", field.key, members.size(), field.key, members.size()));
        if (steps.size() == 1 && text_.empty()) {
            if (at == members.size()) return refused(fmt::format("There is no entry {} to take away.", displayText(name_, 80)));
            members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
            return Done{};
        }
        if (at == members.size()) members.emplace_back();
        if constexpr (HasFields<T>) return steps.size() > 1 ? into(members[at], steps.subspan(1)) : hasFields();
        else return steps.size() > 1 ? Outcome(noSuchField(name_)) : put(name_, Field{.key = field.key, .title = field.title}, text_, members[at]);
    }
    Outcome hasFields() const {
        std::string fields;
        for (const DottedField& field : sessionFields())
            if (const std::string bare = withoutNumbers(name_) + "."; field.name.starts_with(bare)) fields += fmt::format("{}{}", fields.empty() ? "" : ", ", field.name.substr(bare.size()));
        return environmentFault(fmt::format("{} has fields of its own: {}.", displayText(name_, 80), fields));
    }

    const std::string& name_;
    const std::string& text_;
};

}  // namespace

std::vector<DottedField> sessionFields() {
    Session prototype;
    fillLists(prototype);
    std::vector<DottedField> fields;
    eachLeaf(prototype, "", [](size_t) { return std::string("[]"); }, [&](const Field& field, const std::string& name, const auto& member) {
        DottedField& each = fields.emplace_back(DottedField{.name = name, .title = field.title, .type = typeOf(field, member), .unit = field.unit ? field.unit : ""});
        takeWords(member, each.words);
        const bool ranged = (each.type == "number" || each.type == "whole_number") && (field.lowest != 0 || field.highest != 0);
        if (ranged) each.lowest = field.lowest, each.highest = field.highest;
        each.identifies = field.identifies;
        each.settable = isSettable(name);
    });
    return fields;
}

Outcome setField(Session& session, const std::string& name, const std::string& text) {
    const auto steps = stepsOf(name);
    if (!steps) return noSuchField(name);
    if (!isSettable(name)) return environmentFault(fmt::format("{} is not set like this.", displayText(name, 80)));
    Session after = session;
    if (auto set = Setting(name, text).into(after, *steps); !set) return set;
    session = std::move(after);
    return Done{};
}

Result<std::string> fieldText(const Session& session, const std::string& name) {
    std::optional<std::string> found;
    const std::string list = name + "[";
    eachLeaf(session, "", bracketed, [&](const Field&, const std::string& at, const auto& member) {
        if (at == name) found = textOf(member);
        else if (at.starts_with(list) && at.back() == ']') found = found ? *found + ", " + textOf(member) : textOf(member);
    });
    if (found) return *found;
    for (const DottedField& field : sessionFields())
        if (field.name == name + "[]") return std::string();
    return noSuchField(name);
}

}  // namespace myochart::record
