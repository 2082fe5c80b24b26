#pragma once
#include <string>

#include "ui/ui.h"

namespace myochart::ui {

/// The words of the lesson's step as fields, and what can be done with the step.
class LessonEdit {
  public:
    void draw(Ui& ui);

  private:
    void follow(const Ui& ui);
    void drawWords(Ui& ui);
    void drawSteps(Ui& ui);
    void drawKeeping(Ui& ui);

    std::string of_;  ///< the step whose words stand in the fields
    std::string lesson_, title_, text_, speech_;
};

}  // namespace myochart::ui
