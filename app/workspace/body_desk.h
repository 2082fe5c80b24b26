#pragma once
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "anatomy/catalogue.h"
#include "body/model_library.h"
#include "core/files.h"
#include "workspace/jobs.h"
#include "workspace/notices.h"
#include "workspace/settings.h"

namespace myochart::workspace {

/// A model that was read: what was concluded about it, to be confirmed or only to be seen.
struct ImportQuestion {
    Path source;
    body::ImportOptions options;
    body::ImportReport report;
};

/// A model of that name is installed already.
struct ReplaceQuestion {
    Path source;
    body::ImportOptions options;
    std::string name;
    std::string freeName;  ///< under which both can stay
};

/// How the body that is shown has changed.
enum class BodyChange {
    first,    ///< there was none
    another,  ///< other structures
    skin,     ///< the same with another skin
    detail    ///< the same triangles, perhaps with levels of detail
};

/// Bodies: those installed, the built-in one, the one that is worked with. One thread, except load(), loadSound() and
/// addLevelsTo(), which jobs call.
class BodyDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `dataFolder` keeps the models; `table` is that of the
    /// built-in body; `inlineOnly`: no index to pick with is prepared.
    BodyDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, Settings& settings, Path dataFolder,
             Path table, bool inlineOnly);

    body::ModelLibrary& models() { return models_; }
    /// The body that is worked with; null before the first.
    const std::shared_ptr<const body::Body>& current() const { return current_; }
    /// What the picture shows: current(), or before it the sketch of it.
    const std::shared_ptr<const body::Body>& inPicture() const { return current_ ? current_ : sketch_; }
    const geometry::RayIndex* rays() const { return rays_.get(); }  ///< null until built in the background
    const std::shared_ptr<const geometry::RayIndex>& sharedRays() const { return rays_; }  ///< the same, for a job
    /// Told of every change, `changing` before it (only of one to another body), `changed` after it.
    std::function<void()> changing = [] {};
    std::function<void(BodyChange)> changed = [](BodyChange) {};
    /// The sketch is what the picture shows from now on.
    std::function<void()> sketched = [] {};

    // --- opening
    /// An installed model by name, the built-in one ("builtin"), a model file (imported first), or the default (empty).
    Result<std::shared_ptr<const body::Body>> load(const std::string& nameOrFile, Progress& progress);
    /// The same with every triangle checked; a damaged cache is made again. (Without it, damaged structures are empty.)
    Result<std::shared_ptr<const body::Body>> loadSound(const std::string& nameOrFile, Progress& progress);
    /// The model that the window opens first: the last one used if it is still installed, else empty (the default).
    std::string startModel() const;
    /// True when the default body (empty name) can be loaded: the built-in one, or any installed.
    bool hasDefault() const;
    bool hasBuiltin() const;
    /// Adds levels of detail to an installed model or the built-in body.
    Outcome addLevelsTo(const std::string& name, Progress& progress);
    void show(std::shared_ptr<const body::Body> body);
    void openInBackground(const std::string& name);
    /// Opens the built-in body as openInBackground() does; until it is there inPicture() is the sketch that `coming`
    /// brings, if it brings one. Only to be looked at: current() stays what it is.
    void openBuiltinAfter(std::shared_future<std::shared_ptr<const body::Body>> coming);
    /// From now on, work that would slow the first picture of a body down (the pick index, levels of detail) waits for
    /// isOnScreen().
    void holdWorkUntilShown() { holdsWork_ = true; }
    /// The body is on the screen; what waited for that begins. Cheap when nothing waits.
    void isOnScreen();
    /// How thick the built-in body's layer under the skin is shown: 0.6 (lean) to 3 (large) times as measured; a failure
    /// outside. Only the skin moves. When the built-in body is shown it is opened again as a job.
    float habitus() const { return habitus_; }
    Outcome setHabitus(float habitus);

    // --- importing
    /// Imports as a job, then opens it. When a model of that name is installed and `options` do not let it go, asks first
    /// (replaceQuestion). `importQuestion` then holds what was concluded, when a person is to confirm it or something was
    /// changed, left out or not understood.
    void importInBackground(const Path& source, const body::ImportOptions& options);
    std::optional<ImportQuestion>& importQuestion() { return importQuestion_; }
    std::optional<ReplaceQuestion>& replaceQuestion() { return replaceQuestion_; }
    /// False while left and right of the model that is shown are a guess that nobody has confirmed: badges say so, and
    /// no site is placed on it or moved.
    bool sidesKnown() const { return sidesKnown_; }
    /// A person says that left and right of that model are as shown.
    void confirmSides(const std::string& model);
    /// Reads the model that is shown again, so that importQuestion() comes back.
    void askAboutSides();

  private:
    /// Loads a body on a worker; what is returned shows it.
    std::function<void()> opening(const std::string& name, Progress& progress);
    Outcome dropCache(const std::string& name);
    void replaceDamaged(const body::Body& body);
    void afterShown(std::function<void()> work);
    void prepareToPick();
    void makeLevels(const std::string& name);
    std::function<void()> imported(const Path& source, const body::ImportOptions& options, Progress& progress);

    Notices& notices_;
    JobRunner& jobs_;
    Settings& settings_;
    Path dataFolder_, table_;
    bool inline_;
    body::ModelLibrary models_;
    std::shared_ptr<const body::Body> current_, sketch_;
    std::shared_ptr<const geometry::RayIndex> rays_;
    std::atomic<float> habitus_{1};  ///< read by jobs
    bool sidesKnown_ = true;
    bool holdsWork_ = false;
    std::vector<std::function<void()>> whenShown_;  ///< held work
    std::optional<ImportQuestion> importQuestion_;
    std::optional<ReplaceQuestion> replaceQuestion_;
};

}  // namespace myochart::workspace
