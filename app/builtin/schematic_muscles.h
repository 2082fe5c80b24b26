#pragma once
#include <set>

#include "places/landmarks.h"

namespace myochart::builtin {

/// Muscles of the catalogue that the measured body lacks, as structures ready for a body, on both sides: flat ellipses swept
/// along the courses of schematic_muscles.csv, bound to the catalogue's muscle, with its Latin name, layer and region.
/// "schematic" ends name and key. Muscles whose landmarks are missing are left out.
std::vector<body::NewStructure> schematicMuscles(places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue);

/// The structures of a body that show a muscle which few people have: hidden until they are asked for.
std::set<std::uint32_t> hiddenAtFirst(const body::Body& body, const anatomy::Catalogue& catalogue);

}  // namespace myochart::builtin
