#pragma once
#include <optional>
#include <string>

#include "chart/chart.h"
#include "ui/widgets.h"

namespace myochart::ui {

/// Name and birth date of a patient being added or changed. Its fields are recorded under "patients.form.".
class PatientForm {
  public:
    explicit PatientForm(std::string name);  ///< a new patient
    explicit PatientForm(const chart::Patient& patient);

    enum class Answer { open, cancelled, done };
    Answer draw(Ui& ui);
    bool isNew() const { return isNew_; }
    /// Sound once draw() answered `done`.
    const chart::Patient& patient() const { return patient_; }

  private:
    bool take();

    chart::Patient patient_;
    std::string name_, birthDate_, fault_;
    bool isNew_, takesKeys_ = true;
};

}  // namespace myochart::ui
