#pragma once
#include <atomic>
#include <mutex>
#include <string>

namespace myochart {

/// How far a long piece of work is, and whether it should stop. Written by the worker, read by any thread.
class Progress {
  public:
    /// `fraction` 0..1; `doing` is shown to the user ("Reading 312 of 760 files").
    void report(float fraction, std::string doing) {
        fraction_.store(fraction);
        const std::lock_guard lock(mutex_);
        doing_ = std::move(doing);
    }
    float fraction() const { return fraction_.load(); }
    std::string doing() const {
        const std::lock_guard lock(mutex_);
        return doing_;
    }
    void cancel() { cancelled_.store(true); }
    bool cancelled() const { return cancelled_.load(); }

  private:
    std::atomic<float> fraction_{0.0F};
    std::atomic<bool> cancelled_{false};
    mutable std::mutex mutex_;
    std::string doing_;
};

}  // namespace myochart
