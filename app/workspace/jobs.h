#pragma once
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/progress.h"

namespace myochart::workspace {

/// Work on a worker with progress and cancel; `finish` runs on the thread that calls JobRunner::pump.
struct Job {
    std::string title;  ///< "Importing thigh.glb"
    std::shared_ptr<Progress> progress = std::make_shared<Progress>();
    bool background = false;  ///< not shown in front of the user
};

/// One thread a job; everything over 50 ms is a job. With `inlineOnly` (tests, command line) start() does it at once.
/// Work that throws ends that job alone: `failed` is told in a sentence, on the thread that calls pump().
class JobRunner {
  public:
    JobRunner(bool inlineOnly, std::function<void(std::string)> failed);
    ~JobRunner();  ///< cancels and waits

    /// `work` runs on a worker and returns what `pump` is to run when it is done (may be empty).
    std::shared_ptr<Job> start(std::string title, std::function<std::function<void()>(Progress&)> work,
                               bool background = false);
    /// Finishes jobs that are done; true when one was.
    bool pump();
    std::vector<std::shared_ptr<Job>> running() const;

  private:
    struct Running;
    using Work = std::function<std::function<void()>(Progress&)>;
    std::function<void()> finishOf(const Work& work, const Job& job) const;
    void finish(const std::function<void()>& finish, const Job& job) const;

    bool inline_;
    std::function<void(std::string)> failed_;
    std::vector<std::unique_ptr<Running>> running_;
};

}  // namespace myochart::workspace
