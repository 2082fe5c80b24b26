#include "body/body_writer.h"

#include <cmath>
#include <unordered_set>

#include <fmt/format.h>

#include "body/cache_format.h"
#include "body/cache_writer.h"
#include "body/parallel.h"
#include "core/words.h"

namespace myochart::body {

namespace {

constexpr float kFarthestMm = 1e6F;

Error stopped() {
    return failed(said("Stopped before it was done; nothing was changed."));
}

std::optional<Error> faultOf(const NewStructure& s) {
    const auto& mesh = s.mesh;
    if (mesh.indices.size() % 3 != 0)
        return refused(
            said("The structure {} has an incomplete triangle; export the model again.", s.facts.key));
    for (const std::uint32_t i : mesh.indices)
        if (i >= mesh.positions.size())
            return refused(
                said("The structure {} has a triangle without a corner; export the model again.", s.facts.key));
    for (const vec3 p : mesh.positions)
        if (!(std::abs(p.x) <= kFarthestMm && std::abs(p.y) <= kFarthestMm && std::abs(p.z) <= kFarthestMm))
            return refused(
                said("The structure {} reaches beyond a kilometre; check the model's unit.", s.facts.key));
    return std::nullopt;
}

std::optional<Error> faultOf(const NewBody& body) {
    if (body.structures.empty()) return refused(said("{} has no structures.", body.name));
    if (body.structures.size() > cache::kMaxStructures)
        return refused(said("{} has {} structures; the limit is {}.", body.name, body.structures.size(),
                                   cache::kMaxStructures));
    std::unordered_set<std::string_view> keys;
    for (const NewStructure& s : body.structures) {
        if (s.facts.key.empty() || !keys.insert(s.facts.key).second)
            return refused(said("{} has two structures with the key \"{}\".", body.name, s.facts.key));
        if (auto fault = faultOf(s)) return fault;
    }
    return std::nullopt;
}

/// The box of the corners that triangles use.
Box boxOf(const NewBody& body) {
    Box box;
    for (const NewStructure& s : body.structures)
        for (const std::uint32_t i : s.mesh.indices) box.add(s.mesh.positions[i]);
    return box;
}

/// Calls `work` for every structure on all cores and reports from `from` to `to` of the whole; false when cancelled.
template <class Work>
bool forEachStructure(size_t count, Progress& progress, float from, float to, std::string_view doing,
                      const Work& work) {
    std::atomic<size_t> done{0};
    forEachInParallel(count, [&](size_t i) {
        if (progress.cancelled()) return;
        work(i);
        const size_t n = ++done;
        progress.report(from + (to - from) * static_cast<float>(n) / static_cast<float>(count),
                        fmt::format("{} {} of {} structures", doing, n, count));
    });
    return !progress.cancelled();
}

bool appendAllLevels(PackedBody& body, Progress& progress, float from) {
    return forEachStructure(body.structures.size(), progress, from, 0.95F, "Making levels of detail for",
                            [&](size_t i) { appendLevels(body.structures[i], body.quantisation); });
}

/// Structures in which welding left no triangle go; the others' vertices get their new numbers.
void dropEmpty(PackedBody& body) {
    std::erase_if(body.structures, [](const PackedStructure& s) { return s.levels.empty(); });
    for (size_t i = 0; i < body.structures.size(); ++i)
        for (PackedVertex& v : body.structures[i].levels[0].vertices) v.structure = static_cast<std::uint16_t>(i);
}

/// Full detail of all structures; reports up to `share` of the whole.
Result<PackedBody> pack(NewBody body, Progress& progress, float share) {
    if (const auto fault = faultOf(body)) return *fault;
    PackedBody packed{body.name, body.source, body.licence, Quantisation::over(boxOf(body)), {}};
    packed.structures.resize(body.structures.size());
    const bool done = forEachStructure(body.structures.size(), progress, 0, share, "Preparing", [&](size_t i) {
        NewStructure& s = body.structures[i];
        packed.structures[i] = packFullDetail(std::move(s.facts), s.mesh, static_cast<std::uint16_t>(i),
                                              packed.quantisation, body.builtInRows, s.flesh);
        s.mesh = {};
    });
    if (!done) return stopped();
    dropEmpty(packed);
    if (packed.structures.empty())
        return refused(said("{} has no triangle with an area; choose another model.", packed.name));
    return packed;
}

}  // namespace

void noteFlesh(NewBody& body, const anatomy::Catalogue& catalogue) {
    for (NewStructure& s : body.structures)
        if (const auto* flesh = s.facts.system == System::muscle ? catalogue.flesh(s.facts.muscleKey) : nullptr) s.flesh = flesh->spans;
}

Outcome writeBody(const Path& file, NewBody body, bool withLevels, Progress& progress, Written written) {
    const float share = withLevels ? 0.3F : 0.95F;
    auto packed = pack(std::move(body), progress, share);
    if (!packed) return packed.error();
    if (withLevels && !appendAllLevels(*packed, progress, share)) return stopped();
    progress.report(0.95F, tr("Writing the model"));
    return writeCache(file, std::move(*packed), withLevels, written);
}

Result<std::shared_ptr<const Body>> bodyInMemory(NewBody body, Progress& progress) {
    auto packed = pack(std::move(body), progress, 1);
    if (!packed) return packed.error();
    auto content = cacheContent(std::move(*packed), false);
    if (!content) return content.error();
    return Body::of(std::move(*content));
}

Outcome addLevels(const Path& file, Progress& progress, const Path& into) {
    PackedBody packed;
    {
        const auto opened = Body::open(file);
        if (!opened) return opened.error();
        const Body& body = **opened;
        packed = {body.name(), body.source(), body.licence(), {body.quantOrigin(), body.quantStepMm()}, {}};
        for (const Structure& s : body.structures()) {
            const Level& full = s.levels[0];
            if (!body.levelIsSound(full))
                return refused(
                    said("{} is damaged (structure {}); import the model again.", shown(file), s.key));
            const auto vertices = body.vertices(full);
            const auto indices = body.indices(full);
            packed.structures.push_back(
                {s, {{0, {vertices.begin(), vertices.end()}, {indices.begin(), indices.end()}}}});
        }
    }
    if (!appendAllLevels(packed, progress, 0)) return stopped();
    return writeCache(into.empty() ? file : into, std::move(packed), true);
}

}  // namespace myochart::body
