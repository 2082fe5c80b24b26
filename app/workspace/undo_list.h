#pragma once
#include <deque>
#include <memory>
#include <string>

#include "record/chart.h"
#include "store/merging.h"
#include "store/record.h"

namespace myochart::workspace {

/// An import as a step keeps it: ids, no visits. Its step's copies share it, for what was taken back is what comes again.
struct ImportStep {
    store::Added added;
    record::PatientId openThen;  ///< the patient who was open when it ended; empty: nobody
    bool concerns(const record::PatientId& patient) const;
    bool concerns(const record::SessionId& session) const;
};

/// One change to the record that can be taken back: a patient or a visit as it was and as it is, as the record holds them.
/// Null: not there.
struct RecordStep {
    std::string message;  ///< "Place needle site", for "Undo place needle site"
    std::shared_ptr<const record::Patient> patientBefore, patientAfter;
    std::shared_ptr<const record::Session> sessionBefore, sessionAfter;
    std::string typing;  ///< steps of one run of typing have the same and become one step; empty: a step of its own
    std::uint64_t serial = 0;  ///< given by the list; its own as long as the step is there
    std::shared_ptr<ImportStep> import = {};  ///< instead of a patient or visit
    std::shared_ptr<const store::Merging> merging = {};  ///< the same: copies that were made one
    bool afterItsDay = false;                 ///< done to a visit whose day was over: it goes back and comes again as it was done
    bool takesBack = false;                   ///< the step takes the import back; going back over it brings it again

    /// The visit or patient that it is about; the patient of a visit too.
    record::SessionId session() const;
    record::PatientId patient() const;
};

/// A value as a step keeps it.
template <class Value>
std::shared_ptr<const Value> held(Value value) {
    return std::make_shared<const Value>(std::move(value));
}
RecordStep patientStep(std::string message, std::shared_ptr<const record::Patient> before,
                       std::shared_ptr<const record::Patient> after, std::string typing = {});
RecordStep visitStep(std::string message, std::shared_ptr<const record::Session> before,
                     std::shared_ptr<const record::Session> after, std::string typing = {});

RecordStep importStep(std::string message, store::Added added, record::PatientId openThen);
RecordStep mergingStep(std::string message, store::Merging merging);
/// It changes something of that patient, or brings or takes the patient away.
bool concerns(const store::Merging& merging, const record::PatientId& patient);

/// Everything the user did to the record since the program was started, over all patients and visits, in one order. Bounded
/// by `maxBytes`, oldest dropped first. Not thread-safe.
class UndoList {
  public:
    explicit UndoList(size_t maxBytes = 256U << 20) : maxBytes_(maxBytes) {}

    /// After what was done; what could have been redone is forgotten.
    void add(RecordStep step);
    bool canUndo() const { return at_ > 0; }
    bool canRedo() const { return at_ < steps_.size(); }
    const RecordStep* toUndo() const { return canUndo() ? &steps_[at_ - 1].step : nullptr; }
    const RecordStep* toRedo() const { return canRedo() ? &steps_[at_].step : nullptr; }
    std::string undoMessage() const { return canUndo() ? toUndo()->message : std::string(); }
    std::string redoMessage() const { return canRedo() ? toRedo()->message : std::string(); }
    /// The step was taken back, or done again.
    void wentBack() { at_ -= canUndo() ? 1 : 0; }
    void wentForward() { at_ += canRedo() ? 1 : 0; }
    /// Every step about that patient is gone, done or not: who was erased does not come back.
    void forget(const record::PatientId& patient);
    /// Bytes held by all steps, about.
    size_t bytes() const { return bytes_; }

  private:
    struct Held {
        RecordStep step;
        size_t bytes = 0;
    };
    bool joinsLast(const RecordStep& step) const;
    void hold(RecordStep step);

    std::deque<Held> steps_;
    std::uint64_t lastSerial_ = 0;
    size_t at_ = 0;  ///< steps before it are done
    size_t bytes_ = 0, maxBytes_;
};

}  // namespace myochart::workspace
