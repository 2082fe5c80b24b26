#include "cli/progress_line.h"

#include <unistd.h>

#include <fmt/format.h>

#include "cli/output.h"

namespace myochart::cli {

ProgressLine::ProgressLine(bool quiet) {
    if (quiet || isatty(STDERR_FILENO) == 0) return;
    thread_ = std::jthread([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            tell(fmt::format("\r\033[K{:3.0f} %  {}", static_cast<double>(progress.fraction()) * 100, progress.doing()));
        }
        tell("\r\033[K");
    });
}

}  // namespace myochart::cli
