#pragma once
#include <optional>
#include <string>

#include "record/chart.h"
#include "ui/widgets.h"

namespace myochart::ui {

/// Name, birth date and identifier of a patient being added or changed. Its fields are recorded under "patients.form.". When somebody
/// of that name may be here already it asks once, so that nobody's record is in two halves by mistake.
class PatientForm {
  public:
    explicit PatientForm(std::string name);  ///< a new patient
    explicit PatientForm(const record::Patient& patient);

    enum class Answer { open, cancelled, done, other };  ///< other: the namesake is meant
    Answer draw(Ui& ui);
    bool isNew() const { return isNew_; }
    /// Sound once draw() answered `done`.
    const record::Patient& patient() const { return patient_; }

    /// Who may be the same person; none until asked.
    const record::PatientId& namesake() const { return namesake_; }

  private:
    bool take();
    /// Where the answer of the record about namesakes is not there yet, it goes on in the next frame.
    Answer settle(Ui& ui);
    bool asksAbout(const store::PatientSummary& found);

    record::Patient patient_;
    record::PatientId namesake_;
    std::string name_, birthDate_, identifier_, fault_;
    bool isNew_, takesKeys_ = true;
    bool settling_ = false;  ///< the record is asked for namesakes
};

}  // namespace myochart::ui
