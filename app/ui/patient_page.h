#pragma once
#include <optional>
#include <string>
#include <vector>

#include "handout/patient_screen.h"
#include "ui/fonts.h"
#include "ui/frame_layout.h"
#include "ui/layout_record.h"
#include "ui/theme.h"

namespace myochart::ui {

/// From where the patient's window shows the body.
enum class PatientSight { asShown, front, back, turned };  ///< turned: as whoever looks at it has turned it

/// Where a site lies in the figure's picture.
struct PatientPlace {
    size_t site = 0;  ///< of PatientScreen::sites
    vec2 at{};        ///< window pixels
};

/// The content of the patient's window: the body on the left (above, where the window is higher than wide) with numbers beside it, the
/// words of handout::PatientScreen on the right, and what can be chosen at the foot. Drawn with the ImGui context that is current.
struct PatientPage {
    const Fonts& fonts;
    const Theme& theme;
    LayoutRecord& record;
    vec2 windowPx{};
    float scale = 1;

    // What is shown.
    const handout::PatientScreen* words = nullptr;  ///< null: the body alone
    unsigned picture = 0;                           ///< an OpenGL texture as large as figure(); 0: none yet
    std::vector<PatientPlace> places = {};          ///< those of the sites that can be seen
    float middle = 0;                               ///< x of the body's middle in the window: numbers stand on their place's side of it
    std::string front = {}, back = {}, asShown = {};               ///< what the sights are called
    PatientSight sight = PatientSight::asShown;
    std::string ring = {};                          ///< what a ring in place of a disc means
    std::string language = {};                      ///< that is spoken, a code of kLanguages

    /// What was chosen in it.
    struct Chosen {
        std::optional<PatientSight> sight;
        std::optional<std::string> language;
    };

    Rect figure() const;
    Chosen draw();

  private:
    float px(float unscaled) const { return unscaled * scale; }
    bool isUpright() const { return windowPx.y > windowPx.x; }
    Rect plate() const;
    /// A strip of buttons at the foot of that part.
    void beginFoot(const char* name, const Rect& part, ImFont* font) const;
    void drawFigure() const;
    void drawNumbers() const;
    void drawWords() const;
    void drawSite(const handout::HandoutSite& site, bool isSeen, bool tellsDone) const;
    void drawPart(const handout::HandoutPart& part) const;
    void drawSights(Chosen& chosen) const;
    void drawLanguages(Chosen& chosen) const;
    bool choice(const char* name, const std::string& label, bool isChosen) const;
};

}  // namespace myochart::ui
