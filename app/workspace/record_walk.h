#pragma once
#include <memory>

#include "store/each_visit.h"
#include "workspace/record_link.h"

namespace myochart::workspace {

/// Goes through the visits of everybody on the record's thread, a few people at a time, so that what is saved meanwhile does not wait
/// for it. One thread but for the visitor.
class RecordWalk {
  public:
    explicit RecordWalk(RecordLink& link) : link_(link) {}

    /// Begins, and gives up what it was at. `visit` runs on the record's thread, `done` on this one unless it was given up.
    void start(store::VisitVisitor visit, std::function<void(Outcome)> done);
    void giveUp() { ++walk_, running_ = false; }
    bool running() const { return running_; }
    double share() const { return people_ == 0 ? 0 : static_cast<double>(passed_) / static_cast<double>(people_); }  ///< 0 to 1

  private:
    struct Walk;
    void goOn(std::shared_ptr<Walk> walk);

    RecordLink& link_;
    std::uint64_t walk_ = 0;
    size_t passed_ = 0, people_ = 0;
    bool running_ = false;
};

}  // namespace myochart::workspace
