#pragma once
#include <span>
#include <string>
#include <vector>

#include "body/body.h"
#include "body/body_writer.h"
#include "core/progress.h"

namespace myochart::builtin {

/// How far a structure of one body lies from the same structure of another.
struct StructureGap {
    std::string key, name, fma;  ///< of body a
    Side side = Side::midline;
    body::System system = body::System::other;
    double meanMm = 0;       ///< mean of both ways' mean distances to the other surface
    double p95Mm = 0;        ///< the greater of both ways' 95 % distances
    double maxMm = 0;        ///< the greatest sampled distance
    double volumeRatio = 0;  ///< enclosed volume of b over a; 0 when a encloses none
};

/// How one kind of structure does as a whole.
struct GapSummary {
    size_t count = 0;
    double medianMm = 0, p90Mm = 0, worstMm = 0;  ///< of the structures' mean distances
    double volumeWithin3Share = 0;                ///< share of structures, 0..1
};

struct BodyComparison {
    std::vector<StructureGap> structures;       ///< in the order of body a
    std::vector<std::string> onlyInA, onlyInB;  ///< names without a counterpart
    /// Over the structures of one system.
    GapSummary summary(body::System system) const;
};

/// Where a summary stands against the bars for a built-in body: muscles median <= 0.5 mm, 90 % <= 1.2 mm, none over
/// 2.5 mm, volume within 3 % for 90 %; bones median <= 0.4 mm, none over 1.5 mm. Empty: all met.
std::vector<std::string> missedBars(const BodyComparison& comparison);

/// Compares the full detail of two bodies, structure by structure, matched by FMA id and side, then by name. Exact
/// distances from 4000 places a structure and way, spread evenly by area and the same every run. Two threads; about
/// 20 s for two whole bodies. Stops early (with what it has) when cancelled.
BodyComparison compareBodies(const body::Body& a, const body::Body& b, Progress& progress);
BodyComparison compareBodies(std::span<const body::NewStructure> a, std::span<const body::NewStructure> b, Progress& progress);

}  // namespace myochart::builtin
