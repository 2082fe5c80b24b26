#include "workspace/undo_list.h"

#include <algorithm>
#include <utility>

#include "record/held_bytes.h"

namespace myochart::workspace {

namespace {

constexpr size_t kBytesOfId = sizeof(store::Added::Entry) + 40;  // with its text

/// A step's own: what was before is the step before's, as a rule.
size_t bytesOf(const RecordStep& step) {
    using record::heldBytes;
    const record::Session* session = step.sessionAfter ? step.sessionAfter.get() : step.sessionBefore.get();
    const record::Patient* patient = step.patientAfter ? step.patientAfter.get() : step.patientBefore.get();
    const size_t imported = step.import ? (step.import->added.patients.size() + step.import->added.sessions.size()) * kBytesOfId : 0;
    size_t merged = 0;
    if (step.merging) {
        for (const auto& each : step.merging->patients) merged += heldBytes(each.before) + heldBytes(each.after);
        for (const auto& each : step.merging->visits) merged += heldBytes(each.before) + heldBytes(each.after);
        for (const auto& each : step.merging->newPatients) merged += heldBytes(each);
        for (const auto& each : step.merging->newVisits) merged += heldBytes(each);
    }
    return sizeof(step) + imported + merged + heldBytes(step.message) + (session ? sizeof(*session) + heldBytes(*session) : 0) +
           (patient ? sizeof(*patient) + heldBytes(*patient) : 0);
}

}  // namespace

bool ImportStep::concerns(const record::PatientId& patient) const {
    return std::ranges::any_of(added.patients, [&](const auto& each) { return each.id == patient.text; });
}
bool ImportStep::concerns(const record::SessionId& session) const {
    return std::ranges::any_of(added.sessions, [&](const auto& each) { return each.id == session.text; });
}

record::SessionId RecordStep::session() const {
    return sessionAfter ? sessionAfter->id : sessionBefore ? sessionBefore->id : record::SessionId{};
}

record::PatientId RecordStep::patient() const {
    if (patientAfter) return patientAfter->id;
    if (patientBefore) return patientBefore->id;
    return sessionAfter ? sessionAfter->patient : sessionBefore ? sessionBefore->patient : record::PatientId{};
}

bool UndoList::joinsLast(const RecordStep& step) const {
    return !step.typing.empty() && !canRedo() && canUndo() && toUndo()->typing == step.typing &&
           toUndo()->session() == step.session() && toUndo()->patient() == step.patient();
}

RecordStep patientStep(std::string message, std::shared_ptr<const record::Patient> before,
                       std::shared_ptr<const record::Patient> after, std::string typing) {
    return {std::move(message), std::move(before), std::move(after), nullptr, nullptr, std::move(typing)};
}

RecordStep visitStep(std::string message, std::shared_ptr<const record::Session> before,
                     std::shared_ptr<const record::Session> after, std::string typing) {
    return {std::move(message), nullptr, nullptr, std::move(before), std::move(after), std::move(typing)};
}

RecordStep importStep(std::string message, store::Added added, record::PatientId openThen) {
    RecordStep step;
    step.message = std::move(message);
    step.import = std::make_shared<ImportStep>(ImportStep{std::move(added), std::move(openThen)});
    return step;
}

RecordStep mergingStep(std::string message, store::Merging merging) {
    RecordStep step;
    step.message = std::move(message);
    merging.keptAside.clear();  // it stays where it is, whatever becomes of the rest
    step.merging = held(std::move(merging));
    return step;
}

bool concerns(const store::Merging& merging, const record::PatientId& patient) {
    const auto is = [&](const record::PatientId& id) { return id == patient; };
    return std::ranges::any_of(merging.newPatients, is, &record::Patient::id) || std::ranges::any_of(merging.newVisits, is, &record::Session::patient) ||
           std::ranges::any_of(merging.patients, [&](const auto& each) { return is(each.after.id); }) ||
           std::ranges::any_of(merging.visits, [&](const auto& each) { return is(each.after.patient); });
}

void UndoList::add(RecordStep step) {
    if (joinsLast(step)) {
        step.patientBefore = steps_.back().step.patientBefore;
        step.sessionBefore = steps_.back().step.sessionBefore;
        bytes_ -= steps_.back().bytes;
        steps_.pop_back();
        --at_;
        const bool samePatient = step.patientBefore && step.patientAfter && *step.patientBefore == *step.patientAfter;
        const bool sameSession = step.sessionBefore && step.sessionAfter && *step.sessionBefore == *step.sessionAfter;
        if (samePatient || sameSession) return;  // typed and taken away again
        return hold(std::move(step));
    }
    while (canRedo()) {
        bytes_ -= steps_.back().bytes;
        steps_.pop_back();
    }
    hold(std::move(step));
}

void UndoList::forget(const record::PatientId& patient) {
    for (size_t i = steps_.size(); i-- > 0;) {
        if (steps_[i].step.import) {
            // It keeps ids alone, and going back over it passes over who is not there.
            if (steps_[i].step.import->openThen == patient) steps_[i].step.import->openThen = {};
            continue;
        }
        const bool isMerging = steps_[i].step.merging && concerns(*steps_[i].step.merging, patient);
        if (!isMerging && steps_[i].step.patient() != patient) continue;
        bytes_ -= steps_[i].bytes;
        steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
        if (i < at_) --at_;
    }
}

void UndoList::hold(RecordStep step) {
    Held held{std::move(step), 0};
    held.step.serial = ++lastSerial_;
    held.bytes = bytesOf(held.step);
    bytes_ += held.bytes;
    steps_.push_back(std::move(held));
    ++at_;
    while (bytes_ > maxBytes_ && steps_.size() > 1) {
        bytes_ -= steps_.front().bytes;
        steps_.pop_front();
        --at_;
    }
}

}  // namespace myochart::workspace
