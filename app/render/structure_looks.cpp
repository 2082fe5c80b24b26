#include "render/structure_looks.h"

#include <algorithm>

#include "render/fibre_field.h"
#include "render/fibre_noise.h"

namespace myochart::render {
namespace {

constexpr int kTexels = 9;          // a structure; as in shaders/body.vert
constexpr int kStructuresARow = 64;  // as in shaders/body.vert, number.vert and mask.vert
constexpr float kHoverLift = 0.16F;
constexpr float kFibreContrast = 1.6F, kGlossStrength = 1.7F;

int rowsFor(size_t structures) {
    return std::max(1, (static_cast<int>(structures) + kStructuresARow - 1) / kStructuresARow);
}

// Lighting is done on squares of sRGB values, near enough to linear light and much cheaper than the true curve.
vec3 toLight(vec3 srgb) { return srgb * srgb; }

bool sameLook(const scene::StructureItem& a, const scene::StructureItem& b) {
    return a.structure == b.structure && a.colour == b.colour && a.endColour == b.endColour && a.fibre == b.fibre &&
           a.gloss == b.gloss && a.opacity == b.opacity && a.hovered == b.hovered && a.shiftMm == b.shiftMm;
}

}  // namespace

StructureLooks::StructureLooks(const body::Body& body, Groundwork work)
    : fibres_(std::move(work.fibres)),
      rows_(rowsFor(body.structures().size())),
      looks_(gl::kRgba32F, kTexels * kStructuresARow, rows_, gl::Texture::Filter::nearest),
      noise_(gl::kR8, kFibreNoiseWidth, kFibreNoiseHeight, gl::Texture::Filter::mipmapped, true) {
    table_.resize(static_cast<size_t>(rows_) * kTexels * kStructuresARow);
    fibres_.resize(body.structures().size());
    fibresKnown_.resize(body.structures().size());
    int width = kFibreNoiseWidth, height = kFibreNoiseHeight, level = 0;
    for (const auto& texels : work.noise) {
        noise_.uploadLevel(level++, width, height, texels.data());
        width = std::max(1, width / 2);
        height = std::max(1, height / 2);
    }
}

vec4* StructureLooks::texels(std::uint32_t structure) { return &table_[size_t{structure} * kTexels]; }

void StructureLooks::writeFibres(const body::Body& body, std::uint32_t structure) {
    const FibreField f = fibres_[structure] ? *fibres_[structure] : fibreField(body, structure);
    vec4* t = texels(structure);
    t[2] = vec4(f.u, -glm::dot(f.u, f.centre));
    t[3] = vec4(f.v, -glm::dot(f.v, f.centre));
    t[4] = vec4(-glm::dot(f.w, f.centre), 1 / f.halfLengthMm, 1, 0);
    t[5] = vec4(f.middle[0], f.middle[1]);
    t[6] = vec4(f.middle[2], f.spread[0]);
    t[7] = vec4(f.spread[1], f.spread[2]);
    fibresKnown_[structure] = true;
}

void StructureLooks::update(const body::Body& body, const scene::Scene& scene) {
    if (std::equal(shown_.begin(), shown_.end(), scene.structures.begin(), scene.structures.end(), sameLook)) return;
    shown_ = scene.structures;
    for (const auto& item : shown_) {
        const vec3 lift(item.hovered ? kHoverLift : 0);
        if (item.fibre > 0 && !fibresKnown_[item.structure]) writeFibres(body, item.structure);
        vec4* t = texels(item.structure);
        t[0] = vec4(toLight(glm::mix(item.colour, vec3(1), lift)), item.fibre * kFibreContrast);
        t[1] = vec4(toLight(glm::mix(item.endColour, vec3(1), lift)), item.gloss * kGlossStrength);
        t[4].z = item.opacity;
        t[8] = vec4(item.shiftMm, 0);
    }
    looks_.upload(0, 0, kTexels * kStructuresARow, rows_, table_.data());
}

void StructureLooks::bind(int looksUnit, int noiseUnit) const {
    looks_.bind(looksUnit);
    noise_.bind(noiseUnit);
}

}  // namespace myochart::render
