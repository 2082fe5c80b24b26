#include <fmt/format.h>

#include <algorithm>

#include "body/body_writer.h"
#include "builtin/builtin_body.h"
#include "builtin/measured/habitus.h"
#include "builtin/schematic_muscles.h"
#include "core/log.h"
#include "workspace/section_pane.h"
#include "workspace/workspace.h"

namespace myochart::workspace {

namespace {

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

Result<std::shared_ptr<const body::Body>> Workspace::loadBody(const std::string& nameOrFile, Progress& progress) {
    if (nameOrFile == builtin::kBuiltinName) return builtin::openBuiltinBodyOfHabitus(folders_.data, builtinTable_, habitus_, progress);
    if (!nameOrFile.empty()) {
        if (models_->has(nameOrFile)) return models_->open(nameOrFile, progress);
        std::error_code fault;
        if (!std::filesystem::exists(nameOrFile, fault))
            return failed(fmt::format("There is no model {}; `model list` names those installed, `model import` adds one.",
                                      shown(Path(nameOrFile))));
        body::ImportOptions options;
        options.levelsNow = false;
        const std::string name = body::ModelLibrary::nameOf(nameOrFile);
        options.replace = models_->has(name) && models_->isFrom(name, nameOrFile);
        auto report = models_->import(nameOrFile, options, progress);
        if (!report) return report.error();
        return models_->open(report->name, progress);
    }
    if (hasBuiltinBody()) return builtin::openBuiltinBodyOfHabitus(folders_.data, builtinTable_, habitus_, progress);
    const auto installed = models_->list();
    if (installed.empty())
        return failed("No model is installed yet; add one with `myochart model import FILE`, or in the window by File > Import.");
    return models_->open(installed.front().name, progress);
}

Outcome Workspace::dropCache(const std::string& name) {
    if (name != builtin::kBuiltinName) return models_->dropCache(name);
    std::error_code fault;
    std::filesystem::remove(builtin::builtinCacheFile(folders_.data, builtinTable_), fault);
    if (fault) return failed(fmt::format("The damaged body cannot be removed ({}).", fault.message()));
    return Done{};
}

Result<std::shared_ptr<const body::Body>> Workspace::loadSoundBody(const std::string& nameOrFile, Progress& progress) {
    auto body = loadBody(nameOrFile, progress);
    if (!body || (*body)->isSound()) return body;
    const std::string name = (*body)->name();
    if (auto outcome = dropCache(name); !outcome) return outcome.error();
    return loadBody(name, progress);
}

std::string Workspace::startModel() const {
    return models_->has(settings_.lastModel) ? settings_.lastModel : std::string();
}

bool Workspace::hasBuiltinBody() const {
    std::error_code fault;
    return std::filesystem::exists(builtinTable_, fault);
}

bool Workspace::hasDefaultBody() const {
    return hasBuiltinBody() || !models_->list().empty();
}

void Workspace::setBody(std::shared_ptr<const body::Body> body) {
    if (!body) return;
    const bool another = !body_ || body_->checksum() != body->checksum();
    const bool otherSkin = !another && !sameTriangles(*body_, *body);
    const bool first = !body_;
    if (another) keepView();
    body_ = std::move(body);
    sketch_.reset();
    sidesKnown_ = models_->sidesKnown(body_->name());
    settings_.lastModel = body_->name();
    if (otherSkin) return showOtherSkin();
    if (!another) {  // the same triangles with levels of detail added, or made again
        if (!rays_ && !inline_) afterShown([this] { prepareToPick(); });
        return;
    }
    rays_.reset();
    view.hidden = builtin::hiddenAtFirst(*body_, *catalogue_);
    view.isolated.clear();
    view.faded.clear();
    view.selected.reset();
    view.hovered.reset();
    hiding_.clear();
    region_.reset();
    if (view.effects.section.on) setSectionMm(*this, sectionMm(*this));  // inside this body
    lookAtWholeBody();
    whenShown_.clear();
    if (!inline_) afterShown([this] { prepareToPick(); });
    if (!visit_) return;
    cancelDrag();
    tellOfPlacing(visit_->showOn(body_, *catalogue_));
    if (first) restoreView();
}

void Workspace::lookAtWholeBody() {
    camera = clearOfTools(scene::standardView(scene::StandardView::anterior, shownBody()->bounds(), viewport));
    cameraGoal.reset();
}

Outcome Workspace::setHabitus(float habitus) {
    if (auto outcome = builtin::checkHabitus(habitus); !outcome) return outcome;
    const float before = habitus_.exchange(habitus);
    if (habitus == before || !body_ || body_->name() != builtin::kBuiltinName) return Done{};
    jobs_.start("Changing the skin", [this, before](Progress& progress) -> std::function<void()> {
        auto body = std::make_shared<Result<std::shared_ptr<const body::Body>>>(loadBody(builtin::kBuiltinName, progress));
        return [this, before, body] {
            if (*body) return setBody(**body);
            habitus_ = before;  // what is still shown
            notify(body->error().message, true);
        };
    });
    return Done{};
}

void Workspace::showOtherSkin() {
    rays_.reset();
    if (!inline_) afterShown([this] { prepareToPick(); });
    const auto onSkin = [&](const record::Marker& marker) {
        const auto index = body_->find(marker.anchor.structureKey);
        return index && body_->structure(*index).system == body::System::skin;
    };
    if (!session() || std::none_of(session()->markers.begin(), session()->markers.end(), onSkin)) return;
    cancelDrag();
    visit_->showOn(body_, *catalogue_);
}

void Workspace::prepareToPick() {
    jobs_.start(
        "Preparing to pick",
        [this, body = body_](Progress& progress) -> std::function<void()> {
            if (!body->isSound()) return [this, body] { replaceDamaged(*body); };
            auto built = body->buildRayIndex(&progress);
            if (!built) return {};
            auto rays = std::make_shared<const geometry::RayIndex>(std::move(*built));
            return [this, body, rays] {
                if (body_ && sameTriangles(*body_, *body)) rays_ = rays;
            };
        },
        true);
}

void Workspace::replaceDamaged(const body::Body& body) {
    const auto dropped = dropCache(body.name());
    if (!dropped) return notify(dropped.error().message, true);
    notify("The stored body was damaged; it is being made again.");
    openModelInBackground(body.name());
}

void Workspace::afterShown(std::function<void()> work) {
    if (!holdsWork_) return work();
    whenShown_.push_back(std::move(work));
}

void Workspace::bodyIsOnScreen() {
    for (const auto& work : std::exchange(whenShown_, {})) work();
}

Outcome Workspace::addLevelsTo(const std::string& name, Progress& progress) {
    if (name == builtin::kBuiltinName) return body::addLevels(builtin::builtinCacheFile(folders_.data, builtinTable_), progress);
    return models_->buildLevels(name, progress);
}

void Workspace::openModelInBackground(const std::string& name) {
    const bool builtin = name.empty() || name == builtin::kBuiltinName;
    jobs_.start(builtin ? std::string("Opening the built-in body") : fmt::format("Opening {}", name),
                [this, name](Progress& progress) { return opening(name, progress); });
}

std::function<void()> Workspace::opening(const std::string& name, Progress& progress) {
    auto body = std::make_shared<Result<std::shared_ptr<const body::Body>>>(loadBody(name, progress));
    return [this, body] {
        sketch_.reset();
        if (!*body) return notify(body->error().message, true);
        setBody(**body);
        if (!(**body)->hasLevels()) afterShown([this, name = (**body)->name()] { makeLevels(name); });
    };
}

void Workspace::openBuiltinAfter(std::shared_future<std::shared_ptr<const body::Body>> coming) {
    jobs_.start("Opening the built-in body", [this, coming](Progress& progress) -> std::function<void()> {
        if (!coming.get()) return opening(builtin::kBuiltinName, progress);
        return [this, sketch = coming.get()] {
            if (body_) return;  // another was opened in the meantime
            sketch_ = sketch;
            lookAtWholeBody();
            afterShown([this] { openModelInBackground(builtin::kBuiltinName); });
        };
    });
}

void Workspace::makeLevels(const std::string& name) {
    jobs_.start(
        "Making levels of detail",
        [this, name](Progress& progress) -> std::function<void()> {
            if (auto outcome = addLevelsTo(name, progress); !outcome) {
                log::warn(outcome.error().message);
                return {};
            }
            auto again = loadBody(name, progress);
            if (!again) return {};
            return [this, finer = *again] {
                if (body_ && body_->checksum() == finer->checksum()) setBody(finer);
            };
        },
        true);
}

void Workspace::importInBackground(const Path& source, const body::ImportOptions& options) {
    const std::string name = options.name.empty() ? body::ModelLibrary::nameOf(source) : options.name;
    if (!options.replace && models_->has(name)) {
        int copy = 2;
        while (models_->has(fmt::format("{} ({})", name, copy))) ++copy;
        replaceQuestion_ = ReplaceQuestion{source, options, name, fmt::format("{} ({})", name, copy)};
        return;
    }
    jobs_.start(fmt::format("Importing {}", shown(source.filename())),
                [this, source, options](Progress& progress) -> std::function<void()> {
                    body::ImportOptions quick = options;
                    quick.levelsNow = false;
                    auto report = std::make_shared<Result<body::ImportReport>>(models_->import(source, quick, progress));
                    return [this, source, options, report] {
                        if (!*report) return notify(report->error().message, true);
                        const body::ImportReport& done = **report;
                        if (isWorthShowing(done)) importQuestion_ = ImportQuestion{source, options, done};
                        notify(fmt::format("{} imported: {} structures, {} muscles named, {} not in the catalogue.",
                                           done.name, done.structures, done.mappedMuscles.size(),
                                           done.unmappedMuscles.size()));
                        openModelInBackground(done.name);
                    };
                });
}

void Workspace::confirmSides(const std::string& model) {
    if (const auto outcome = models_->confirmSides(model); !outcome) return notify(outcome.error().message, true);
    if (body_) sidesKnown_ = models_->sidesKnown(body_->name());
}

void Workspace::askAboutSides() {
    if (!body_ || sidesKnown_) return;
    const auto origin = models_->originOf(body_->name());
    std::error_code fault;
    if (!origin || !std::filesystem::exists(origin->source, fault))
        return notify("The file of this model is gone; import it again to say how it stands.", true);
    body::ImportOptions options = origin->options;
    options.replace = true;
    importInBackground(origin->source, options);
}

}  // namespace myochart::workspace
