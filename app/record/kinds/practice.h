#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/episode.h"
#include "record/kinds/needling.h"

namespace myochart::record {

struct TherapistTag {};
using TherapistId = Id<TherapistTag>;

/// What somebody may do: a student's visits want a co-signature, the office and educators sign none.
enum class Role { therapist, student, office, educator };
constexpr auto choicesOf(Role) {
    using enum Role;
    return std::to_array({therapist, student, office, educator});
}
std::string_view name(Role role);

struct Therapist {
    TherapistId id;
    std::string name;
    std::string licence;
    Role role = Role::therapist;
    Needling usual;           ///< what a new needle site of theirs is offered; nothing of it counts until it is confirmed
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Therapist&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Therapist> = true;

template <Like<Therapist> T>
void describe(auto& visit, T& therapist) {
    visit({.key = "id", .title = mark("id")}, therapist.id);
    visit({.key = "name", .title = mark("name"), .filled = true, .entered = true}, therapist.name);
    visit({.key = "licence", .title = mark("licence"), .entered = true}, therapist.licence);
    visit({.key = "role", .title = mark("role"), .entered = true}, therapist.role);
    visit({.key = "usual", .title = mark("usual needle")}, therapist.usual);
}

/// Who works here: one for each record.
struct Practice {
    std::string name, address;
    std::string notePack;  ///< the key of the rules that a note is held against
    std::vector<Therapist> therapists;
    std::string others = {};  ///< fields of a newer format (field.h)

    /// The therapist of that id, or nullptr.
    const Therapist* therapist(const TherapistId& id) const {
        for (const Therapist& each : therapists)
            if (each.id == id) return &each;
        return nullptr;
    }
    bool operator==(const Practice&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Practice> = true;

template <Like<Practice> P>
void describe(auto& visit, P& practice) {
    visit({.key = "name", .title = mark("name"), .entered = true}, practice.name);
    visit({.key = "address", .title = mark("address"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true}, practice.address);
    visit({.key = "note_pack", .title = mark("rules of the note"), .entered = true}, practice.notePack);
    visit({.key = "therapists", .title = mark("list of therapists"), .highest = 1000}, practice.therapists);
}

}  // namespace myochart::record
