#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>

#include "core/words.h"
#include "ui/icons.h"
#include "ui/panels/needle_bar.h"
#include "ui/panels/panels.h"
#include "ui/widgets.h"

namespace myochart::ui {

namespace {

constexpr double kShown = 8;  ///< s a message stays
constexpr double kUndoShown = 12;
constexpr float kWidth = 360;

constexpr ImGuiWindowFlags kCard = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                                   ImGuiWindowFlags_AlwaysAutoResize;

/// Messages and running work, stacked upwards from the lower right of the body.
class Notices final : public Panel {
  public:
    std::string_view name() const override { return "notices"; }
    Rect area(const Ui& ui) const override { return ui.layout.body; }
    bool hasWindow() const override { return false; }
    void draw(Ui& ui) override;

  private:
    void beginCard(Ui& ui, const std::string& name, ImU32 edge);
    void endCard();
    void drawJob(Ui& ui, const workspace::Job& job, size_t index);
    bool drawNotice(Ui& ui, workspace::Notice& notice, size_t index);
    void age(Ui& ui);

    float bottom_ = 0;
    double last_ = -1;
};

void Notices::beginCard(Ui& ui, const std::string& name, ImU32 edge) {
    const Rect& body = ui.layout.body;
    const float width = std::min(ui.px(kWidth), body.size().x - ui.px(32));
    ImGui::SetNextWindowPos({body.max.x - ui.px(16), bottom_}, ImGuiCond_Always, {1, 1});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, FLT_MAX});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(16), ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ui.theme.raised);
    ImGui::PushStyleColor(ImGuiCol_Border, edge);
    ImGui::Begin(name.c_str(), nullptr, kCard);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

void Notices::endCard() {
    bottom_ = ImGui::GetWindowPos().y - ImGui::GetStyle().ItemSpacing.y;
    ImGui::End();
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(3);
}

void Notices::drawJob(Ui& ui, const workspace::Job& job, size_t index) {
    beginCard(ui, fmt::format("job.{}", index), ui.theme.rule);
    const float width = ImGui::GetContentRegionAvail().x;
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    textAt(*ImGui::GetWindowDrawList(), ui.fonts.body, at + vec2(0, ui.px(6)), ui.theme.ink, job.title,
           width - ui.px(84));
    ImGui::SetCursorScreenPos({at.x + width - ui.px(76), at.y});
    if (button(ui, fmt::format("job.{}.cancel", index), {.label = tr("Cancel"), .width = 76, .height = 28}))
        job.progress->cancel();
    const std::string doing = job.progress->cancelled() ? tr("Stopping\xE2\x80\xA6") : job.progress->doing();
    if (!doing.empty()) line(ui, ui.fonts.note, ui.theme.quiet, doing);
    const vec2 bar = vec(ImGui::GetCursorScreenPos());
    const float share = std::clamp(job.progress->fraction(), 0.0F, 1.0F);
    ImDrawList& to = *ImGui::GetWindowDrawList();
    to.AddRectFilled(im(bar), {bar.x + width, bar.y + ui.px(4)}, withAlpha(ui.theme.quiet, 0.25F), ui.px(2));
    if (share > 0)
        to.AddRectFilled(im(bar), {bar.x + std::max(ui.px(4), width * share), bar.y + ui.px(4)}, ui.theme.accent,
                         ui.px(2));
    ImGui::Dummy({width, ui.px(8)});
    endCard();
    ui.state.wake(ui.now + 0.1);
}

bool Notices::drawNotice(Ui& ui, workspace::Notice& notice, size_t index) {
    beginCard(ui, fmt::format("notice.{}", index), notice.isError ? ui.theme.danger : ui.theme.rule);
    bool gone = false;
    const float width = ImGui::GetContentRegionAvail().x;
    const bool undo = !notice.undoLabel.empty() && notice.undo;
    const float label = undo ? std::max(68.0F, textSize(ui.fonts.body, notice.undoLabel).x / ui.scale + 24) : 0;
    const float buttons = ui.px(undo ? label + 36 : 32);
    const vec2 at = vec(ImGui::GetCursorScreenPos());
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(6));
    paragraph(ui, ui.fonts.body, ui.theme.ink, notice.text, width - buttons - ui.px(8));
    const float after = ImGui::GetCursorPosY();
    ImGui::SetCursorScreenPos({at.x + width - buttons, at.y});
    if (undo) {
        if (button(ui, fmt::format("notice.{}.undo", index),
                   {.label = notice.undoLabel, .kind = ButtonKind::plain, .width = label})) {
            ui.later(notice.undo);
            gone = true;
        }
        ImGui::SameLine(0, ui.px(4));
    }
    gone |= button(ui, fmt::format("notice.{}.close", index), {.icon = icon::kClose, .tip = tr("Close")});
    ImGui::SetCursorPosY(std::max(after, ImGui::GetCursorPosY()));
    ImGui::Dummy({1, 1});
    endCard();
    return gone;
}

void Notices::age(Ui& ui) {
    const double step = last_ < 0 ? 0 : std::clamp(ui.now - last_, 0.0, 1.0);
    last_ = ui.now;
    std::erase_if(ui.program.notices.all(), [&](workspace::Notice& notice) {
        notice.shownSeconds += step;
        const double most = notice.undo ? kUndoShown : kShown;
        if (!notice.isError) ui.state.wake(ui.now + std::min(1.0, std::max(0.05, most - notice.shownSeconds)));
        return !notice.isError && notice.shownSeconds > most;
    });
}

void Notices::draw(Ui& ui) {
    age(ui);
    bottom_ = ui.layout.body.max.y - ui.px(16 + 44 + 12) - needleBarRoom(ui);  // above the tools
    size_t index = 0;
    for (const auto& job : ui.program.jobs.running())
        if (!job->background) drawJob(ui, *job, index++);
    auto& notices = ui.program.notices.all();
    for (size_t i = notices.size(); i-- > 0;) {
        if (bottom_ < ui.layout.body.min.y + ui.px(80)) break;
        if (drawNotice(ui, notices[i], i)) notices.erase(notices.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

}  // namespace

std::unique_ptr<Panel> makeNotices() {
    return std::make_unique<Notices>();
}

}  // namespace myochart::ui
