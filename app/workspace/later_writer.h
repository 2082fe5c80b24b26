#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "core/result.h"

namespace myochart::workspace {

/// Writes small files of the program's own (settings, views) on a thread of its own, so that nobody waits for the disk.
/// Of writes of one kind only the newest counts. What fails goes into the log.
class LaterWriter {
  public:
    explicit LaterWriter(bool inlineOnly);  ///< inlineOnly: write() does it at once
    ~LaterWriter();                         ///< after everything is written
    LaterWriter(const LaterWriter&) = delete;
    LaterWriter& operator=(const LaterWriter&) = delete;

    /// Any thread.
    void write(const std::string& kind, std::function<Outcome()> work);
    /// Waits until everything given so far is written.
    void finish();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable wake_, idle_;
    std::map<std::string, std::function<Outcome()>> waiting_;
    bool busy_ = false, stopping_ = false;
    std::thread thread_;  // last: it starts when all else is there
};

}  // namespace myochart::workspace
