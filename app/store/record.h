#pragma once
#include <memory>
#include <vector>

#include "chart/chart.h"
#include "core/files.h"
#include "core/result.h"

namespace myochart::store {

struct SessionSummary {
    chart::SessionId id;
    chart::PatientId patient;
    UtcMs startedAt = 0;
    std::string title;
    int markers = 0;
};

struct PatientSummary {
    chart::Patient patient;
    int sessions = 0;
    UtcMs lastSession = 0;  ///< 0: none
};

/// A patient with all sessions, or one session of a patient who is still there, that was removed and can be brought back.
struct Removed {
    chart::Patient patient;
    chart::SessionId session;  ///< empty: the patient
    UtcMs startedAt = 0;       ///< of the session
    int sessions = 0, markers = 0;
    UtcMs removedAt = 0;
};

/// What one edit changes: the session as it was (empty id: new) and as it is. Only the difference is written, in one
/// transaction.
struct SessionChange {
    chart::Session before, after;
};

/// Things that happen to patient data without changing it; each goes into the audit trail.
enum class Event { exported, printed, importRefused };

/// The clinic record: patients, sessions and markers, wherever they are kept. Every call is one transaction; when it
/// returns success the change survives a killed program and a power cut. One thread at a time.
class Record {
  public:
    virtual ~Record() = default;

    virtual Result<std::vector<PatientSummary>> patients() = 0;
    virtual Result<chart::Patient> patient(const chart::PatientId& id) = 0;
    /// Inserts or replaces.
    virtual Outcome put(const chart::Patient& patient) = 0;
    /// Removes the patient with all sessions and markers from every list; restorePatient() brings them back until they
    /// are purged: when the record is opened 30 days later.
    virtual Outcome removePatient(const chart::PatientId& id) = 0;
    virtual Outcome restorePatient(const chart::PatientId& id) = 0;

    virtual Result<std::vector<SessionSummary>> sessions(const chart::PatientId& id) = 0;
    virtual Result<chart::Session> session(const chart::SessionId& id) = 0;
    /// Conflict when the record no longer holds `before`, or already holds a new session or marker.
    virtual Outcome put(const SessionChange& change) = 0;
    virtual Outcome removeSession(const chart::SessionId& id) = 0;
    virtual Outcome restoreSession(const chart::SessionId& id) = 0;
    /// All that restorePatient() and restoreSession() can bring back, newest removal first.
    virtual Result<std::vector<Removed>> removed() = 0;
    /// The session that holds a marker.
    virtual Result<chart::SessionId> sessionOf(const chart::MarkerId& id) = 0;

    /// All or nothing: patients with their sessions from an import. An id already there with the same content is left
    /// (brought back if it was removed); with other content: conflict, naming at most 100 of them.
    virtual Outcome importAll(const std::vector<chart::Patient>& patients, const std::vector<chart::Session>& sessions) = 0;
    /// Checks pages, rows, payloads and the audit chain; the sentence names what is wrong.
    virtual Outcome verify() = 0;
    /// Adds an entry about `objectUuid` (a patient or session; may be empty) to the audit trail.
    virtual Outcome note(Event event, const std::string& objectUuid) = 0;
};

/// What opening did or noticed that the user should know ("Permissions of ... were too wide and are now 0600.").
struct OpenNotes {
    std::vector<std::string> sentences;
};

/// Opens (or creates, with mode 0600) the record in `file`. Refuses: a file that is not a Myochart record, an empty file
/// in its place, a newer schema, a damaged one, a network drive; locked when another program has it open (the message
/// names its process). A refused file is left as it is. A record of an older version is copied beside itself and upgraded.
Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file, OpenNotes* notes = nullptr);

}  // namespace myochart::store
