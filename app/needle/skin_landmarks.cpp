#include "needle/skin_landmarks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "needle/sentence_words.h"
#include "places/landmarks.h"

namespace myochart::needle {

namespace {

constexpr float kUnderSkinMm = 30;   ///< a landmark under more cannot be felt from there
/// Under less, but behind muscle, vessels or another bone: nobody measures from them with a finger.
constexpr std::array<std::string_view, 16> kNotFelt = {"c2_transverse", "c3_transverse", "c4_transverse", "c5_transverse", "c6_transverse", "c7_transverse", "l1_transverse", "l2_transverse",
                                                       "l3_transverse", "l4_transverse", "l5_transverse", "c1_posterior_tubercle", "first_rib_crest", "ischial_spine", "lesser_trochanter", "aiis"};
constexpr float kOwnSkinMm = 8;      ///< a muscle may stand out of the skin by so much

/// The vertex or place of a triangle where two linear functions of it have these values.
std::optional<vec3> whereBoth(const std::array<float, 3>& f, float atF, const std::array<float, 3>& g, float atG) {
    const float fb = f[1] - f[0], fc = f[2] - f[0], gb = g[1] - g[0], gc = g[2] - g[0], area = fb * gc - fc * gb;
    if (std::abs(area) < 1e-9F) return std::nullopt;
    const float df = atF - f[0], dg = atG - g[0], u = (df * gc - fc * dg) / area, v = (fb * dg - df * gb) / area;
    constexpr float kSlack = 1e-4F;
    if (u < -kSlack || v < -kSlack || u + v > 1 + kSlack) return std::nullopt;
    return vec3(1 - u - v, u, v);
}

/// The largest skin; none.
geometry::TriMesh skinOf(const body::Body& body) {
    const body::Structure* largest = nullptr;
    for (const body::Structure& each : body.structures())
        if (each.system == body::System::skin && (!largest || each.radiusMm > largest->radiusMm)) largest = &each;
    return largest ? body.mesh(static_cast<std::uint32_t>(largest - body.structures().data())) : geometry::TriMesh{};
}

}  // namespace

SkinLandmarks::SkinLandmarks(const body::Body& body, const anatomy::Catalogue& catalogue) : skin_(std::make_unique<geometry::SurfaceDistance>(skinOf(body))) {
    if (skin_->mesh().indices.empty()) return;
    index_ = geometry::RayIndex::build(std::vector<geometry::MeshView>{skin_->mesh()});
    normals_ = geometry::vertexNormals(skin_->mesh());
    places::LandmarkFinder finder(body);
    for (const anatomy::Landmark& landmark : catalogue.landmarks()) {
        if (std::ranges::find(kNotFelt, landmark.key) != kNotFelt.end()) continue;
        for (const Side side : landmark.paired ? std::vector{Side::left, Side::right} : std::vector{Side::midline})
            if (const auto found = finder.find(landmark.key, side))
                if (const auto skin = index_->nearest(found->position, kUnderSkinMm)) marks_.push_back({spokenLandmark(landmark.label), side, skin->at});
    }
}

std::optional<geometry::SurfacePoint> SkinLandmarks::at(vec3 place) const {
    const auto nearest = index_->nearest(place, kOwnSkinMm);
    return nearest ? std::optional(nearest->at) : std::nullopt;
}

vec3 SkinLandmarks::inwardAt(vec3 place) const {
    const auto skin = at(place);
    if (!skin) return {0, 0, -1};
    vec3 normal{};
    for (int k = 0; k < 3; ++k) normal += normals_[skin_->mesh().indices[3 * skin->triangle + static_cast<std::uint32_t>(k)]] * skin->barycentric[k];
    return -glm::normalize(normal);
}

void SkinLandmarks::reach(SkinLandmark& mark, float mm) const {
    if (mark.reachMm >= mm) return;
    mark.distances = skin_->from(mark.onSkin.triangle, mark.onSkin.position, mm);
    mark.reachMm = mm;
}

std::optional<vec3> SkinLandmarks::place(const std::vector<FromLandmark>& told) const {
    constexpr float kBeyondMm = 20, kMissMm = 2;
    for (const FromLandmark& each : told) reach(*each.mark, each.mm + kBeyondMm);
    const FromLandmark &one = told.front(), &other = told.back();
    const std::vector<float>&f = one.mark->distances, &g = other.mark->distances;
    const geometry::TriMesh& mesh = skin_->mesh();
    const auto likeness = [&](vec3 at) {
        float sum = 0;
        for (const FromLandmark& each : told) sum += glm::dot(glm::normalize(at - each.mark->onSkin.position + vec3(1e-6F)), each.bearing);
        return sum;
    };
    std::optional<vec3> best;
    float most = -10;
    const auto offer = [&](vec3 at) {
        if (const float like = likeness(at); like > most) {
            most = like;
            best = at;
        }
    };
    for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t) {
        const std::uint32_t* at = &mesh.indices[3 * t];
        const std::array<float, 3> fs = {f[at[0]], f[at[1]], f[at[2]]}, gs = {g[at[0]], g[at[1]], g[at[2]]};
        const auto [leastF, mostF] = std::ranges::minmax(fs);
        const auto [leastG, mostG] = std::ranges::minmax(gs);
        if (!std::isfinite(mostF) || !std::isfinite(mostG) || one.mm < leastF || one.mm > mostF || other.mm < leastG || other.mm > mostG) continue;
        if (told.size() == 1) offer((mesh.positions[at[0]] + mesh.positions[at[1]] + mesh.positions[at[2]]) / 3.0F);
        else if (const auto share = whereBoth(fs, one.mm, gs, other.mm))
            offer(mesh.positions[at[0]] * share->x + mesh.positions[at[1]] * share->y + mesh.positions[at[2]] * share->z);
    }
    if (best) return best;
    // Whole millimetres may miss each other by a little.
    float off = kMissMm;
    for (std::uint32_t i = 0; i < mesh.positions.size(); ++i)
        if (const float miss = std::hypot(f[i] - one.mm, g[i] - other.mm); miss < off && likeness(mesh.positions[i]) > 0) {
            off = miss;
            best = mesh.positions[i];
        }
    return best;
}

}  // namespace myochart::needle
