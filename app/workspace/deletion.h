#pragma once
#include <span>
#include <string>

#include "store/record.h"

namespace myochart::workspace {

/// Something that is deleted once the user agrees.
struct Deletion {
    record::PatientId patient;
    record::SessionId session;  ///< empty: the patient with all visits
    std::string question;      ///< "Delete Ana Muster, born 12 Mar 1985, with 2 visits and 67 sites?"
};

/// The question before a patient with these visits, or one visit of a patient, is deleted. Names are shown as they are.
std::string questionBeforeDeleting(const record::Patient& patient, std::span<const store::SessionSummary> visits);
std::string questionBeforeDeleting(const record::Patient& patient, const store::SessionSummary& visit);

}  // namespace myochart::workspace
