#include <algorithm>

#include "core/words.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kCurtainLeft = 16, kCurtainFoot = 176, kCurtainHeight = 56;  ///< px at scale 1; above the place of the demonstration's banner

/// Over the body while what is a patient's is out of sight: says so, and brings it back.
class Curtain final : public Panel {
  public:
    std::string_view name() const override { return "curtain"; }
    Rect area(const Ui& ui) const override {
        if (!ui.state.curtain) return {};
        const Rect& body = ui.layout.body;
        const float wide = std::min(body.size().x - ui.px(32), std::max(textSize(ui.fonts.strong, tr(kTitle)).x, textSize(ui.fonts.note, tr(kWords)).x) + ui.px(48));
        const vec2 corner(body.min.x + ui.px(kCurtainLeft), body.max.y - ui.px(kCurtainFoot));
        return {corner, corner + vec2(wide, ui.px(kCurtainHeight))};
    }
    bool seeThrough() const override { return true; }
    bool floats() const override { return true; }
    void draw(Ui& ui) override {
        const Rect at = area(ui);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        to.AddRectFilled(im(at.min), im(at.max), ui.theme.raised, ui.px(8));
        to.AddRect(im(at.min), im(at.max), ui.theme.edge, ui.px(8));
        textAt(to, ui.fonts.strong, at.min + vec2(ui.px(24), ui.px(9)), ui.theme.ink, tr(kTitle), at.size().x - ui.px(32));
        textAt(to, ui.fonts.note, at.min + vec2(ui.px(24), ui.px(30)), ui.theme.quiet, tr(kWords), at.size().x - ui.px(32));
        ImGui::SetCursorScreenPos(im(at.min));
        if (pressArea(ui, "curtain", at.size()).clicked) ui.run("window.curtain");
    }

  private:
    static constexpr const char *kTitle = mark("Patients are out of sight"), *kWords = mark("F9 or a click here brings them back");
};

}  // namespace

std::unique_ptr<Panel> makeCurtain() { return std::make_unique<Curtain>(); }

}  // namespace myochart::ui
