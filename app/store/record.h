#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/files.h"
#include "core/result.h"
#include "record/chart.h"
#include "store/imports.h"
#include "store/key_ring.h"
#include "store/patient_page.h"
#include "store/record_copying.h"
#include "store/trail.h"

namespace myochart::store {

struct SessionSummary {
    record::SessionId id;
    record::PatientId patient;
    UtcMs startedAt = 0;
    std::string title;
    int markers = 0;
    std::string utcOffset{};  ///< as in record::Session
    bool isSigned = false, wantsCosignature = false;
    std::optional<std::uint32_t> painBefore{}, painAfter{};
    std::vector<record::AdverseEvent> adverse{};
    std::vector<record::KnownEvent> known{};  ///< of earlier visits, as somebody said to have read before this one
};

/// A part of the record that cannot be trusted: left out of what is read, kept as it is, and named.
struct Damage {
    std::string id;        ///< of the patient, session or marker
    std::string sentence;  ///< with what to do
    std::string patient;   ///< the patient, or in whose visits it is missing or stands; empty: it may be anybody's
    bool mayTouch(const record::PatientId& person) const { return patient.empty() || patient == person.text; }
};

/// A session as far as it can be read: its sound markers, and what was left out.
struct SessionReading {
    record::Session session;
    std::vector<Damage> damaged;
};

/// What one edit changes: the session as it was (empty id: new) and as it is. Only the difference is written, in one
/// transaction.
struct SessionChange {
    record::Session before, after;
    std::string reason = {};  ///< for the audit trail, in words of this program's own; empty where nobody needs to say
};

/// A patient with all visits that were not removed before, or one visit, as a list of what was removed names it.
struct Holding {
    record::PatientId patient;
    record::SessionId session;  ///< empty: the patient with all visits
    std::string patientName, birthDate;
    UtcMs startedAt = 0;  ///< of the visit
    std::string title;    ///< of the visit
    int sessions = 0, markers = 0;
    std::string utcOffset{};  ///< of the visit, as in record::Session
};

/// Something removed that can be brought back, at least until `keptUntil`.
struct Removed {
    Holding what;
    UtcMs removedAt = 0, keptUntil = 0;
};

/// The clinic record: patients, sessions and markers, wherever they are kept. Every call is one transaction; when it
/// returns success the change survives a killed program and a power cut. One thread at a time.
class Record {
  public:
    virtual ~Record() = default;

    /// Who acts from now on, for the audit trail.
    virtual void actAs(Author author) = 0;

    /// All patients in no order, from what is kept for lists: no visit is opened. What was found damaged is left out.
    virtual Result<std::vector<PatientSummary>> patients() = 0;
    /// A part of the same list in its order. Names are sealed, so the order is made of all rows once; of each patient it
    /// keeps what stands in record::ListPlace, and the rows asked for are read.
    virtual Result<PatientPage> patientPage(const PatientQuery& query) = 0;
    /// The visits that wait for somebody (unsigned, without their co-signature, to be followed up), from what is kept for lists.
    virtual Result<WaitingPage> waiting(const WaitingQuery& query) = 0;
    /// The first patient of the list who may be the same person as this one and has another id (record::mayBeOnePerson).
    virtual Result<std::optional<PatientSummary>> namesakeOf(const record::Patient& patient) = 0;
    /// Holds every patient and visit against the audit trail, once after opening; damage() tells what cannot be trusted.
    /// Reading one by one does the same for what is read: this finds what nobody has asked for yet.
    virtual Outcome lookThrough() = 0;
    /// What was found damaged or missing since the record was opened, each once.
    virtual std::vector<Damage> damage() const = 0;
    virtual Result<record::Patient> patient(const record::PatientId& id) = 0;
    /// Inserts or replaces.
    virtual Outcome put(const record::Patient& patient) = 0;
    /// Removes the patient with all sessions and markers from every list; restorePatient() brings them back until they
    /// are purged: when the record is opened 30 days or more later, by the clock and by how the record was used since.
    virtual Outcome removePatient(const record::PatientId& id) = 0;
    virtual Outcome restorePatient(const record::PatientId& id) = 0;

    /// Who works here; an empty one where none was kept yet.
    virtual Result<record::Practice> practice() = 0;
    virtual Outcome put(const record::Practice& practice) = 0;

    virtual Result<std::vector<SessionSummary>> sessions(const record::PatientId& id) = 0;
    /// The whole session; refused when any part of it is damaged.
    virtual Result<record::Session> session(const record::SessionId& id) = 0;
    /// The session with the markers that are sound. It may be changed and put: what was left out stays as it is.
    virtual Result<SessionReading> readable(const record::SessionId& id) = 0;
    /// Conflict when the record no longer holds `before` or its patient, or already holds a new session or marker; refused
    /// when a value is not sound. Any other error can pass: the same change may be tried again. Once the visit that is kept
    /// is signed, conflict unless the change only adds an addendum or the co-signature (record/signing_rules.h).
    virtual Outcome put(const SessionChange& change) = 0;
    /// Conflict for a signed one: it goes only with its patient.
    virtual Outcome removeSession(const record::SessionId& id) = 0;
    /// Fails while its patient is removed, or gone: nobody would see it.
    virtual Outcome restoreSession(const record::SessionId& id) = 0;
    /// What was removed and can be brought back, newest first. A visit removed by itself is listed also when its patient
    /// is.
    virtual Result<std::vector<Removed>> removed() = 0;
    /// The session that holds a marker.
    virtual Result<record::SessionId> sessionOf(const record::MarkerId& id) = 0;

    /// All or nothing: patients with their sessions from an import. An id already there with the same content is left;
    /// what an id with other content means, `onConflict` says. Nothing that is here is ever changed, and what was removed
    /// here is not brought back: it counts as a conflict, and is skipped with keep and both.
    virtual Result<Imported> importAll(const std::vector<record::Patient>& patients, const NextSession& next,
                                       OnConflict onConflict = OnConflict::refuse) = 0;
    Result<Imported> importAll(const std::vector<record::Patient>& patients, const std::vector<record::Session>& sessions,
                               OnConflict onConflict = OnConflict::refuse) {
        size_t at = 0;
        return importAll(
            patients, [&] { return Result<std::optional<record::Session>>(at < sessions.size() ? std::optional(sessions[at++]) : std::nullopt); },
            onConflict);
    }
    /// Removes what an import added, as removePatient() and removeSession() would, all at once; what was changed since, and
    /// patients who have other visits now, stay. What was removed already is left out.
    virtual Result<TakenBack> takeBack(const Added& added) = 0;
    /// Restores all of it that is removed.
    virtual Outcome restoreAll(const Added& removed) = 0;
    /// The keys of an encrypted one; null without.
    virtual std::shared_ptr<const KeyRing> keys() const = 0;
    /// Encrypted; what it holds cannot be read without its passphrase or recovery code.
    bool isProtected() const { return keys() != nullptr; }
    /// Opens a copy of this record, or another one that its passphrase opens, with the keys of this one.
    virtual Result<std::unique_ptr<Record>> openBeside(const Path& file) = 0;
    /// A new, empty record in `file`, which must not exist, that the same passphrase opens; not encrypted if this is not.
    virtual Outcome makeBeside(const Path& file) = 0;
    /// Why nothing can be saved here, as a sentence; empty when it can. Then every change fails with it.
    virtual std::string readOnlyReason() const = 0;
    /// Writes a whole copy of the record as it is, damage and all, into `file`, which must not exist; flushed to disk
    /// before it gets its name. The copy can be opened like any record.
    virtual Outcome backUp(const Path& file) = 0;
    /// The same a few pages at a time into `file`, which is there and empty, so that nobody who saves waits for the whole of it.
    virtual Result<std::unique_ptr<CopyUnderWay>> beginCopy(const Path& file) = 0;
    /// What opens copies of this record, whoever made them.
    virtual CopyOpener copyOpener() const = 0;
    virtual Result<Extent> extent() = 0;
    /// Everything that is not removed, as the audit trail has it; nothing is opened for it.
    virtual Result<std::vector<StandingRow>> standing() = 0;
    /// Checks pages, rows, payloads and the audit chain; the sentence names what is wrong.
    virtual Outcome verify() = 0;
    /// How many changes were saved since it was opened.
    virtual int changesSaved() const = 0;
    /// A new name beside the record for what cannot be saved into it any more, once it was found altered, moved,
    /// deleted or replaced by another program while it was open; until then, and when it was put back, nothing.
    virtual std::optional<Path> rescuePlace() const = 0;
    /// Adds an entry about `objectUuid` (a patient or session; may be empty) to the audit trail. `count`: how often, told where it is
    /// not 0. That somebody read a patient's chart is kept once a day (UTC) for who reads and by what; where nothing can be written,
    /// that is no fault.
    virtual Outcome note(Event event, const std::string& objectUuid, int count = 0) = 0;
    /// An entry about each of them, all or none. Not for Event::read.
    virtual Outcome noteEach(Event event, const std::vector<std::string>& objectUuids) = 0;
    /// Who did what and when, newest first, by the page. Of one patient: also of visits and sites that are gone, as far as the trail tells
    /// whose they were. The first page of a patient reads the trail once (0.1 s for 100,000 entries), others what came since.
    virtual Result<TrailPage> trail(const TrailQuery& query) = 0;

    /// Overwrites the patient with all visits and sites, signed ones too, at once and for good, also where parts of them are damaged or
    /// were removed; nothing brings them back here. The trail keeps ids, and why: words of this program's own. An ErasedList
    /// (erased_list.h) keeps it from coming back with an older backup.
    virtual Outcome erasePatient(const record::PatientId& id, const std::string& reason) = 0;
    /// Who was erased for good and is not here again, as the trail tells.
    virtual Result<std::vector<Erased>> erased() = 0;
    /// Erases those of the list who are here as they were before they were erased; who was taken in after that stays. All or nothing; how
    /// many were here.
    virtual Result<size_t> eraseAgain(const std::vector<Erased>& list) = 0;
};

/// What opening did or noticed that the user should know ("Permissions of ... were too wide and are now 0600.").
struct OpenNotes {
    std::vector<std::string> sentences;
    bool isProtected = false;        ///< the record is encrypted
    bool wantsPassphrase = false;    ///< it was not opened for want of the right passphrase or code
};

/// Opens (or creates, with mode 0600) the record in `file`. Refuses: a file that is not a Myochart record, an empty file
/// in its place, a newer schema, a damaged one, a network drive; locked when another program has it open (the message
/// names its process). A refused file is left as it is. A record of an older version is copied beside itself and upgraded.
/// An encrypted one opens with its passphrase or recovery code alone; locked without, or with a wrong one
/// (notes->wantsPassphrase).
/// A record that is write-protected, or in such a folder or on such a disk, is opened to be read (readOnlyReason()).
Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, OpenNotes* notes = nullptr, const Unlock& with = {});

}  // namespace myochart::store
