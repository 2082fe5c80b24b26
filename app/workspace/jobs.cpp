#include "workspace/jobs.h"

#include <algorithm>
#include <atomic>

namespace myochart::workspace {

struct JobRunner::Running {
    std::shared_ptr<Job> job;
    std::thread thread;
    std::atomic<bool> done{false};
    std::function<void()> finish;
};

JobRunner::JobRunner(bool inlineOnly) : inline_(inlineOnly) {}

JobRunner::~JobRunner() {
    for (auto& running : running_) running->job->progress->cancel();
    for (auto& running : running_)
        if (running->thread.joinable()) running->thread.join();
}

std::shared_ptr<Job> JobRunner::start(std::string title, std::function<std::function<void()>(Progress&)> work,
                                      bool background) {
    auto job = std::make_shared<Job>();
    job->title = std::move(title);
    job->background = background;
    if (inline_) {
        if (const auto finish = work(*job->progress)) finish();
        return job;
    }
    auto running = std::make_unique<Running>();
    running->job = job;
    Running* slot = running.get();
    running->thread = std::thread([slot, work = std::move(work)] {
        slot->finish = work(*slot->job->progress);
        slot->done.store(true);
    });
    running_.push_back(std::move(running));
    return job;
}

bool JobRunner::pump() {
    std::vector<std::unique_ptr<Running>> finished;
    for (auto& running : running_)
        if (running->done.load()) finished.push_back(std::move(running));
    std::erase(running_, nullptr);
    for (auto& running : finished) {
        running->thread.join();
        if (running->finish) running->finish();
    }
    return !finished.empty();
}

std::vector<std::shared_ptr<Job>> JobRunner::running() const {
    std::vector<std::shared_ptr<Job>> jobs;
    for (const auto& running : running_) jobs.push_back(running->job);
    return jobs;
}

}  // namespace myochart::workspace
