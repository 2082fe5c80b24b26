#pragma once
#include <span>
#include <string>
#include <vector>

#include "body/body_writer.h"
#include "builtin/measured/shape.h"
#include "core/progress.h"

namespace myochart::builtin {

/// The plane that the body's sides mirror in: points p with dot(normal, p) = offsetMm. `normal` is unit length.
struct MirrorPlane {
    vec3 normal{1, 0, 0};
    float offsetMm = 0;

    vec3 mirrored(vec3 p) const { return p - normal * (2 * (glm::dot(normal, p) - offsetMm)); }
};

/// A structure with its surface measured. Of `facts` key, names, ids, side, system, layer, muscle and region count.
struct MeasuredStructure {
    body::Structure facts;
    MeasuredShape shape;
};

/// A structure that is the mirror image of a measured one, then moved by `shiftMm` (body frame).
struct MirroredStructure {
    body::Structure facts;
    std::uint32_t of = 0;  ///< index into Measurement::measured
    vec3 shiftMm{};
};

/// A body as figures: what assets/body/body.table holds.
struct Measurement {
    std::string name, source, licence;
    MirrorPlane mirror;
    std::vector<MeasuredStructure> measured;
    std::vector<MirroredStructure> mirrored;
};

/// Measures every structure of a reference body whose surface is worth it (hair, heart-internal parts and ventricles
/// of the brain are left out). Pairs are measured on the left and mirrored where the right is the left's image within
/// a quarter of a millimetre, else on both sides. A body with bones from head to toe also gets the skin that they and
/// the muscles suggest. Runs on two threads; some three minutes for BodyParts3D. A cancelled run returns what it has.
Measurement measureBody(std::span<const body::NewStructure> structures, Progress& progress);

/// The table as text, and back. Reading checks every count and range; an error names file and line.
std::string writeTable(const Measurement& measurement);
Result<Measurement> readTable(std::string_view text, const std::string& fileName);
Result<Measurement> loadTable(const Path& file);

/// How finely buildBody() samples the surfaces.
struct BuildSettings {
    float edgeMm = 3;     ///< wished edge length of large structures; small ones get shorter edges
    float flatMm = 0.1F;  ///< vertices are left out where the surface strays less than this from the one without them
    bool between = true;  ///< false: no more points and rows than were measured, which is quick

    /// For a first look at the whole body: a fifth of the triangles in a quarter of the time.
    static BuildSettings sketch() { return {20, 0.8F, false}; }
};

/// Builds closed, outward-wound surfaces for every structure of the table, on two threads.
body::NewBody buildBody(const Measurement& measurement, const BuildSettings& settings, Progress& progress);

}  // namespace myochart::builtin
