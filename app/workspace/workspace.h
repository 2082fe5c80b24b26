#pragma once
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>

#include "anatomy/catalogue.h"
#include "body/model_library.h"
#include "chart/history.h"
#include "scene/camera.h"
#include "scene/pick.h"
#include "scene/regions.h"
#include "scene/view_options.h"
#include "store/save_queue.h"
#include "workspace/hiding_history.h"
#include "workspace/jobs.h"
#include "workspace/notice.h"
#include "workspace/panes.h"
#include "workspace/session_views.h"
#include "workspace/settings.h"

namespace myochart::workspace {

/// What a click does. `place` puts a marker of type placing().
enum class Mode { look, place };

struct WorkspaceOptions {
    Path dataDir;       ///< empty: the user's
    Path recordFile;    ///< empty: DATA/record.myochart
    bool inlineJobs = false;
    bool needRecord = true;
};

/// The running program without a screen: body, record, document, selection, view. The window's panels read it and call
/// its functions (or commands); the command line uses the same functions. One thread (the drawing one), except where
/// said; never waits for disk or import: long work is a job, finished in pump().
class Workspace {
  public:
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options);
    ~Workspace();  ///< waits until everything is saved

    // --- services
    const anatomy::Catalogue& catalogue() const { return *catalogue_; }
    body::ModelLibrary& models() { return *models_; }
    /// From now on, work that would slow the first picture of a body down (the pick index, levels of detail) waits for
    /// bodyIsOnScreen().
    void holdWorkUntilShown() { holdsWork_ = true; }
    /// The body is on the screen; what waited for that begins. Cheap when nothing waits.
    void bodyIsOnScreen();
    JobRunner& jobs() { return jobs_; }
    Settings& settings() { return settings_; }
    store::SaveQueue& saving() { return *saving_; }
    bool hasRecord() const { return saving_ != nullptr; }
    /// Finishes jobs and record answers; call once a frame. True when something changed.
    bool pump();
    std::vector<Notice>& notices() { return notices_; }
    void notify(std::string text, bool isError = false) { notices_.push_back({std::move(text), isError, {}, {}, 0}); }
    void saveSettings();

    // --- body
    std::shared_ptr<const body::Body> body() const { return body_; }
    const geometry::RayIndex* rays() const { return rays_.get(); }  ///< null until built in the background
    /// An installed model by name, the built-in one ("builtin"), a model file (imported first), or the default (empty).
    Result<std::shared_ptr<const body::Body>> loadBody(const std::string& nameOrFile, Progress& progress);
    /// The same with every triangle checked; a damaged cache is made again. (Without it, damaged structures are empty.)
    Result<std::shared_ptr<const body::Body>> loadSoundBody(const std::string& nameOrFile, Progress& progress);
    /// The model that the window opens first: the last one used if it is still installed, else empty (the default).
    std::string startModel() const;
    /// True when the default body (empty name) can be loaded: the built-in one, or any installed.
    bool hasDefaultBody() const;
    bool hasBuiltinBody() const;
    /// Adds levels of detail to an installed model or the built-in body.
    Outcome addLevelsTo(const std::string& name, Progress& progress);
    /// Shows `body`; markers of the open session are placed again on it, with a notice.
    void setBody(std::shared_ptr<const body::Body> body);
    void openModelInBackground(const std::string& name);
    /// Opens the built-in body as openModelInBackground() does; until it is there shownBody() is the sketch that `coming`
    /// brings, if it brings one. Only to be looked at: body() stays what it is.
    void openBuiltinAfter(std::shared_future<std::shared_ptr<const body::Body>> coming);
    /// What the picture shows: body(), or before it the sketch of it.
    std::shared_ptr<const body::Body> shownBody() const { return body_ ? body_ : sketch_; }
    /// How thick the built-in body's layer under the skin is shown: 0.6 (lean) to 3 (large) times as measured; a failure
    /// outside. Only the skin moves. When the built-in body is shown it is opened again as a job.
    float habitus() const { return habitus_; }
    Outcome setHabitus(float habitus);
    /// Imports as a job, then opens it. When a model of that name is installed and `options` do not let it go, asks first
    /// (replaceQuestion). `importQuestion` then holds what was concluded, when a person is to confirm it or something was
    /// changed, left out or not understood.
    void importInBackground(const Path& source, const body::ImportOptions& options);
    struct ImportQuestion {
        Path source;
        body::ImportOptions options;
        body::ImportReport report;
    };
    std::optional<ImportQuestion>& importQuestion() { return importQuestion_; }
    struct ReplaceQuestion {
        Path source;
        body::ImportOptions options;
        std::string name;      ///< installed already
        std::string freeName;  ///< under which both can stay
    };
    std::optional<ReplaceQuestion>& replaceQuestion() { return replaceQuestion_; }

    // --- record
    const std::vector<store::PatientSummary>& patients() const { return patients_; }
    const std::vector<store::SessionSummary>& sessions() const { return sessions_; }  ///< of the open patient, newest first
    const chart::Patient* patient() const { return patient_ ? &*patient_ : nullptr; }
    void addPatient(chart::Patient patient);       ///< and opens it
    void changePatient(chart::Patient patient);
    void removePatient(chart::PatientId id);  ///< with a notice that takes it back
    void openPatient(chart::PatientId id);
    void closePatient();
    void newSession();                             ///< for the open patient, and opens it
    void openSession(chart::SessionId id);
    void renameSession(chart::SessionId id, std::string title);
    void removeSession(chart::SessionId id);  ///< with a notice that takes it back
    void closeSession();

    // --- document
    const chart::Session* session() const { return history_ ? &history_->current() : nullptr; }
    const chart::History* history() const { return history_ ? &*history_ : nullptr; }
    /// One undo step, handed to the record at once; an error becomes a notice.
    bool commit(Result<chart::Edited> edited);
    void undo();
    void redo();
    store::SaveState saveState() const;

    // --- markers
    chart::MarkerType placing() const { return placing_; }
    void setPlacing(chart::MarkerType type) { placing_ = type; mode_ = Mode::place; }
    Mode mode() const { return mode_; }
    void setMode(Mode mode) { mode_ = mode; }
    /// The structures under the pointer, nearest first (shown ones only).
    std::vector<geometry::RayHit> hitsUnder(vec2 pixel, const scene::Viewport& viewport) const;
    /// Places a marker at a hit, one undo step; starts a session when a patient is open and none is. Its id.
    std::optional<chart::MarkerId> placeMarker(const geometry::SurfacePoint& point);
    /// While dragging: shows the marker elsewhere without a step; dropMarker commits once.
    void dragMarker(const chart::MarkerId& id, const geometry::SurfacePoint& point);
    void dropMarker();
    void cancelDrag();
    bool dragging() const { return drag_.has_value(); }
    /// Moves selected markers over the surface by mm in the picture's plane (right, up).
    void nudgeSelected(vec2 mm);
    void mirrorSelected();
    void removeSelected();
    void selectMarker(const chart::MarkerId& id, bool add = false);
    /// The session as it should be drawn: with the marker being dragged where it is now.
    const chart::Session* shownSession() const { return drag_ ? &*drag_ : session(); }

    // --- view
    scene::ViewOptions view = scene::firstView();
    scene::Camera camera;
    scene::Viewport viewport;
    float coveredBelow = 0;  ///< 0..0.5: share of the picture's height that the window's tools take below
    /// Where an animated camera is going; the window moves `camera` there.
    std::optional<scene::Camera> cameraGoal;
    void goTo(const scene::Camera& goal) { cameraGoal = goal; }
    /// A camera that frames something, moved so that the tools below do not cover it.
    scene::Camera clearOfTools(scene::Camera framed) const;
    void showStandardView(scene::StandardView which);
    void isolate(std::uint32_t structure);
    void hide(std::uint32_t structure);
    void hide(const std::vector<std::uint32_t>& structures, bool hidden);  ///< or shows them; one step
    void showAll();
    bool undoHide() { return hiding_.back(view); }     ///< false when there is nothing to step back to
    bool redoHide() { return hiding_.forward(view); }  ///< and forward again
    bool canUndoHide() const { return hiding_.canGoBack(); }
    bool canRedoHide() const { return hiding_.canGoForward(); }
    /// Frames a region of the body ("low back", "left shoulder"); standard views keep to it until frameWholeBody().
    Outcome frameRegion(std::string_view words);
    void frameWholeBody();
    const scene::RegionFrame* region() const { return region_ ? &*region_ : nullptr; }
    /// The views side by side; `camera` and `viewport` are those of the active one.
    Panes panes;
    /// Before view.hidden or view.isolated are changed by hand: undoHide() comes back to what they were.
    void rememberHiding() { hiding_.remember(view); }
    void setLayer(anatomy::Layer layer, bool shown);
    void clearSelection();

  private:
    explicit Workspace(bool inlineJobs);
    /// Runs `question` on the record's thread and `answer` on this one (in pump(), or at once with inline jobs).
    template <class T>
    void ask(std::function<Result<T>(store::Record&)> question, std::function<void(Result<T>)> answer);
    /// Like ask() for something that only succeeds or fails; a failure becomes a notice.
    void tell(std::function<Outcome(store::Record&)> question, std::function<void()> done = {});
    void showSession(chart::Session session);
    void save(const chart::Session& before);
    std::optional<chart::Marker> markerAt(const scene::Place& place, chart::MarkerType type) const;
    void keepView();     ///< of the open session, for the next time it is opened
    void restoreView();
    void refreshPatients();
    void refreshSessions();
    void selectChanged(const chart::Session& before);
    void afterShown(std::function<void()> work);
    void lookAtWholeBody();
    Outcome dropCache(const std::string& name);
    void replaceDamaged(const body::Body& body);
    /// Loads a body on a worker; what is returned shows it.
    std::function<void()> opening(const std::string& name, Progress& progress);
    void prepareToPick();
    void showOtherSkin();
    void makeLevels(const std::string& name);

    UserFolders folders_;
    Path settingsFile_, builtinTable_;
    Settings settings_;
    SessionViews sessionViews_;
    std::unique_ptr<anatomy::Catalogue> catalogue_;
    std::unique_ptr<body::ModelLibrary> models_;
    bool inline_;
    bool holdsWork_ = false;
    std::vector<std::function<void()>> whenShown_;  ///< held work
    std::vector<Notice> notices_;
    std::mutex answersMutex_;
    std::vector<std::function<void()>> answers_;  ///< from the record's thread, run in pump()
    std::shared_ptr<const body::Body> body_, sketch_;
    std::shared_ptr<const geometry::RayIndex> rays_;
    std::atomic<float> habitus_{1};  ///< read by jobs
    std::optional<ImportQuestion> importQuestion_;
    std::optional<ReplaceQuestion> replaceQuestion_;
    std::vector<store::PatientSummary> patients_;
    std::vector<store::SessionSummary> sessions_;
    std::optional<chart::Patient> patient_;
    std::optional<chart::History> history_;
    std::optional<chart::Session> drag_;
    chart::MarkerType placing_ = chart::MarkerType::needle;
    Mode mode_ = Mode::look;
    HidingHistory hiding_;
    std::optional<scene::RegionFrame> region_;
    // Last, so that they go first: their threads use what stands above until they have ended.
    std::unique_ptr<store::SaveQueue> saving_;
    JobRunner jobs_;
};

}  // namespace myochart::workspace
