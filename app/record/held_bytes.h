#pragma once
#include <string>
#include <vector>

#include "record/chart.h"

namespace myochart::record {

inline size_t heldBytes(const std::string& text) { return text.capacity() > sizeof(std::string) ? text.capacity() : 0; }
template <class Tag>
size_t heldBytes(const Id<Tag>& id) {
    return heldBytes(id.text);
}

/// The bytes of memory that a patient, session or marker holds beside its own, about.
template <class T>
requires requires(const T& value) { value.others; }
size_t heldBytes(const T& value) {
    size_t sum = heldBytes(value.others);
    const auto add = [&](const Field&, const auto& member) {
        if constexpr (requires { heldBytes(member); }) sum += heldBytes(member);
        if constexpr (requires { member.capacity(); heldBytes(member.front()); }) {
            sum += member.capacity() * sizeof(member.front());
            for (const auto& each : member) sum += heldBytes(each);
        }
    };
    describe(add, value);
    return sum;
}

}  // namespace myochart::record
