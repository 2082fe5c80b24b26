#include "body/model_library.h"

#include <algorithm>
#include <cmath>
#include <future>

#include <fmt/format.h>

#include "body/cache_format.h"
#include "body/describe.h"
#include "body/folder_swap.h"
#include "body/model_store.h"
#include "core/id.h"
#include "core/log.h"
#include "core/time.h"
#include "core/words.h"

namespace myochart::body {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kCacheFile = "body.cache";
constexpr std::string_view kFactsFile = "model.json";
constexpr std::uint64_t kMaxFactsBytes = 1 << 20;
constexpr std::string_view kBuiltIn = "builtin";

Error noSuchModel(const std::string& name) {
    return failed(said("There is no model \"{}\"; `model list` names those installed, `model import` adds one.",
                              shown(name)));
}

Error isInstalledAlready(const std::string& name) {
    return conflict(
        said("A model \"{}\" is installed already; give --replace to put this one in its place, or "
                    "another name with --name.",
                    shown(name)));
}

Result<ModelFacts> factsIn(const Path& folder) {
    const auto text = readTextFile(folder / kFactsFile, kMaxFactsBytes);
    if (!text) return text.error();
    return modelFactsFromJson(*text);
}

/// True for names that stay inside the library.
bool isLibraryName(const std::string& name) {
    return !name.empty() && libraryName(name) == name;
}

std::optional<Error> faultOf(const ImportOptions& options) {
    const double unit = options.millimetresPerUnit.value_or(1);
    if (std::isfinite(unit) && unit > 1e-6 && unit < 1e6) return std::nullopt;
    return environmentFault(said("The unit must be between 0.000001 and 1000000 millimetres."));
}

Result<std::string> nameFor(const Path& source, const ImportOptions& options) {
    const std::string name = options.name.empty() ? ModelLibrary::nameOf(source) : libraryName(options.name);
    if (name.empty()) return environmentFault(said("The model needs a name of letters or digits; give one with --name."));
    if (name == kBuiltIn)
        return environmentFault(said("\"builtin\" is the name of the built-in body; give another with --name."));
    return name;
}

Result<Described> readAndDescribe(const Path& helper, const Path& source, const ImportOptions& options,
                                  const anatomy::Catalogue& catalogue, Progress& progress) {
    const auto bytes = sourceBytes(source);
    if (!bytes) return bytes.error();
    progress.report(0, tr("Reading the model"));
    auto model = readForeignModel(helper, source, ImportLimits::forSize(*bytes), progress);
    if (!model) return model.error();
    log::info(fmt::format("model import: {} meshes; limits in force: {}", model->meshes.size(), model->limits));
    Described described = describe(std::move(*model), source, options, catalogue);
    if (described.body.structures.empty())
        return refused(
            said("{} cannot be imported: it has no triangle with an area. Choose another file.", shown(source)));
    return described;
}

/// A new hidden folder in the library that goes again unless it is put in place.
class FolderBeingMade {
  public:
    explicit FolderBeingMade(const Path& library) {
        std::error_code ignored;
        do {  // swept between its making and its lock? Then another one.
            path_ = library / (std::string(kBeingMade) + makeUuid());
            fs::create_directories(path_, fault_);
            if (!fault_) lock_.emplace(path_, FolderLock::Wait::yes);
        } while (!fault_ && !lock_->isHeld() && !fs::exists(path_, ignored));
        fs::permissions(library, fs::perms::group_all | fs::perms::others_all, fs::perm_options::remove, ignored);
    }
    FolderBeingMade(const FolderBeingMade&) = delete;
    FolderBeingMade& operator=(const FolderBeingMade&) = delete;
    ~FolderBeingMade() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const Path& path() const { return path_; }
    std::optional<Error> fault() const {
        if (!fault_) return std::nullopt;
        return failed(said("The folder {} cannot be written ({}); choose another with --data-dir.",
                                  shown(path_.parent_path()), fault_.message()));
    }

  private:
    Path path_;
    std::optional<FolderLock> lock_;
    std::error_code fault_;
};

ModelFacts factsOf(const ImportReport& report, const Path& source, const ImportOptions& options, std::string checksum) {
    std::error_code fault;
    ModelFacts facts;
    facts.name = report.name;
    facts.source = report.source;
    facts.installed = isoUtc(nowUtc());
    facts.path = fs::absolute(source, fault).string();
    facts.bytes = sourceBytes(source).ok() ? *sourceBytes(source) : 0;
    facts.checksum = std::move(checksum);
    facts.structures = report.structures;
    facts.triangles = report.triangles;
    facts.cacheVersion = cache::kVersion;
    facts.options = options;
    facts.sidesKnown = report.sidesKnown();
    return facts;
}

}  // namespace

Path importHelper() {
    const Path here = programPath().parent_path();
    const Path installed = here.parent_path() / "libexec" / "myochart" / "myochart-import";
    std::error_code fault;
    return fs::exists(installed, fault) && !fs::exists(here / "myochart-import", fault) ? installed
                                                                                        : here / "myochart-import";
}

ModelLibrary::ModelLibrary(Path folder, Path helper, const anatomy::Catalogue& catalogue)
    : folder_(std::move(folder)), helper_(helper.empty() ? importHelper() : std::move(helper)), catalogue_(catalogue) {}

Result<ImportReport> ModelLibrary::import(const Path& source, const ImportOptions& options, Progress& progress) {
    if (const auto fault = faultOf(options)) return *fault;
    const auto name = nameFor(source, options);
    if (!name) return name.error();
    if (!options.replace && has(*name)) return isInstalledAlready(*name);
    if (const auto bytes = sourceBytes(source); !bytes) return bytes.error();
    Progress hashed;
    auto hashing = std::async(std::launch::async, [&] { return sourceChecksum(source, hashed); });
    auto described = readAndDescribe(helper_, source, options, catalogue_, progress);
    if (!described) hashed.cancel();
    auto checksum = hashing.get();
    if (!described) return described.error();
    if (!checksum) return checksum.error();
    sweepLeftovers(folder_);
    const FolderBeingMade made(folder_);
    if (const auto fault = made.fault()) return *fault;
    ImportReport report = std::move(described->report);
    report.name = described->body.name = *name;
    noteFlesh(described->body, catalogue_);
    if (auto written = writeBody(made.path() / kCacheFile, std::move(described->body), options.levelsNow, progress);
        !written)
        return written.error();
    const auto body = Body::open(made.path() / kCacheFile);
    if (!body) return body.error();
    report.structures = static_cast<std::uint32_t>((*body)->structures().size());
    const ModelFacts facts = factsOf(report, source, options, std::move(*checksum));
    if (auto written = writeFileAtomically(made.path() / kFactsFile, toJson(facts)); !written) return written.error();
    if (progress.cancelled()) return failed(said("The import was stopped; nothing was changed."));
    const std::lock_guard lock(installing_);
    if (auto placed = putInPlace(made.path(), folderOf(*name)); !placed) return placed.error();
    progress.report(1, tr("Imported"));
    return report;
}

Result<ImportReport> ModelLibrary::check(const Path& source, Progress& progress) {
    auto described = readAndDescribe(helper_, source, {}, catalogue_, progress);
    if (!described) return described.error();
    described->report.name = source.stem().string();
    return std::move(described->report);
}

Outcome ModelLibrary::buildLevels(const std::string& name, Progress& progress) {
    if (!has(name)) return noSuchModel(name);
    const Path file = folderOf(name) / kCacheFile;
    const auto before = Body::open(file);
    if (!before) return before.error();
    if ((*before)->hasLevels()) return Done{};
    const FolderBeingMade made(folder_);
    if (const auto fault = made.fault()) return *fault;
    if (auto added = addLevels(file, progress, made.path() / kCacheFile); !added) return added;
    const std::lock_guard lock(installing_);
    const auto now = Body::open(file);
    if (!now || (*now)->checksum() != (*before)->checksum())
        return conflict(said("{} was imported again meanwhile.", shown(name)));
    std::error_code fault;
    fs::rename(made.path() / kCacheFile, file, fault);
    if (fault)
        return failed(said("The levels of detail of {} cannot be stored ({}).", shown(name), fault.message()));
    return Done{};
}

Result<std::shared_ptr<const Body>> ModelLibrary::open(const std::string& name, Progress& progress) {
    if (!has(name)) return noSuchModel(name);
    auto body = Body::open(folderOf(name) / kCacheFile);
    if (body) return body;
    return rebuild(name, body.error(), progress);
}

Result<std::shared_ptr<const Body>> ModelLibrary::rebuild(const std::string& name, const Error& why,
                                                          Progress& progress) {
    const auto again = [&](const char* sentence) { return refused(saidOf(sentence, shown(name))); };
    const char* const changed = mark("The stored model {} cannot be used and the file it came from has changed; import it again with `model import`.");
    auto facts = factsIn(folderOf(name));
    if (!facts) return again(mark("The stored model {} cannot be used and its record is damaged; import it again with `model import`."));
    log::warn(fmt::format("model cache unusable, making it again: {}", why.inEnglish()));
    const auto bytes = sourceBytes(facts->path);
    if (!bytes) return again(mark("The stored model {} cannot be used and the file it came from is gone; import it again with `model import`."));
    if (*bytes != facts->bytes) return again(changed);
    const auto checksum = sourceChecksum(facts->path, progress);
    if (!checksum || *checksum != facts->checksum) return again(changed);
    facts->options.name = name;
    facts->options.levelsNow = false;
    facts->options.replace = true;
    const auto report = import(facts->path, facts->options, progress);
    if (!report) return report.error();
    if (facts->sidesKnown && !report->sidesKnown())
        if (auto confirmed = confirmSides(name); !confirmed) return confirmed.error();
    return Body::open(folderOf(name) / kCacheFile);
}

Outcome ModelLibrary::dropCache(const std::string& name) {
    const std::lock_guard lock(installing_);
    std::error_code fault;
    fs::remove(folderOf(name) / kCacheFile, fault);
    if (fault) return failed(said("The damaged model {} cannot be removed ({}).", shown(name), fault.message()));
    return Done{};
}

std::vector<ModelSummary> ModelLibrary::list() const {
    std::vector<ModelSummary> models;
    std::error_code fault;
    for (fs::directory_iterator at(folder_, fault), end; at != end && !fault; at.increment(fault)) {
        if (at->path().filename().string().starts_with('.')) continue;
        if (const auto facts = factsIn(at->path()))
            models.push_back(
                {at->path().filename().string(), facts->source, facts->structures, facts->triangles, facts->installed});
    }
    std::sort(models.begin(), models.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return models;
}

Outcome ModelLibrary::remove(const std::string& name) {
    if (!has(name)) return noSuchModel(name);
    const std::lock_guard lock(installing_);
    const Path gone = folder_ / (std::string(kBeingMade) + makeUuid());
    std::error_code fault;
    fs::rename(folderOf(name), gone, fault);
    if (fault) return failed(said("The model {} cannot be removed ({}).", shown(name), fault.message()));
    fs::remove_all(gone, fault);
    return Done{};
}

void ModelLibrary::sweep() {
    sweepLeftovers(folder_);
}

bool ModelLibrary::has(const std::string& name) const {
    std::error_code fault;
    return isLibraryName(name) && fs::is_regular_file(folderOf(name) / kFactsFile, fault);
}

std::string ModelLibrary::nameOf(const Path& source) {
    const Path plain = source.has_filename() ? source : source.parent_path();  // "folder/"
    return libraryName(plain.stem().string());
}

bool ModelLibrary::sidesKnown(const std::string& name) const {
    if (!has(name)) return true;
    const auto facts = factsIn(folderOf(name));
    return !facts || facts->sidesKnown;
}

Outcome ModelLibrary::confirmSides(const std::string& name) {
    if (!has(name)) return noSuchModel(name);
    const std::lock_guard lock(installing_);
    auto facts = factsIn(folderOf(name));
    if (!facts) return facts.error();
    facts->sidesKnown = true;
    return writeFileAtomically(folderOf(name) / kFactsFile, toJson(*facts));
}

Result<ModelOrigin> ModelLibrary::originOf(const std::string& name) const {
    if (!has(name)) return noSuchModel(name);
    const auto facts = factsIn(folderOf(name));
    if (!facts) return facts.error();
    return ModelOrigin{facts->path, facts->options};
}

bool ModelLibrary::isFrom(const std::string& name, const Path& source) const {
    std::error_code fault;
    const auto facts = factsIn(folderOf(name));
    return facts && fs::equivalent(facts->path, source, fault) && !fault;
}

}  // namespace myochart::body
