#include "workspace/record_walk.h"

#include <algorithm>

namespace myochart::workspace {

namespace {

constexpr size_t kAtOnce = 10;  ///< people

}  // namespace

struct RecordWalk::Walk {
    std::uint64_t number = 0;
    std::vector<store::PatientSummary> people;
    size_t next = 0;
    store::VisitVisitor visit;
    std::function<void(Outcome)> done;
};

void RecordWalk::start(store::VisitVisitor visit, std::function<void(Outcome)> done) {
    const auto walk = std::make_shared<Walk>();
    walk->number = ++walk_;
    walk->visit = std::move(visit);
    walk->done = std::move(done);
    running_ = link_.isOpen();
    passed_ = people_ = 0;
    link_.ask<std::vector<store::PatientSummary>>([](store::Record& r) { return r.patients(); }, [this, walk](auto people) {
        if (walk->number != walk_) return;
        if (!people) {
            running_ = false;
            return walk->done(people.error());
        }
        walk->people = std::move(*people);
        people_ = walk->people.size();
        goOn(walk);
    });
}

void RecordWalk::goOn(std::shared_ptr<Walk> walk) {
    link_.ask<Done>(
        [walk](store::Record& r) -> Outcome {
            const size_t end = std::min(walk->next + kAtOnce, walk->people.size());
            for (; walk->next < end; ++walk->next)
                if (const auto seen = store::eachVisitOf(r, walk->people[walk->next].patient, walk->visit); !seen) return seen;
            return Done{};
        },
        [this, walk](const Outcome& seen) {
            if (walk->number != walk_) return;
            passed_ = walk->next;
            if (seen && passed_ < people_) return goOn(walk);
            running_ = false;
            walk->done(seen);
        });
}

}  // namespace myochart::workspace
