#pragma once
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "anatomy/catalogue.h"
#include "body/model_library.h"
#include "core/local_day.h"
#include "places/place.h"
#include "record/edits.h"
#include "scene/camera.h"
#include "scene/pick.h"
#include "scene/regions.h"
#include "scene/view_options.h"
#include "store/save_queue.h"
#include "workspace/deletion.h"
#include "workspace/hiding_history.h"
#include "workspace/jobs.h"
#include "workspace/later_writer.h"
#include "workspace/notice.h"
#include "workspace/open_visit.h"
#include "workspace/panes.h"
#include "workspace/session_views.h"
#include "workspace/settings.h"
#include "workspace/undo_list.h"

namespace myochart::workspace {

/// What a click does. `place` puts a marker of type placing().
enum class Mode { look, place };

struct WorkspaceOptions {
    Path dataDir;       ///< empty: the user's
    Path recordFile;    ///< empty: DATA/record.myochart
    bool inlineJobs = false;
    bool needRecord = true;
    std::string via = "window";             ///< by what the record is changed, for its audit trail
    std::function<UtcMs()> clock = nowUtc;  ///< which day it is; another one in tests
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
    /// What is said already is said anew, not twice.
    void notify(std::string text, bool isError = false);
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
    /// False while left and right of the model that is shown are a guess that nobody has confirmed: badges say so, and
    /// no site is placed on it or moved.
    bool sidesKnown() const { return sidesKnown_; }
    /// A person says that left and right of that model are as shown.
    void confirmSides(const std::string& model);
    /// Reads the model that is shown again, so that importQuestion() comes back.
    void askAboutSides();
    struct ReplaceQuestion {
        Path source;
        body::ImportOptions options;
        std::string name;      ///< installed already
        std::string freeName;  ///< under which both can stay
    };
    std::optional<ReplaceQuestion>& replaceQuestion() { return replaceQuestion_; }

    // --- record
    const std::vector<store::PatientSummary>& patients() const { return patients_; }  ///< in the order of their names
    const std::vector<store::SessionSummary>& sessions() const { return sessions_; }  ///< of the open patient, newest first
    const record::Patient* patient() const { return patient_ ? &*patient_ : nullptr; }
    void addPatient(record::Patient patient);  ///< and opens it
    /// `typing` as for commit().
    void changePatient(record::Patient patient, std::string typing = {});
    void openPatient(record::PatientId id);
    void closePatient();
    /// As the program was left: the patient, and that visit if it is of today.
    void resume(record::PatientId patient, record::SessionId session);
    void newSession();  ///< for the open patient, and opens it
    void openSession(record::SessionId id);
    /// Also of a visit that is locked: its row was named.
    void renameSession(record::SessionId id, std::string title, std::string typing = {});
    void closeSession();
    /// Puts the question, with what goes with it, into deletion(); nothing is deleted yet.
    void askToDelete(record::PatientId id);
    void askToDelete(record::SessionId id);
    std::optional<Deletion>& deletion() { return deletion_; }
    // Deleting and bringing back are undo steps; a deletion has a notice that takes it back, too.
    void removePatient(record::PatientId id);
    void removeSession(record::SessionId id);
    void bringBack(record::PatientId id);
    void bringBack(record::SessionId id);
    /// What was deleted in the last 30 days, newest first; as of the last refreshRemoved(), deletion or bringing back.
    const std::vector<store::Removed>& removed() const { return removed_; }
    void refreshRemoved();

    // --- the open visit and its day
    const record::Session* session() const { return visit_ ? &visit_->shown() : nullptr; }
    /// A visit of another day can be read, not changed, until correctVisit(): today's needle must not land in it.
    bool visitIsLocked() const;
    /// A visit of another day that may be changed.
    bool correctingVisit() const { return correcting_ && session() && !isToday(*session()); }
    void correctVisit(bool on = true);
    /// Opens the open patient's visit of today, or begins it.
    void chartToday() { withTodaysVisit({}); }
    /// How often a change was refused because the visit is locked.
    int refusedByLock() const { return refusedByLock_; }
    /// Whether a visit (a record::Session, a store::SessionSummary) has the day that is today here.
    template <class Visit>
    bool isToday(const Visit& visit) const {
        return dayAt(visit.startedAt, visit.utcOffset) == dayAt(clock_(), {});
    }

    // --- document
    /// One undo step, handed to the record at once; an error becomes a notice. Steps in a row with the same `typing` are
    /// one step: what was typed into one field without leaving it.
    bool commit(Result<record::Edited> edited, std::string typing = {});
    /// Every change since the program was started, over all patients and visits. undo() and redo() open the visit that
    /// the step is about when it is not open; a step of another patient than the open one is only offered, by that
    /// patient's name, unless `anybody`: nobody's record changes while somebody else's is looked at.
    const UndoList& steps() const { return steps_; }
    void undo(bool anybody = false) { travel(false, anybody); }
    void redo(bool anybody = false) { travel(true, anybody); }
    store::SaveState saveState() const;
    /// Why nothing can be saved here, as a sentence; empty when it can. Every change is then refused with it.
    const std::string& readOnly() const { return readOnly_; }
    /// Writes a whole copy of the record into the new `file`, as a job; a notice says how it went. placeForBackup(): a new
    /// file in the data folder.
    void backUp(const Path& file);
    Path placeForBackup() const;
    /// Writes the visits that the record does not hold as they should be into a new record `file`, as a job; a notice says
    /// how it went. placeForUnsaved(): a new file beside the record.
    void keepUnsaved(const Path& file);
    Path placeForUnsaved() const;

    // --- markers
    record::MarkerType placing() const { return placing_; }
    void setPlacing(record::MarkerType type) { placing_ = type; mode_ = Mode::place; }
    Mode mode() const { return mode_; }
    void setMode(Mode mode) { mode_ = mode; }
    /// The structures under the pointer, nearest first (shown ones only).
    std::vector<geometry::RayHit> hitsUnder(vec2 pixel, const scene::Viewport& viewport) const;
    /// Places a marker at a hit, one undo step; starts a session when a patient is open and none is. Its id.
    std::optional<record::MarkerId> placeMarker(const geometry::SurfacePoint& point);
    /// While dragging: shows the marker elsewhere without a step; dropMarker commits once.
    void dragMarker(const record::MarkerId& id, const geometry::SurfacePoint& point);
    void dropMarker();
    void cancelDrag();
    bool dragging() const { return drag_.has_value(); }
    /// Moves selected markers over the surface by mm in the picture's plane (right, up).
    void nudgeSelected(vec2 mm);
    void mirrorSelected();
    /// Moves a marker to the mirror of its place, when its side was corrected and the place was wrong. One undo step.
    void moveToSide(const record::MarkerId& id, Side side);
    /// Moves a marker to the nearest place on the muscle that its record tells, when that was corrected and the place
    /// was wrong. One undo step.
    void moveToMuscle(const record::MarkerId& id);
    void removeSelected();
    void selectMarker(const record::MarkerId& id, bool add = false);
    /// The session as it should be drawn: with the marker being dragged where it is now.
    const record::Session* shownSession() const { return drag_ ? &*drag_ : session(); }

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
    /// `keepPicture`: somebody is about to work on the picture as it is; else the visit's own view comes back.
    void openVisit(record::SessionId id, std::function<void(bool opened)> done, bool keepPicture = false);
    void showSession(record::Session session);
    void tellOfPlacing(const OpenVisit::Placed& placed);
    bool refusedNow();
    bool refusedForSides();
    std::string lockWords() const;
    void apply(record::Session recorded);
    void withTodaysVisit(std::function<void()> then);
    std::optional<record::MarkerId> placeHere(const geometry::SurfacePoint& point);
    void travel(bool forward, bool anybody);
    void offerElsewhere(const RecordStep& step, bool forward);
    /// "Muster, Ana, born 12 Mar 1985"; of one who is not in the list "another patient".
    std::string personInWords(const record::PatientId& id) const;
    void goTo(const RecordStep& step, std::function<void()> then);
    bool isOpen(const RecordStep& step) const;
    void pass(const RecordStep& step, bool forward);
    void passPatient(const RecordStep& step, bool forward);
    void passVisit(const RecordStep& step, bool forward);
    void passed(const RecordStep& step, bool forward);
    /// Names what the record leaves out because it is damaged, each once, and offers a copy.
    void tellDamage(const std::vector<store::Damage>& damage);
    void offerBackup(std::string text);
    /// A file of that moment in the data folder; `precision` 16: to the minute, 19: to the second.
    Path newFile(std::string_view what, size_t precision) const;
    /// Runs `write` as a job; a notice says `done`, until it is closed when it `stays`, or what went wrong.
    void writeCopy(const std::string& title, std::function<Outcome()> write, std::string done, bool stays);
    /// `about`: the id of what was deleted.
    void tellDeleted(std::string text, std::string about, std::function<void()> undo);
    /// It is back: what still says that it is deleted goes, and that is told.
    void tellBack(const std::string& about, std::string_view what);
    std::optional<record::Marker> markerAt(const places::Place& place, record::MarkerType type) const;
    void keepView();     ///< of the open session, for the next time it is opened
    void restoreView();
    void refreshPatients();
    /// Whether all that the list of patients stands for is sound: once, after the list is there.
    void lookThrough();
    void refreshSessions();
    void selectChanged(const record::Session& before);
    void refreshLists();
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
    LaterWriter writer_;
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
    bool sidesKnown_ = true;
    std::optional<ImportQuestion> importQuestion_;
    std::optional<ReplaceQuestion> replaceQuestion_;
    std::vector<store::PatientSummary> patients_;
    std::vector<store::SessionSummary> sessions_;
    std::vector<store::Removed> removed_;
    std::set<std::string> toldDamage_;  ///< ids
    std::string readOnly_;
    std::optional<record::Patient> patient_;
    std::function<UtcMs()> clock_;
    std::optional<OpenVisit> visit_;
    bool correcting_ = false;      ///< the open visit may be changed whatever its day
    bool wasOfToday_ = false;      ///< when it was opened
    int refusedByLock_ = 0;
    UndoList steps_;
    bool travelling_ = false;      ///< a step waits for the record
    std::uint64_t patientAsked_ = 0, visitAsked_ = 0;  ///< an answer to an older question is too late
    std::optional<Deletion> deletion_;
    std::optional<record::Session> drag_;
    record::MarkerType placing_ = record::MarkerType::needle;
    Mode mode_ = Mode::look;
    HidingHistory hiding_;
    std::optional<scene::RegionFrame> region_;
    // Last, so that they go first: their threads use what stands above until they have ended.
    std::unique_ptr<store::SaveQueue> saving_;
    JobRunner jobs_;
};

template <class T>
void Workspace::ask(std::function<Result<T>(store::Record&)> question, std::function<void(Result<T>)> answer) {
    if (!saving_) return;
    if (inline_) return answer(saving_->run<Result<T>>(std::move(question)));
    saving_->post([this, question = std::move(question), answer = std::move(answer)](store::Record& record) {
        auto result = std::make_shared<Result<T>>(question(record));
        const std::lock_guard lock(answersMutex_);
        answers_.push_back([result, answer] { answer(std::move(*result)); });
    });
}

}  // namespace myochart::workspace
