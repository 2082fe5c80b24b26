#include "builtin/measured/best_shape.h"
#include "builtin/measured/measurement.h"
#include "builtin/measured/sides.h"
#include "builtin/measured/two_threads.h"
#include "core/words.h"

namespace myochart::builtin {

namespace {

geometry::TriMesh built(const MeasuredShape& shape, const BuildSettings& settings) {
    measured::LoftSettings loft = measured::loftFor(shape, settings.edgeMm);
    loft.flatMm = settings.flatMm;
    if (!settings.between) loft.maxRound = loft.maxAlong = 1;
    return geometry::weld(measured::buildLoft(shape, loft).mesh);
}

}  // namespace

body::NewBody buildBody(const Measurement& measurement, const BuildSettings& settings, Progress& progress) {
    body::NewBody body{measurement.name, measurement.source, measurement.licence, {}, true};
    const size_t measured = measurement.measured.size();
    body.structures.resize(measured + measurement.mirrored.size());
    std::atomic<size_t> done{0};
    std::vector<std::vector<size_t>> imagesOf(measured);
    for (size_t i = 0; i < measurement.mirrored.size(); ++i) imagesOf[measurement.mirrored[i].of].push_back(i);
    measured::forEachOnTwoThreads(measured, [&](size_t i) {
        if (progress.cancelled()) return;
        const MeasuredStructure& from = measurement.measured[i];
        body::NewStructure& structure = body.structures[i];
        structure.facts = from.facts;
        structure.mesh = built(from.shape, settings);
        for (const size_t image : imagesOf[i]) {
            const MirroredStructure& mirrored = measurement.mirrored[image];
            body.structures[measured + image] = {
                mirrored.facts, measured::mirroredMesh(structure.mesh, measurement.mirror, mirrored.shiftMm)};
        }
        const size_t n = ++done;
        progress.report(static_cast<float>(n) / static_cast<float>(measured), tr("Building the body"));
    });
    return body;
}

}  // namespace myochart::builtin
