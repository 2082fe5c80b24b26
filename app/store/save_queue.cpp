#include "store/save_queue.h"

#include <chrono>

#include <fmt/format.h>

#include "core/log.h"

namespace myochart::store {

namespace {

constexpr auto kRetryAfter = std::chrono::seconds(2);

}  // namespace

/// Either a change to save or work to run.
struct SaveQueue::Item {
    SessionChange change;
    std::function<void(Record&)> work;  ///< empty: save the change
};

SaveQueue::SaveQueue(std::unique_ptr<Record> record) : record_(std::move(record)), thread_([this] { work(); }) {}

SaveQueue::~SaveQueue() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void SaveQueue::save(SessionChange change) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::make_unique<Item>(Item{std::move(change), {}}));
        ++given_;
    }
    wake_.notify_all();
}

void SaveQueue::post(std::function<void(Record&)> work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::make_unique<Item>(Item{{}, std::move(work)}));
    }
    wake_.notify_all();
}

SaveState SaveQueue::state() const {
    const std::lock_guard lock(mutex_);
    if (!failure_.empty()) return SaveState::failed;
    return saved_ == given_ ? SaveState::saved : SaveState::saving;
}

std::string SaveQueue::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

bool SaveQueue::flush(int timeoutMs) {
    std::unique_lock lock(mutex_);
    const std::uint64_t wanted = given_;
    return idle_.wait_for(lock, std::chrono::milliseconds(timeoutMs), [&] { return saved_ >= wanted; });
}

void SaveQueue::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) break;
        const std::unique_ptr<Item> item = std::move(waiting_.front());
        waiting_.pop_front();
        if (item->work) runWork(*item, lock);
        else saveChange(*item, lock);
    }
    if (abandoned_ > 0)
        log::error(fmt::format("{} changes could not be saved before the program ended: {}", abandoned_, failure_));
    record_.reset();
}

void SaveQueue::runWork(Item& item, std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    try {
        item.work(*record_);
    } catch (const std::exception&) {
        // The text may hold anything; what failed is told by the work's own answer.
        log::error("Work on the record ended with an exception.");
    }
    lock.lock();
}

/// Tries until it is saved, or once more at the end of the program.
void SaveQueue::saveChange(Item& item, std::unique_lock<std::mutex>& lock) {
    while (true) {
        const bool last = stopping_;
        if (last && incomplete_.contains(item.change.after.id)) break;  // it builds on a change that is missing
        lock.unlock();
        const Outcome outcome = record_->put(item.change);
        lock.lock();
        if (outcome.ok()) {
            failure_.clear();
            ++saved_;
            idle_.notify_all();
            return;
        }
        if (failure_ != outcome.error().message) log::error(fmt::format("Saving failed: {}", outcome.error().message));
        failure_ = outcome.error().message;
        if (last) break;
        wake_.wait_for(lock, kRetryAfter, [&] { return stopping_; });
    }
    ++abandoned_;
    incomplete_.insert(item.change.after.id);
}

}  // namespace myochart::store
