#pragma once
#include "record/chart.h"
#include "workspace/record_link.h"
#include "workspace/settings.h"

namespace myochart::workspace {

/// Who works here, and who acts now. One thread; what the record has to answer comes with the link's pump().
class PracticeDesk {
  public:
    /// What it is given lives longer.
    PracticeDesk(Notices& notices, RecordLink& link, Settings& settings) : notices_(notices), link_(link), settings_(settings) {}

    /// Reads it from the record.
    void begin();
    const record::Practice& practice() const { return practice_; }
    /// Who acts: who was chosen on this computer, else the only one who may sign; null: nobody yet.
    const record::Therapist* acting() const;
    void actAs(const record::TherapistId& id) { settings_.therapist = id.text; }
    /// Saved at once; a failure becomes a notice, and the practice is what it was.
    void change(record::Practice practice);

  private:
    Notices& notices_;
    RecordLink& link_;
    Settings& settings_;
    record::Practice practice_;
};

}  // namespace myochart::workspace
