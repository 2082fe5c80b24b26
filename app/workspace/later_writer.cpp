#include "workspace/later_writer.h"

#include "core/log.h"

namespace myochart::workspace {

namespace {

void doIt(const std::function<Outcome()>& work) {
    if (auto outcome = work(); !outcome) log::warn(outcome.error().inEnglish());
}

}  // namespace

LaterWriter::LaterWriter(bool inlineOnly) {
    if (!inlineOnly) thread_ = std::thread([this] { run(); });
}

LaterWriter::~LaterWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void LaterWriter::write(const std::string& kind, std::function<Outcome()> work) {
    if (!thread_.joinable()) return doIt(work);
    {
        const std::lock_guard lock(mutex_);
        waiting_[kind] = std::move(work);
    }
    wake_.notify_all();
}

void LaterWriter::finish() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [&] { return waiting_.empty() && !busy_; });
}

void LaterWriter::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        const auto work = std::move(waiting_.extract(waiting_.begin()).mapped());
        busy_ = true;
        lock.unlock();
        doIt(work);
        lock.lock();
        busy_ = false;
        idle_.notify_all();
    }
}

}  // namespace myochart::workspace
