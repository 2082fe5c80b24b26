#include "workspace/practice_desk.h"

#include "core/words.h"
#include "record/fault_words.h"
#include "record/signing_rules.h"

namespace myochart::workspace {

void PracticeDesk::begin() {
    link_.ask<record::Practice>([](store::Record& record) { return record.practice(); }, [this](Result<record::Practice> read) {
        if (!read) return notices_.tell(read.error().message, true);
        practice_ = std::move(*read);
    });
}

const record::Therapist* PracticeDesk::acting() const {
    if (const record::Therapist* chosen = practice_.therapist({settings_.therapist})) return chosen;
    const record::Therapist* only = nullptr;
    for (const record::Therapist& each : practice_.therapists) {
        if (record::hindranceOf(each)) continue;
        if (only) return nullptr;
        only = &each;
    }
    return only;
}

void PracticeDesk::change(record::Practice practice) {
    if (const std::string fault = record::faultIn(practice); !fault.empty())
        return notices_.tell(trf("The practice cannot be kept like this: {}", record::faultInWords(fault).text), true);
    const record::Practice before = std::exchange(practice_, practice);
    link_.ask<Done>([practice = std::move(practice)](store::Record& record) { return record.put(practice); }, [this, before](const Outcome& outcome) {
        if (outcome) return;
        practice_ = before;
        notices_.tell(outcome.error().message, true);
    });
}

}  // namespace myochart::workspace
