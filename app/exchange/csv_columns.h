#pragma once
#include <string>
#include <vector>

#include "record/leaves.h"

namespace myochart::exchange {

// The table of sites: a row a site, its columns those of the patient ("patient.name"), the visit ("visit.before.pain") and the site
// ("site.needle.depth_mm") as the description of the record (record/field.h) has them.

/// Hands over every field that has a column, with its name. None have: lists of values with fields of their own, the note, the
/// signature, and texts that no cell of a spreadsheet holds.
template <class T>
void eachColumn(T& value, const std::string& within, auto&& visit) {
    const auto one = [&](const record::Field& field, auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        const std::string name = within + field.key;
        constexpr bool kDocument = std::same_as<Member, record::Signing> || std::same_as<Member, record::NoteText>;
        if constexpr (std::same_as<Member, std::vector<std::string>>) visit(field, name, member);
        else if constexpr (kDocument || record::kIsList<Member>) return;
        else if constexpr (record::HasFields<Member>) eachColumn(member, name + ".", visit);
        else if (field.maxBytes <= record::kMaxNoteBytes) visit(field, name, member);
    };
    describe(one, value);
}

inline constexpr const char* kOfPatient = "patient.";
inline constexpr const char* kOfVisit = "visit.";
inline constexpr const char* kOfSite = "site.";

/// Three numbers have a column each: "site.anchor.position.x".
inline constexpr const char* kOfThree[] = {".x", ".y", ".z"};

template <class T>
inline constexpr bool kIsThree = std::same_as<T, vec3> || std::same_as<T, std::optional<vec3>>;

/// The names of the columns that a T has, in their order.
template <class T>
void eachColumnName(const std::string& within, auto&& take) {
    const T prototype;
    eachColumn(prototype, within, [&](const record::Field&, const std::string& name, const auto& member) {
        if constexpr (kIsThree<std::remove_cvref_t<decltype(member)>>)
            for (const char* which : kOfThree) take(name + which);
        else take(name);
    });
}

}  // namespace myochart::exchange
