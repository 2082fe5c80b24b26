#include "workspace/jobs.h"

#include <algorithm>
#include <atomic>
#include <new>

#include <fmt/format.h>

#include "core/wiped_memory.h"
#include "core/words.h"

namespace myochart::workspace {

struct JobRunner::Running {
    std::shared_ptr<Job> job;
    std::thread thread;
    std::atomic<bool> done{false};
    std::function<void()> finish;
};

namespace {

/// Of the exception being handled. Its own text may name anything, so only what the user can act on is said.
std::string failureOf(const std::string& title) {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return trf("{} was given up: there is not enough memory. Close other programs and try again.", title);
    } catch (...) {
        return trf("{} was given up because of a fault in the program; everything else goes on.", title);
    }
}

}  // namespace

JobRunner::JobRunner(bool inlineOnly, std::function<void(std::string)> failed)
    : inline_(inlineOnly), failed_(std::move(failed)) {}

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
        finish(finishOf(work, *job), *job);
        return job;
    }
    auto running = std::make_unique<Running>();
    running->job = job;
    Running* slot = running.get();
    running->thread = std::thread([this, slot, work = std::move(work)] {
        slot->finish = finishOf(work, *slot->job);
        wipeUnusedStack();
        slot->done.store(true);
    });
    running_.push_back(std::move(running));
    return job;
}

/// Does the work; what it returns, or, when it throws, what says so.
std::function<void()> JobRunner::finishOf(const Work& work, const Job& job) const {
    try {
        return work(*job.progress);
    } catch (...) {
        return [this, said = failureOf(job.title)] { failed_(said); };
    }
}

void JobRunner::finish(const std::function<void()>& finish, const Job& job) const {
    try {
        if (finish) finish();
    } catch (...) {
        failed_(failureOf(job.title));
    }
}

bool JobRunner::pump() {
    std::vector<std::unique_ptr<Running>> finished;
    for (auto& running : running_)
        if (running->done.load()) finished.push_back(std::move(running));
    std::erase(running_, nullptr);
    for (auto& running : finished) {
        running->thread.join();
        finish(running->finish, *running->job);
    }
    return !finished.empty();
}

std::vector<std::shared_ptr<Job>> JobRunner::running() const {
    std::vector<std::shared_ptr<Job>> jobs;
    for (const auto& running : running_) jobs.push_back(running->job);
    return jobs;
}

}  // namespace myochart::workspace
