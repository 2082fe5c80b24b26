#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/files.h"
#include "core/progress.h"

namespace myochart::body {

/// How a helper program ended.
enum class HelperEnd { finished, crashed, outOfTime, stopped };

/// Another program that runs beside this one and talks through one pipe, its file descriptor 3. Its input and output
/// are closed, its environment is empty, and it dies with this program. (The one place that starts a process.)
class HelperProcess {
  public:
    /// Starts `program` with `words` after its name. Error kind environment when it cannot be started.
    static Result<HelperProcess> start(const Path& program, const std::vector<std::string>& words);
    HelperProcess(HelperProcess&&) noexcept;
    HelperProcess& operator=(HelperProcess&&) = delete;
    /// Kills it when it still runs.
    ~HelperProcess();

    /// Fills all of `into`. False when the helper closed the pipe, `deadline` passed or `progress` was cancelled.
    bool read(std::span<std::byte> into, std::chrono::steady_clock::time_point deadline, const Progress& progress);
    /// After a false read: kills what still runs and says how it came.
    HelperEnd end();

  private:
    struct Impl;
    explicit HelperProcess(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace myochart::body
