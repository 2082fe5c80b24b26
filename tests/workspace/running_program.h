#pragma once
#include <thread>

#include "workspace/boxes.h"

namespace myochart::workspace::test {

/// A workspace whose record and jobs may have threads of their own: everything under way is finished before each use, so
/// that one test serves both ways.
class RunningProgram {
  public:
    RunningProgram(const myochart::test::TestFolder& folder, bool threads, std::function<UtcMs()> clock = nowUtc) {
        auto program = Program::open({.dataDir = folder.path(),
                                   .recordFile = {},
                                   .inlineJobs = !threads,
                                   .needRecord = true,
                                   .clock = NeedleClock(std::move(clock))});
        EXPECT_TRUE(program.ok()) << (program.ok() ? "" : program.error().message);
        if (program) program_ = std::move(*program);
    }
    Program* operator->() {
        settle();
        return program_.get();
    }
    Program& operator*() {
        settle();
        return *program_;
    }
    /// What the record says, after everything given to it.
    template <class T>
    Result<T> ask(std::function<Result<T>(store::Record&)> question) {
        settle();
        return program_->record.saving().run<Result<T>>(std::move(question));
    }
    /// Ends the program as closing the window does, whatever is under way.
    void end() { program_.reset(); }

  private:
    void settle() {
        do {
            while (!program_->jobs.running().empty())
                if (!program_->pump()) std::this_thread::yield();
            program_->record.saving().run<bool>([](store::Record&) { return true; });  // all questions so far are answered
        } while (program_->pump());  // an answer may have asked again
    }

    std::unique_ptr<Program> program_;
};

/// For tests that run with everything at once and with threads.
class BothWays : public testing::TestWithParam<bool> {};

inline std::string wayName(const testing::TestParamInfo<bool>& info) { return info.param ? "threads" : "atOnce"; }

}  // namespace myochart::workspace::test
