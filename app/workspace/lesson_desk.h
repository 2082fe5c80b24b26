#pragma once
#include <optional>
#include <string>
#include <vector>

#include "workspace/aim_desk.h"
#include "workspace/jobs.h"
#include "workspace/lesson_files.h"
#include "workspace/lesson_view.h"
#include "workspace/pain_desk.h"

namespace myochart::workspace {

/// What is written in words: of a step, or the title of the whole lesson.
enum class StepWords { title, text, speech, lesson };

/// Lessons: listed, played step by step on the body, changed and saved. While one is played nothing of a patient is open, so
/// nothing of one can be seen and nothing of the lesson can land in a visit; patient, visit and view come back after it. What
/// it shows of points is ghosts. One thread.
class LessonDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `shipped`: the folder that comes with the program; `own`: the user's.
    LessonDesk(const anatomy::Catalogue& catalogue, Notices& notices, JobRunner& jobs, Settings& settings, RecordDesk& record, const BodyDesk& bodies, ViewDesk& view,
               MarkDesk& marks, AimDesk& aim, PainDesk& pain, Path shipped, Path own);

    /// Somebody looks at lessons; closing ends the one that is played, as stop() does.
    bool isOpen() const { return open_; }
    void setOpen(bool open);
    /// As the files were when it was opened, or a lesson was saved.
    const std::vector<LessonEntry>& list() const { return list_; }

    /// Begins a lesson. Refused while a needle of the open visit is in: its time is watched there. Fails where the file cannot be read.
    Outcome play(const Path& file);
    /// Null: none is played.
    const teaching::OpenedLesson* lesson() const { return lesson_ ? &*lesson_ : nullptr; }
    size_t step() const { return step_; }                 ///< counted from 0
    size_t steps() const { return lesson_ ? lesson_->played.size() : 0; }
    const teaching::PlayedStep* now() const { return step_ < steps() ? &lesson_->played[step_] : nullptr; }
    /// What the step shows on this body; null without a body.
    const ShownStep* shown() const { return shown_ ? &*shown_ : nullptr; }
    void goTo(size_t step);
    void goOn() { goTo(step_ + 1); }  ///< stays at the last one
    void goBack() { if (step_ > 0) goTo(step_ - 1); }
    /// Shows the step again as it was taught, after somebody has turned or peeled the body.
    void showAgain() { apply(true); }
    /// Ends the lesson; view, patient and visit come back as they were, the last two unless `bringBack` is false. Changes that
    /// are not saved are offered to be saved by a notice.
    void stop(bool bringBack = true);
    /// Once a frame: goes after the body; whoever opens a patient leaves the lesson.
    void follow();

    // --- changing it
    bool editing() const { return editing_; }
    void setEditing(bool on) { editing_ = on; }
    /// The step belongs to the lesson itself, not to one that it includes.
    bool mayChange() const { return now() && !now()->included; }
    bool changed() const { return changed_; }
    /// In the window's language. Words typed one after the other into one place are one step of undo().
    void tell(StepWords which, const std::string& text);
    /// What is to be seen now becomes what the step shows.
    void takePicture();
    void addStep();             ///< behind this one, with what is to be seen now
    void removeStep();          ///< not the last one that is left
    void moveStep(bool later);
    bool canUndo() const { return !undo_.empty(); }
    bool canRedo() const { return !redo_.empty(); }
    void undo();
    void redo();
    /// saveLesson(); then the saved file is what is played. A notice says where it lies.
    Outcome save();
    /// Draws every step of the lesson, as it was saved last, into a folder beside the own lessons, by a job; a notice says where they lie.
    Outcome exportPictures();
    bool isExporting() const { return exporting_; }

  private:
    /// How it was before the lesson.
    struct Before {
        scene::ViewOptions options;
        scene::Camera camera;
        std::shared_ptr<const body::Body> body;
        std::vector<referral::PatternSource> patterns;
        std::vector<Notice> notices;
        record::PatientId patient;
        record::SessionId visit;
    };
    void leaveRecord();
    void offerToSave(const teaching::Lesson& left, const Path& file);
    void apply(bool withCamera);
    void restore();
    /// `lesson` instead of what is played, at its step `own`.
    void take(teaching::Lesson lesson, size_t own);
    /// The same as a step of undo(); those of the same `typing` that follow each other are one.
    void change(teaching::Lesson lesson, size_t own, std::string typing = {});

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    JobRunner& jobs_;
    Settings& settings_;
    RecordDesk& record_;
    const BodyDesk& bodies_;
    ViewDesk& view_;
    MarkDesk& marks_;
    AimDesk& aim_;
    PainDesk& pain_;
    Path shipped_, own_;
    bool open_ = false, editing_ = false, changed_ = false, exporting_ = false;
    std::vector<LessonEntry> list_;
    std::optional<teaching::OpenedLesson> lesson_;
    teaching::Lesson saved_;  ///< as its file has it
    size_t step_ = 0;
    std::optional<Before> before_;
    std::optional<ShownStep> shown_;
    std::shared_ptr<const body::Body> shownOn_;
    bool hadRays_ = false;
    std::vector<teaching::Lesson> undo_, redo_;
    std::string typing_;
};

}  // namespace myochart::workspace
