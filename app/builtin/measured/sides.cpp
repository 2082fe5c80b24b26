#include "builtin/measured/sides.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "builtin/measured/nearest_triangle.h"
#include "core/text.h"

namespace myochart::builtin::measured {

namespace {

vec3 surfaceCentre(const geometry::TriMesh& mesh) {
    const std::vector<vec3> points = evenSamples(mesh, 4000);
    double sum[3] = {};
    for (const vec3 p : points)
        for (int k = 0; k < 3; ++k) sum[k] += p[k] / static_cast<double>(points.size());
    return {sum[0], sum[1], sum[2]};
}

vec3 inTenths(vec3 v) {
    return glm::round(v * 10.0F) / 10.0F;
}

}  // namespace

std::string nameWithoutSide(const std::string& name) {
    std::string out;
    for (const std::string& word : split(foldForSearch(name), ' '))
        if (word != "left" && word != "right") out += (out.empty() ? "" : " ") + word;
    return out;
}

std::vector<std::optional<size_t>> partners(std::span<const body::NewStructure> structures) {
    std::map<std::pair<body::System, std::string>, size_t> rights;
    for (size_t i = 0; i < structures.size(); ++i)
        if (structures[i].facts.side == Side::right)
            rights.emplace(std::pair(structures[i].facts.system, nameWithoutSide(structures[i].facts.name)), i);
    std::vector<std::optional<size_t>> out(structures.size());
    for (size_t i = 0; i < structures.size(); ++i) {
        if (structures[i].facts.side != Side::left) continue;
        const auto found = rights.find({structures[i].facts.system, nameWithoutSide(structures[i].facts.name)});
        if (found != rights.end()) out[i] = found->second;
    }
    return out;
}

MirrorPlane findMirrorPlane(std::span<const body::NewStructure> structures,
                            const std::vector<std::optional<size_t>>& partner) {
    std::vector<float> middles;
    for (size_t i = 0; i < structures.size(); ++i)
        if (partner[i] && structures[i].facts.system == body::System::muscle)
            middles.push_back(0.5F *
                              (surfaceCentre(structures[i].mesh).x + surfaceCentre(structures[*partner[i]].mesh).x));
    MirrorPlane plane;
    if (middles.empty()) return plane;
    std::nth_element(middles.begin(), middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2), middles.end());
    plane.offsetMm = std::round(middles[middles.size() / 2] * 100) / 100;
    return plane;
}

geometry::TriMesh mirroredMesh(const geometry::TriMesh& mesh, const MirrorPlane& plane, vec3 shiftMm) {
    geometry::TriMesh out = mesh;
    for (vec3& p : out.positions) p = plane.mirrored(p) + shiftMm;
    for (size_t t = 0; t + 2 < out.indices.size(); t += 3) std::swap(out.indices[t + 1], out.indices[t + 2]);
    return out;
}

std::optional<vec3> shiftWhenMirrored(const geometry::TriMesh& left, const geometry::TriMesh& right,
                                      const MirrorPlane& plane, double limitMm) {
    const vec3 centred = inTenths(surfaceCentre(right) - plane.mirrored(surfaceCentre(left)));
    std::optional<vec3> best;
    for (const vec3 shift : {vec3(0), centred}) {
        const double mean = surfaceGap(mirroredMesh(left, plane, shift), right, 1500).mean;
        if (mean > limitMm) continue;
        limitMm = 0.9 * mean;  // a shift must be worth its place
        best = shift;
    }
    return best;
}

}  // namespace myochart::builtin::measured
