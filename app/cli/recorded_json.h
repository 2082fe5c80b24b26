#pragma once
#include <nlohmann/json.hpp>

#include "record/json.h"

namespace myochart::cli {

/// Fills in every field of the parts of which nothing need be said: null where it is not recorded, [] for a list without
/// entries.
template <class T>
void nameWhatIsNotRecorded(const T& value, nlohmann::json& answer) {
    const auto fill = [&]<class M>(const record::Field& field, const M& member) {
        if constexpr (record::kIsList<M>) {
            nlohmann::json& list = answer[field.key];
            if (list.is_null()) list = nlohmann::json::array();
            if constexpr (requires { nameWhatIsNotRecorded(member[0], list); } && !std::same_as<typename M::value_type, std::string>)
                for (size_t i = 0; i < member.size(); ++i) nameWhatIsNotRecorded(member[i], list[i]);
        } else if constexpr (record::kMayBeEmpty<M>) {
            nlohmann::json& part = answer[field.key];
            if (part.is_null()) part = nlohmann::json::object();
            nameWhatIsNotRecorded(member, part);
        } else {
            answer.emplace(field.key, nullptr);
            if constexpr (record::kMayBeEmpty<T> && std::same_as<M, std::string>)
                if (member.empty()) answer[field.key] = nullptr;
        }
    };
    describe(fill, value);
}

/// A patient, a session, a marker, the practice as JSON with every field.
template <class T>
nlohmann::json recordedJson(const T& value) {
    nlohmann::json answer = record::toJson(value);
    nameWhatIsNotRecorded(value, answer);
    return answer;
}

}  // namespace myochart::cli
