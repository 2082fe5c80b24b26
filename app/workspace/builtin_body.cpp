#include "workspace/builtin_body.h"

#include "body/body_writer.h"
#include "body/measured/measurement.h"

namespace myochart::workspace {

namespace {

constexpr std::uint64_t kMaxTableBytes = 16U << 20;

/// Caches of earlier tables are of no use any more.
void removeOlder(const Path& folder, const Path& current) {
    std::error_code fault;
    for (const auto& entry : std::filesystem::directory_iterator(folder, fault))
        if (entry.path() != current && entry.path().extension() == ".cache") std::filesystem::remove(entry.path(), fault);
}

Outcome buildCache(const Path& file, const Path& table, bool withLevels, Progress& progress) {
    auto measurement = body::loadTable(table);
    if (!measurement) return measurement.error();
    body::NewBody built = body::buildBody(*measurement, {}, progress);
    if (progress.cancelled()) return failed("Building the built-in body was stopped.");
    built.name = kBuiltinName;
    std::error_code fault;
    std::filesystem::create_directories(file.parent_path(), fault);
    return body::writeBody(file, std::move(built), withLevels, progress);
}

}  // namespace

Path builtinCacheFile(const Path& dataFolder, const Path& table) {
    const auto bytes = readFile(table, kMaxTableBytes);
    if (!bytes) return {};
    return dataFolder / "builtin" / (checksum(*bytes).substr(0, 16) + ".cache");
}

Result<std::shared_ptr<const body::Body>> openBuiltinBody(const Path& dataFolder, const Path& table, bool withLevels,
                                                         Progress& progress) {
    const Path file = builtinCacheFile(dataFolder, table);
    if (file.empty()) return failed("The built-in body's table assets/body/body.table is missing; install Myochart again.");
    if (auto cached = body::Body::open(file)) return cached;
    if (auto outcome = buildCache(file, table, withLevels, progress); !outcome) return outcome.error();
    removeOlder(file.parent_path(), file);
    return body::Body::open(file);
}

}  // namespace myochart::workspace
