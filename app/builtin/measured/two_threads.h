#pragma once
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>

namespace myochart::builtin::measured {

/// Calls work(0) .. work(count - 1), shared between this thread and one more; rethrows the first exception.
template <class Work>
void forEachOnTwoThreads(size_t count, const Work& work) {
    std::atomic<size_t> next{0};
    std::exception_ptr fault;
    std::mutex mutex;
    const auto loop = [&] {
        try {
            for (size_t i; (i = next.fetch_add(1)) < count;) work(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!fault) fault = std::current_exception();
            next = count;
        }
    };
    std::thread other(loop);
    loop();
    other.join();
    if (fault) std::rethrow_exception(fault);
}

}  // namespace myochart::builtin::measured
