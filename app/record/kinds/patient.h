#pragma once
#include <string>

#include "core/id.h"
#include "core/time.h"
#include "core/words.h"
#include "record/field.h"

namespace myochart::record {

struct PatientTag {};
using PatientId = Id<PatientTag>;

struct Patient {
    PatientId id;
    std::string name;
    std::string birthDate;  ///< "YYYY-MM-DD" or empty
    std::string note;
    UtcMs createdAt = 0;
    std::string others = {};  ///< fields of a newer format (field.h)

    bool operator==(const Patient&) const = default;
};

template <Like<Patient> P>
void describe(auto& visit, P& patient) {
    visit({.key = "id", .title = mark("id")}, patient.id);
    visit({.key = "name", .title = mark("name"), .filled = true, .entered = true, .identifies = true}, patient.name);
    visit({.key = "birth_date", .title = mark("birth date"), .form = Form::day, .entered = true, .identifies = true}, patient.birthDate);
    visit({.key = "note", .title = mark("note"), .form = Form::lines, .maxBytes = kMaxNoteBytes, .entered = true, .identifies = true}, patient.note);
    visit({.key = "created_at", .title = mark("time of making")}, patient.createdAt);
}

}  // namespace myochart::record
