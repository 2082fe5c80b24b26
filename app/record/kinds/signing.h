#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "core/words.h"
#include "record/field.h"
#include "record/kinds/practice.h"

namespace myochart::record {

inline constexpr size_t kMaxNoteTextBytes = 200'000;

/// The note as somebody wrote it over what the program would write; empty: it is written from the data.
struct NoteText {
    std::string text;
    std::string basis;  ///< a hash of what the program would have written then, to tell that the data changed since
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const NoteText&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<NoteText> = true;

template <Like<NoteText> N>
void describe(auto& visit, N& note) {
    visit({.key = "text", .title = mark("text of the note"), .form = Form::lines, .maxBytes = kMaxNoteTextBytes, .identifies = true}, note.text);
    visit({.key = "basis", .title = mark("what the note was written over")}, note.basis);
}

/// What was added after signing.
struct Addendum {
    std::optional<UtcMs> at;
    std::string author, licence, text;
    std::optional<std::uint32_t> followUpOf = {};  ///< the place in after.adverse of the event that it tells the follow-up of
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Addendum&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Addendum> = true;

template <Like<Addendum> A>
void describe(auto& visit, A& addendum) {
    visit({.key = "at", .title = mark("time of the addendum")}, addendum.at);
    visit({.key = "author", .title = mark("author of the addendum"), .filled = true}, addendum.author);
    visit({.key = "licence", .title = mark("licence")}, addendum.licence);
    visit({.key = "text", .title = mark("text of the addendum"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .filled = true, .identifies = true}, addendum.text);
    visit({.key = "follow_up_of", .title = mark("adverse event of the follow-up"), .highest = 99}, addendum.followUpOf);
}

/// Who answers for the visit. Once `at` is there the visit is frozen: only a co-signature and addenda come to it.
struct Signing {
    std::optional<UtcMs> at;
    TherapistId therapist;
    std::string name, licence;  ///< as they were then
    std::optional<Role> role;
    std::string note;           ///< the whole note as it was signed
    std::optional<UtcMs> cosignedAt;
    std::string cosigner, cosignerLicence;
    std::vector<Addendum> addenda;
    std::string others = {};    ///< fields of a newer format (field.h)

    bool isSigned() const { return at.has_value(); }
    bool wantsCosignature() const { return isSigned() && role == Role::student && !cosignedAt; }
    bool operator==(const Signing&) const = default;
};

template <>
inline constexpr bool kMayBeEmpty<Signing> = true;

template <Like<Signing> S>
void describe(auto& visit, S& signing) {
    visit({.key = "at", .title = mark("time of signing")}, signing.at);
    visit({.key = "therapist", .title = mark("therapist who signed"), .form = Form::reference}, signing.therapist);
    visit({.key = "name", .title = mark("name of who signed")}, signing.name);
    visit({.key = "licence", .title = mark("licence")}, signing.licence);
    visit({.key = "role", .title = mark("role")}, signing.role);
    visit({.key = "note", .title = mark("note as it was signed"), .form = Form::lines, .maxBytes = kMaxNoteTextBytes, .identifies = true}, signing.note);
    visit({.key = "cosigned_at", .title = mark("time of the co-signature")}, signing.cosignedAt);
    visit({.key = "cosigner", .title = mark("name of who co-signed")}, signing.cosigner);
    visit({.key = "cosigner_licence", .title = mark("licence")}, signing.cosignerLicence);
    visit({.key = "addenda", .title = mark("list of addenda"), .highest = 1000}, signing.addenda);
}

}  // namespace myochart::record
