#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/save_queue.h"
#include "workspace/notices.h"

namespace myochart::workspace {

/// The way to the record: questions run on its own thread, answers in pump() on this one. Nothing waits for the disk.
/// Without a record every question goes unanswered.
class RecordLink {
  public:
    /// `record` may be null; `inlineOnly`: questions are answered at once.
    RecordLink(Notices& notices, std::unique_ptr<store::Record> record, bool inlineOnly);

    bool isOpen() const { return saving_ != nullptr; }
    /// The record is encrypted.
    bool isProtected() const { return keys_ != nullptr; }
    /// Its keys; null without.
    const std::shared_ptr<const store::KeyRing>& keys() const { return keys_; }
    /// Only where isOpen().
    store::SaveQueue& saving() const { return *saving_; }
    /// Runs `question` on the record's thread and `answer` on this one.
    template <class T>
    void ask(std::function<Result<T>(store::Record&)> question, std::function<void(Result<T>)> answer);
    /// Like ask() for something that only succeeds or fails; a failure becomes a notice.
    void tell(std::function<Outcome(store::Record&)> question, std::function<void()> done = {});
    /// Hands out what was answered since; true when something was.
    bool pump();

  private:
    Notices& notices_;
    bool inline_;
    std::shared_ptr<const store::KeyRing> keys_;
    std::mutex mutex_;
    std::vector<std::function<void()>> answers_;  ///< from the record's thread
    std::unique_ptr<store::SaveQueue> saving_;    // last, so that it goes first: its thread uses what stands above
};

template <class T>
void RecordLink::ask(std::function<Result<T>(store::Record&)> question, std::function<void(Result<T>)> answer) {
    if (!saving_) return;
    if (inline_) return answer(saving_->run<Result<T>>(std::move(question)));
    saving_->post([this, question = std::move(question), answer = std::move(answer)](store::Record& record) {
        auto result = std::make_shared<Result<T>>(question(record));
        const std::lock_guard lock(mutex_);
        answers_.push_back([result, answer] { answer(std::move(*result)); });
    });
}

}  // namespace myochart::workspace
