#include "places/landmarks.h"

#include <algorithm>

#include <fmt/format.h>

#include "anatomy/name_words.h"
#include "core/text.h"
#include "places/landmark_recipes.h"
#include "places/place_search.h"

namespace myochart::places {

namespace {

constexpr float kTipMm = 1.2F;         // how far below the extreme a vertex still belongs to the tip
constexpr float kTipWidthMm = 12;      // and how far from it
constexpr float kOnwardReachMm = 250;  // from the disc to the navel

float outwardSign(Side side) { return side == Side::right ? -1.0F : 1.0F; }

/// To lateral, posterior, up as a direction of the body frame.
vec3 inBodyFrame(vec3 direction, Side side) { return glm::normalize(direction * vec3(outwardSign(side), 1, 1)); }

/// A vertex's place in its bone's box, 0..1, the first to lateral.
vec3 fractionIn(const Box& box, vec3 p, Side side) {
    vec3 f = (p - box.min) / glm::max(box.size(), vec3(1e-3F));
    if (side == Side::right) f.x = 1 - f.x;
    return f;
}

bool within(vec3 value, vec3 from, vec3 to) {
    return glm::all(glm::greaterThanEqual(value, from)) && glm::all(glm::lessThanEqual(value, to));
}


std::string sided(std::string_view name, Side side) {
    const std::string first = split(name, '|').front();
    return side == Side::midline ? first : fmt::format("{} {}", myochart::name(side), first);
}

}  // namespace

struct LandmarkFinder::Vertex {
    vec3 position;
    std::uint32_t structure;
    float height;  ///< along the recipe's direction
};

/// The vertices of the bones' part where the landmark is looked for.
std::vector<LandmarkFinder::Vertex> LandmarkFinder::candidates(const std::vector<std::uint32_t>& bones, const LandmarkRecipe& recipe, Side side) const {
    const vec3 towards = inBodyFrame(recipe.towards, side);
    std::vector<Vertex> vertices;
    for (const std::uint32_t bone : bones) {
        Box box = bones_[bone].bounds;
        // Of a midline bone only one half belongs to a side.
        const bool half = side != Side::midline && bones_[bone].side == Side::midline;
        if (half) (side == Side::left ? box.min.x : box.max.x) = midplane_;
        for (const vec3 p : mesh_(bone).positions) {
            if (recipe.midlineMm > 0 && std::abs(p.x - midplane_) > recipe.midlineMm) continue;
            if (half && (p.x > midplane_) != (side == Side::left)) continue;
            if (within(fractionIn(box, p, side), recipe.from - 1e-4F, recipe.to + 1e-4F)) vertices.push_back({p, bone, glm::dot(p, towards)});
        }
    }
    return vertices;
}

/// The middle of the tip, on the surface.
FoundLandmark LandmarkFinder::tipOf(const std::vector<Vertex>& vertices, const LandmarkRecipe& recipe, Side side) const {
    const auto top = std::max_element(vertices.begin(), vertices.end(), [](const Vertex& a, const Vertex& b) { return a.height < b.height; });
    vec3 sum{};
    float count = 0;
    for (const Vertex& vertex : vertices)
        if (vertex.height > top->height - kTipMm && glm::distance(vertex.position, top->position) < kTipWidthMm) {
            sum += vertex.position;
            ++count;
        }
    vec3 middle = sum / count;
    if (recipe.midlineMm > 0 && !recipe.leans) middle.x = midplane_;
    const auto nearest = geometry::nearestOn(mesh_(top->structure), top->structure, middle, 1e6F);
    return {std::string(recipe.key), side, nearest ? nearest->at.position : middle, inBodyFrame(recipe.towards, side), top->structure};
}

/// From the bone on to what lies over it.
void LandmarkFinder::goOnward(std::uint32_t to, FoundLandmark& found) const {
    const geometry::TriMesh mesh = mesh_(to);
    std::vector<geometry::RayHit> hits;
    geometry::appendHits({found.position, found.outward}, mesh, to, kOnwardReachMm, hits);
    found.structure = to;
    if (!hits.empty()) {
        found.position = std::max_element(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distanceMm < b.distanceMm; })->at.position;
        return;
    }
    vec3 best = found.position;
    float bestMm = kOnwardReachMm;
    for (const vec3 p : mesh.positions) {
        if (found.side != Side::midline && (p.x > midplane_) != (found.side == Side::left)) continue;
        if (const float mm = glm::distance(p, found.position); mm < bestMm) {
            bestMm = mm;
            best = p;
        }
    }
    found.position = best;
}

std::vector<std::uint32_t> LandmarkFinder::named(std::string_view names, Side side) const {
    for (const std::string& name : split(names, '|')) {
        std::vector<std::uint32_t> own, middle;
        const auto wanted = anatomy::understand(name).words;
        for (std::uint32_t i = 0; i < bones_.size(); ++i) {
            if (bones_[i].words != wanted) continue;
            const Side where = bones_[i].side;
            if (side == Side::midline || where == side) own.push_back(i);
            else if (where == Side::midline) middle.push_back(i);
        }
        if (!own.empty()) return own;
        if (!middle.empty()) return middle;
    }
    return {};
}

Result<FoundLandmark> LandmarkFinder::search(const LandmarkRecipe& recipe, Side side) const {
    const auto bones = named(recipe.bones, side);
    if (bones.empty()) return failed(fmt::format("The landmark {} lies on the {}, which this body lacks.", recipe.key, sided(recipe.bones, side)));
    const auto vertices = candidates(bones, recipe, side);
    if (vertices.empty()) return failed(fmt::format("The landmark {} was not found: the {} has no surface where it should lie.", recipe.key, sided(recipe.bones, side)));
    FoundLandmark found = tipOf(vertices, recipe, side);
    if (!recipe.onward.empty()) {
        const auto onward = named(recipe.onward, side);
        if (onward.empty()) return failed(fmt::format("The landmark {} lies on the {}, which this body lacks.", recipe.key, sided(recipe.onward, side)));
        goOnward(onward.front(), found);
    }
    return found;
}

LandmarkFinder::LandmarkFinder(const body::Body& body) : mesh_([&body](std::uint32_t index) { return body.mesh(index); }), midplane_(midplaneX(body)) {
    bones_.reserve(body.structures().size());
    for (const body::Structure& structure : body.structures()) bones_.push_back({anatomy::understand(structure.name).words, structure.side, structure.bounds});
}

LandmarkFinder::LandmarkFinder(std::span<const body::NewStructure> structures, float midplane)
    : mesh_([structures](std::uint32_t index) { return structures[index].mesh; }), midplane_(midplane) {
    bones_.reserve(structures.size());
    for (const body::NewStructure& structure : structures)
        bones_.push_back({anatomy::understand(structure.facts.name).words, structure.facts.side, geometry::bounds(structure.mesh)});
}

Result<FoundLandmark> LandmarkFinder::find(std::string_view key, Side side) {
    const auto recipe = landmarkRecipe(key);
    if (!recipe) return failed(fmt::format("There is no way to find a landmark {} on a body.", displayText(key, 60)));
    if (!recipe->paired) side = Side::midline;
    if (recipe->paired && side == Side::midline) return failed(fmt::format("The landmark {} comes left and right; say which.", key));
    const std::pair<std::string, Side> asked{key, side};
    if (const auto at = known_.find(asked); at != known_.end()) return at->second;
    return known_.emplace(asked, search(*recipe, side)).first->second;
}

Result<vec3> LandmarkFinder::point(const anatomy::LandmarkPoint& told, Side side) {
    const auto from = find(told.from, side);
    if (!from) return from.error();
    vec3 at = from->position;
    if (!told.to.empty()) {
        const auto to = find(told.to, side);
        if (!to) return to.error();
        at += (to->position - at) * static_cast<float>(told.share);
    }
    return at + vec3(told.lateralMm, told.posteriorMm, told.upMm) * vec3(outwardSign(side), 1, 1);
}

const FoundLandmark* LandmarkSet::find(std::string_view key, Side side) const {
    const auto at = std::find_if(found.begin(), found.end(), [&](const FoundLandmark& mark) {
        return mark.key == key && (mark.side == side || mark.side == Side::midline);
    });
    return at == found.end() ? nullptr : &*at;
}

LandmarkSet findLandmarks(const body::Body& body, const anatomy::Catalogue& catalogue) {
    LandmarkFinder finder(body);
    LandmarkSet set;
    for (const anatomy::Landmark& landmark : catalogue.landmarks())
        for (const Side side : landmark.paired ? std::vector<Side>{Side::left, Side::right} : std::vector<Side>{Side::midline}) {
            auto found = finder.find(landmark.key, side);
            if (found) set.found.push_back(*found);
            else set.missing.push_back({landmark.key, side, found.error().message});
        }
    return set;
}

std::optional<vec3> directionNamed(std::string_view words, Side side) {
    vec3 sum{};
    for (const std::string& word : split(words, ' ')) {
        if (word == "anterior") sum.y -= 1;
        else if (word == "posterior") sum.y += 1;
        else if (word == "lateral") sum.x += outwardSign(side);
        else if (word == "medial") sum.x -= outwardSign(side);
        else if (word == "superior") sum.z += 1;
        else if (word == "inferior") sum.z -= 1;
        else return std::nullopt;
    }
    if (glm::length(sum) < 0.1F) return std::nullopt;
    return glm::normalize(sum);
}

}  // namespace myochart::places
