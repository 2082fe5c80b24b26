#pragma once
#include "workspace/aim_desk.h"
#include "workspace/ask_desk.h"
#include "workspace/backup_desk.h"
#include "workspace/exchange_desk.h"
#include "workspace/import_desk.h"
#include "workspace/lesson_desk.h"
#include "workspace/lists_desk.h"
#include "workspace/mark_desk.h"
#include "workspace/note_desk.h"
#include "workspace/pain_desk.h"
#include "workspace/person_desk.h"
#include "workspace/practice_desk.h"
#include "workspace/quiz_desk.h"
#include "workspace/time_desk.h"

namespace myochart::workspace {

struct ProgramOptions {
    Path dataDir;       ///< empty: the user's
    Path recordFile;    ///< empty: DATA/record.myochart
    bool inlineJobs = false;
    bool needRecord = true;
    std::string via = "window";             ///< by what the record is changed, for its audit trail
    /// Called before anything is said to the user: the window speaks the language chosen there.
    std::function<void(const Settings&)> settingsRead = [](const Settings&) {};
    NeedleClock clock{nowUtc, sinceStartOfMachine};  ///< which moment it is; another one in tests
    store::Unlock unlock = {};               ///< opens a protected record
    store::OpenNotes* recordNotes = nullptr; ///< what opening the record had to say, also where it failed
};

/// A record that was opened before the program, with what that had to say.
struct OpenedRecord {
    std::unique_ptr<store::Record> record;
    store::OpenNotes notes;
};

/// The running program without a screen: its desks, in the order in which they need each other. The window's panels and
/// the command line read them and call their functions (or commands). One thread (the drawing one), except where said;
/// never waits for disk or import: long work is a job, finished in pump().
class Program {
    // What the desks need stands before them, what uses them after them: members end in the opposite order.
    struct Parts;
    std::unique_ptr<anatomy::Catalogue> catalogue_;
    Path settingsFile_;
    LaterWriter writer_;

  public:
    /// `opened`: the record, where it is open already.
    static Result<std::unique_ptr<Program>> open(const ProgramOptions& options, OpenedRecord opened = {});
    ~Program();  ///< waits until everything is saved

    const anatomy::Catalogue& catalogue() const { return *catalogue_; }
    Settings settings;
    void saveSettings();
    /// Where the user's own things lie: settings, models, lessons.
    Path dataFolder() const { return settingsFile_.parent_path(); }
    Notices notices;

  private:
    RecordLink link_;

  public:
    BodyDesk bodies;
    ViewDesk view;
    PracticeDesk practice;
    RecordDesk record;
    BackupDesk backups;
    NoteDesk note;
    ListsDesk lists;
    TimeDesk time;
    MarkDesk marks;
    AimDesk aim;
    PainDesk pain;
    AskDesk ask;
    LessonDesk lessons;
    QuizDesk quiz;
    ExchangeDesk exchange;
    ImportDesk imports;
    PersonDesk person;
    JobRunner jobs;  // last, so that it goes first: its threads use what stands above until they have ended

    /// A quiz asks: nothing on the screen tells what a structure is called.
    bool namesHidden() const { return quiz.hidesNames(); }
    /// Finishes jobs and record answers; call once a frame. True when something changed.
    bool pump();

  private:
    explicit Program(Parts parts);
    void listenToBodies();
    void listenToVisits();
};

}  // namespace myochart::workspace
