#pragma once
#include <string>

#include "note/patient_answers.h"
#include "ui/ui.h"

namespace myochart::ui {

/// What that key of the safety table is called; words as they are.
std::string safetyTitle(const anatomy::Catalogue& catalogue, const std::string& keyOrWords);

/// What the patient filled in alone for the open visit, to be looked at and taken or left; and the button by which they are asked.
class PatientFormPart {
  public:
    void draw(Ui& ui, const record::Session& session, bool locked);

  private:
    void drawForm(Ui& ui, const record::PatientForm& form, const note::FormAnswers& told);
    void drawAnswers(Ui& ui, const record::PatientForm& form, const note::FormAnswers& told);
    void drawTicks(Ui& ui, const record::PatientForm& form, const note::FormAnswers& told);

    std::string shown_;  ///< the form that the ticks are of
    note::FormParts parts_;
};

}  // namespace myochart::ui
