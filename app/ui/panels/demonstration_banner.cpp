#include "ui/panels/demonstration_banner.h"

#include <algorithm>

#include "core/words.h"
#include "ui/panels/needle_bar.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr float kFromLeft = 16, kFromFoot = 104, kBannerHeight = 44;  ///< px at scale 1; above the tools, and above the needle bar where there is one

class DemonstrationBanner final : public Panel {
  public:
    std::string_view name() const override { return "demonstration"; }
    Rect area(const Ui& ui) const override {
        const Rect& body = ui.layout.body;
        const float wide = std::max(textSize(ui.fonts.strong, tr("Demonstration")).x, textSize(ui.fonts.note, tr(kWords)).x) + ui.px(24);
        const Rect needles = needleBarPlace(ui);
        const float foot = needles.size().y > 0 ? needles.min.y - ui.px(8) : body.max.y - ui.px(kFromFoot - kBannerHeight);
        const vec2 corner(body.min.x + ui.px(kFromLeft), foot - ui.px(kBannerHeight));
        return {corner, {std::min(corner.x + wide, body.max.x), corner.y + ui.px(kBannerHeight)}};
    }
    bool seeThrough() const override { return true; }
    bool floats() const override { return true; }
    void draw(Ui& ui) override {
        const Rect at = area(ui);
        ImDrawList& to = *ImGui::GetWindowDrawList();
        to.AddRectFilled(im(at.min), im(at.max), ui.theme.raised, ui.px(6));
        to.AddRect(im(at.min), im(at.max), ui.theme.danger, ui.px(6));
        textAt(to, ui.fonts.strong, at.min + vec2(ui.px(12), ui.px(5)), ui.theme.danger, tr("Demonstration"), at.size().x - ui.px(16));
        textAt(to, ui.fonts.note, at.min + vec2(ui.px(12), ui.px(24)), ui.theme.ink, tr(kWords), at.size().x - ui.px(16));
        ui.record.add("demonstration", at);
        ui.record.fact("demonstration", tr("Demonstration"));
    }

  private:
    static constexpr const char* kWords = mark("Made-up people; nothing is kept");
};

}  // namespace

std::unique_ptr<Panel> makeDemonstrationBanner() {
    return std::make_unique<DemonstrationBanner>();
}

}  // namespace myochart::ui
