#include "places/skin_way.h"

#include <algorithm>
#include <utility>

namespace myochart::places {

namespace {

constexpr float kReachMm = 250;     // no needle is that long, but no place of a body lies deeper
constexpr float kOnBoneMm = 2;      // muscle and bone overlap by so much where they touch
constexpr float kSkinStepMm = 6;    // of the skin one place in so much is tried: a way is that little longer
constexpr int kWaysAcross = 40;     // of ways that bone bars one in 1.5 degrees is tried: so many to a unit length
constexpr float kProudMm = 5;       // a muscle of a measured body may stand out of the skin by so much
constexpr float kTurnedTo = -0.5F;  // skin turned so much towards a place that lies close: it stands out there (cosine)
constexpr float kCloseMm = 8;       // ways of places that lie so close begin at the same place of the skin
constexpr int kRaysByHand = 8;      // a bone that more ways come near gets an index
constexpr float kOffSurfaceMm = 0.5F;

bool isHard(body::System system) {
    return system == body::System::bone || system == body::System::cartilage;
}

/// Passes on one place in each cube of a grid, now and then another.
class Thinning {
  public:
    bool takes(vec3 p) {
        constexpr float kOffset = 1 << 20;  // no body reaches so far: every number is positive
        const vec3 cell = p / kSkinStepMm + kOffset;
        const auto number = (static_cast<std::uint64_t>(cell.x) << 42) | (static_cast<std::uint64_t>(cell.y) << 21) |
                            static_cast<std::uint64_t>(cell.z);
        std::uint64_t& last = last_[number * 0x9E3779B97F4A7C15U >> 48];
        return std::exchange(last, number) != number;
    }

  private:
    std::vector<std::uint64_t> last_ = std::vector<std::uint64_t>(1 << 16);  ///< by hash, the cube seen last
};

constexpr size_t kBins = 2 * kWaysAcross + 1;

/// The number of the bundle of directions that a unit one belongs to.
size_t bundleOf(vec3 direction) {
    const vec3 bin = direction * static_cast<float>(kWaysAcross) + (kWaysAcross + 0.5F);
    return (static_cast<size_t>(bin.x) * kBins + static_cast<size_t>(bin.y)) * kBins + static_cast<size_t>(bin.z);
}

}  // namespace

void SkinWay::read() {
    if (isRead_) return;
    isRead_ = true;
    Thinning thinning;
    for (std::uint32_t i = 0; i < body_.structures().size(); ++i) {
        const body::Structure& structure = body_.structure(i);
        if (isHard(structure.system)) bones_.push_back({i});
        if (structure.system != body::System::skin) continue;
        skinBoxes_.push_back(structure.bounds);
        for (const body::PackedVertex& v : body_.vertices(structure.levels.front()))
            if (const vec3 p = body_.position(v); thinning.takes(p))
                skin_.push_back({p, vec3(v.nx, v.ny, v.nz) / 127.0F});
    }
}

bool SkinWay::Bone::isMet(const body::Body& body, const geometry::Ray& ray, float reachMm) {
    if (!geometry::meets(ray, body.structure(structure).bounds, reachMm)) return false;
    if (!mesh) mesh = body.mesh(structure);
    if (!index && ++rays > kRaysByHand) index = geometry::RayIndex::build(std::vector<geometry::MeshView>{*mesh});
    if (index) return index->firstHit(ray, reachMm).has_value();
    std::vector<geometry::RayHit> hits;
    geometry::appendHits(ray, *mesh, structure, reachMm, hits);
    return !hits.empty();
}

bool SkinWay::isFree(vec3 place, vec3 direction, float distanceMm) {
    const geometry::Ray ray{place + direction * kOnBoneMm, direction};
    for (size_t k = 0; k < bones_.size(); ++k) {
        if (!bones_[k].isMet(body_, ray, distanceMm - kOnBoneMm)) continue;
        std::swap(bones_[k], bones_.front());  // the next way is near this one: the same bone bars it
        return false;
    }
    return true;
}

std::optional<vec3> SkinWay::out(vec3 place) {
    read();
    // A body may have the skin of one limb alone: what lies outside is under no skin.
    const auto isAbout = [&](const Box& box) {
        return glm::all(glm::lessThanEqual(box.min, place)) && glm::all(glm::lessThanEqual(place, box.max));
    };
    if (std::none_of(skinBoxes_.begin(), skinBoxes_.end(), isAbout)) return std::nullopt;
    std::vector<std::pair<float, const SkinPlace*>> near;
    float nearestMm = kProudMm;
    bool isProud = false;
    for (const SkinPlace& skin : skin_) {
        const vec3 way = skin.position - place;
        const float distance = glm::length(way), outwards = glm::dot(way, skin.outward);
        if (distance < nearestMm) {
            nearestMm = distance;
            isProud = outwards < kTurnedTo * distance;
        }
        // Skin that is turned to the place is that of the other leg, or of the mouth: no needle comes in there.
        if (outwards > 0 && distance < kReachMm) near.emplace_back(distance, &skin);
    }
    if (isProud) return std::nullopt;
    const auto farther = [](const auto& a, const auto& b) { return a.first > b.first; };
    std::make_heap(near.begin(), near.end(), farther);
    std::vector<bool> barred(kBins * kBins * kBins);
    for (; !near.empty(); near.pop_back()) {
        const auto [distance, skin] = near.front();
        const vec3 direction = (skin->position - place) / distance;
        const size_t bundle = bundleOf(direction);
        if (!barred[bundle] && isFree(place, direction, distance)) return skin->position - place;
        barred[bundle] = true;
        std::pop_heap(near.begin(), near.end(), farther);
    }
    return std::nullopt;
}

bool SkinWay::leavesStructure(const geometry::SurfacePoint& point, vec3 way) {
    if (!own_ || own_->first != point.part) own_.emplace(point.part, body_.mesh(point.part));
    const float lengthMm = glm::length(way);
    const vec3 direction = way / lengthMm;
    std::vector<geometry::RayHit> hits;
    geometry::appendHits({point.position + direction * kOffSurfaceMm, direction}, own_->second, point.part, lengthMm,
                         hits);
    return hits.empty();
}

bool SkinWay::meetsFirst(const geometry::SurfacePoint& point) {
    const auto faces = [&](vec3 way) { return glm::dot(glm::normalize(way), point.normal) >= kFaces; };
    if (last_ && glm::distance(last_->first, point.position) < kCloseMm && !faces(last_->second - point.position))
        return false;
    const auto way = out(point.position);
    if (way) last_ = {point.position, point.position + *way};
    return !way || (faces(*way) && leavesStructure(point, *way));
}

}  // namespace myochart::places
