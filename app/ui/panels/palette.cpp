#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "core/words.h"
#include "ui/panels/dialog.h"
#include "ui/panels/panels.h"
#include "workspace/presets.h"

namespace myochart::ui {

namespace {

/// What the user called a view stays so.
std::string_view titleOf(const workspace::Command& command) {
    const std::string_view title = command.title;
    return command.id.starts_with("preset.") ? title : tr(title);
}

/// Every command and saved view by name, with its key.
class Palette final : public Panel {
  public:
    std::string_view name() const override { return "palette"; }
    Rect area(const Ui& ui) const override { return ui.layout.whole; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    std::vector<const workspace::Command*> fitting(const Ui& ui) const;
    void collectViews(const Ui& ui);
    void drawRow(Ui& ui, const workspace::Command& command, size_t index);
    void steer(const Ui& ui, size_t count);
    void take(Ui& ui, const workspace::Command& command);

    std::vector<workspace::Command> views_;  ///< the saved views, as commands
    std::string text_, why_;  ///< why what was chosen cannot be done
    size_t chosen_ = 0;
    bool open_ = false, follow_ = false, keysBack_ = false;
};

void Palette::collectViews(const Ui& ui) {
    views_.clear();
    const auto add = [&](const workspace::ViewPreset& preset) {
        views_.push_back({fmt::format("preset.{}", views_.size()), displayText(workspace::shownName(preset), 120), mark("Saved view"), "",
                          {[](const workspace::Program& program) { return program.bodies.current() != nullptr; }, mark("There is no body yet.")},
                          [preset](workspace::Program& program) -> Outcome {
                              workspace::applyPreset(program, preset);
                              return Done{};
                          }});
    };
    for (const auto& preset : ui.program.settings.presets) add(preset);
    for (const auto& preset : workspace::builtInPresets()) add(preset);
}

std::vector<const workspace::Command*> Palette::fitting(const Ui& ui) const {
    std::vector<const workspace::Command*> found;
    const std::vector<std::string> words = split(foldForSearch(text_), ' ');
    const auto offer = [&](const workspace::Command& command) {
        const std::string folded = foldForSearch(fmt::format("{} {} {}", tr(std::string_view(command.menu)), titleOf(command), command.title));
        if (command.id != "window.palette" && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return folded.find(word) != std::string::npos;
            }))
            found.push_back(&command);
    };
    for (const auto& command : ui.commands.all()) offer(command);
    for (const auto& view : views_) offer(view);
    std::stable_partition(found.begin(), found.end(), [&](const auto* command) { return command->canRun(ui.program); });
    return found;
}

void Palette::take(Ui& ui, const workspace::Command& command) {
    if (!command.canRun(ui.program)) {
        why_ = tr(command.needs.otherwise);
        return;
    }
    ui.state.close();
    ui.later([&program = ui.program, run = command.run] {
        if (auto outcome = run(program); !outcome) program.notices.tell(outcome.error().message, true);
    });
}

void Palette::steer(const Ui& ui, size_t count) {
    for (const InputEvent& key : ui.input.keys) {
        if (key.key == GLFW_KEY_DOWN && chosen_ + 1 < count) ++chosen_, follow_ = true;
        if (key.key == GLFW_KEY_UP && chosen_ > 0) --chosen_, follow_ = true;
    }
}

void Palette::drawRow(Ui& ui, const workspace::Command& command, size_t index) {
    const bool can = command.canRun(ui.program);
    const Pressed at = row(ui, "palette." + command.id, 36, index == chosen_);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    const ImU32 ink = can ? ui.theme.ink : ui.theme.quiet;
    const float y = at.rect.centre().y - fontPx(ui.fonts.body) / 2,
                noteY = at.rect.centre().y - fontPx(ui.fonts.note) / 2;
    const float title = textAt(to, ui.fonts.body, {at.rect.min.x + ui.px(8), y}, ink, titleOf(command));
    if (can) {
        const std::string label = shownKey(command.key);
        const float key = textSize(ui.fonts.note, label).x;
        textAt(to, ui.fonts.note, {at.rect.max.x - key - ui.px(8), noteY}, ui.theme.quiet, label);
        textAt(to, ui.fonts.note, {at.rect.max.x - ui.px(168), noteY}, ui.theme.quiet, tr(std::string_view(command.menu)));
    } else {
        const float room = at.rect.size().x - title - ui.px(32);
        const std::string_view why = tr(command.needs.otherwise);
        const float width = std::min(room, textSize(ui.fonts.note, why).x);
        textAt(to, ui.fonts.note, {at.rect.max.x - width - ui.px(8), noteY}, ui.theme.quiet, why, width);
    }
    if (index == chosen_ && follow_) ImGui::SetScrollHereY(0.5F);
    if (at.clicked) take(ui, command);
}

void Palette::draw(Ui& ui) {
    if (ui.state.dialog != Dialog::palette) {
        open_ = false;
        return;
    }
    const bool opening = !open_;
    if (opening) text_.clear(), why_.clear(), chosen_ = 0;
    if (opening) collectViews(ui);
    open_ = true;
    const bool outside = beginDialog(ui, "palette", {600, 480}, 96);
    const FieldEvent event =
        field(ui, "palette.text", text_, {.hint = tr("What do you want to do?"), .focus = opening || std::exchange(keysBack_, false), .maxBytes = 200});
    if (event.changed || !ui.input.keys.empty()) why_.clear();
    if (event.changed) chosen_ = 0;
    const auto found = fitting(ui);
    steer(ui, found.size());
    gap(ui, 4);
    if (!why_.empty()) line(ui, ui.fonts.noteStrong, ui.theme.danger, why_);
    ui.record.fact("palette.why", why_);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, ui.px(2)});
    beginScroll(ui, "commands");
    beginRows();
    for (size_t i = 0; i < found.size(); ++i) drawRow(ui, *found[i], i);
    endRows();
    if (found.empty()) paragraph(ui, ui.fonts.body, ui.theme.quiet, tr("No command has those words."));
    endScroll();
    ImGui::PopStyleVar();
    follow_ = false;
    if (event.entered && chosen_ < found.size()) take(ui, *found[chosen_]);
    keysBack_ = event.entered;
    endDialog();
    if (outside) ui.state.close();
}

}  // namespace

std::unique_ptr<Panel> makePalette() {
    return std::make_unique<Palette>();
}

}  // namespace myochart::ui
