#include "workspace/record_link.h"

namespace myochart::workspace {

RecordLink::RecordLink(Notices& notices, std::unique_ptr<store::Record> record, bool inlineOnly)
    : notices_(notices), inline_(inlineOnly), keys_(record ? record->keys() : nullptr), saving_(record ? std::make_unique<store::SaveQueue>(std::move(record)) : nullptr) {}

void RecordLink::tell(std::function<Outcome(store::Record&)> question, std::function<void()> done) {
    ask<Done>(std::move(question), [this, done = std::move(done)](const Outcome& outcome) {
        if (!outcome) notices_.tell(outcome.error().message, true);
        else if (done) done();
    });
}

bool RecordLink::pump() {
    std::vector<std::function<void()>> answers;
    {
        const std::lock_guard lock(mutex_);
        answers.swap(answers_);
    }
    for (const auto& answer : answers) answer();
    return !answers.empty();
}

}  // namespace myochart::workspace
