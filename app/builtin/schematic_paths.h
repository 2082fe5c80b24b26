#pragma once
#include <span>

#include "anatomy/catalogue.h"
#include "body/body_writer.h"
#include "places/landmarks.h"

namespace myochart::builtin {

/// What is known of a schematic nerve or vessel.
struct SchematicPath {
    std::string key, name;          ///< "sciatic_nerve", "sciatic nerve (schematic)"
    body::System system = body::System::nerve;
    bool paired = true;
    double radiusMm = 1;            ///< at its start
    double uncertaintyMm = 10;      ///< the greatest along it: how far off the course may lie
    std::string source;             ///< key of the source
    std::vector<anatomy::SchematicPathPoint> points;
};

/// The paths of schematic_paths.csv, those with two or more points.
std::vector<SchematicPath> schematicPaths(const anatomy::Catalogue& catalogue);

/// The path that a structure of a body shows; nothing for any other structure.
std::optional<SchematicPath> schematicPathOf(const anatomy::Catalogue& catalogue, std::string_view structureKey);
/// The same among paths that were read once; null: none of them.
const SchematicPath* schematicPathOf(std::span<const SchematicPath> paths, std::string_view structureKey);

/// Closed tubes along the paths on every side, as structures ready for a body: smooth curves through the landmarks' points
/// with the table's radius, "schematic" in name and key. Paths whose landmarks are missing are left out.
std::vector<body::NewStructure> schematicTubes(places::LandmarkFinder& landmarks, const anatomy::Catalogue& catalogue);

}  // namespace myochart::builtin
