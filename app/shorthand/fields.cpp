#include "shorthand/fields.h"

#include <vector>

namespace myochart::shorthand {

namespace {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class M>
constexpr Kind kindOf() {
    if constexpr (std::is_same_v<M, std::string>) return Kind::text;
    else if constexpr (!kIsOptional<M>) return Kind::none;
    else {
        using T = typename M::value_type;
        if constexpr (std::is_same_v<T, bool>) return Kind::flag;
        else if constexpr (std::is_same_v<T, std::uint32_t>) return Kind::count;
        else if constexpr (std::is_same_v<T, float>) return Kind::figure;
        else if constexpr (std::is_enum_v<T>) return Kind::choice;
        else return Kind::none;
    }
}

/// Every field of the three parts, in order.
void eachField(Told& told, auto&& visit) {
    describe(visit, told.finding);
    describe(visit, told.needle);
    describe(visit, told.response);
}

/// Calls `set` with the field of that key.
Put withField(Told& told, std::string_view key, auto&& set) {
    Put answer = Put::noSuchField;
    const auto look = [&](const record::Field& field, auto& member) {
        if (key == field.key) answer = set(field, member);
    };
    eachField(told, look);
    return answer;
}

}  // namespace

Put put(Told& told, std::string_view key, bool value) {
    return withField(told, key, [&]<class M>(const record::Field&, M& member) {
        if constexpr (kindOf<M>() == Kind::flag) return member = value, Put::done;
        else return Put::noSuchField;
    });
}

Put put(Told& told, std::string_view key, double value) {
    return withField(told, key, [&]<class M>(const record::Field& field, M& member) {
        if constexpr (kindOf<M>() == Kind::count || kindOf<M>() == Kind::figure) {
            if (value < field.lowest || value > field.highest) return Put::outOfRange;
            member = static_cast<typename M::value_type>(value);
            return Put::done;
        } else {
            return Put::noSuchField;
        }
    });
}

Put put(Told& told, std::string_view key, const std::string& value) {
    return withField(told, key, [&]<class M>(const record::Field& field, M& member) {
        if constexpr (kindOf<M>() == Kind::text) {
            if (value.size() > field.maxBytes) return Put::outOfRange;
            member = value;
            return Put::done;
        } else if constexpr (kindOf<M>() == Kind::choice) {
            for (const auto choice : record::choicesOf(typename M::value_type()))
                if (name(choice) == value) return member = choice, Put::done;
            return Put::outOfRange;
        } else {
            return Put::noSuchField;
        }
    });
}

FieldFacts factsOf(std::string_view key) {
    FieldFacts facts;
    const auto look = [&]<class M>(const record::Field& field, M&) {
        if (key == field.key) facts = {kindOf<M>(), field.title, field.unit ? field.unit : "", field.lowest, field.highest};
    };
    Told none;
    eachField(none, look);
    return facts;
}

void merge(const Told& told, record::Marker& into) {
    std::vector<void*> there;
    const auto note = [&](const record::Field&, auto& member) { there.push_back(&member); };
    describe(note, into.finding);
    describe(note, into.needle);
    describe(note, into.response);
    size_t next = 0;
    const auto take = [&]<class M>(const record::Field&, M& member) {
        M& target = *static_cast<M*>(there[next++]);
        if constexpr (kIsOptional<M>) {
            if (member) target = member;
        } else {
            if (!member.empty()) target = member;
        }
    };
    Told copy = told;
    eachField(copy, take);
    if (!told.needle.directionWords.empty()) into.needle.direction.reset();
}

}  // namespace myochart::shorthand
