#include "workspace/handed_body.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <unordered_set>

#include "builtin/builtin_body.h"
#include "places/reanchor.h"
#include "scene/colours.h"

namespace myochart::workspace {

namespace {

using body::Level;
using body::System;

constexpr float kSkinOpacity = 0.3F;

const char* groupOf(const body::Structure& structure) {
    switch (structure.system) {
        case System::muscle:
            if (structure.layer == anatomy::Layer::superficial) return "Superficial muscles";
            if (structure.layer == anatomy::Layer::intermediate) return "Intermediate muscles";
            return structure.layer == anatomy::Layer::deep ? "Deep muscles" : "Other muscles";
        case System::bone: return "Bones";
        case System::tooth: return "Teeth";
        case System::cartilage:
        case System::disc: return "Cartilage and discs";
        case System::connective: return "Connective tissue";
        case System::vessel: return "Vessels";
        case System::nerve: return "Nerves";
        case System::organ:
        case System::eye: return "Organs";
        case System::skin: return "Skin";
        case System::other: break;
    }
    return "Other structures";
}

bool isInTwoColours(const body::Structure& structure) { return structure.system == System::muscle || structure.system == System::connective; }

/// What a level takes in the file: a place and a normal of floats, a colour, an index.
size_t bytesOf(const body::Structure& structure, const Level& level) {
    const size_t vertex = 24 + (isInTwoColours(structure) ? 4 : 0);
    return vertex * level.vertexCount + (level.vertexCount <= std::numeric_limits<std::uint16_t>::max() ? 2 : 4) * size_t{level.indexCount};
}

/// The coarsest level that is off by no more than that; full detail where there is none.
const Level* levelWithin(const body::Structure& structure, float mm) {
    const Level* found = structure.levels.empty() ? nullptr : structure.levels.data();
    for (const Level& each : structure.levels)
        if (each.errorMm <= mm && each.indexCount < found->indexCount) found = &each;
    return found;
}

size_t bytesWithin(const body::Body& body, float mm) {
    size_t bytes = 0;
    for (const body::Structure& each : body.structures())
        if (const Level* level = levelWithin(each, mm)) bytes += bytesOf(each, *level);
    return bytes;
}

/// With levels of detail, where it is too large without them; as it is where they cannot be made.
Result<std::shared_ptr<const body::Body>> withLevels(BodyDesk& bodies, std::shared_ptr<const body::Body> body, Progress& progress) {
    if (body->hasLevels() || bytesWithin(*body, 0) <= kMostModelBytes) return body;
    if (!bodies.addLevelsTo(body->name(), progress)) return body;
    const auto again = bodies.loadSound(body->name(), progress);
    return again && (*again)->checksum() == body->checksum() ? *again : body;
}

/// How far off the surfaces may be for the file to stay below so many bytes.
float withinMm(const body::Body& body, size_t mostBytes) {
    constexpr std::array kSteps = {0.0F, 0.3F, 0.5F, 0.75F, 1.0F, 1.5F, 2.0F, 3.0F, 4.0F, 6.0F, 8.0F, 12.0F};
    for (const float step : kSteps)
        if (bytesWithin(body, step) <= mostBytes) return step;
    return kSteps.back();
}

vec3 normalOf(const body::PackedVertex& vertex) {
    const vec3 normal(vertex.nx, vertex.ny, vertex.nz);
    const float length = glm::length(normal);
    return length > 0 ? normal / length : vec3(0, 0, 1);
}

exchange::ModelPart partOf(const body::Body& body, const body::Structure& structure, const Level& level) {
    const scene::Look look = scene::lookOf(structure);
    const bool isSkin = structure.system == System::skin;
    exchange::ModelPart part{structure.key, structure.name, structure.latin, structure.fma, structure.muscleKey, groupOf(structure), structure.side, isSkin, look.colour, look.endColour, isSkin ? kSkinOpacity : 1, {}, {}, {}, {}};
    bool hasTendon = false;
    for (const body::PackedVertex& each : body.vertices(level)) {
        part.positions.push_back(body.position(each));
        part.normals.push_back(normalOf(each));
        part.tendon.push_back(each.tendon);
        hasTendon |= each.tendon > 0;
    }
    if (!hasTendon || !isInTwoColours(structure)) part.tendon.clear();
    const auto indices = body.indices(level);
    for (size_t i = 0; i + 2 < indices.size(); i += 3)
        if (indices[i] != indices[i + 1] && indices[i + 1] != indices[i + 2] && indices[i + 2] != indices[i]) part.indices.insert(part.indices.end(), {indices[i], indices[i + 1], indices[i + 2]});
    return part;
}

std::vector<exchange::SiteOnModel> sitesOn(const record::Session& visit, const body::Body& body, const anatomy::Catalogue& catalogue) {
    const places::Reanchored placed = places::reanchor(visit, body, catalogue);
    const auto among = [](const std::vector<record::MarkerId>& ids, const record::MarkerId& id) { return std::ranges::find(ids, id) != ids.end(); };
    std::vector<exchange::SiteOnModel> sites;
    for (const record::Marker& site : placed.session.markers) {
        const auto how = among(placed.lost, site.id) ? exchange::ShownSite::muscleMissing : among(placed.moved, site.id) ? exchange::ShownSite::byAddress : exchange::ShownSite::asPlaced;
        sites.push_back({site.anchor.position, site.anchor.normal, how, site.anchor.errorRadiusMm});
    }
    return sites;
}

/// The checksum of the body that most sites were placed on; empty without any.
std::string mostCharted(const exchange::Bundle& bundle) {
    std::map<std::string, size_t> counts;
    for (const record::Session& visit : bundle.sessions)
        for (const record::Marker& site : visit.markers)
            if (!site.anchor.bodyChecksum.empty()) ++counts[site.anchor.bodyChecksum];
    const auto most = std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
    return most == counts.end() ? std::string() : most->first;
}

}  // namespace

Result<std::shared_ptr<const body::Body>> bodyOfSites(BodyDesk& bodies, const exchange::Bundle& bundle, const std::shared_ptr<const body::Body>& otherwise, Progress& progress) {
    const std::string wanted = mostCharted(bundle);
    if (otherwise && (wanted.empty() || otherwise->checksum() == wanted)) return withLevels(bodies, otherwise, progress);
    std::vector<std::string> names;
    if (bodies.hasBuiltin()) names.emplace_back(builtin::kBuiltinName);
    for (const body::ModelSummary& each : bodies.models().list()) names.push_back(each.name);
    for (const std::string& name : names) {
        if (progress.cancelled()) break;
        auto opened = bodies.load(name, progress);
        if (!opened || (*opened)->checksum() != wanted) continue;
        opened = bodies.loadSound(name, progress);
        return opened ? withLevels(bodies, *opened, progress) : opened;
    }
    if (otherwise) return withLevels(bodies, otherwise, progress);
    const auto usual = bodies.loadSound({}, progress);
    return usual ? withLevels(bodies, *usual, progress) : usual;
}

std::optional<exchange::BodyModel> bodyModelOf(const exchange::Bundle& bundle, const body::Body& body, const anatomy::Catalogue& catalogue, size_t mostBytes) {
    exchange::BodyModel model{body.name(), body.source(), body.licence(), body.checksum(), body.name() == builtin::kBuiltinName, 0, {}, {}};
    const float within = withinMm(body, mostBytes);
    for (const body::Structure& each : body.structures()) {
        const Level* level = levelWithin(each, within);
        if (!level || level->indexCount == 0) continue;
        if (!body.levelIsSound(*level)) return std::nullopt;
        model.errorMm = std::max(model.errorMm, level->errorMm);
        model.parts.push_back(partOf(body, each, *level));
    }
    for (const record::Session& visit : bundle.sessions) model.sites.push_back(sitesOn(visit, body, catalogue));
    return model;
}

}  // namespace myochart::workspace
