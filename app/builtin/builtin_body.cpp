#include "builtin/builtin_body.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "body/body_writer.h"
#include "body/moved_structure.h"
#include "builtin/measured/habitus.h"
#include "builtin/measured/measurement.h"
#include "builtin/schematic_muscles.h"
#include "builtin/schematic_paths.h"
#include "core/words.h"

namespace myochart::builtin {

namespace {

constexpr std::uint64_t kMaxTableBytes = 16U << 20;

constexpr const char *kBodyEnding = ".cache", *kSkinEnding = ".skin";

/// What lies beside a new cache file and is of no use any more.
void removeOlder(const Path& current, std::initializer_list<const char*> endings) {
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(current.parent_path(), fault))
        if (entry.path() != current && std::count(endings.begin(), endings.end(), entry.path().extension().string()) > 0)
            std::filesystem::remove(entry.path(), fault);
}

/// Caches of skins are called as the body's they were made from and their habitus in hundredths.
Path skinFile(const Path& body, float habitus) {
    return body.parent_path() / fmt::format("{}-skin{}{}", body.stem().string(), std::lround(habitus * 100), kSkinEnding);
}

/// The tables that the schematic structures come from lie beside the body's.
Path knowledgeBeside(const Path& table) { return table.parent_path().parent_path() / "knowledge"; }

/// What the references lack, along the landmarks of the body's own bones: nerves, limb vessels and a few muscles. A body
/// without the catalogue has none.
void addSchematics(body::NewBody& body, const Measurement& measurement, const Path& table) {
    const auto catalogue = anatomy::Catalogue::load(knowledgeBeside(table));
    if (!catalogue) return;
    places::LandmarkFinder landmarks(body.structures, measurement.mirror.offsetMm);
    auto muscles = schematicMuscles(landmarks, *catalogue);
    auto tubes = schematicTubes(landmarks, *catalogue);
    std::move(muscles.begin(), muscles.end(), std::back_inserter(body.structures));
    std::move(tubes.begin(), tubes.end(), std::back_inserter(body.structures));
    body::noteFlesh(body, *catalogue);
}

Result<body::NewBody> buildFrom(const Path& table, Progress& progress) {
    auto measurement = loadTable(table);
    if (!measurement) return measurement.error();
    body::NewBody built = buildBody(*measurement, {}, progress);
    if (progress.cancelled()) return failed(said("Building the built-in body was stopped."));
    built.name = kBuiltinName;
    addSchematics(built, *measurement, table);
    return built;
}

Outcome buildCache(const Path& file, const Path& table, bool withLevels, Progress& progress) {
    auto built = buildFrom(table, progress);
    if (!built) return built.error();
    std::error_code fault;
    std::filesystem::create_directories(file.parent_path(), fault);
    return body::writeBody(file, std::move(*built), withLevels, progress, Written::soon);
}

}  // namespace

Path builtinCacheFile(const Path& dataFolder, const Path& table) {
    auto bytes = readFile(table, kMaxTableBytes);
    if (!bytes) return {};
    for (const char* file : {"schematic_paths.csv", "schematic_muscles.csv", "frame_landmarks.csv", "muscles.csv", "muscle_flesh.csv"})
        if (const auto more = readFile(knowledgeBeside(table) / file, kMaxTableBytes)) bytes->insert(bytes->end(), more->begin(), more->end());
    return dataFolder / "builtin" / (checksum(*bytes).substr(0, 16) + kBodyEnding);
}

Result<std::shared_ptr<const body::Body>> openBuiltinBody(const Path& dataFolder, const Path& table, bool withLevels,
                                                         Progress& progress) {
    const Path file = builtinCacheFile(dataFolder, table);
    if (file.empty()) return failed(said("The built-in body's table assets/body/body.table is missing; install Myochart again."));
    if (auto cached = body::Body::open(file)) return cached;
    if (auto outcome = buildCache(file, table, withLevels, progress); !outcome) {
        // Where nothing can be written it is made anew each time.
        auto built = buildFrom(table, progress);
        if (!built) return built.error();
        return body::bodyInMemory(std::move(*built), progress);
    }
    removeOlder(file, {kBodyEnding, kSkinEnding});
    return body::Body::open(file);
}

namespace {

std::shared_ptr<const body::Body> sketchOfBuiltinBody(const Path& dataDir) {
    const auto folders = userFolders(dataDir);
    const auto assets = programFolder("assets");
    if (!folders || !assets) return nullptr;
    const Path table = *assets / kBuiltinTable, file = builtinCacheFile(folders->data, table);
    if (std::error_code fault; file.empty() || std::filesystem::exists(file, fault)) return nullptr;
    const auto measurement = loadTable(table);
    if (!measurement) return nullptr;  // building the body itself will say why
    Progress unseen;
    auto sketch = body::bodyInMemory(buildBody(*measurement, BuildSettings::sketch(), unseen), unseen);
    return sketch ? *sketch : nullptr;
}

}  // namespace

std::shared_future<std::shared_ptr<const body::Body>> beginSketchOfBuiltinBody(const Path& dataDir) {
    return std::async(std::launch::async, sketchOfBuiltinBody, dataDir);
}

Result<std::shared_ptr<const body::Body>> openBuiltinBodyOfHabitus(const Path& dataFolder, const Path& table, float habitus,
                                                                  Progress& progress) {
    if (auto outcome = checkHabitus(habitus); !outcome) return outcome.error();
    auto measured = openBuiltinBody(dataFolder, table, false, progress);
    if (!measured || habitus == 1) return measured;
    const body::Body& body = **measured;
    const Path from = builtinCacheFile(dataFolder, table), file = skinFile(from, habitus);
    if (auto kept = body::Body::open(file); kept && (*kept)->checksum() == body.checksum() && (*kept)->hasLevels() == body.hasLevels()) return kept;
    const auto skin = measuredSkin(body);
    if (!skin) return failed(said("The built-in body has no skin; install Myochart again."));
    progress.report(0.1F, tr("Making the skin"));
    const geometry::TriMesh mesh = body.mesh(*skin);
    const auto moved = skinOfHabitus(mesh, layerUnderSkin(body, *skin), habitus);
    if (!moved) return moved.error();
    if (progress.cancelled()) return failed(said("Making the skin was stopped."));
    if (auto outcome = body::writeWithStructureMoved(from, *skin, *moved, file); !outcome) return outcome.error();
    removeOlder(file, {kSkinEnding});
    return body::Body::open(file);
}

}  // namespace myochart::builtin
