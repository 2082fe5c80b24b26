#include "workspace/body_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "body/body_writer.h"
#include "builtin/builtin_body.h"
#include "builtin/measured/habitus.h"
#include "core/log.h"
#include "core/words.h"

namespace myochart::workspace {

namespace {

/// Where the helper that reads foreign models lies: beside the program, or as installed.
Path importHelper() {
    const Path here = programPath().parent_path();
    for (const Path& candidate : {here / "myochart-import", here.parent_path() / "libexec/myochart/myochart-import"})
        if (std::error_code fault; std::filesystem::exists(candidate, fault)) return candidate;
    return here / "myochart-import";
}

/// Whether every full-detail triangle of two bodies lies at the same place: not so after a change of habitus, which keeps the
/// body's checksum.
bool sameTriangles(const body::Body& a, const body::Body& b) {
    return a.checksum() == b.checksum() &&
           std::equal(a.structures().begin(), a.structures().end(), b.structures().begin(), b.structures().end(),
                      [](const auto& x, const auto& y) { return x.levels.front().checksum == y.levels.front().checksum; });
}

/// Something of an import is to be confirmed, or was changed, left out or not understood.
bool isWorthShowing(const body::ImportReport& report) {
    return report.isToBeConfirmed() || !report.unnamed.empty() || !report.unmappedMuscles.empty() ||
           !report.skipped.empty() || !report.notes.empty() || !report.corrected.empty() || !report.mended.empty() ||
           !report.openSheets.empty() || report.shiftMm != vec3(0);
}

}  // namespace

BodyDesk::BodyDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, Settings& settings, Path dataFolder,
                   Path table, bool inlineOnly)
    : notices_(notices), jobs_(jobs), settings_(settings), dataFolder_(std::move(dataFolder)), table_(std::move(table)),
      inline_(inlineOnly), models_(dataFolder_ / "models", importHelper(), catalogue) {}

Result<std::shared_ptr<const body::Body>> BodyDesk::load(const std::string& nameOrFile, Progress& progress) {
    if (nameOrFile == builtin::kBuiltinName) return builtin::openBuiltinBodyOfHabitus(dataFolder_, table_, habitus_, progress);
    if (!nameOrFile.empty()) {
        if (models_.has(nameOrFile)) return models_.open(nameOrFile, progress);
        std::error_code fault;
        if (!std::filesystem::exists(nameOrFile, fault))
            return failed(trf("There is no model {}; `model list` names those installed, `model import` adds one.",
                              shown(Path(nameOrFile))));
        body::ImportOptions options;
        options.levelsNow = false;
        const std::string name = body::ModelLibrary::nameOf(nameOrFile);
        options.replace = models_.has(name) && models_.isFrom(name, nameOrFile);
        auto report = models_.import(nameOrFile, options, progress);
        if (!report) return report.error();
        return models_.open(report->name, progress);
    }
    if (hasBuiltin()) return builtin::openBuiltinBodyOfHabitus(dataFolder_, table_, habitus_, progress);
    const auto installed = models_.list();
    if (installed.empty())
        return failed(tr("No model is installed yet; add one with `myochart model import FILE`, or in the window by File > Import."));
    return models_.open(installed.front().name, progress);
}

Outcome BodyDesk::dropCache(const std::string& name) {
    if (name != builtin::kBuiltinName) return models_.dropCache(name);
    std::error_code fault;
    std::filesystem::remove(builtin::builtinCacheFile(dataFolder_, table_), fault);
    if (fault) return failed(trf("The damaged body cannot be removed ({}).", fault.message()));
    return Done{};
}

Result<std::shared_ptr<const body::Body>> BodyDesk::loadSound(const std::string& nameOrFile, Progress& progress) {
    auto body = load(nameOrFile, progress);
    if (!body || (*body)->isSound()) return body;
    const std::string name = (*body)->name();
    if (auto outcome = dropCache(name); !outcome) return outcome.error();
    return load(name, progress);
}

std::string BodyDesk::startModel() const {
    return models_.has(settings_.lastModel) ? settings_.lastModel : std::string();
}

bool BodyDesk::hasBuiltin() const {
    std::error_code fault;
    return std::filesystem::exists(table_, fault);
}

bool BodyDesk::hasDefault() const {
    return hasBuiltin() || !models_.list().empty();
}

void BodyDesk::show(std::shared_ptr<const body::Body> body) {
    if (!body) return;
    const bool same = current_ && current_->checksum() == body->checksum();
    const BodyChange change = !current_                           ? BodyChange::first
                              : !same                             ? BodyChange::another
                              : !sameTriangles(*current_, *body) ? BodyChange::skin
                                                                  : BodyChange::detail;
    if (change == BodyChange::another) changing();
    current_ = std::move(body);
    sketch_.reset();
    sidesKnown_ = models_.sidesKnown(current_->name());
    settings_.lastModel = current_->name();
    if (change != BodyChange::detail) rays_.reset();
    if (!same) whenShown_.clear();
    if (!rays_ && !inline_) afterShown([this] { prepareToPick(); });
    changed(change);
}

Outcome BodyDesk::setHabitus(float habitus) {
    if (auto outcome = builtin::checkHabitus(habitus); !outcome) return outcome;
    const float before = habitus_.exchange(habitus);
    if (habitus == before || !current_ || current_->name() != builtin::kBuiltinName) return Done{};
    jobs_.start(tr("Changing the skin"), [this, before](Progress& progress) -> std::function<void()> {
        auto body = std::make_shared<Result<std::shared_ptr<const body::Body>>>(load(builtin::kBuiltinName, progress));
        return [this, before, body] {
            if (*body) return show(**body);
            habitus_ = before;  // what is still shown
            notices_.tell(body->error().message, true);
        };
    });
    return Done{};
}

void BodyDesk::prepareToPick() {
    jobs_.start(
        tr("Preparing to pick"),
        [this, body = current_](Progress& progress) -> std::function<void()> {
            if (!body->isSound()) return [this, body] { replaceDamaged(*body); };
            auto built = body->buildRayIndex(&progress);
            if (!built) return {};
            auto rays = std::make_shared<const geometry::RayIndex>(std::move(*built));
            return [this, body, rays] {
                if (current_ && sameTriangles(*current_, *body)) rays_ = rays;
            };
        },
        true);
}

void BodyDesk::replaceDamaged(const body::Body& body) {
    const auto dropped = dropCache(body.name());
    if (!dropped) return notices_.tell(dropped.error().message, true);
    notices_.tell(tr("The stored body was damaged; it is being made again."));
    openInBackground(body.name());
}

void BodyDesk::afterShown(std::function<void()> work) {
    if (!holdsWork_) return work();
    whenShown_.push_back(std::move(work));
}

void BodyDesk::isOnScreen() {
    for (const auto& work : std::exchange(whenShown_, {})) work();
}

Outcome BodyDesk::addLevelsTo(const std::string& name, Progress& progress) {
    if (name == builtin::kBuiltinName) return body::addLevels(builtin::builtinCacheFile(dataFolder_, table_), progress);
    return models_.buildLevels(name, progress);
}

void BodyDesk::openInBackground(const std::string& name) {
    const bool builtin = name.empty() || name == builtin::kBuiltinName;
    jobs_.start(builtin ? std::string(tr("Opening the built-in body")) : trf("Opening {}", name),
                [this, name](Progress& progress) { return opening(name, progress); });
}

std::function<void()> BodyDesk::opening(const std::string& name, Progress& progress) {
    auto body = std::make_shared<Result<std::shared_ptr<const body::Body>>>(load(name, progress));
    return [this, body] {
        sketch_.reset();
        if (!*body) return notices_.tell(body->error().message, true);
        show(**body);
        if (!(**body)->hasLevels()) afterShown([this, name = (**body)->name()] { makeLevels(name); });
    };
}

void BodyDesk::openBuiltinAfter(std::shared_future<std::shared_ptr<const body::Body>> coming) {
    jobs_.start(tr("Opening the built-in body"), [this, coming](Progress& progress) -> std::function<void()> {
        if (!coming.get()) return opening(builtin::kBuiltinName, progress);
        return [this, sketch = coming.get()] {
            if (current_) return;  // another was opened in the meantime
            sketch_ = sketch;
            sketched();
            afterShown([this] { openInBackground(builtin::kBuiltinName); });
        };
    });
}

void BodyDesk::makeLevels(const std::string& name) {
    jobs_.start(
        tr("Making levels of detail"),
        [this, name](Progress& progress) -> std::function<void()> {
            if (auto outcome = addLevelsTo(name, progress); !outcome) {
                log::warn(outcome.error().inEnglish());
                return {};
            }
            auto again = load(name, progress);
            if (!again) return {};
            return [this, finer = *again] {
                if (current_ && current_->checksum() == finer->checksum()) show(finer);
            };
        },
        true);
}

void BodyDesk::importInBackground(const Path& source, const body::ImportOptions& options) {
    const std::string name = options.name.empty() ? body::ModelLibrary::nameOf(source) : options.name;
    if (!options.replace && models_.has(name)) {
        int copy = 2;
        while (models_.has(fmt::format("{} ({})", name, copy))) ++copy;
        replaceQuestion_ = ReplaceQuestion{source, options, name, fmt::format("{} ({})", name, copy)};
        return;
    }
    jobs_.start(trf("Importing {}", shown(source.filename())),
                [this, source, options](Progress& progress) { return imported(source, options, progress); });
}

std::function<void()> BodyDesk::imported(const Path& source, const body::ImportOptions& options, Progress& progress) {
    body::ImportOptions quick = options;
    quick.levelsNow = false;
    auto report = std::make_shared<Result<body::ImportReport>>(models_.import(source, quick, progress));
    return [this, source, options, report] {
        if (!*report) return notices_.tell(report->error().message, true);
        const body::ImportReport& done = **report;
        if (isWorthShowing(done)) importQuestion_ = ImportQuestion{source, options, done};
        notices_.tell(trf("{} imported: {} structures, {} muscles named, {} not in the catalogue.", done.name,
                                  done.structures, done.mappedMuscles.size(), done.unmappedMuscles.size()));
        openInBackground(done.name);
    };
}

void BodyDesk::confirmSides(const std::string& model) {
    if (const auto outcome = models_.confirmSides(model); !outcome) return notices_.tell(outcome.error().message, true);
    if (current_) sidesKnown_ = models_.sidesKnown(current_->name());
}

void BodyDesk::askAboutSides() {
    if (!current_ || sidesKnown_) return;
    const auto origin = models_.originOf(current_->name());
    std::error_code fault;
    if (!origin || !std::filesystem::exists(origin->source, fault))
        return notices_.tell(tr("The file of this model is gone; import it again to say how it stands."), true);
    body::ImportOptions options = origin->options;
    options.replace = true;
    importInBackground(origin->source, options);
}

}  // namespace myochart::workspace
