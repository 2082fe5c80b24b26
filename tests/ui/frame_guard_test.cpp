#include "ui/frame_guard.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <stdexcept>

#include "frame_rig.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// Throws in the middle of nested windows, ids and styles while `broken`.
class Fragile final : public Panel {
  public:
    explicit Fragile(bool& broken) : broken_(broken) {}
    std::string_view name() const override { return "fragile"; }
    Rect area(const Ui&) const override { return {{100, 100}, {500, 400}}; }
    void draw(Ui& ui) override {
        ImGui::BeginChild("child", {100, 100});
        ImGui::PushID("id");
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {3, 3});
        ImGui::PushStyleColor(ImGuiCol_Text, 0xFF00FF00);
        ImGui::BeginGroup();
        if (broken_) throw std::runtime_error("the well ran dry");
        button(ui, "fragile.works", {.label = "Works"});
        ImGui::EndGroup();
        ImGui::PopStyleColor();
        ImGui::PopStyleVar();
        ImGui::PopID();
        ImGui::EndChild();
    }

  private:
    bool& broken_;
};

}  // namespace

TEST(FrameGuard, aPanelThatThrowsIsReplacedByAMessageAndTheOthersGoOn) {
    test::FrameRig rig;
    bool broken = true;
    rig.frame().panels().add(std::make_unique<Fragile>(broken));
    rig.pass(0.2);
    EXPECT_EQ(rig.frame().guard().fault("fragile"), "the well ran dry");
    EXPECT_TRUE(rig.has("fault.fragile.retry"));
    EXPECT_TRUE(rig.has("mode.look")) << "the top bar is still there";
    EXPECT_FALSE(rig.has("fragile.works"));

    broken = false;
    rig.click("fault.fragile.retry");
    rig.pass(0.1);
    EXPECT_EQ(rig.frame().guard().fault("fragile"), "");
    EXPECT_TRUE(rig.has("fragile.works"));
}

}  // namespace myochart::ui
