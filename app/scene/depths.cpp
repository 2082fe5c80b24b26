#include "scene/depths.h"

#include <algorithm>

#include "core/text.h"
#include "places/danger.h"
#include "scene/build_scene.h"

namespace myochart::scene {

namespace {

constexpr float kBehindMm = 5000;  // the ray may begin inside the body: what lies before it is looked for from here

geometry::Ray fromOutside(const geometry::Ray& ray) { return {ray.origin - ray.direction * kBehindMm, ray.direction}; }

std::vector<geometry::RayHit> allHits(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray) {
    return rays ? rays->allHits(ray) : body.hitsWithoutIndex(ray);
}

bool hasWord(const std::string& name, std::string_view word) {
    const auto words = split(name, ' ');
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// In the wall between ribs, with nothing but pleura behind.
bool isChestWall(const body::Structure& structure) {
    if (structure.system != body::System::muscle) return false;
    const std::string name = foldForSearch(structure.name);
    return name.find("intercostal") != std::string::npos || name.find("subcostal") != std::string::npos ||
           name.find("transversus thoracis") != std::string::npos;
}

}  // namespace

// What the ribs enclose is taken height by height: the ellipse in the box of those that a height goes through.
ChestWall::ChestWall(const body::Body& body) : body_(body) {
    for (const body::Structure& structure : body.structures()) {
        isWall_.push_back(isChestWall(structure));
        if (structure.system != body::System::bone || !hasWord(foldForSearch(structure.name), "rib")) continue;
        ribs_.push_back(structure.bounds);
        whole_.add(structure.bounds);
    }
    constexpr size_t kLeastRibs = 12;  // half of them: fewer enclose nothing
    if (ribs_.size() < kLeastRibs) ribs_.clear();
}

bool ChestWall::holds(vec3 place) const {
    constexpr float kWithinWall = 0.97F;  // of the half axes: the ribs' own thickness
    Box level;
    size_t count = 0;
    for (const Box& rib : ribs_)
        if (rib.min.z <= place.z && place.z <= rib.max.z) level.add(rib), ++count;
    if (count < 2) return false;
    const vec2 off = (vec2(place) - vec2(level.centre())) / glm::max(vec2(level.size()) * 0.5F * kWithinWall, vec2(1));
    return glm::dot(off, off) < 1;
}

/// The way along the ray on which it may lie in the cage: from, to.
vec2 ChestWall::reach(const geometry::Ray& ray) const {
    if (ribs_.empty()) return {0, -1};
    const float middle = glm::dot(whole_.centre() - ray.origin, ray.direction), half = glm::length(whole_.size()) / 2;
    return {middle - half, middle + half};
}

std::optional<float> ChestWall::entered(const geometry::RayIndex* rays, const geometry::Ray& ray) const {
    std::optional<float> at;
    for (const geometry::RayHit& hit : allHits(body_, rays, ray))
        if (hit.entering && isWall_[hit.at.part]) {
            at = hit.distanceMm;
            break;
        }
    const auto enclosed = encloses(ray, at.value_or(kBehindMm));
    return enclosed ? enclosed : at;
}

std::optional<float> ChestWall::encloses(const geometry::Ray& ray, float reachMm) const {
    constexpr float kStepMm = 2;
    const vec2 within = reach(ray);
    for (float mm = std::max(0.0F, within.x); mm < within.y && mm < reachMm; mm += kStepMm)
        if (holds(ray.origin + ray.direction * mm)) return mm;
    return std::nullopt;
}

std::optional<float> entersChest(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray) { return ChestWall(body).entered(rays, ray); }

SkinDepth::SkinDepth(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray) : ray_(ray) {
    for (const geometry::RayHit& hit : allHits(body, rays, fromOutside(ray)))
        if (hit.entering && body.structure(hit.at.part).system == body::System::skin) entries_.push_back(hit.distanceMm - kBehindMm);
}

std::optional<float> SkinDepth::of(const geometry::RayHit& hit, bool moved) const {
    constexpr float kOnIt = 0.05F;
    const float along = moved ? glm::dot(hit.at.position - ray_.origin, ray_.direction) : hit.distanceMm;
    std::optional<float> entry;
    for (const float each : entries_)
        if (each <= along + kOnIt) entry = each;
    if (!entry) return std::nullopt;
    return std::max(0.0F, along - *entry);
}

bool hasSkin(const body::Body& body) {
    for (std::uint32_t i = 0; i < body.structures().size(); ++i)
        if (body.structure(i).system == body::System::skin) return true;
    return false;
}

anatomy::Danger worstBeneath(const body::Body& body, const geometry::RayIndex* rays, vec3 place, vec3 normal) {
    constexpr float kBeforeMm = 5, kReachMm = 80;
    const geometry::Ray ray{place + normal * kBeforeMm, -normal};
    if (const auto chest = entersChest(body, rays, ray); chest && *chest < kReachMm) return anatomy::Danger::lung;
    anatomy::Danger worst = anatomy::Danger::none;
    for (const geometry::RayHit& hit : allHits(body, rays, ray))
        if (hit.distanceMm < kReachMm) worst = std::min(worst, places::dangerOf(body.structure(hit.at.part)));
    return worst;
}

places::SiteSafety siteSafety(places::SiteSafetyReader& reader, const std::shared_ptr<const body::Body>& body, const geometry::RayIndex* rays,
                              const anatomy::Catalogue& catalogue, const record::Marker& marker) {
    places::SiteSafety safety = reader.of(body, catalogue, marker);
    const bool onThisBody = body && marker.anchor.bodyChecksum == body->checksum();
    if (!safety.muscle && onThisBody) safety.beneath = worstBeneath(*body, rays, marker.anchor.position, marker.anchor.normal);
    return safety;
}

std::vector<geometry::RayHit> hiddenDangers(const body::Body& body, const geometry::RayIndex* rays, const geometry::Ray& ray,
                                            const ViewOptions& options) {
    const std::vector<bool> shown = shownStructures(body, options);
    std::vector<bool> met(shown.size());
    std::vector<geometry::RayHit> hidden;
    for (const geometry::RayHit& hit : allHits(body, rays, ray)) {
        if (!hit.entering || hit.at.part >= shown.size() || shown[hit.at.part] || met[hit.at.part]) continue;
        met[hit.at.part] = true;
        if (places::dangerOf(body.structure(hit.at.part)) != anatomy::Danger::none) hidden.push_back(hit);
    }
    return hidden;
}

}  // namespace myochart::scene
