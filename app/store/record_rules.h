#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>

#include "store/backend.h"
#include "store/entry_rows.h"
#include "store/merging.h"
#include "store/patient_list.h"
#include "store/record.h"
#include "store/row_values.h"
#include "store/summaries.h"
#include "store/trail_query.h"

namespace myochart::store {

inline constexpr UtcMs kKeepRemovedMs = 30 * 86'400'000LL;  ///< removed entries can be brought back at least as long

/// The record's rules, over whatever keeps its entries. Made by openSqliteRecord(); other code knows Record.
class RecordRules final : public Record {
  public:
    /// `keys`: null for a record that is not encrypted.
    RecordRules(std::unique_ptr<Backend> backend, std::shared_ptr<const KeyRing> keys, std::string databaseUuid);

    /// `rows`: whole(), trail and the seal of every row; `contents`: also that every payload can be understood, and that
    /// the summaries say what the entries do.
    enum class Depth { rows, contents };
    Outcome verify(Depth depth);
    bool endFits() { return rows_.audit.endFits(); }
    UtcMs lastEntryTime();
    /// Overwrites what was removed long enough ago, after the whole record was verified; a note says why not.
    void purge(UtcMs now, OpenNotes& notes);
    /// The log of a program that was killed is taken in, and from now on it is noticed when another program changes the files.
    void inUse(bool takeInLog) { backend_->inUse(takeInLog); }
    /// What was done so far was opening's own.
    void opened() { changesSaved_ = 0; }
    // merging.h
    Result<std::optional<KeptVisit>> keptVisit(const record::SessionId& id);
    Result<Parted> partedFrom(RecordRules& other);
    Outcome merge(const Merging& merging);
    Result<size_t> passMerging(const Merging& merging, bool comes);

    void actAs(Author author) override { rows_.audit.author = std::move(author); }
    Result<std::vector<PatientSummary>> patients() override;
    Result<PatientPage> patientPage(const PatientQuery& query) override;
    Result<WaitingPage> waiting(const WaitingQuery& query) override;
    Result<std::optional<PatientSummary>> namesakeOf(const record::Patient& patient) override;
    Result<record::Patient> patient(const record::PatientId& id) override;
    Outcome put(const record::Patient& patient) override;
    Outcome removePatient(const record::PatientId& id) override;
    Outcome restorePatient(const record::PatientId& id) override;
    Result<record::Practice> practice() override;
    Outcome put(const record::Practice& practice) override;
    Result<std::vector<SessionSummary>> sessions(const record::PatientId& id) override;
    int changesSaved() const override { return changesSaved_; }
    std::optional<Path> rescuePlace() const override { return backend_->rescuePlace(); }
    std::vector<Damage> damage() const override { return damage_; }
    Outcome lookThrough() override;
    Result<std::unique_ptr<Record>> openBeside(const Path& file) override;
    Outcome makeBeside(const Path& file) override;
    /// Keeps other facts for the same keys, as one entry in the trail.
    Outcome keepKeys(const KeyFacts& facts, Event why);
    std::shared_ptr<const KeyRing> keys() const override { return keys_; }
    /// One number over all entries as they are before they are sealed, whatever their order: two records with the same hold
    /// the same. Refused when one is damaged.
    Result<Hash> contentSum();
    using Counting = std::function<void(size_t done, size_t all)>;
    /// Seals every entry of a record that is not encrypted under these keys, in one transaction, and writes its pages anew.
    /// Close it after that: this object still reads it as it was.
    Outcome sealUnder(const std::shared_ptr<const KeyRing>& keys, const Counting& tell);
    /// What sealUnder() could not finish (the program was killed) is finished. Throws Fault.
    void finishSealing();
    /// The number that the next entry of the trail will have.
    std::int64_t nextEntry() const { return rows_.audit.next(); }
    std::string readOnlyReason() const override { return backend_->readOnlyReason(); }
    Outcome backUp(const Path& file) override { return backend_->copyTo(file); }
    Result<std::unique_ptr<CopyUnderWay>> beginCopy(const Path& file) override {
        return read<std::unique_ptr<CopyUnderWay>>([&] { return backend_->beginCopy(file); });
    }
    CopyOpener copyOpener() const override;
    Result<Extent> extent() override {
        return read<Extent>([&] { return backend_->extent(); });
    }
    Result<std::vector<StandingRow>> standing() override;
    Result<record::Session> session(const record::SessionId& id) override;
    Result<SessionReading> readable(const record::SessionId& id) override;
    Outcome put(const SessionChange& change) override;
    Outcome removeSession(const record::SessionId& id) override;
    Outcome restoreSession(const record::SessionId& id) override;
    Result<std::vector<Removed>> removed() override;
    Result<record::SessionId> sessionOf(const record::MarkerId& id) override;
    Result<Imported> importAll(const std::vector<record::Patient>& patients, const NextSession& next,
                               OnConflict onConflict = OnConflict::refuse) override;
    using Record::importAll;
    Result<TakenBack> takeBack(const Added& added) override;
    Outcome restoreAll(const Added& removed) override;
    Outcome verify() override;
    Outcome note(Event event, const std::string& objectUuid, int count = 0) override;
    Outcome noteEach(Event event, const std::vector<std::string>& objectUuids) override;
    Result<TrailPage> trail(const TrailQuery& query) override;
    Outcome erasePatient(const record::PatientId& id, const std::string& reason) override;
    Result<std::vector<Erased>> erased() override;
    Result<size_t> eraseAgain(const std::vector<Erased>& list) override;

  private:
    /// Runs `work` as one durable transaction: all of it, or on any Fault nothing.
    Outcome change(const std::function<void()>& work);
    /// Runs `work`, turning a Fault into an Error.
    template <class T>
    Result<T> read(const std::function<T()>& work) {
        try {
            return work();
        } catch (const Fault& fault) {
            return inWords(fault.error());
        }
    }

    // What follows throws Fault.
    /// `fromKept`: whether the kept summaries were sound.
    std::vector<PatientSummary> allPatients(bool& fromKept);
    /// The list as it is now.
    PatientList& list();
    /// A row of the list; nothing when it is not there as the list has it.
    std::optional<PatientSummary> listed(const record::PatientId& id);
    /// After a change: what it touched has its new place in the list.
    void bringListUpToDate();
    Row patientRow(const record::PatientId& id);
    Row sessionRow(const record::SessionId& id);
    record::Session sessionFrom(const Row& row);      ///< the whole session
    SessionReading readingFrom(const Row& row);
    Row liveSessionRow(const record::SessionId& id);
    /// The marker of that session; the Fault of one that is missing or cannot be trusted is of kind refused.
    record::Marker markerOf(const Row& session, const Key& key);
    /// The markers in the session's list that `before` does not have because they cannot be read; conflict when the
    /// lists differ otherwise.
    std::vector<Key> unreadableIn(const Row& session, const record::Session& before);
    /// Visits the sound rows of a table; the others are left out.
    void eachSound(Table& table, const std::function<void(const Row&)>& visit);
    /// `patient`: in whose visits it was met, where the trail does not tell whose it is.
    void leaveOut(const Key& id, const Error& error, const std::string& patient = {});
    /// The error with the visit, site or patient that it names in people's words: for answers, not for logs.
    Error inWords(Error error);
    /// "the visit of 28 October 2026", or when it was first saved, as the trail tells.
    std::string wordsFor(std::string_view what, const Key& key);
    /// Names a gap in the audit trail, of which nobody can tell what it hides.
    void tellGap();
    /// Of a session that is sound.
    void insertSession(const record::Session& session, std::string_view verb);
    /// The same for a patient who is here; contentOf() it.
    size_t insertSession(const record::Session& session, const Key& patient, std::string_view verb);
    /// What insertSession() answers: a hash of what a visit holds, with its sites.
    size_t contentOf(const Row& session);
    /// `merges`: told in the trail as a merging.
    void updateSession(const SessionChange& change, bool merges = false);
    void mergeVisit(const SessionChange& change);
    void passNewOfMerging(const Merging& merging, bool comes);
    /// Conflict when the visit that is kept is signed and the change does more than add to it. What is kept counts, not what
    /// the change says that it was.
    void requireMayChange(const record::Session& stored, const SessionChange& change, bool changesMarkers);
    void setRemoved(Table& table, const Row& row, std::string_view verb, UtcMs when);
    /// Refused when a visit of the patient lies before that birth date.
    void requireBornBefore(const std::string& birthDate, const Row& patient);
    /// Refused when the visit lies before its patient's birth date.
    void requireAfterBirth(const record::Session& session);
    /// An import on its way: what it did, and whose visits the file has.
    struct Import {
        /// Somebody as the file has them and as they are here.
        struct Person {
            const record::Patient* inFile = nullptr;
            Key id{};
            std::optional<record::Patient> removed;      ///< here; who was deleted
            std::optional<record::Patient> otherPerson;  ///< here; who has that id and is somebody else
        };
        std::unordered_map<std::string_view, Person> people;  ///< by id; those of the file, and the owners of other visits
        std::deque<std::string> ofRecord;                     ///< the ids of those who are not in the file
        OnConflict onConflict = OnConflict::refuse;
        Imported done;
    };
    void importPatient(const record::Patient& patient, Import& import);
    /// The owner of a visit; a Fault when there is none.
    Import::Person& ownerOf(const record::Session& session, Import& import);
    void importSession(const record::Session& session, Import& import);
    /// Why a visit of a file cannot be taken whatever is chosen: it or its patient was removed here.
    std::optional<Skipped> removedHere(const record::Session& session, const Import::Person& owner, const Row* here);
    void importBeside(const record::Session& session, const Key& patient, Imported& done);
    void addSession(const record::Session& session, const Key& patient, Imported& done);
    void purgeRows(const std::vector<Row>& patients, const std::vector<Row>& sessions);
    void purgeSession(const Key& id);
    /// The patient with all that is theirs, whatever state it is in; false when nothing of them is here.
    bool eraseRows(const Key& patient);
    /// So that nothing of what was erased stays in the log or in what is known here.
    Outcome forgetErased(const std::vector<Key>& patients);
    Holding holdingOf(const Row& patientRow, const Row* sessionRow);
    std::vector<Row> removedPatients();
    std::vector<Row> removedSessions();
    /// Those that can be trusted; the others are left out.
    std::vector<Row> removedRows(Table& table);
    std::vector<Key> visitsOf(const Key& patient) { return backend_->childrenOf(patient, rows_.sessions.name()); }
    void verifyRows(Depth depth);

    std::unique_ptr<Backend> backend_;
    std::shared_ptr<const KeyRing> keys_;
    std::unique_ptr<Cipher> cipher_;
    EntryRows rows_;
    Summaries summaries_;
    PatientList list_;
    TrailOfPatient trailOfPatient_;
    ReadToday readToday_;
    std::vector<Damage> damage_;
    size_t damageInList_ = 0;  ///< how much was known when the list was made
    bool lookedThrough_ = false;
    int changesSaved_ = 0;
};

}  // namespace myochart::store
