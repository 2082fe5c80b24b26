#pragma once
#include <optional>
#include <string>
#include <vector>

#include "handout/patient_questions.h"
#include "record/kinds/patient_form.h"
#include "scene/camera.h"
#include "ui/fonts.h"
#include "ui/frame_layout.h"
#include "ui/layout_record.h"
#include "ui/theme.h"

namespace myochart::ui {

/// What a patient is asked, one after the other.
enum class FormStep { where, howMuch, questions, check, thanks };

/// The content of the patient's window while the patient paints and answers: large words and buttons, one thing at a time. Drawn with
/// the ImGui context that is current.
struct PatientFormPage {
    const Fonts& fonts;
    const Theme& theme;
    LayoutRecord& record;
    vec2 windowPx{};
    float scale = 1;

    const handout::Texts& texts;
    const std::vector<handout::PatientQuestion>& questions;
    record::PatientForm& form;      ///< everything but what is painted is changed in place
    FormStep step = FormStep::where;
    size_t firstQuestion = 0;       ///< that is in sight
    unsigned picture = 0;           ///< an OpenGL texture as large as figure(); 0: none yet
    size_t brush = 1;               ///< 0 small, 1 middle, 2 large
    bool erases = false, canUndo = false, canPaint = true, hasPaint = false;
    std::string language = {};      ///< a code of kLanguages

    /// What drawing found out on its way to the buttons at the foot.
    struct Found {
        float left = 0;                    ///< of the plate's content
        size_t shown = 0, pageBefore = 0;  ///< questions in sight; the first of the page before
    };
    Found found = {};

    /// What was pressed in it.
    struct Chosen {
        std::optional<FormStep> step;
        std::optional<size_t> firstQuestion, brush;
        std::optional<bool> erases;
        std::optional<std::string> language;
        std::optional<scene::StandardView> view;
        float zoom = 1;  ///< below 1: nearer
        bool undo = false, clear = false, done = false, stop = false;
        bool away = false;  ///< the therapist has the device back
    };

    /// The body's part of the window; empty where the step shows none.
    Rect figure() const;
    Chosen draw();

  private:
    float px(float unscaled) const { return unscaled * scale; }
    bool isUpright() const { return windowPx.y > windowPx.x; }
    bool showsBody() const { return step == FormStep::where || step == FormStep::howMuch || step == FormStep::check; }
    Rect plate() const;
    void beginPlate();
    void endPlate(Chosen& chosen);
    void drawFigure(Chosen& chosen);
    void drawLanguages(Chosen& chosen);
    void drawWhere(Chosen& chosen);
    void drawQualities();
    void drawHowMuch();
    void drawScale(const char* name, const std::string& title, std::optional<std::uint32_t>& value);
    void drawQuestions();
    void drawQuestion(const handout::PatientQuestion& question, float width);
    float questionHeight(const handout::PatientQuestion& question, float width) const;
    /// How many of the questions from that one on have room.
    size_t questionsFrom(size_t first, float width, float height) const;
    void drawCheck();
    void drawThanks(Chosen& chosen);
    bool press(const std::string& name, const std::string& label, bool isChosen, vec2 size, bool enabled = true);
    std::string of(const char* key) const { return texts.of(key); }
    size_t answered() const;
    std::optional<bool> answerOf(const std::string& key, bool& unsure) const;
    void answer(const std::string& key, int which);
};

}  // namespace myochart::ui
