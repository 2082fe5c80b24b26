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

/// What one edit changes: the session as it was (empty id: new) and as it is. Only the difference is written, in one
/// transaction.
struct SessionChange {
    chart::Session before, after;
};

/// The clinic record: patients, sessions and markers, wherever they are kept. Every call is one transaction; when it
/// returns success the change survives a killed program and a power cut. One thread at a time.
class Record {
  public:
    virtual ~Record() = default;

    virtual Result<std::vector<PatientSummary>> patients() = 0;
    virtual Result<chart::Patient> patient(const chart::PatientId& id) = 0;
    /// Inserts or replaces.
    virtual Outcome put(const chart::Patient& patient) = 0;
    /// Removes the patient with all sessions and markers; restore() brings them back until purge or close.
    virtual Outcome removePatient(const chart::PatientId& id) = 0;
    virtual Outcome restorePatient(const chart::PatientId& id) = 0;

    virtual Result<std::vector<SessionSummary>> sessions(const chart::PatientId& id) = 0;
    virtual Result<chart::Session> session(const chart::SessionId& id) = 0;
    virtual Outcome put(const SessionChange& change) = 0;
    virtual Outcome removeSession(const chart::SessionId& id) = 0;
    virtual Outcome restoreSession(const chart::SessionId& id) = 0;
    /// The session that holds a marker.
    virtual Result<chart::SessionId> sessionOf(const chart::MarkerId& id) = 0;

    /// All or nothing: patients with their sessions from an import. An id already there with other content: conflict.
    virtual Outcome importAll(const std::vector<chart::Patient>& patients, const std::vector<chart::Session>& sessions) = 0;
    /// Checks pages, rows, payloads and the audit chain; the sentence names what is wrong.
    virtual Outcome verify() = 0;
};

/// Opens (or creates, with mode 0600) the record in `file`. Refuses: a file that is not a Myochart record, an empty file
/// in its place, a newer schema, a damaged one; locked when another program has it open (the message names it).
Result<std::unique_ptr<Record>> openSqliteRecord(const Path& file);

}  // namespace myochart::store
