#pragma once
#include <string>
#include <vector>

#include "core/text.h"
#include "record/chart.h"

namespace myochart::record {

// Text as it is typed, pasted or taken from a file: without the hidden marks that come along (core/text.h). Done where
// it comes in and nowhere else, for a record that holds such marks is read and saved as it is.

/// A text of one line.
inline std::string withoutHiddenMarks(const std::string& line) { return myochart::withoutHiddenMarks(line, ' '); }

/// A text of that field.
inline std::string withoutHiddenMarks(const Field& field, const std::string& text) {
    return myochart::withoutHiddenMarks(text, field.form == Form::lines ? '\n' : ' ');
}

/// The texts of a patient, a session with its markers, or a marker; not those of places on the body, which nobody types.
template <class T>
requires std::is_class_v<T>
T withoutHiddenMarks(T value) {
    const auto clean = [](const Field& field, auto& member) {
        using Member = std::remove_reference_t<decltype(member)>;
        if constexpr (std::same_as<Member, std::string>) member = withoutHiddenMarks(field, member);
        else if constexpr (std::same_as<Member, std::vector<std::string>>)
            for (std::string& line : member) line = withoutHiddenMarks(line);
        else if constexpr (kIsList<Member>)
            for (auto& each : member) each = withoutHiddenMarks(std::move(each));
        else if constexpr (kMayBeEmpty<Member>) member = withoutHiddenMarks(std::move(member));
    };
    describe(clean, value);
    return value;
}

}  // namespace myochart::record
