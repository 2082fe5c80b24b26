#include "builtin/measured/best_shape.h"

#include <algorithm>
#include <cmath>

#include "builtin/measured/nearest_triangle.h"
#include "builtin/measured/outline.h"
#include "builtin/measured/rounded_mesh.h"

namespace myochart::builtin::measured {

namespace {

constexpr float kEdgeMm = 3;
constexpr double kFigureCostMm = 2e-5;  // a thousand figures are worth two hundredths of a millimetre
constexpr double kBranchCostMm = 5e-4;  // seams between branches are seen
constexpr double kShortCostMm = 0.15;   // and a long thing cut lengthwise shows its slices
constexpr double kEndCostMm = 0.08;     // so are blunt ends: for ends as long round as the structure is long

/// How much shorter the way through the sections is than the structure is long, 0 .. 1.
double shortness(const MeasuredShape& shape, const geometry::TriMesh& mesh) {
    float low = 1e30F, high = -1e30F;
    for (const Branch& branch : shape.branches) {
        low = std::min(low, static_cast<float>(branch.sections.front().s) * shape.stepMm);
        high = std::max(high, static_cast<float>(branch.sections.back().s) * shape.stepMm);
    }
    return std::clamp(1.0 - (high - low) / std::max(1.0F, glm::length(geometry::bounds(mesh).size())), 0.0, 1.0);
}

/// How far it is round all the free ends together, in lengths of the structure.
double bluntness(const MeasuredShape& shape, const geometry::TriMesh& mesh) {
    double round = 0;
    for (const Branch& branch : shape.branches)
        for (const bool last : {false, true}) {
            if ((last ? branch.last : branch.first).kind == BranchEnd::Kind::junction) continue;
            std::vector<vec2> outline;
            for (const auto& p : (last ? branch.sections.back() : branch.sections.front()).outline)
                outline.push_back(vec2(p[0], p[1]) * shape.stepMm);
            round += perimeter(outline);
        }
    return round / std::max(1.0F, glm::length(geometry::bounds(mesh).size()));
}

struct Trial {
    SectionFrame frame;
    MeasuredShape shape;
    double cost = 1e30, volume = 0;
};

Trial tryFrame(const geometry::TriMesh& mesh, const geometry::TriMesh& rounded, const SectionFrame& frame,
               const MeasureSettings& settings, double volume) {
    Trial trial{frame, measureShape(rounded, frame, settings), 0, 0};
    const geometry::TriMesh built = buildLoft(trial.shape, loftFor(trial.shape, kEdgeMm)).mesh;
    trial.volume = geometry::signedVolume(built);
    trial.cost = built.indices.empty() ? 1e30 : surfaceGap(mesh, built, 2500).mean;
    trial.cost += kFigureCostMm * static_cast<double>(trial.shape.figureCount()) +
                  kBranchCostMm * static_cast<double>(trial.shape.branches.size()) +
                  kEndCostMm * bluntness(trial.shape, mesh) + kShortCostMm * shortness(trial.shape, mesh);
    if (volume > 0) trial.cost += 0.5 * std::max(0.0, std::abs(trial.volume / volume - 1) - 0.05);
    return trial;
}

}  // namespace

LoftSettings loftFor(const MeasuredShape& shape, float edgeMm) {
    Box box;
    for (const Branch& branch : shape.branches)
        for (const Section& section : branch.sections)
            for (const auto& p : section.outline) box.add(vec3(section.s, p[0], p[1]) * shape.stepMm);
    LoftSettings settings;
    settings.edgeMm =
        box.empty() ? edgeMm : std::clamp(0.4F + 0.015F * glm::length(box.size()), 0.25F * edgeMm, edgeMm);
    settings.calmMm *= std::clamp(settings.edgeMm / 3, 0.3F, 1.0F);
    return settings;
}

MeasuredShape bestShape(const geometry::TriMesh& mesh) {
    return bestShape(mesh, candidateFrames(mesh), settingsFor(mesh));
}

MeasuredShape bestShape(const geometry::TriMesh& mesh, const std::vector<SectionFrame>& frames,
                        MeasureSettings settings) {
    const geometry::TriMesh rounded = roundedMesh(mesh);
    const double volume = geometry::signedVolume(mesh), area = std::max(1.0, surfaceArea(mesh));
    Trial best;
    for (const SectionFrame& frame : frames) {
        Trial trial = tryFrame(mesh, rounded, frame, settings, volume);
        if (trial.cost < best.cost) best = std::move(trial);
    }
    for (int round = 0; round < 3 && std::abs(best.volume / volume - 1) > 0.004; ++round) {
        settings.outwardsMm = std::clamp(settings.outwardsMm + (volume - best.volume) / area, -0.25, 0.25);
        Trial trial = tryFrame(mesh, rounded, best.frame, settings, volume);
        if (std::abs(trial.volume - volume) >= std::abs(best.volume - volume)) break;
        best = std::move(trial);
    }
    return std::move(best.shape);
}

}  // namespace myochart::builtin::measured
