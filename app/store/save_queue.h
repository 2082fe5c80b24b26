#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "store/record.h"

namespace myochart::store {

enum class SaveState { saved, saving, failed };

/// A visit that is not in the record as it should be: its newest state, and why it could not be saved.
struct Unsaved {
    record::Session session;
    std::string reason;  ///< a sentence; empty while it is only waiting for its turn
    std::string patientName = {};  ///< empty while the record was not asked for it
};

/// Owns the record and the one thread that may touch it. Changes are written in the order given. What fails for a
/// reason that can pass (a full disk, another program) stays in front and is tried again every two seconds. What the
/// record refuses is set aside, stays in unsaved() and holds nothing up; the next change of the same session is tried
/// together with it. When the record was altered by another program, what is refused is kept in a new record beside it,
/// named in failure(); of one that was moved, deleted or replaced a whole copy with what is not saved. So nothing is
/// lost while the program lives.
class SaveQueue {
  public:
    explicit SaveQueue(std::unique_ptr<Record> record);
    /// Writes what is waiting, then closes the record. A change that fails once more is given up, with those of the same
    /// session after it, and the log says how many.
    ~SaveQueue();
    SaveQueue(const SaveQueue&) = delete;
    SaveQueue& operator=(const SaveQueue&) = delete;

    /// Any thread; returns at once.
    void save(SessionChange change);
    /// failed while anything was refused or the last try failed.
    SaveState state() const;
    /// Why something is not saved; empty when nothing failed.
    std::string failure() const;
    /// True while what failed is tried again by itself; false when it was refused.
    bool triesAgain() const;
    /// The visits that are not in the record as they should be: refused ones, and what is still waiting.
    std::vector<Unsaved> unsaved() const;
    /// Writes all of unsaved() into a new record `file`, which must not exist, with their patients as far as the record
    /// can still be read. They stay unsaved here. Any thread but the record's own; waits for it only to read.
    Outcome keepElsewhere(const Path& file);
    /// What could not be saved of that patient, who was erased, is kept no longer. Any thread.
    void forget(const record::PatientId& patient);
    /// Waits until all changes so far are durable or refused, or `timeoutMs` passed; true when all are durable.
    bool flush(int timeoutMs);
    /// Runs `work` on the record's thread after the changes given so far, and waits for it. Not for the drawing thread
    /// while work is waiting: use post().
    template <class T>
    T run(std::function<T(Record&)> work) {
        auto task = std::make_shared<std::packaged_task<T(Record&)>>(std::move(work));
        auto answer = task->get_future();
        post([task](Record& record) { (*task)(record); });
        return answer.get();
    }
    void post(std::function<void(Record&)> work);

  private:
    struct Item;
    struct Refused {
        record::Session before, after;  ///< what the record holds, and what it should
        Error why;
        bool gaveUp = false;  ///< at the end of the program, for a reason that could have passed
    };
    void work();
    void runWork(Item& item, std::unique_lock<std::mutex>& lock);
    void saveChange(Item& item, std::unique_lock<std::mutex>& lock);
    Outcome tryToSave(const SessionChange& change) noexcept;
    void readPatient(const record::PatientId& id, std::unique_lock<std::mutex>& lock);
    void setAside(SessionChange change, const Error& error, std::unique_lock<std::mutex>& lock);
    void rescue(const Path& place, bool whole, std::unique_lock<std::mutex>& lock);
    /// All of unsaved() in the copy that was made before, or in a new one; the copy's place.
    Result<Path> keepInWholeCopy(const Path& place);
    Outcome putUnsavedInto(const Path& copy) const;

    std::unique_ptr<Record> record_;
    mutable std::mutex mutex_;
    std::condition_variable wake_, idle_;
    std::deque<std::unique_ptr<Item>> waiting_;
    std::optional<SessionChange> trying_;  ///< taken from waiting_, not yet answered
    std::map<record::SessionId, Refused> refused_;
    Path rescued_;                   ///< the record beside this one that holds all that is not saved; empty: none
    bool rescuedWhole_ = false;      ///< and all that is
    std::uint64_t rescuedUpTo_ = 0;  ///< of given_
    std::map<record::PatientId, record::Patient> patients_;  ///< of the changes, as last read
    std::uint64_t given_ = 0, done_ = 0;
    bool stopping_ = false;
    std::string failure_;  ///< of what is tried again
    std::thread thread_;   // last: it starts when all else is there
};

}  // namespace myochart::store
