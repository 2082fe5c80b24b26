#pragma once
#include <memory>
#include <optional>
#include <string>

#include "handout/patient_screen.h"
#include "ui/app_window.h"
#include "ui/body_picture.h"
#include "core/output_file.h"
#include "ui/fonts.h"
#include "ui/patient_form_view.h"
#include "ui/patient_page.h"

struct ImGuiContext;

namespace myochart::ui {

/// A second window, for the patient of the open visit: the body in its skin with numbered places, and in plain words what is planned. It
/// follows the program's window, and shows nothing of anybody but the patient for whom it was opened: with another one's record open it
/// is the body alone. Main thread; the first window's context and ImGui context are current before and after each call.
class PatientWindow {
  public:
    /// `layout`: as ShellOptions::layoutFile, of this window; may be null. Fails with a sentence where no second window or no texts can be had.
    static Result<std::unique_ptr<PatientWindow>> open(AppWindow& first, workspace::Program& program, const OutputFile* layout);
    ~PatientWindow();
    PatientWindow(const PatientWindow&) = delete;
    PatientWindow& operator=(const PatientWindow&) = delete;

    /// Once a turn of the program: takes what was pressed in it and draws it where something differs. False once it was closed.
    /// `curtain`: patients are out of sight.
    bool turn(bool curtain, double now);
    /// When it has something to do without input.
    double wakeAt(double now) { return again_ ? now : figurePx().x < 1 ? 1e300 : std::max(now, picture_->dueAt(now)); }
    /// Lets the patient paint and answer, in full screen; Program::ask has begun. True when the program's own window lies behind it.
    bool ask();
    /// The patient has finished. True once.
    bool takeFinished() { return std::exchange(finished_, false); }
    /// What the patient was filling in is kept; as when the window goes.
    void stopAsking() { program_.ask.stop(language_); }
    /// Somebody else's record is open, so that nothing of it is shown here. True once.
    bool takeStranger() { return std::exchange(tellStranger_, false); }

  private:
    PatientWindow(AppWindow& first, workspace::Program& program, const OutputFile* layout) : first_(first), program_(program), layout_(layout) {}
    Outcome makeReady();
    Outcome speak(const std::string& language);
    void restyle();
    const record::Session* shownVisit(bool curtain);
    void bringWordsUpToDate(const record::Session* visit);
    void aimPicture(double now);
    void placeSites(const record::Session* visit);
    void drawPage(PatientPage& page);
    void take(const PatientPage::Chosen& chosen);
    PatientPage page();
    PatientFormPage formPage() { return form_.page(fonts_.fonts, record_, window_->size(), scale_, *texts_, language_); }
    vec2 figurePx() { return form_.isShown() ? formPage().figure().size() : page().figure().size(); }
    FrameInput beginFrame();
    void endFrame();
    void drawFrame(const record::Session* visit);
    void drawForm();
    void turnBy(const FrameInput& input, const Rect& figure);

    AppWindow& first_;
    workspace::Program& program_;
    const OutputFile* layout_;
    std::unique_ptr<AppWindow> window_;
    std::unique_ptr<BodyPicture> picture_;
    PatientFormView form_{program_};
    FontSet fonts_;
    ImGuiContext* context_ = nullptr;
    LayoutRecord record_;
    float scale_ = 0;
    vec2 size_{};
    record::PatientId whose_;         ///< empty: nobody was shown yet
    bool tellStranger_ = false, strangerTold_ = false;
    std::string language_;
    std::optional<handout::Texts> texts_;
    std::optional<record::Session> told_;  ///< what words_ are of
    std::optional<handout::PatientScreen> words_;
    std::vector<PatientPlace> places_;
    float middle_ = 0;
    PatientSight sight_ = PatientSight::asShown;
    scene::Camera turned_;            ///< of PatientSight::turned
    bool turns_ = false;              ///< a drag goes on
    vec2 turnedFrom_{};
    std::uint64_t drawn_ = 0;         ///< BodyPicture::picturesDrawn() that is on the screen
    bool finished_ = false;
    bool isOver_ = false;             ///< the patient is done, and this window lies before the program's own
    int settle_ = 0;                  ///< frames still to be drawn
    bool again_ = false;              ///< what was pressed changed the body's picture: a turn more is due
};

}  // namespace myochart::ui
