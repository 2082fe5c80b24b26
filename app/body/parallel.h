#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace myochart::body {

/// Calls `work(i)` for every i below `count` on all cores (at most 8), in no order; returns when all are done. `work`
/// must not throw and must be safe beside itself for another i.
template <class Work>
void forEachInParallel(size_t count, const Work& work) {
    std::atomic<size_t> next{0};
    const auto run = [&] {
        for (size_t i; (i = next.fetch_add(1)) < count;) work(i);
    };
    std::vector<std::jthread> helpers;
    const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    for (size_t i = 1; i < std::min(cores, count); ++i) helpers.emplace_back(run);
    run();
}

}  // namespace myochart::body
