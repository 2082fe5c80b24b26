#pragma once
#include <thread>

#include "workspace/boxes.h"

namespace myochart::workspace::test {

/// A workspace whose record and jobs may have threads of their own: everything under way is finished before each use, so
/// that one test serves both ways.
class Desk {
  public:
    Desk(const myochart::test::TestFolder& folder, bool threads, std::function<UtcMs()> clock = nowUtc) {
        auto ws = Workspace::open({.dataDir = folder.path(),
                                   .recordFile = {},
                                   .inlineJobs = !threads,
                                   .needRecord = true,
                                   .clock = std::move(clock)});
        EXPECT_TRUE(ws.ok()) << (ws.ok() ? "" : ws.error().message);
        if (ws) ws_ = std::move(*ws);
    }
    Workspace* operator->() {
        settle();
        return ws_.get();
    }
    Workspace& operator*() {
        settle();
        return *ws_;
    }
    /// What the record says, after everything given to it.
    template <class T>
    Result<T> ask(std::function<Result<T>(store::Record&)> question) {
        settle();
        return ws_->saving().run<Result<T>>(std::move(question));
    }
    /// Ends the program as closing the window does, whatever is under way.
    void end() { ws_.reset(); }

  private:
    void settle() {
        do {
            ws_->saving().run<bool>([](store::Record&) { return true; });  // all questions so far are answered
            while (!ws_->jobs().running().empty() && !ws_->pump()) std::this_thread::yield();
        } while (ws_->pump());  // an answer may have asked again
    }

    std::unique_ptr<Workspace> ws_;
};

/// For tests that run with everything at once and with threads.
class BothWays : public testing::TestWithParam<bool> {};

inline std::string wayName(const testing::TestParamInfo<bool>& info) { return info.param ? "threads" : "atOnce"; }

}  // namespace myochart::workspace::test
