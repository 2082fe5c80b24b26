#include "ui/refusal_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "core/words.h"
#include "ui/bare_window.h"

namespace myochart::ui {

void showRefusal(AppWindow& window, FontSet& fonts, const std::string& title, const std::string& sentence, const OutputFile* layout) {
    BareWindow bare(window, fonts, false, layout);
    (void)bare.run([&](BareWindow::Plate& plate) {
        plate.title(title);
        plate.paragraph(sentence);
        plate.record.fact("refusal", sentence);
        const bool pressed = plate.button("refusal.close", tr("Close"), true);
        return pressed || plate.keyPressed(GLFW_KEY_ESCAPE) || plate.keyPressed(GLFW_KEY_ENTER) || plate.keyPressed(GLFW_KEY_KP_ENTER);
    });
}

}  // namespace myochart::ui
