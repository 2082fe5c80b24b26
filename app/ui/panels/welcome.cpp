#include <fmt/format.h>

#include "core/text.h"
#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

/// In place of the body while there is none: how to get one.
class Welcome final : public Panel {
  public:
    std::string_view name() const override { return "welcome"; }
    Rect area(const Ui& ui) const override {
        if (ui.program.bodies.inPicture() || busy(ui)) return {};
        const vec2 size(std::min(ui.px(440), ui.layout.body.size().x - ui.px(32)),
                        std::min(ui.px(440), ui.layout.body.size().y - ui.px(32)));
        const vec2 corner = glm::round(ui.layout.body.centre() - size * 0.5F);
        return {corner, corner + size};
    }
    bool seeThrough() const override { return true; }
    void draw(Ui& ui) override;

  private:
    static bool busy(const Ui& ui) {
        for (const auto& job : ui.program.jobs.running())
            if (!job->background) return true;
        return false;
    }
    void drawModels(Ui& ui);
    std::vector<body::ModelSummary> models_;
    double listedAt_ = -10;
};

void Welcome::drawModels(Ui& ui) {
    if (ui.now - listedAt_ > 2) {
        models_ = ui.program.bodies.models().list();
        listedAt_ = ui.now;
    }
    if (models_.empty()) return;
    heading(ui, tr("Installed"));
    for (size_t i = 0; i < models_.size() && i < 4; ++i) {
        const Pressed at = row(ui, fmt::format("welcome.model.{}", i), 36, false);
        Rect words = at.rect;
        words.min.x += ui.px(28);
        iconAt(*ImGui::GetWindowDrawList(), ui.fonts.icons, {at.rect.min.x + ui.px(18), at.rect.centre().y},
               ui.theme.accent, icon::kBody);
        textIn(*ImGui::GetWindowDrawList(), ui.fonts.body, words, ui.theme.ink,
               trnf("{} \xC2\xB7 {} structures", "{} \xC2\xB7 {} structures", models_[i].structures, displayText(models_[i].name, 60), models_[i].structures),
               ui.px(8));
        if (at.clicked) ui.later([&program = ui.program, name = models_[i].name] { program.bodies.openInBackground(name); });
    }
}

void Welcome::draw(Ui& ui) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(8)});
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    iconAt(*ImGui::GetWindowDrawList(), ui.fonts.icons, at + vec2(ui.px(10), ui.px(10)), ui.theme.accent, icon::kBody);
    gap(ui, ui.fonts.icons ? 32 : 0);
    line(ui, ui.fonts.title, ui.theme.ink, tr("Open a body"));
    paragraph(ui, ui.fonts.body, ui.theme.quiet,
              tr("Myochart places trigger points and needle sites on a three-dimensional musculature. It needs a model of "
              "one: a file (OBJ, GLB, "
              "FBX, STL, PLY and others), a folder, or a zip of such files."));
    gap(ui, 4);
    if (button(ui, "welcome.import",
               {.icon = icon::kImport,
                .label = tr("Import a model\xE2\x80\xA6"),
                .key = ui.keyOf("model.import"),
                .kind = ButtonKind::primary,
                .height = 36}))
        ui.runLater("model.import");
    gap(ui, 4);
    paragraph(ui, ui.fonts.note, ui.theme.quiet,
              tr("Or drop it on this window. BodyParts3D, the whole body by the Database Center for Life Science (CC "
              "BY-SA 2.1 Japan), is recognised as "
              "its publisher packs it: get the OBJ archive from lifesciencedb.jp/bp3d and import the zip as it is."));
    drawModels(ui);
    ImGui::PopStyleVar();
}

}  // namespace

std::unique_ptr<Panel> makeWelcomePanel() {
    return std::make_unique<Welcome>();
}

}  // namespace myochart::ui
