#pragma once
#include <thread>

#include "core/progress.h"

namespace myochart::cli {

/// Shows a job's progress on standard error when that is a terminal.
class ProgressLine {
  public:
    explicit ProgressLine(bool quiet);
    Progress progress;

  private:
    std::jthread thread_;
};

}  // namespace myochart::cli
