#pragma once
#include <random>

#include "record/chart.h"

namespace myochart::test {

// Made-up patients, sessions and markers with every field filled.

record::Patient samplePatient(std::mt19937& random);
record::Session sampleSession(std::mt19937& random, const record::PatientId& patient, int markers);
record::Marker sampleMarker(std::mt19937& random);
/// With everything recorded that can be.
record::Marker fullMarker(std::mt19937& random);
record::Session fullSession(std::mt19937& random, const record::PatientId& patient);  ///< with one marker; signed
record::Patient fullPatient(std::mt19937& random);

}  // namespace myochart::test
