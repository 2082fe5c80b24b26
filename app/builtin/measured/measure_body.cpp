#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "builtin/measured/best_shape.h"
#include "builtin/measured/measurement.h"
#include "builtin/measured/sides.h"
#include "builtin/measured/skin.h"
#include "builtin/measured/two_threads.h"
#include "core/words.h"

namespace myochart::builtin {

using namespace measured;

namespace {

constexpr double kMirrorLimitMm = 0.25;

/// Structures a musculature is better without: hair, the inside of the heart, the hollows of the brain.
bool isLeftOut(const std::string& name) {
    static constexpr std::array kWords = {
        "hair", "eyebrows", "papillary", "interventricular", "coronary", "ventricle", "interventricular foramen"};
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](const char* word) { return name.find(word) != std::string::npos; });
}

geometry::TriMesh outward(const geometry::TriMesh& mesh) {
    geometry::TriMesh out = geometry::weld(mesh);
    if (geometry::signedVolume(out) < 0)
        for (size_t t = 0; t + 2 < out.indices.size(); t += 3) std::swap(out.indices[t + 1], out.indices[t + 2]);
    return out;
}

class BodyMeasure {
  public:
    BodyMeasure(std::span<const body::NewStructure> structures, Progress& progress) : progress_(progress) {
        for (const body::NewStructure& structure : structures) {
            if (isLeftOut(structure.facts.name) || structure.mesh.indices.empty()) continue;
            sources_.push_back({structure.facts, outward(structure.mesh)});
        }
        addSkin();
    }

    Measurement run() {
        const auto partner = partners(sources_);
        out_.mirror = findMirrorPlane(sources_, partner);
        findImages(partner);
        measureAll();
        return std::move(out_);
    }

  private:
    /// References come without a skin: the one their muscles and bones suggest is measured with them.
    void addSkin() {
        if (progress_.cancelled()) return;
        progress_.report(0, tr("Finding the skin"));
        geometry::TriMesh mesh = skinOver(sources_);
        if (mesh.indices.empty()) return;
        body::NewStructure skin;
        skin.facts.key = skin.facts.name = "skin";
        skin.facts.latin = "Cutis";
        skin.facts.fma = "FMA7163";
        skin.facts.system = body::System::skin;
        skin.facts.layer = anatomy::Layer::skin;
        skin.mesh = std::move(mesh);
        skin_ = sources_.size();
        sources_.push_back(std::move(skin));
    }

    MeasuredShape shapeOf(size_t source) const {
        if (source != skin_) return bestShape(sources_[source].mesh);
        SectionFrame upwards;
        upwards.along = {0, 0, 1};
        upwards.across = {1, 0, 0};
        upwards.up = {0, 1, 0};
        MeasureSettings settings = settingsFor(sources_[source].mesh);
        settings.ringTolMm = 0.06;  // toes are small on so large an outline
        settings.stationTolMm = 0.2;
        settings.maxPoints = 128;
        return bestShape(sources_[source].mesh, {upwards}, settings);
    }

    void findImages(const std::vector<std::optional<size_t>>& partner) {
        std::vector<std::optional<vec3>> shift(sources_.size());
        forEachOnTwoThreads(sources_.size(), [&](size_t i) {
            if (partner[i] && !progress_.cancelled())
                shift[i] = shiftWhenMirrored(sources_[i].mesh, sources_[*partner[i]].mesh, out_.mirror, kMirrorLimitMm);
        });
        std::vector<bool> isImage(sources_.size(), false);
        for (size_t i = 0; i < sources_.size(); ++i)
            if (shift[i]) isImage[*partner[i]] = true;
        std::vector<std::uint32_t> place(sources_.size());
        for (size_t i = 0; i < sources_.size(); ++i) {
            if (isImage[i]) continue;
            place[i] = static_cast<std::uint32_t>(out_.measured.size());
            out_.measured.push_back({sources_[i].facts, {}});
            from_.push_back(i);
        }
        for (size_t i = 0; i < sources_.size(); ++i)
            if (shift[i]) out_.mirrored.push_back({sources_[*partner[i]].facts, place[i], *shift[i]});
    }

    void measureAll() {
        std::atomic<size_t> done{0};
        forEachOnTwoThreads(out_.measured.size(), [&](size_t i) {
            if (progress_.cancelled()) return;
            out_.measured[i].shape = shapeOf(from_[i]);
            const size_t n = ++done;
            progress_.report(static_cast<float>(n) / static_cast<float>(out_.measured.size()),
                             fmt::format("Measured {} of {} structures", n, out_.measured.size()));
        });
        if (progress_.cancelled()) dropUnmeasured();
    }

    void dropUnmeasured() {
        Measurement kept;
        std::vector<std::optional<std::uint32_t>> place(out_.measured.size());
        for (size_t i = 0; i < out_.measured.size(); ++i) {
            if (out_.measured[i].shape.branches.empty()) continue;
            place[i] = static_cast<std::uint32_t>(kept.measured.size());
            kept.measured.push_back(std::move(out_.measured[i]));
        }
        for (MirroredStructure& image : out_.mirrored)
            if (place[image.of]) kept.mirrored.push_back({std::move(image.facts), *place[image.of], image.shiftMm});
        kept.mirror = out_.mirror;
        out_ = std::move(kept);
    }

    Progress& progress_;
    std::vector<body::NewStructure> sources_;
    std::vector<size_t> from_;  // source of each measured structure
    std::optional<size_t> skin_;
    Measurement out_;
};

}  // namespace

Measurement measureBody(std::span<const body::NewStructure> structures, Progress& progress) {
    return BodyMeasure(structures, progress).run();
}

}  // namespace myochart::builtin
