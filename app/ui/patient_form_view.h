#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ui/body_picture.h"
#include "ui/input_queue.h"
#include "ui/patient_form_page.h"

namespace myochart::ui {

/// Where the patient is in the form, from where they look at the body, and what their pointer does: on the skin it paints, beside the body
/// it turns it. Works on Program::ask; main thread.
class PatientFormView {
  public:
    explicit PatientFormView(workspace::Program& program) : program_(program) {}

    /// Shown: the patient fills in, or has just finished.
    bool isShown() const { return program_.ask.isAsking() || thanks_; }
    /// The form begins, from the front.
    void begin();

    /// The body as it is painted, in a picture as large as figure() of the page.
    void aim(BodyPicture::Wanted& wanted);
    /// Takes the pointer where it is on the body's picture; true when that changed something.
    bool step(const FrameInput& input, const PatientFormPage& page);
    PatientFormPage page(const Fonts& fonts, LayoutRecord& record, vec2 windowPx, float scale, const handout::Texts& texts, const std::string& language);
    /// What was pressed; a language is the caller's to speak.
    void take(const PatientFormPage::Chosen& chosen);
    /// Painting or turning.
    bool moves() const { return paints_ || turns_; }

  private:
    std::optional<vec3> onSkin(vec2 pixel) const;
    float radiusMm() const;

    workspace::Program& program_;
    FormStep step_ = FormStep::where;
    size_t firstQuestion_ = 0, brush_ = 1;
    bool erases_ = false, paints_ = false, turns_ = false, thanks_ = false;
    std::optional<scene::StandardView> wantedView_;
    scene::Camera camera_;
    scene::Viewport viewport_;
    vec2 last_{};
    record::PatientForm none_;  ///< while nothing is asked any more
    std::vector<handout::PatientQuestion> questions_;
    std::string questionsIn_;   ///< the language of questions_
};

}  // namespace myochart::ui
