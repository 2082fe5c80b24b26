#pragma once
#include "builtin/measured/branch_graph.h"
#include "builtin/measured/shape.h"
#include "geometry/tri_mesh.h"

namespace myochart::builtin::measured {

/// How finely a structure is measured.
struct MeasureSettings {
    double ringTolMm = 0.12;     ///< mean deviation an outline of the chosen number of points may have
    double stationTolMm = 0.25;  ///< mean deviation of a section interpolated between stations
    double stationWorstMm = 1.2;
    int maxPoints = 96;      ///< of an outline
    double closestMm = 0.5;  ///< least distance between stations, except towards a tip
    double forkGapMm = 2;    ///< between an outline and its parts, so that the seam lies smooth
    double outwardsMm = 0;   ///< added to every outline, to bring the volume built back to the volume measured
    PruneLimits prune;
};

/// Settings for a mesh of this size: small ones are measured more finely.
MeasureSettings settingsFor(const geometry::TriMesh& mesh);

/// Measures a closed mesh (body frame) along `frame`: slices, follows the outlines, keeps as few stations and points
/// as the tolerances allow.
MeasuredShape measureShape(const geometry::TriMesh& mesh, const SectionFrame& frame, const MeasureSettings& settings);

/// Frames worth trying for a mesh: its three principal axes, the body's axes, and a fan where it wraps around one.
std::vector<SectionFrame> candidateFrames(const geometry::TriMesh& mesh);

}  // namespace myochart::builtin::measured
