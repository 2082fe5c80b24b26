#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "store/record.h"

namespace myochart::store {

enum class SaveState { saved, saving, failed };

/// Owns the record and the one thread that may touch it. Changes are written in the order given; a failed one stays in
/// front and is tried again every two seconds, so nothing is lost while the program lives.
class SaveQueue {
  public:
    explicit SaveQueue(std::unique_ptr<Record> record);
    /// Writes what is waiting, then closes the record. A change refused once more is given up, with those of the same
    /// session after it, and the log says how many.
    ~SaveQueue();
    SaveQueue(const SaveQueue&) = delete;
    SaveQueue& operator=(const SaveQueue&) = delete;

    /// Any thread; returns at once.
    void save(SessionChange change);
    SaveState state() const;
    /// Why the last try failed; empty when none did.
    std::string failure() const;
    /// Waits until all changes so far are durable or `timeoutMs` passed; true when durable.
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
    void work();
    void runWork(Item& item, std::unique_lock<std::mutex>& lock);
    void saveChange(Item& item, std::unique_lock<std::mutex>& lock);

    std::unique_ptr<Record> record_;
    mutable std::mutex mutex_;
    std::condition_variable wake_, idle_;
    std::deque<std::unique_ptr<Item>> waiting_;
    std::uint64_t given_ = 0, saved_ = 0, abandoned_ = 0;
    std::set<chart::SessionId> incomplete_;  ///< sessions of which a change was given up at the end
    bool stopping_ = false;
    std::string failure_;
    std::thread thread_;  // last: it starts when all else is there
};

}  // namespace myochart::store
