#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "anatomy/catalogue.h"
#include "core/files.h"
#include "core/local_day.h"
#include "record/edits.h"
#include "workspace/deletion.h"
#include "workspace/jobs.h"
#include "workspace/needle_clock.h"
#include "workspace/open_visit.h"
#include "workspace/patient_rows.h"
#include "workspace/record_link.h"
#include "workspace/settings.h"
#include "workspace/undo_list.h"
#include "workspace/visit_events.h"

namespace myochart::workspace {

/// Patients, visits, the open one of each, and every change to them. One thread; what the record has to answer comes with
/// the link's pump(). A failure becomes a notice.
class RecordDesk {
  public:
    /// What it is given lives longer; jobs end before this does. `readOnly`: see readOnly(). `clock`: which moment it is.
    RecordDesk(const anatomy::Catalogue& catalogue, Notices& notices, RecordLink& link, JobRunner& jobs, Settings& settings,
               Path dataFolder, std::string readOnly, NeedleClock clock);

    VisitEvents events;
    bool isOpen() const { return link_.isOpen(); }
    bool isProtected() const { return link_.isProtected(); }
    store::SaveQueue& saving() const { return link_.saving(); }
    store::SaveState saveState() const { return isOpen() ? saving().state() : store::SaveState::saved; }
    /// Why nothing can be saved here, as a sentence; empty when it can. Every change is then refused with it.
    const std::string& readOnly() const { return readOnly_; }
    /// The moment, while a needle is in evenly so (NeedleClock).
    UtcMs now() const { return clock_.now(session()); }

    // --- patients and their visits
    PatientRows& patients() { return patients_; }
    const PatientRows& patients() const { return patients_; }
    const std::vector<store::SessionSummary>& sessions() const { return sessions_; }  ///< of the open patient, newest first
    const record::Patient* patient() const { return patient_ ? &*patient_ : nullptr; }
    /// The list of patients by name from now on, or who was seen last first.
    void sortPatients(bool byName);
    /// Reads the list of patients, then looks at once whether all that it stands for is sound.
    void begin();
    /// Reads the lists again: somebody else changed the record.
    void refresh() { refreshLists(); }
    void addPatient(record::Patient patient);  ///< and opens it
    /// Who may be the same person as one who is about to be added, or nobody; null until the record has answered: ask again.
    const std::optional<store::PatientSummary>* namesakeOf(const record::Patient& patient);
    /// `typing` as for commit().
    void changePatient(record::Patient patient, std::string typing = {});
    void openPatient(record::PatientId id);
    void closePatient();
    /// As the program was left: the patient, and that visit if it is of today.
    /// Of somebody who is not there any more nothing is opened.
    void resume(record::PatientId patient, record::SessionId session);
    void newSession();  ///< for the open patient, and opens it
    /// The same with what the patient's newest visit planned (record::likeVisit), nothing of it confirmed; tells when there
    /// is no earlier one.
    void newSessionLikeLast();
    /// How many visits were begun since the program started: whoever shows one begins with it at its beginning.
    int begun() const { return begun_; }
    void openSession(record::SessionId id);
    /// Also of a visit that is locked: its row was named.
    void renameSession(record::SessionId id, std::string title, std::string typing = {});
    /// Changes a visit, open or not, whatever its day, and saves it at once; one undo step, of a signed one none. `done` when it
    /// is saved, unless the edit changed nothing; an error becomes a notice.
    void editVisit(const record::SessionId& id, std::function<Result<record::Edited>(const record::Session&)> edit, std::string typing = {},
                   std::function<void()> done = [] {});
    void closeSession();

    // --- deleting: an undo step like the rest, with a notice that takes it back, too
    /// Puts the question, with what goes with it, into deletion(); nothing is deleted yet.
    void askToDelete(record::PatientId id);
    void askToDelete(record::SessionId id);
    std::optional<Deletion>& deletion() { return deletion_; }
    void removePatient(record::PatientId id);
    void removeSession(record::SessionId id);
    void bringBack(record::PatientId id);
    void bringBack(record::SessionId id);
    /// What was deleted in the last 30 days, newest first; as of the last refreshRemoved(), deletion or bringing back.
    const std::vector<store::Removed>& removed() const { return removed_; }
    void refreshRemoved();
    /// Closes that patient and forgets every step about them, for they are about to be erased.
    void forget(const record::PatientId& id);

    // --- the open visit and its day
    const record::Session* session() const { return visit_ ? &visit_->shown() : nullptr; }
    /// A visit of another day can be read, not changed, until correctVisit(): today's needle must not land in it.
    bool visitIsLocked() const { return session() && (visitIsSigned() || (!correcting_ && !isToday(*session()))); }
    /// Signed: only addenda and a co-signature come to it, whatever its day.
    bool visitIsSigned() const { return session() && session()->signing.isSigned(); }
    /// A visit of another day that may be changed.
    bool correctingVisit() const { return correcting_ && session() && !visitIsSigned() && !isToday(*session()); }
    void correctVisit(bool on = true);
    /// Opens the open patient's visit of today, or begins it.
    void chartToday() { withTodaysVisit({}); }
    /// The same, then does something with it; not when nothing can be saved.
    void withTodaysVisit(std::function<void()> then);
    /// Midnight has passed since the open visit was today's.
    bool dayIsOver() const { return visitIsLocked() && wasOfToday_; }
    /// True, with a notice, when the open visit is locked or nothing can be saved.
    bool refusedNow();
    /// How often a change was refused because the visit is locked.
    int refusedByLock() const { return refusedByLock_; }
    /// Whether a visit (a record::Session, a store::SessionSummary) has the day that is today here.
    template <class Visit>
    bool isToday(const Visit& visit) const {
        return dayAt(visit.startedAt, visit.utcOffset) == dayAt(clock_.utc(), {});
    }
    /// What comes to a signed visit, an addendum or a co-signature: saved at once, and no undo step, for nothing that was
    /// signed is taken back. An error becomes a notice.
    bool add(Result<record::Edited> edited);
    /// The body that visits are shown on from now on.
    void useBody(std::shared_ptr<const body::Body> body) { body_ = std::move(body); }
    /// Places the markers of the open visit again on that body; a notice says what met it, unless `quietly`.
    void placeVisit(bool quietly = false);

    // --- edits and steps
    /// One undo step, handed to the record at once; an error becomes a notice. Steps in a row with the same `typing` are
    /// one step: what was typed into one field without leaving it.
    bool commit(Result<record::Edited> edited, std::string typing = {});
    /// Every change since the program was started, over all patients and visits. undo() and redo() open the visit that
    /// the step is about when it is not open; a step of another patient than the open one is only offered, by that
    /// patient's name, unless `anybody`: nobody's record changes while somebody else's is looked at.
    const UndoList& steps() const { return steps_; }
    void undo(bool anybody = false) { travel(false, anybody); }
    void redo(bool anybody = false) { travel(true, anybody); }

    /// An import added this to the record: one undo step, and the lists are read again.
    void imported(store::Added added);
    /// Two copies were made one in the record: the same, and what is open is shown as it is now.
    void merged(store::Merging merging);

    // --- copies
    /// Writes a whole copy of the record into the new `file`, as a job; a notice says how it went. placeForBackup(): a new
    /// file in the data folder.
    void backUp(const Path& file);
    Path placeForBackup() const { return newFile("backup", 19); }
    /// Writes the visits that the record does not hold as they should be into a new record `file`, as a job; a notice says
    /// how it went. placeForUnsaved(): a new file beside the record.
    void keepUnsaved(const Path& file);
    Path placeForUnsaved() const { return newFile("not-saved", 16); }

  private:
    void beginVisit(record::Session session, const char* message);
    void goOnWith(const record::PatientId& patient, const record::SessionId& session);
    /// `keepPicture`: somebody is about to work on the picture as it is; else the visit's own view comes back.
    void openVisit(record::SessionId id, std::function<void(bool opened)> done, bool keepPicture = false);
    void showSession(record::Session session);
    void tellNeedlesLeftIn();
    void tellOfPlacing(const OpenVisit::Placed& placed);
    std::string lockWords() const;
    /// Tells why a change of the visit was refused; the next one that is taken puts it right, and the notice goes.
    void refuse(const std::string& why);
    void putRight();
    void apply(record::Session recorded);
    void addEdit(std::string message, std::shared_ptr<const record::Session> before, std::shared_ptr<const record::Session> after, std::string typing);
    void travel(bool forward, bool anybody);
    void offerElsewhere(const RecordStep& step, bool forward);
    void offerAgain(const RecordStep& step, const std::string& what);
    void offerThere(const RecordStep& step, bool forward, const std::string& person);
    void goTo(const RecordStep& step, std::function<void()> then);
    bool isOnScreen(const RecordStep& step) const;
    void pass(const RecordStep& step, bool forward);
    void passPatient(const RecordStep& step, bool forward);
    bool mayPassImport(const RecordStep& step) const;
    void passImport(const RecordStep& step, bool forward);
    void passMerging(const RecordStep& step, bool forward);
    void readAgain(const store::Merging& merging);
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
    void refreshSessions();
    void refreshLists();

    const anatomy::Catalogue& catalogue_;
    Notices& notices_;
    RecordLink& link_;
    JobRunner& jobs_;
    Settings& settings_;
    Path dataFolder_;
    std::string readOnly_;
    mutable NeedleClock clock_;
    PatientRows patients_;
    std::optional<record::Patient> namesakeAsked_;
    std::optional<std::optional<store::PatientSummary>> namesake_;  ///< of that one; empty: not answered yet
    std::vector<store::SessionSummary> sessions_;
    std::vector<store::Removed> removed_;
    std::set<std::string> toldDamage_;  ///< ids
    std::optional<record::Patient> patient_;
    std::shared_ptr<const body::Body> body_;
    std::optional<OpenVisit> visit_;
    bool correcting_ = false;      ///< the open visit may be changed whatever its day
    bool wasOfToday_ = false;      ///< when it was opened
    bool goesOn_ = false;          ///< see VisitEvents::closed
    int refusedByLock_ = 0;
    std::string refusal_;          ///< the notice of the last change that was refused
    UndoList steps_;
    bool travelling_ = false;      ///< a step waits for the record
    int begun_ = 0;
    std::uint64_t patientAsked_ = 0, visitAsked_ = 0;  ///< an answer to an older question is too late
    std::optional<Deletion> deletion_;
};

}  // namespace myochart::workspace
