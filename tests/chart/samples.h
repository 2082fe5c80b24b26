#pragma once
#include <random>

#include "chart/chart.h"

namespace myochart::test {

// Made-up patients, sessions and markers with every field filled.

chart::Patient samplePatient(std::mt19937& random);
chart::Session sampleSession(std::mt19937& random, const chart::PatientId& patient, int markers);
chart::Marker sampleMarker(std::mt19937& random);

}  // namespace myochart::test
